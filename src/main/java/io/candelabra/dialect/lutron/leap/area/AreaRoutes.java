package io.candelabra.dialect.lutron.leap.area;

import io.candelabra.core.command.Command;
import io.candelabra.dialect.lutron.leap.device.DeviceRoutes;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.dialect.lutron.leap.message.Verb;
import io.candelabra.dialect.lutron.leap.route.LeapCall;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.LeapRouteSet;
import io.candelabra.dialect.lutron.leap.route.LeapRoutes;
import io.candelabra.dialect.lutron.leap.route.Topic;
import io.candelabra.dialect.lutron.leap.view.Area;
import io.candelabra.dialect.lutron.leap.view.AreaScene;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.dialect.lutron.leap.view.OccupancySensors;
import io.candelabra.dialect.lutron.leap.view.PersistentId;
import io.candelabra.dialect.lutron.leap.view.Zone;
import io.candelabra.dialect.lutron.leap.view.ZoneTypeGroup;
import io.candelabra.dialect.lutron.leap.zone.ShadeGroupRoutes;
import io.candelabra.dialect.lutron.leap.zone.SwitchLegRoutes;
import io.candelabra.dialect.lutron.leap.zone.ZoneRoutes;
import io.candelabra.model.Device;
import io.candelabra.model.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Areas: the tree, their contents, and their status. */
public final class AreaRoutes implements LeapRouteSet {

    @Override
    public void routes(LeapRoutes routes) {
        routes.read("/area", this::read);
        routes.subscribe("/area", this::subscribe);
        routes.read("/area/rootarea", this::readRootarea);
        routes.read("/area/{id}", this::readById);
        routes.read("/area/{id}/associatedzone", this::readByIdAssociatedzone);
        routes.read("/area/{id}/associatedcontrolstation", this::readByIdAssociatedcontrolstation);
        routes.read("/area/status", this::readStatus);
        routes.subscribe("/area/status", this::subscribeStatus);
        routes.read("/area/{id}/status", this::readByIdStatus);
        routes.subscribe("/area/{id}/status", this::subscribeByIdStatus);
        routes.only(Envelope.QUANTUM, Verb.UPDATE, "/area/{id}/status", this::updateByIdStatus);
        routes.read("/area/{id}/childarea/summary", this::readByIdChildareaSummary);
        routes.read("/area/{id}/zone", this::readByIdZone);
        routes.read("/area/{id}/zone/status", this::readByIdZoneStatus);
        routes.read("/area/{id}/switchleg", this::readByIdSwitchleg);
        routes.read("/area/{id}/shadegroup", this::readByIdShadegroup);
        routes.read("/area/{id}/alert", this::readByIdAlert);
    }

    LeapReply read(LeapCall call) {
        return definitions().read(call.now(), call.url());
    }

    LeapReply subscribe(LeapCall call) {
        return LeapReply.subscription(definitions());
    }

    LeapReply readRootarea(LeapCall call) {
        LeapView now = call.now();
        return LeapReply.ok("OneAreaDefinition", "Area", definition(now, now.root()));
    }

    LeapReply readById(LeapCall call) {
        LeapView now = call.now();
        return LeapReply.ok("OneAreaDefinition", "Area", definition(now, area(call, now)));
    }

    LeapReply readByIdAssociatedzone(LeapCall call) {
        return Topic.emptyAs204(readByIdZone(call));
    }

    /** Control stations: the remotes in an area. */
    LeapReply readByIdAssociatedcontrolstation(LeapCall call) {
        LeapView now = call.now();
        Area area = area(call, now);
        List<LeapObject> stations = now.devicesWith(LeapView.BUTTON).stream()
                .filter(device -> now.areaOf(device).equals(area))
                .map(device -> DeviceRoutes.controlStation(now, device))
                .toList();
        return Topic.emptyAs204(
                Topic.list("MultipleControlStationDefinition", "ControlStations", (ignored, changes) -> stations)
                        .read(now, call.url()));
    }

    LeapReply readStatus(LeapCall call) {
        return statuses().read(call.now(), call.url());
    }

    LeapReply subscribeStatus(LeapCall call) {
        return LeapReply.subscription(statuses());
    }

    LeapReply readByIdStatus(LeapCall call) {
        LeapView now = call.now();
        AreaStatus.of(now, area(call, now)).requireLicence();
        return status(call.id()).read(now, call.url());
    }

    LeapReply subscribeByIdStatus(LeapCall call) {
        area(call, call.now());
        return LeapReply.subscription(status(call.id()));
    }

    /** Activates one of the area's scenes; nothing else of an area can be set. */
    LeapReply updateByIdStatus(LeapCall call) {
        LeapView now = call.now();
        Area area = area(call, now);
        AreaStatus.of(now, area).requireLicence();
        Map<?, ?> asked = call.request().object("AreaStatus");
        if (!(asked.get("CurrentScene") instanceof Long number) || asked.size() != 1) {
            throw LeapError.invalid(
                    "AreaStatus", "has to hold the number of a scene as CurrentScene, and nothing else");
        }
        AreaScene scene = now.scenesOf(area).stream()
                .filter(s -> s.number() == number)
                .findFirst()
                .orElseThrow(() -> LeapError.invalid("AreaStatus/CurrentScene", "is no scene of this area"));
        call.submit(new Command.StartScene(scene.scene().id(), Plan.Kind.MANUAL, false, false));
        return readByIdStatus(call);
    }

    LeapReply readByIdSwitchleg(LeapCall call) {
        LeapView now = call.now();
        return SwitchLegRoutes.list(now, call, devices(now, area(call, now), LeapView.SWITCH_LEG));
    }

    LeapReply readByIdShadegroup(LeapCall call) {
        LeapView now = call.now();
        return ShadeGroupRoutes.list(now, call, devices(now, area(call, now), LeapView.SHADE_GROUP));
    }

    private static List<Device> devices(LeapView now, Area area, String kind) {
        return now.devicesWith(kind).stream()
                .filter(device -> now.areaOf(device).equals(area))
                .toList();
    }

    LeapReply readByIdAlert(LeapCall call) {
        LeapView now = call.now();
        Area area = area(call, now);
        LeapObject counts = new LeapObject();
        AlertCounts.of(now, area, true).forEach(counts::put);
        return LeapReply.ok("OneAreaAlertStatus", "AlertCounts", counts);
    }

    LeapReply readByIdChildareaSummary(LeapCall call) {
        LeapView now = call.now();
        Area area = area(call, now);
        return Topic.list(
                        "MultipleAreaSummaryDefinition", "AreaSummaries", (ignored, changes) -> area.children().stream()
                                .map(now::byKey)
                                .map(child -> LeapObject.at(child.href())
                                        .put("Name", child.name())
                                        .put("IsLeaf", child.isLeaf()))
                                .toList())
                .read(now, call.url());
    }

    LeapReply readByIdZone(LeapCall call) {
        LeapView now = call.now();
        Area area = area(call, now);
        return Topic.list(
                        "MultipleZoneDefinition",
                        "Zones",
                        (ignored, changes) -> now.each(now.zonesIn(area), zone -> ZoneRoutes.definition(now, zone)))
                .read(now, call.url());
    }

    LeapReply readByIdZoneStatus(LeapCall call) {
        LeapView now = call.now();
        Area area = area(call, now);
        AreaStatus.of(now, area).requireLicence();
        return Topic.many(
                        "MultipleZoneStatus",
                        "ZoneStatuses",
                        (ignored, changes) -> now.each(now.zonesIn(area), zone -> ZoneRoutes.statusOf(now, zone)))
                .read(now, call.url());
    }

    static Area area(LeapCall call, LeapView now) {
        return now.area(call.id()).orElseThrow(call::noSuch);
    }

    private static Topic definitions() {
        return Topic.list(
                "MultipleAreaDefinition",
                "Areas",
                (now, changes) ->
                        changes.anything() ? now.each(now.areas(), area -> definition(now, area)) : List.of());
    }

    private static Topic statuses() {
        return Topic.many("MultipleAreaStatus", "AreaStatuses", (now, changes) -> now.areas(changes).stream()
                .map(area -> AreaStatus.of(now, area))
                .filter(AreaStatus::isLicensed)
                .map(AreaStatus::fields)
                .toList());
    }

    private static Topic status(int id) {
        return Topic.one("OneAreaStatus", "AreaStatus", (now, changes) -> now.areas(changes).stream()
                .filter(area -> area.id() == id)
                .map(area -> AreaStatus.of(now, area).fields())
                .toList());
    }

    static LeapObject definition(LeapView now, Area area) {
        LeapObject fields = LeapObject.at(area.href()).put("Name", area.name());
        if (!area.isRoot()) {
            fields.put("Parent", LeapObject.ref(now.byKey(area.parent()).href()));
        }
        List<Zone> zones = now.zonesIn(area);
        fields.refsUnlessEmpty("AssociatedZones", zones.stream().map(Zone::href).toList());
        fields.refsUnlessEmpty(
                "AssociatedDevices",
                now.boxes().stream()
                        .filter(device -> now.areaOf(device).equals(area))
                        .map(device -> "/device/" + LeapView.number(device, LeapView.DEVICE))
                        .toList());
        fields.refsUnlessEmpty(
                "AssociatedAreas",
                area.children().stream().map(now::byKey).map(Area::href).toList());
        List<Map<String, Object>> groups = new ArrayList<>();
        for (ZoneTypeGroup group : ZoneTypeGroup.in(now, area)) {
            groups.add(Map.of("href", group.href(), "Type", group.control().word()));
        }
        if (!groups.isEmpty()) {
            fields.put("ZoneTypeGroups", groups);
        }
        if (OccupancySensors.in(now, area).findAny().isPresent()) {
            fields.put("AssociatedOccupancyGroups", List.of(LeapObject.ref("/occupancygroup/" + area.id())));
        }
        if (now.envelope() == Envelope.QUANTUM) {
            fields.put("PersistentID", PersistentId.AREA.of(area.id()));
            AreaStatus.of(now, area)
                    .processor()
                    .ifPresent(processor -> fields.put("Processor", LeapObject.ref(processor)));
            fields.objects(
                    "Scene",
                    now.scenesOf(area).stream()
                            .map(scene -> new LeapObject()
                                    .put("Number", scene.number())
                                    .put("Name", scene.scene().label()))
                            .toList());
        }
        return fields.put("SortOrder", area.id()).put("IsLeaf", area.isLeaf());
    }
}

package io.candelabra.dialect.lutron.leap.device;

import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.dialect.lutron.leap.route.LeapCall;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.LeapRouteSet;
import io.candelabra.dialect.lutron.leap.route.LeapRoutes;
import io.candelabra.dialect.lutron.leap.route.Topic;
import io.candelabra.dialect.lutron.leap.view.Area;
import io.candelabra.dialect.lutron.leap.view.ChangeSet;
import io.candelabra.dialect.lutron.leap.view.DeviceWord;
import io.candelabra.dialect.lutron.leap.view.LeapFields;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.dialect.lutron.leap.view.OccupancySensors;
import io.candelabra.dialect.lutron.leap.view.Remote;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource.SiteType;
import io.candelabra.model.State;
import io.candelabra.model.trait.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Devices: the hub itself first, then what it reaches; and their faults. */
public final class DeviceRoutes implements LeapRouteSet {

    @Override
    public void routes(LeapRoutes routes) {
        routes.read("/device", this::read);
        routes.subscribe("/device", this::subscribe);
        routes.read("/device/{id}", this::readById);
        routes.read("/device/status", this::readStatus);
        routes.subscribe("/device/status", this::subscribeStatus);
        routes.read("/device/{id}/status", this::readByIdStatus);
        routes.subscribe("/device/{id}/status", this::subscribeByIdStatus);
        routes.read("/device/status/availability", this::readStatusAvailability);
        routes.subscribe("/device/status/availability", this::subscribeStatusAvailability);
        routes.read("/device/status/batterystatus", this::readStatusBatterystatus);
        routes.subscribe("/device/status/batterystatus", this::subscribeStatusBatterystatus);
        routes.read("/device/{id}/buttongroup", this::readByIdButtongroup);
        routes.read("/device/{id}/buttongroup/expanded", this::readByIdButtongroupExpanded);
    }

    LeapReply read(LeapCall call) {
        return definitions().read(call.now(), call.url());
    }

    LeapReply subscribe(LeapCall call) {
        return LeapReply.subscription(definitions());
    }

    LeapReply readById(LeapCall call) {
        LeapView now = call.now();
        return LeapReply.ok("OneDeviceDefinition", "Device", definition(now, box(call, now)));
    }

    LeapReply readStatus(LeapCall call) {
        return statuses(Part.ALL).read(call.now(), call.url());
    }

    LeapReply subscribeStatus(LeapCall call) {
        return LeapReply.subscription(statuses(Part.ALL));
    }

    LeapReply readByIdStatus(LeapCall call) {
        LeapView now = call.now();
        box(call, now);
        return status(call.id()).read(now, call.url());
    }

    LeapReply subscribeByIdStatus(LeapCall call) {
        box(call, call.now());
        return LeapReply.subscription(status(call.id()));
    }

    LeapReply readStatusAvailability(LeapCall call) {
        return statuses(Part.AVAILABILITY).read(call.now(), call.url());
    }

    LeapReply subscribeStatusAvailability(LeapCall call) {
        return LeapReply.subscription(statuses(Part.AVAILABILITY));
    }

    LeapReply readStatusBatterystatus(LeapCall call) {
        return statuses(Part.BATTERY).read(call.now(), call.url());
    }

    LeapReply subscribeStatusBatterystatus(LeapCall call) {
        return LeapReply.subscription(statuses(Part.BATTERY));
    }

    LeapReply readByIdButtongroup(LeapCall call) {
        return Topic.emptyAs204(ButtonGroupRoutes.groups(call, remotes(call)));
    }

    LeapReply readByIdButtongroupExpanded(LeapCall call) {
        return Topic.emptyAs204(ButtonGroupRoutes.expanded(call, remotes(call)));
    }

    private static List<Remote> remotes(LeapCall call) {
        LeapView now = call.now();
        box(call, now);
        return Remote.find(now, call.id()).stream().toList();
    }

    /** The part of a device's status that is told. */
    private enum Part {
        ALL,
        AVAILABILITY,
        BATTERY
    }

    /** A hub or a device, under its number. */
    private sealed interface Box {
        int id();

        record Hub(int id, Gateway gateway, boolean own) implements Box {}

        record Field(int id, Device device) implements Box {}
    }

    private static List<Box> boxes(LeapView now, ChangeSet changes) {
        List<Box> boxes = new ArrayList<>();
        List<Gateway> gateways = now.gateways();
        for (Gateway gateway : changes.anything() ? gateways : List.<Gateway>of()) {
            int id = LeapView.number(gateway.ids().getOrDefault(LeapView.DEVICE, ""));
            if (id > 0) {
                boxes.add(new Box.Hub(id, gateway, gateway.equals(gateways.getFirst())));
            }
        }
        for (Device device : now.boxes()) {
            if (changes.covers(device.id())) {
                boxes.add(new Box.Field(LeapView.number(device, LeapView.DEVICE), device));
            }
        }
        return boxes;
    }

    private static Box box(LeapCall call, LeapView now) {
        int id = call.id();
        return boxes(now, ChangeSet.ALL).stream()
                .filter(box -> box.id() == id)
                .findFirst()
                .orElseThrow(call::noSuch);
    }

    private static Topic definitions() {
        return Topic.list(
                "MultipleDeviceDefinition",
                "Devices",
                (now, changes) ->
                        changes.anything() ? now.each(boxes(now, changes), box -> definition(now, box)) : List.of());
    }

    private static Topic statuses(Part part) {
        String type =
                switch (part) {
                    case ALL -> "MultipleDeviceStatus";
                    case AVAILABILITY -> "MultipleDeviceAvailabilityStatus";
                    case BATTERY -> "MultipleDeviceBatteryStatus";
                };
        return Topic.many(
                type,
                "DeviceStatuses",
                (now, changes) -> now.each(
                        boxes(now, changes).stream()
                                .filter(box -> part != Part.BATTERY
                                        || battery(now, box).isPresent())
                                .toList(),
                        box -> status(now, box, part)));
    }

    private static Topic status(int id) {
        return Topic.one("OneDeviceStatus", "DeviceStatus", (now, changes) -> boxes(now, changes).stream()
                .filter(box -> box.id() == id)
                .map(box -> status(now, box, Part.ALL))
                .toList());
    }

    private static LeapObject definition(LeapView now, Box box) {
        return switch (box) {
            case Box.Hub hub -> definition(now, hub);
            case Box.Field field -> definition(now, field);
        };
    }

    private static LeapObject definition(LeapView now, Box.Hub hub) {
        Map<?, ?> notes = LeapFields.of(hub.gateway());
        Object serial = notes.get("serial");
        String name = hub.gateway().label().isEmpty() ? "Hub" : hub.gateway().label();
        return LeapObject.at("/device/" + hub.id())
                .put("Name", name)
                .put("FullyQualifiedName", List.of(now.root().name(), name))
                .put("Parent", LeapObject.ref("/project"))
                .put("SerialNumber", serial instanceof Long number ? number : hub.id())
                .put("ModelNumber", notes.get("model") instanceof String model ? model : "HJS-2-FM")
                .put("DeviceType", notes.get("deviceType") instanceof String type ? type : "ViveHub")
                .put("AssociatedArea", LeapObject.ref(now.root().href()))
                .put("AddressedState", "Addressed")
                .put("IsThisDevice", hub.own())
                .put("FirmwareImage", firmware(notes.get("firmware") instanceof String shown ? shown : "01.13.00"));
    }

    private static Map<String, Object> firmware(String shown) {
        return Map.of("Firmware", Map.of("DisplayName", shown));
    }

    private static LeapObject definition(LeapView now, Box.Field field) {
        Device device = field.device();
        Area area = now.areaOf(device);
        LeapObject fields = LeapObject.at("/device/" + field.id())
                .put("Name", device.label())
                .put("FullyQualifiedName", List.of(area.name(), device.label()))
                .put("Parent", LeapObject.ref("/project"))
                .put("SerialNumber", serial(device).orElse((long) field.id()))
                .put(
                        "ModelNumber",
                        attribute(device, "core:ModelName").orElseGet(() -> SiteType.plainName(device.type())))
                .put("DeviceType", DeviceWord.of(now, device))
                .put("AssociatedArea", LeapObject.ref(area.href()))
                .put("AddressedState", "Addressed")
                .put("IsThisDevice", false);
        now.zone(device).ifPresent(zone -> fields.put("LocalZones", LeapObject.refs(List.of(zone.href()))));
        int button = LeapView.number(device, LeapView.BUTTON);
        if (button > 0) {
            fields.put("ButtonGroups", LeapObject.refs(List.of("/buttongroup/" + field.id())));
        }
        int sensor = LeapView.number(device, OccupancySensors.SENSOR);
        if (sensor > 0) {
            fields.put("OccupancySensors", LeapObject.refs(List.of("/occupancysensor/" + sensor)));
        }
        attribute(device, "core:FirmwareRevision").ifPresent(shown -> fields.put("FirmwareImage", firmware(shown)));
        return fields;
    }

    /** How an area lists a remote: as a station of one gang. */
    public static LeapObject controlStation(LeapView now, Device remote) {
        int id = LeapView.number(remote, LeapView.DEVICE);
        return LeapObject.at("/controlstation/" + id)
                .put("Name", remote.label())
                .put("AssociatedArea", LeapObject.ref(now.areaOf(remote).href()))
                .put("SortOrder", id)
                .put(
                        "AssociatedGangedDevices",
                        List.of(Map.of(
                                "Device",
                                Map.of(
                                        "href",
                                        "/device/" + id,
                                        "DeviceType",
                                        DeviceWord.of(now, remote),
                                        "AddressedState",
                                        "Addressed"),
                                "GangPosition",
                                0)));
    }

    private static Optional<Long> serial(Device device) {
        return attribute(device, "candelabra:SerialNumber")
                .map(LeapView::number)
                .filter(number -> number > 0)
                .map(Integer::longValue);
    }

    private static Optional<String> attribute(Device device, String name) {
        return device.attributes().stream()
                .filter(a -> a.name().equals(name))
                .map(State::value)
                .map(value -> value.asText())
                .findFirst();
    }

    private static LeapObject status(LeapView now, Box box, Part part) {
        String href = "/device/" + box.id();
        LeapObject fields = LeapObject.at(href + "/status").keep("Device", LeapObject.ref(href));
        boolean there =
                switch (box) {
                    case Box.Hub hub -> hub.gateway().alive();
                    case Box.Field field -> field.device().available();
                };
        if (part != Part.BATTERY) {
            fields.put("Availability", there ? "Available" : "Unavailable");
        }
        if (part != Part.AVAILABILITY) {
            battery(now, box).ifPresent(low -> fields.put("BatteryStatus", Map.of("LevelState", low ? "Bad" : "Good")));
        }
        if (part == Part.ALL) {
            long failed = failedTransfers(now, box);
            fields.put("FailedTransfers", Map.of("Count", failed))
                    .put("ConfigurationTransferStatus", failed > 0 ? "Failed" : "NotRequired")
                    .put("StatusAccuracy", there ? "Good" : "Bad");
        }
        return fields;
    }

    /** Whether its battery is low; empty for what has none. */
    private static Optional<Boolean> battery(LeapView now, Box box) {
        return switch (box) {
            case Box.Hub ignored -> Optional.empty();
            case Box.Field field ->
                now.traits(field.device())
                        .find(Trait.LowBattery.class)
                        .flatMap(t -> t.get(field.device().states()));
        };
    }

    /** How many times its programming did not reach it: it does not know what it is to do. */
    private static long failedTransfers(LeapView now, Box box) {
        if (!(box instanceof Box.Field field)) {
            return 0;
        }
        Alert.Subject subject = Alert.Subject.of(field.device().id());
        return now.view()
                .alerts()
                .filter(alert -> alert.subject().equals(subject))
                .map(Alert::kind)
                .filter("PROGRAMMING"::equals)
                .count();
    }
}

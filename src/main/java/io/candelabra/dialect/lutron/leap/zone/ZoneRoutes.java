package io.candelabra.dialect.lutron.leap.zone;

import io.candelabra.dialect.lutron.leap.command.ZoneCommand;
import io.candelabra.dialect.lutron.leap.command.ZonePlans;
import io.candelabra.dialect.lutron.leap.hub.Licences;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.dialect.lutron.leap.message.StatusCode;
import io.candelabra.dialect.lutron.leap.message.Verb;
import io.candelabra.dialect.lutron.leap.override.LevelOverride;
import io.candelabra.dialect.lutron.leap.route.LeapCall;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.LeapRouteSet;
import io.candelabra.dialect.lutron.leap.route.LeapRoutes;
import io.candelabra.dialect.lutron.leap.route.Topic;
import io.candelabra.dialect.lutron.leap.view.ControlType;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.dialect.lutron.leap.view.PersistentId;
import io.candelabra.dialect.lutron.leap.view.Zone;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Zones: their definitions, their levels, and commands to them. */
public final class ZoneRoutes implements LeapRouteSet {

    @Override
    public void routes(LeapRoutes routes) {
        routes.read("/zone", this::read);
        routes.subscribe("/zone", this::subscribe);
        routes.read("/zone/{id}", this::readById);
        routes.read("/zone/status", this::readStatus);
        routes.subscribe("/zone/status", this::subscribeStatus);
        routes.read("/zone/{id}/status", this::readByIdStatus);
        routes.subscribe("/zone/{id}/status", this::subscribeByIdStatus);
        routes.only(Envelope.QUANTUM, Verb.UPDATE, "/zone/{id}/status", this::updateByIdStatus);
        routes.read("/zone/status/expanded", this::readStatusExpanded);
        routes.read("/zone/{id}/status/expanded", this::readByIdStatusExpanded);
        routes.only(Envelope.VIVE, Verb.CREATE, "/zone/{id}/commandprocessor", this::createByIdCommandprocessor);
    }

    LeapReply read(LeapCall call) {
        return definitions().read(call.now(), call.url());
    }

    LeapReply subscribe(LeapCall call) {
        return LeapReply.subscription(definitions());
    }

    LeapReply readById(LeapCall call) {
        LeapView now = call.now();
        return LeapReply.ok("OneZoneDefinition", "Zone", definition(now, zone(call, now)));
    }

    LeapReply readStatus(LeapCall call) {
        return statuses().read(call.now(), call.url());
    }

    LeapReply subscribeStatus(LeapCall call) {
        return LeapReply.subscription(statuses());
    }

    LeapReply readByIdStatus(LeapCall call) {
        LeapView now = call.now();
        Licences.require(now, zone(call, now).device());
        return status(call.id()).read(now, call.url());
    }

    LeapReply subscribeByIdStatus(LeapCall call) {
        zone(call, call.now());
        return LeapReply.subscription(status(call.id()));
    }

    LeapReply updateByIdStatus(LeapCall call) {
        LeapView now = call.now();
        Zone zone = zone(call, now);
        Licences.require(now, zone.device());
        ZonePlans.carryOut(call, ZonePlans.ofStatus(call.request().object("ZoneStatus"), zone), List.of(zone));
        return status(zone.id()).read(call.now(), call.url());
    }

    LeapReply readStatusExpanded(LeapCall call) {
        return Topic.many(
                        "MultipleZoneExpandedStatus",
                        "ZoneExpandedStatuses",
                        (now, changes) -> now.each(now.zones(changes), zone -> expanded(now, zone)))
                .read(call.now(), call.url());
    }

    LeapReply readByIdStatusExpanded(LeapCall call) {
        LeapView now = call.now();
        return LeapReply.ok("OneZoneExpandedStatus", "ZoneExpandedStatus", expanded(now, zone(call, now)));
    }

    /** Answers 201 with what the zone goes to; where it was told to stop, with where it stopped. */
    LeapReply createByIdCommandprocessor(LeapCall call) {
        LeapView now = call.now();
        Zone zone = zone(call, now);
        ZoneCommand command = ZoneCommand.of(call.request(), zone.control(), zone.tunable());
        LeapView later = ZonePlans.answered(call, command, List.of(zone));
        Zone then = later.zone(zone.id()).orElse(zone);
        return LeapReply.ok("OneZoneStatus", "ZoneStatus", statusOf(later, ZonePlans.told(then, command)))
                .with(StatusCode.CREATED);
    }

    private static Zone zone(LeapCall call, LeapView now) {
        return now.zone(call.id()).orElseThrow(call::noSuch);
    }

    private static Topic definitions() {
        return Topic.list(
                "MultipleZoneDefinition",
                "Zones",
                (now, changes) ->
                        changes.anything() ? now.each(now.zones(), zone -> definition(now, zone)) : List.of());
    }

    public static Topic statuses() {
        return Topic.many(
                "MultipleZoneStatus",
                "ZoneStatuses",
                (now, changes) -> now.each(
                        now.zones(changes).stream()
                                .filter(zone -> Licences.covers(now, zone.device()))
                                .toList(),
                        zone -> statusOf(now, zone)));
    }

    private static Topic status(int id) {
        return Topic.one(
                "OneZoneStatus",
                "ZoneStatus",
                (now, changes) ->
                        now
                                .zone(id)
                                .filter(zone -> changes.covers(zone.device().id()))
                                .map(zone -> statusOf(now, zone))
                                .stream()
                                .toList());
    }

    public static LeapObject definition(LeapView now, Zone zone) {
        LeapObject fields = LeapObject.at(zone.href())
                .put("Name", zone.device().label())
                .put("ControlType", zone.control().word())
                .put("AvailableControlTypes", List.of(zone.control().word()))
                .put(
                        "Category",
                        Map.of(
                                "Type",
                                zone.control().category(),
                                "IsLight",
                                zone.control().isLight()))
                .put("AssociatedArea", LeapObject.ref(now.areaOf(zone.device()).href()));
        int device = LeapView.number(zone.device(), LeapView.DEVICE);
        if (device > 0) {
            fields.put("Device", LeapObject.ref("/device/" + device));
        }
        zone.tunable()
                .white()
                .ifPresent(range -> fields.put(
                        "ColorTuningProperties",
                        Map.of("WhiteTuningLevelRange", Map.of("Min", range.min(), "Max", range.max()))));
        if (now.envelope() == Envelope.QUANTUM) {
            fields.put("PersistentID", PersistentId.ZONE.of(zone.id()));
        }
        return fields.put("SortOrder", zone.id());
    }

    /** The status of a zone: in Vive switched loads in words, in Quantum all as numbers. */
    public static LeapObject statusOf(LeapView now, Zone zone) {
        Envelope envelope = now.envelope();
        LeapObject fields = LeapObject.at(zone.href() + "/status").keep("Zone", LeapObject.ref(zone.href()));
        levels(fields, zone.control(), zone.level(), envelope);
        zone.kelvin()
                .ifPresent(kelvin ->
                        fields.put("ColorTuningStatus", Map.of("WhiteTuningLevel", Map.of("Kelvin", kelvin))));
        zone.colour()
                .ifPresent(colour -> fields.put(
                        "ColorTuningStatus",
                        Map.of(
                                "HSVTuningLevel",
                                Map.of(
                                        "Hue",
                                        Math.round(colour.hueDegrees()),
                                        "Saturation",
                                        Math.round(colour.saturationPercent())))));
        boolean available = zone.device().available();
        return fields.keep("StatusAccuracy", available && zone.level().isPresent() ? "Good" : "Bad")
                .put("Availability", available ? "Available" : "Unavailable")
                .put(
                        "ZoneLockState",
                        zone.control().isLight() && LevelOverride.emergency(now) ? "EmergencyLocked" : "Unlocked");
    }

    /** The fields that tell a level of this control type; of a group too. */
    static void levels(LeapObject fields, ControlType control, Optional<Double> level, Envelope envelope) {
        fields.maybe("Level", level.map(Zone::number));
        if (envelope == Envelope.VIVE && level.isPresent()) {
            boolean on = level.get() > 0;
            switch (control) {
                case SWITCHED -> fields.put("SwitchedLevel", on ? "On" : "Off");
                case RECEPTACLE -> fields.put("ReceptacleLevel", on ? "On" : "Off");
                case CCO -> fields.put("CCOLevel", on ? "Open" : "Closed");
                case DIMMED, WHITE_TUNE, COLOR_TUNE, SHADE -> {}
            }
        }
    }

    private static LeapObject expanded(LeapView now, Zone zone) {
        return statusOf(now, zone).put("Zone", definition(now, zone));
    }
}

package io.candelabra.dialect.lutron.leap.override;

import io.candelabra.dialect.lutron.leap.hub.HubGates;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.dialect.lutron.leap.message.LeapRequest;
import io.candelabra.dialect.lutron.leap.message.Verb;
import io.candelabra.dialect.lutron.leap.route.LeapCall;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.LeapRouteSet;
import io.candelabra.dialect.lutron.leap.route.LeapRoutes;
import io.candelabra.dialect.lutron.leap.route.Topic;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Emergencies: while one is active all lights are full on. An emergency's id may be a word. */
public final class EmergencyRoutes implements LeapRouteSet {
    @Override
    public void routes(LeapRoutes routes) {
        routes.read("/emergency", this::read);
        routes.read("/emergency/{id}", this::readById);
        routes.read("/emergency/status", this::readStatus);
        routes.subscribe("/emergency/status", this::subscribeStatus);
        routes.read("/emergency/{id}/status", this::readByIdStatus);
        routes.subscribe("/emergency/{id}/status", this::subscribeByIdStatus);
        routes.only(Envelope.VIVE, Verb.UPDATE, "/emergency/{id}/status", this::updateByIdStatus);
    }

    LeapReply read(LeapCall call) {
        HubGates.requireScenes(call.now());
        return Topic.list(
                        "MultipleEmergencyDefinition",
                        "Emergencies",
                        (now, changes) -> now.each(
                                LevelOverride.all(now.view(), LevelOverride.EMERGENCY), EmergencyRoutes::definition))
                .read(call.now(), call.url());
    }

    LeapReply readById(LeapCall call) {
        return LeapReply.ok("OneEmergencyDefinition", "Emergency", definition(emergency(call)));
    }

    LeapReply readStatus(LeapCall call) {
        HubGates.requireScenes(call.now());
        return statuses().read(call.now(), call.url());
    }

    LeapReply subscribeStatus(LeapCall call) {
        HubGates.requireScenes(call.now());
        return LeapReply.subscription(statuses());
    }

    LeapReply readByIdStatus(LeapCall call) {
        HubGates.requireScenes(call.now());
        return status(call.word("id")).read(call.now(), call.url());
    }

    LeapReply subscribeByIdStatus(LeapCall call) {
        emergency(call);
        return LeapReply.subscription(status(call.word("id")));
    }

    LeapReply updateByIdStatus(LeapCall call) {
        LevelOverride emergency = emergency(call);
        Map<?, ?> asked = call.request().object("EmergencyStatus");
        String path = "EmergencyStatus/ActiveState";
        switch (LeapRequest.text(asked, "ActiveState", path)) {
            case "Active" ->
                emergency.begin(
                        call, zone -> zone.control().isLight() ? OptionalDouble.of(100) : OptionalDouble.empty());
            case "Inactive" -> emergency.end(call);
            default -> throw LeapError.invalid(path, "has to be Active or Inactive");
        }
        return readByIdStatus(call);
    }

    private static LevelOverride emergency(LeapCall call) {
        HubGates.requireScenes(call.now());
        return LevelOverride.find(call.now().view(), LevelOverride.EMERGENCY, call.word("id"))
                .orElseThrow(call::noSuch);
    }

    private static Topic statuses() {
        return Topic.many(
                "MultipleEmergencyStatus",
                "EmergencyStatuses",
                (now, changes) -> changes.anything()
                        ? now.each(LevelOverride.all(now.view(), LevelOverride.EMERGENCY), EmergencyRoutes::status)
                        : List.of());
    }

    private static Topic status(String id) {
        return Topic.one(
                "OneEmergencyStatus",
                "EmergencyStatus",
                (now, changes) -> changes.anything()
                        ? LevelOverride.find(now.view(), LevelOverride.EMERGENCY, id)
                                .map(EmergencyRoutes::status)
                                .stream()
                                .toList()
                        : List.of());
    }

    private static LeapObject definition(LevelOverride emergency) {
        return LeapObject.at("/emergency/" + emergency.id())
                .put("Name", emergency.label())
                .put("Category", Map.of("Type", "Emergency"));
    }

    private static LeapObject status(LevelOverride emergency) {
        String href = "/emergency/" + emergency.id();
        return LeapObject.at(href + "/status")
                .keep("Emergency", LeapObject.ref(href))
                .put("ActiveState", emergency.active() ? "Active" : "Inactive");
    }
}

package io.candelabra.dialect.lutron.leap;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Emergencies: while one is active all lights are full on. An emergency's id may be a word. */
final class EmergencyRoutes implements LeapRouteSet {
    static final String KIND = "emergency";

    @Override
    public void routes(LeapRoutes routes) {
        routes.read("/emergency", this::read);
        routes.read("/emergency/{id}", this::readById);
        routes.read("/emergency/status", this::readStatus);
        routes.subscribe("/emergency/status", this::subscribeStatus);
        routes.read("/emergency/{id}/status", this::readByIdStatus);
        routes.subscribe("/emergency/{id}/status", this::subscribeByIdStatus);
        routes.only(Accent.VIVE, Verb.UPDATE, "/emergency/{id}/status", this::updateByIdStatus);
    }

    LeapReply read(LeapCall call) {
        HubGates.requireScenes(call);
        return Topic.list(
                        "MultipleEmergencyDefinition",
                        "Emergencies",
                        (now, touch) -> now.each(Interlude.all(now.view(), KIND), EmergencyRoutes::definition))
                .read(call.now(), call.url());
    }

    LeapReply readById(LeapCall call) {
        return LeapReply.ok("OneEmergencyDefinition", "Emergency", definition(emergency(call)));
    }

    LeapReply readStatus(LeapCall call) {
        HubGates.requireScenes(call);
        return statuses().read(call.now(), call.url());
    }

    LeapReply subscribeStatus(LeapCall call) {
        HubGates.requireScenes(call);
        return LeapReply.subscription(statuses());
    }

    LeapReply readByIdStatus(LeapCall call) {
        HubGates.requireScenes(call);
        return status(call.word("id")).read(call.now(), call.url());
    }

    LeapReply subscribeByIdStatus(LeapCall call) {
        emergency(call);
        return LeapReply.subscription(status(call.word("id")));
    }

    LeapReply updateByIdStatus(LeapCall call) {
        Interlude emergency = emergency(call);
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

    private static Interlude emergency(LeapCall call) {
        HubGates.requireScenes(call);
        return Interlude.find(call.now().view(), KIND, call.word("id")).orElseThrow(call::noSuch);
    }

    /** Whether lights are locked in an emergency now. */
    static boolean isOn(Installation now) {
        return Interlude.all(now.view(), KIND).stream().anyMatch(Interlude::active);
    }

    private static Topic statuses() {
        return Topic.many(
                "MultipleEmergencyStatus",
                "EmergencyStatuses",
                (now, touch) -> touch.anything()
                        ? now.each(Interlude.all(now.view(), KIND), EmergencyRoutes::status)
                        : List.of());
    }

    private static Topic status(String id) {
        return Topic.one(
                "OneEmergencyStatus",
                "EmergencyStatus",
                (now, touch) -> touch.anything()
                        ? Interlude.find(now.view(), KIND, id).map(EmergencyRoutes::status).stream()
                                .toList()
                        : List.of());
    }

    private static Fields definition(Interlude emergency) {
        return Fields.at("/emergency/" + emergency.id())
                .put("Name", emergency.label())
                .put("Category", Map.of("Type", "Emergency"));
    }

    private static Fields status(Interlude emergency) {
        String href = "/emergency/" + emergency.id();
        return Fields.at(href + "/status")
                .keep("Emergency", Fields.ref(href))
                .put("ActiveState", emergency.active() ? "Active" : "Inactive");
    }
}

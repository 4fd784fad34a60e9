package io.candelabra.dialect.lutron.leap.zone;

import io.candelabra.dialect.lutron.leap.hub.Licences;
import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.dialect.lutron.leap.route.LeapCall;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.LeapRouteSet;
import io.candelabra.dialect.lutron.leap.route.LeapRoutes;
import io.candelabra.dialect.lutron.leap.route.Topic;
import io.candelabra.dialect.lutron.leap.view.ControlType;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.model.Device;
import io.candelabra.model.State;
import io.candelabra.model.trait.Trait;
import java.util.List;
import java.util.Optional;

/** Switch legs: the lamps of one output, and how long they will last. */
public final class SwitchLegRoutes implements LeapRouteSet {
    private static final double USUAL_LIFE_HOURS = 50_000;

    @Override
    public void routes(LeapRoutes routes) {
        routes.read("/switchleg", this::read);
        routes.read("/switchleg/{id}", this::readById);
        routes.read("/switchleg/{id}/status", this::readByIdStatus);
    }

    LeapReply read(LeapCall call) {
        LeapView now = call.now();
        return list(now, call, now.devicesWith(LeapView.SWITCH_LEG));
    }

    public static LeapReply list(LeapView now, LeapCall call, List<Device> legs) {
        return Topic.list(
                        "MultipleSwitchLegDefinition",
                        "SwitchLegs",
                        (ignored, changes) -> now.each(legs, leg -> definition(now, leg)))
                .read(now, call.url());
    }

    LeapReply readById(LeapCall call) {
        LeapView now = call.now();
        return LeapReply.ok("OneSwitchLegDefinition", "SwitchLeg", definition(now, leg(call, now)));
    }

    LeapReply readByIdStatus(LeapCall call) {
        LeapView now = call.now();
        Device leg = leg(call, now);
        Licences.require(now, leg);
        Optional<Double> burnt = now.traits(leg).find(Trait.LampHours.class).flatMap(hours -> hours.get(leg.states()));
        return LeapReply.ok(
                "OneSwitchLegStatus",
                "SwitchLegStatus",
                LeapObject.at(href(leg) + "/status")
                        .keep("SwitchLeg", LeapObject.ref(href(leg)))
                        .maybe("LampHoursRemaining", burnt.map(hours -> Math.round(Math.max(0, life(leg) - hours)))));
    }

    private static double life(Device leg) {
        return leg.attributes().stream()
                .filter(attribute -> attribute.name().equals("candelabra:LampLifeHours"))
                .map(State::value)
                .mapToDouble(value -> value.asNumber())
                .filter(hours -> hours > 0)
                .findFirst()
                .orElse(USUAL_LIFE_HOURS);
    }

    private static Device leg(LeapCall call, LeapView now) {
        return now.device(LeapView.SWITCH_LEG, call.id()).orElseThrow(call::noSuch);
    }

    private static String href(Device leg) {
        return "/switchleg/" + LeapView.number(leg, LeapView.SWITCH_LEG);
    }

    private static LeapObject definition(LeapView now, Device leg) {
        boolean dims = now.traits(leg).has(Trait.Level.class);
        return LeapObject.at(href(leg))
                .put("Name", leg.label())
                .put("AssociatedArea", LeapObject.ref(now.areaOf(leg).href()))
                .put("ControlType", dims ? ControlType.DIMMED.word() : ControlType.SWITCHED.word());
    }
}

package io.candelabra.core.site;

import io.candelabra.core.access.Refused;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.Lookup;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource.SiteType;
import io.candelabra.model.State;
import io.candelabra.model.States;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the field tells of the nature of things: the types that a gateway's devices are of, and devices that change or go. A gateway's types
 * hold for its own devices alone, so that no driver changes what another one's devices are.
 */
final class FieldRules {
    /** So many types a gateway may have. */
    static final int MOST_TYPES = 2_000;

    private FieldRules() {}

    /** A gateway describes a type; whether that is news. */
    static boolean typeFound(Draft draft, Report.TypeFound found) {
        GatewayId gateway = found.gateway();
        SiteState state = draft.state();
        if (state.gateway(gateway).isEmpty()) {
            throw Refused.noSuch("gateway", gateway.value());
        }
        SiteType type = new SiteType(
                found.type().named(SiteType.nameAt(gateway, found.type().name())), found.definition());
        Optional<SiteType> before = state.resource(SiteType.class, type.id());
        if (before.filter(type::equals).isPresent()) {
            return false;
        }
        readable(draft, type.type());
        if (before.isEmpty() && state.resources(Lookup.typesOf(gateway)).size() >= MOST_TYPES) {
            throw new Refused(new Refused.TooMany("type of the gateway " + gateway, MOST_TYPES));
        }
        draft.add(new SiteEvent.ResourcePut(type, before.isEmpty()));
        tellAnew(draft, gateway, found.type().name(), type.id());
        return true;
    }

    /** A declaration of a trait that nobody can read would be found out by whoever shows the device. */
    private static void readable(Draft draft, DeviceType type) {
        try {
            draft.moment().types().traits(type);
        } catch (IllegalArgumentException unread) {
            throw Refused.invalid("type", "it declares a trait that there is not");
        }
    }

    /**
     * Devices of the type are told as changed, since whoever shows them has read the type before. One that the gateway told before it told
     * the type is of the catalogue's type of that name, and goes over.
     */
    private static void tellAnew(Draft draft, GatewayId gateway, String told, String name) {
        long now = draft.moment().nowMs();
        for (Device device : draft.state().devices()) {
            boolean of = device.type().equals(name) || device.type().equals(told);
            if (of && device.id().gateway().equals(gateway)) {
                draft.add(new SiteEvent.DevicePut(device.described(name, device.attributes(), now), false));
            }
        }
    }

    /** The device of the type that its gateway means by the name that it tells. */
    static Device typed(SiteState state, Device told) {
        String own = SiteType.nameAt(told.id().gateway(), told.type());
        return state.resource(SiteType.class, own).isPresent()
                ? told.described(own, told.attributes(), told.updatedMs())
                : told;
    }

    /** A device is described otherwise; whether that is news. One that the site has not may wait, and is told anew as found. */
    static boolean changed(Draft draft, Device told) {
        SiteState state = draft.state();
        Optional<Device> before = state.device(told.id());
        if (before.isEmpty()) {
            return false;
        }
        Device old = before.get();
        Device typed = typed(state, told);
        // its states are told as states, and none of them keeps its description out
        String problem = FoundRules.problem(draft, typed.withStates(States.NONE));
        if (!problem.isEmpty()) {
            throw Refused.invalid("device", problem);
        }
        Map<String, State> attributes = new LinkedHashMap<>();
        old.attributes().forEach(one -> attributes.put(one.name(), one));
        typed.attributes().forEach(one -> attributes.put(one.name(), one));
        Device next = old.described(typed.type(), attributes.values(), old.updatedMs());
        if (next.equals(old)) {
            return false;
        }
        // each report may be small, and name other attributes
        Sound.check(state, next.withStates(States.NONE));
        draft.add(new SiteEvent.DevicePut(
                next.described(next.type(), next.attributes(), draft.moment().nowMs()), false));
        return true;
    }

    /** The field has a device no more; whether that is news. */
    static boolean gone(Draft draft, DeviceId device) {
        boolean there = draft.state().device(device).isPresent();
        if (there) {
            DeviceRules.goes(draft, Set.of(device));
            ExecutionRules.send(draft, device.gateway());
        } else {
            // one that waits to be let in waits no longer; a refused one is not forgotten by it
            FoundRules.waitsNoLonger(draft, device);
        }
        return there;
    }
}

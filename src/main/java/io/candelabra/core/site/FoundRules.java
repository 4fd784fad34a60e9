package io.candelabra.core.site;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.Lookup;
import io.candelabra.core.state.SiteState;
import io.candelabra.core.view.View;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Label;
import io.candelabra.model.Resource.Area;
import io.candelabra.model.Resource.FoundDevice;
import io.candelabra.model.Resource.Reception;
import io.candelabra.model.State;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Devices that gateways find. A device goes straight in, or it waits until a person accepts it, as the site says; a device that cannot be
 * let in waits with the reason. A refused device stays out, however often it is found.
 */
final class FoundRules {
    /** So many refused devices a site remembers; they take no room of those that wait. */
    static final int MOST_REFUSED = 1_000;
    /** A site with so many devices is let no more in by what gateways find. */
    static final int MOST_DEVICES = 250_000;
    /** A device that waits and tells ever new values is written so often in {@link #QUIET_MS}. */
    static final int MOST_TELLINGS = 10;

    static final long QUIET_MS = 60_000;

    private static final Logger log = LoggerFactory.getLogger(FoundRules.class);
    private static final String WAITS = "a device that the gateway found waits to be let in";

    private FoundRules() {}

    // ---- what gateways tell ----

    /** A gateway has found a device; whether that is news. */
    static boolean found(Draft draft, Device told) {
        SiteState state = draft.state();
        Device device = labelled(FieldRules.typed(state, told));
        Optional<FoundDevice> known =
                state.resource(FoundDevice.class, device.id().value());
        if (state.device(device.id()).isPresent()
                || known.filter(FoundDevice::refused).isPresent()) {
            return false;
        }
        String problem = problem(draft, device);
        boolean waits = state.resource(Reception.class, Reception.ID)
                .map(Reception::waits)
                .orElse(false);
        if (!waits && problem.isEmpty()) {
            letIn(draft, device);
            return true;
        }
        return known.isPresent() ? toldAgain(draft, known.get(), device, problem) : begins(draft, device, problem);
    }

    private static boolean begins(Draft draft, Device device, String problem) {
        GatewayId gateway = device.id().gateway();
        if (waiting(draft.state(), gateway) >= FoundDevice.MOST_AT_A_GATEWAY) {
            throw new Refused(
                    new Refused.TooMany("waiting device of the gateway " + gateway, FoundDevice.MOST_AT_A_GATEWAY));
        }
        if (all(draft.state(), false) >= FoundDevice.MOST) {
            throw new Refused(new Refused.TooMany("waiting device", FoundDevice.MOST));
        }
        long now = draft.moment().nowMs();
        draft.add(new SiteEvent.ResourcePut(new FoundDevice(device, false, problem, now, now, 1), true));
        settle(draft, gateway);
        return true;
    }

    /** The newest report counts. Values alone that change and change write the log at our pace, not at the field's. */
    private static boolean toldAgain(Draft draft, FoundDevice known, Device device, String problem) {
        if (known.device().equals(device) && known.problem().equals(problem)) {
            return false;
        }
        long now = draft.moment().nowMs();
        boolean quiet = Math.abs(now - known.toldMs()) >= QUIET_MS;
        boolean described = !known.device().withStates(device.states()).equals(device)
                || !known.problem().equals(problem);
        if (!described && !quiet && known.tellings() >= MOST_TELLINGS) {
            return false;
        }
        draft.add(new SiteEvent.ResourcePut(
                new FoundDevice(
                        device,
                        false,
                        problem,
                        known.foundMs(),
                        quiet ? now : known.toldMs(),
                        quiet ? 1 : known.tellings() + 1),
                false));
        return true;
    }

    /** Why a device cannot be let in, as a sentence; empty where it can be. */
    static String problem(Draft draft, Device device) {
        SiteState state = draft.state();
        Sites.TypeOf types = draft.moment().types();
        if (!types.knows(state, device.type())) {
            return "its type " + device.type() + " is in no catalogue";
        }
        DeviceType type;
        try {
            type = types.of(state, device);
        } catch (IllegalArgumentException | IllegalStateException broken) {
            // what reading a type throws: people are told with the device, and the log once, however often it is found
            boolean waits =
                    state.resource(FoundDevice.class, device.id().value()).isPresent();
            log.atLevel(waits ? Level.DEBUG : Level.WARN)
                    .setCause(broken)
                    .log("site {}: the type {} of {} cannot be read", state.site(), device.type(), device.id());
            return "its type " + device.type() + " cannot be read";
        }
        for (State told : device.states()) {
            State.Kind declared = type.state(told.name()).map(StateType::kind).orElse(State.Kind.NONE);
            if (!fits(declared, told.kind())) {
                return "it tells its state " + told.name() + " as " + told.kind() + ", and its type " + device.type()
                        + " declares " + declared;
            }
        }
        for (Map.Entry<String, String> id : device.ids().entrySet()) {
            Optional<Device> other = state.deviceBy(id.getKey(), id.getValue())
                    .filter(one -> !one.id().equals(device.id()));
            if (other.isPresent()) {
                return "its " + id.getKey() + " " + id.getValue() + " is that of "
                        + other.get().id();
            }
        }
        return "";
    }

    private static boolean fits(State.Kind declared, State.Kind told) {
        return declared == State.Kind.NONE || told == State.Kind.NONE || family(declared) == family(told);
    }

    /** Kinds that hold the same sort of value: a number with or without a fraction, a text of whatever use. */
    private static State.Kind family(State.Kind kind) {
        return switch (kind) {
            case INTEGER, FLOAT, DATE -> State.Kind.FLOAT;
            case STRING, BLOB, PASSWORD -> State.Kind.STRING;
            case BOOLEAN, JSON_ARRAY, JSON_OBJECT, NONE -> kind;
        };
    }

    // ---- what people decide ----

    /** Answers whether it is in by this; false where it came in another way meanwhile. */
    static boolean accept(Draft draft, Caller caller, Command.AcceptDevice accept) {
        FoundDevice found = seen(draft, caller, accept.device());
        if (found.refused()) {
            throw new Refused(new Refused.Conflict(
                    "the device was refused: once that is forgotten, it waits again when it is found again"));
        }
        if (draft.state().device(accept.device()).isPresent()) {
            leave(draft, accept.device());
            return false;
        }
        // its type may have come meanwhile, or gone
        String problem = problem(draft, found.device());
        if (!problem.isEmpty()) {
            throw new Refused(new Refused.Conflict("the device cannot be let in: " + problem));
        }
        letIn(draft, found.device());
        return true;
    }

    static boolean refuse(Draft draft, Caller caller, Command.RefuseDevice refuse) {
        FoundDevice found = seen(draft, caller, refuse.device());
        if (found.refused()) {
            return false;
        }
        if (all(draft.state(), true) >= MOST_REFUSED) {
            throw new Refused(new Refused.TooMany("refused device", MOST_REFUSED));
        }
        draft.add(new SiteEvent.ResourcePut(found.asRefused(draft.moment().nowMs()), false));
        settle(draft, refuse.device().gateway());
        return true;
    }

    static boolean forget(Draft draft, Caller caller, Command.ForgetFoundDevice forget) {
        seen(draft, caller, forget.device());
        leave(draft, forget.device());
        return true;
    }

    static boolean receive(Draft draft, Command.ReceiveDevices receive) {
        Reception wanted = new Reception(receive.waits());
        Optional<Reception> was = draft.state().resource(Reception.class, Reception.ID);
        if (was.orElse(new Reception(false)).equals(wanted)) {
            return false;
        }
        draft.add(new SiteEvent.ResourcePut(wanted, was.isEmpty()));
        return true;
    }

    /** A device that a caller does not see is not there. */
    private static FoundDevice seen(Draft draft, Caller caller, DeviceId id) {
        return draft.state()
                .resource(FoundDevice.class, id.value())
                .filter(View.of(caller, draft.state())::sees)
                .orElseThrow(() -> Refused.noSuch("found device", id.value()));
    }

    // ---- in and out of the inbox ----

    private static void letIn(Draft draft, Device device) {
        if (draft.state().devices().size() >= MOST_DEVICES) {
            throw new Refused(new Refused.TooMany("device", MOST_DEVICES));
        }
        draft.add(new SiteEvent.DevicePut(placed(draft, labelled(device)), true));
        leave(draft, device.id());
    }

    /** Nobody could mend a label that the field tells: the device has the nearest that can be one. */
    private static Device labelled(Device device) {
        return device.withLabel(Label.clean(device.label()), device.updatedMs());
    }

    /**
     * The device in the area that its gateway tells, where the site has it, and else in none: an area that came later under the same id
     * would show the device to people whom nobody has asked about.
     */
    private static Device placed(Draft draft, Device device) {
        boolean there = device.area().isEmpty()
                || draft.state().resource(Area.class, device.area()).isPresent();
        return there ? device : device.withArea("", device.updatedMs());
    }

    /** A device is decided on, or came in another way: it waits no longer, and is not refused any more. */
    static void leave(Draft draft, DeviceId id) {
        draft.state().resource(FoundDevice.class, id.value()).ifPresent(found -> {
            draft.add(new SiteEvent.ResourceDeleted(found));
            settle(draft, id.gateway());
        });
    }

    /** The field has a device no more that waited; a person's refusal of it stands. */
    static void waitsNoLonger(Draft draft, DeviceId id) {
        boolean waits = draft.state()
                .resource(FoundDevice.class, id.value())
                .filter(found -> !found.refused())
                .isPresent();
        if (waits) {
            leave(draft, id);
        }
    }

    /** A gateway goes, and nobody sees any more what it has found. */
    static void gatewayGoes(Draft draft, GatewayId gateway) {
        draft.state()
                .resources(Lookup.foundAt(gateway))
                .forEach(found -> draft.add(new SiteEvent.ResourceDeleted(found)));
    }

    /** One alert for each gateway stands as long as a device of it waits. */
    private static void settle(Draft draft, GatewayId gateway) {
        Alert.Subject subject = Alert.Subject.of(gateway);
        boolean stands = draft.state().alerts().has(SiteState.key(Alert.DEVICE_FOUND, subject));
        boolean waits = waiting(draft.state(), gateway) > 0;
        if (waits && !stands) {
            AlertRules.raise(
                    draft,
                    new Alert(gateway, Alert.DEVICE_FOUND, WAITS, draft.moment().nowMs()));
        } else if (!waits && stands) {
            AlertRules.clear(draft, Alert.DEVICE_FOUND, subject);
        }
    }

    private static int waiting(SiteState state, GatewayId gateway) {
        return count(state.resources(Lookup.foundAt(gateway)), false);
    }

    private static int all(SiteState state, boolean refused) {
        return count(state.resources(FoundDevice.class), refused);
    }

    private static int count(Iterable<FoundDevice> some, boolean refused) {
        int count = 0;
        for (FoundDevice found : some) {
            count += found.refused() == refused ? 1 : 0;
        }
        return count;
    }
}

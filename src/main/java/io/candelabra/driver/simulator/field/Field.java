package io.candelabra.driver.simulator.field;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.GatewayId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import io.candelabra.model.trait.DerivedStates;
import io.candelabra.model.trait.Effects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The devices behind the gateway, what they are at, and the only place that reports it. */
public final class Field {
    private static final String STATUS = "core:StatusState";

    private final DriverContext context;
    private final Map<DeviceId, Simulated> devices = new LinkedHashMap<>();
    private final List<Follower> followers = new ArrayList<>();
    private boolean gatewayAlive;
    private boolean closed;
    private Optional<Step.Ref> because = Optional.empty();

    /** A part that follows every change of a device, such as its meter. */
    public interface Follower {
        /** The device is about to change: its use until now can be counted. */
        void before(Simulated device, long nowMs);

        /**
         * States that follow at once from those that it will have.
         *
         * @param changed those that are set, also where they are set to what they were
         */
        List<State> following(Simulated device, List<State> changed, States after);
    }

    public Field(DriverContext context) {
        this.context = context;
        this.gatewayAlive = context.gateway().alive();
        look();
    }

    /** Looks at the stored devices again: new ones come, old ones go, the others keep what they are at. */
    public void look() {
        Map<DeviceId, Simulated> known = new LinkedHashMap<>(devices);
        devices.clear();
        for (Device stored : context.devices()) {
            Simulated device = known.get(stored.id());
            if (device == null) {
                device = new Simulated(stored, context.type(stored), context.momentary(stored));
            } else {
                device.describe(stored, context.type(stored), context.momentary(stored));
            }
            devices.put(stored.id(), device);
        }
    }

    public Collection<Simulated> all() {
        return devices.values();
    }

    Optional<Simulated> find(DeviceId id) {
        return Optional.ofNullable(devices.get(id));
    }

    public long nowMs() {
        return context.nowMs();
    }

    /** A step will have ended then. */
    void takesUntil(Step.Ref step, long siteTimeMs) {
        context.takesUntil(step, siteTimeMs);
    }

    /** Runs a task later, unless the field is closed by then. */
    public void after(long delayMs, Runnable task) {
        at(context.nowMs() + delayMs, task);
    }

    public void at(long siteTimeMs, Runnable task) {
        context.at(siteTimeMs, () -> {
            if (!closed) {
                task.run();
            }
        });
    }

    /** Does something that a step brings about; nothing where the field moves by itself. */
    void because(Optional<Step.Ref> step, Runnable what) {
        Optional<Step.Ref> before = because;
        because = step;
        try {
            what.run();
        } finally {
            because = before;
        }
    }

    public void followedBy(Follower follower) {
        followers.add(follower);
    }

    /**
     * A device changes: the states that follow from the change are added, and those that differ are told, unless nobody
     * can hear it now. Unheard changes are told when the device is back.
     */
    public void change(Simulated device, List<State> changed) {
        if (changed.isEmpty()) {
            return;
        }
        for (Follower follower : followers) {
            follower.before(device, context.nowMs());
        }
        List<State> all = new ArrayList<>(changed);
        all.addAll(DerivedStates.of(device.type(), device.states(), changed));
        for (Follower follower : followers) {
            all.addAll(
                    follower.following(device, List.copyOf(all), device.states().with(all)));
        }
        // a follower may know better than an effect before it
        Map<String, State> last = new LinkedHashMap<>();
        all.forEach(state -> last.put(state.name(), state));
        List<State> differing = device.states().differing(List.copyOf(last.values()), device.momentary());
        if (!differing.isEmpty()) {
            device.states(device.states().with(differing));
            if (heard(device)) {
                report(new Report.StatesSeen(device.id(), differing, because));
            }
        }
    }

    /** Tells all that a device is at, as after a question or when it is back; not what happened to it once. */
    public void tellAll(Simulated device) {
        List<State> all = device.states().all().stream()
                .filter(state -> !device.momentary().contains(state.name()))
                .toList();
        if (heard(device) && !all.isEmpty()) {
            report(new Report.StatesSeen(device.id(), all, because));
        }
    }

    public boolean heard(Simulated device) {
        return gatewayAlive && !device.away();
    }

    /** A device drops out, or is back. Its changes meanwhile are told when it is back. */
    public void away(Simulated device, boolean gone) {
        if (device.away() == gone) {
            return;
        }
        if (gone) {
            state(device, STATUS, Value.of("unavailable")).ifPresent(status -> change(device, List.of(status)));
            device.away(true);
            report(new Report.AvailabilitySeen(device.id(), false));
        } else {
            device.away(false);
            report(new Report.AvailabilitySeen(device.id(), true));
            state(device, STATUS, Value.of("available"))
                    .ifPresent(status -> device.states(device.states().with(List.of(status))));
            tellAll(device);
        }
    }

    public GatewayId gateway() {
        return context.gateway().id();
    }

    /** The value of a word that was programmed into the gateway; empty where there is none. */
    public String note(String key) {
        return ProgrammedWords.of(context.gateway().vendor(), key);
    }

    /** The zone that the gateway is in, as it says. */
    public String timezone() {
        return context.gateway().timezone();
    }

    public boolean gatewayAlive() {
        return gatewayAlive;
    }

    public void gatewayAlive(boolean alive) {
        gatewayAlive = alive;
        report(new Report.GatewaySeen(context.gateway().id(), alive));
    }

    public void report(Report report) {
        if (!closed) {
            context.report(report);
        }
    }

    /** From now on nothing is told any more, and no task runs. */
    public void close() {
        closed = true;
    }

    public static boolean has(Simulated device, String name) {
        return device.states().has(name) || device.type().has(name);
    }

    /** A value of a state in the kind and range that the device stores it in; empty where it has no such state. */
    public static Optional<State> state(Simulated device, String name, Value value) {
        if (!has(device, name)) {
            return Optional.empty();
        }
        Optional<State> stored = device.states().find(name);
        Optional<StateType> declared = device.type().state(name);
        State.Kind kind = stored.map(State::kind)
                .orElseGet(() -> declared.map(StateType::kind).orElse(State.Kind.NONE));
        StateType shape = declared.map(type -> type.withKind(kind)).orElseGet(() -> StateType.undeclared(name, kind));
        return Effects.fit(shape, value).map(fit -> new State(name, kind, fit));
    }
}

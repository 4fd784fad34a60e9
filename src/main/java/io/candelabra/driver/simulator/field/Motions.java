package io.candelabra.driver.simulator.field;

import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType.Effect.Pace;
import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.Failure;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import io.candelabra.model.trait.DerivedStates;
import io.candelabra.model.trait.Effects.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The movements that are under way: at most one of a device. A motion tells where it is every two seconds, and ends its
 * step when it arrives; another command to the device ends it where it is.
 */
final class Motions {
    private static final long TELL_MS = 2_000;
    private static final long FADE_MS = 1_000;
    private static final long SHORTEST_TRAVEL_MS = 20_000;
    private static final long LONGEST_TRAVEL_MS = 40_000;
    /** Slats turn, they do not travel. */
    private static final double TILT_SHARE = 0.1;

    /** The state of which a motor's target is the target. */
    private static final Set<String> POSITIONS = Set.of("core:ClosureState", "core:DeploymentState");

    private static final String TARGET_CLOSURE = "core:TargetClosureState";

    private final Field field;
    private final Steps steps;
    private final Map<DeviceId, Motion> moving = new HashMap<>();

    Motions(Field field, Steps steps) {
        this.field = field;
        this.steps = steps;
    }

    /** Whether a state of the device is on its way just now. */
    boolean moves(DeviceId device, String state) {
        Motion motion = moving.get(device);
        return motion != null && motion.moves(state);
    }

    /**
     * A device sets off; a motion that it had has been halted before.
     *
     * @param step the step that wants it; empty where the field moves by itself
     * @param fadeMs how long a fade takes where the command says so
     */
    void begin(Simulated device, Optional<Step.Ref> step, List<Target> targets, Optional<Long> fadeMs) {
        List<Motion.Axis> axes = new ArrayList<>(targets.size());
        for (Target target : targets) {
            device.type().state(target.state().name()).ifPresent(type -> axes.add(axis(device, type, target, fadeMs)));
        }
        Motion motion = new Motion(step, axes, field.nowMs());
        step.ifPresent(ref -> field.takesUntil(ref, motion.endMs()));
        moving.put(device.id(), motion);
        List<State> setOff = new ArrayList<>();
        if (motion.endMs() > field.nowMs()) {
            DerivedStates.moving(device.type(), true).ifPresent(setOff::add);
            axes.forEach(axis -> axis.between().ifPresent(setOff::add));
        }
        field.change(device, setOff);
        goOn(device, motion);
    }

    /** After a restart: a motor that was on its way goes on to where it said; one that did not say stands still. */
    void resume() {
        for (Simulated device : field.all()) {
            Optional<State> moving = DerivedStates.moving(device.type(), true)
                    .filter(state -> device.states().value(state.name()).equals(state.value()));
            if (moving.isPresent()) {
                Value target = device.states().value(TARGET_CLOSURE);
                List<Target> targets = POSITIONS.stream()
                        .filter(device.type()::has)
                        .flatMap(position -> Field.state(device, position, target).stream())
                        .map(state -> new Target(state, Pace.TRAVEL))
                        .toList();
                begin(device, Optional.empty(), targets, Optional.empty());
            }
        }
    }

    private static Motion.Axis axis(Simulated device, StateType type, Target target, Optional<Long> fadeMs) {
        double from = device.states().number(type.name());
        double to = target.state().value().asNumber();
        double span = type.max() > type.min() ? type.max() - type.min() : 100;
        boolean there = device.states().value(type.name()).equals(target.state().value());
        double share = there ? 0 : Double.isNaN(from) || Double.isNaN(to) ? 1 : Math.abs(to - from) / span;
        long durationMs = share == 0
                ? 0
                : switch (target.pace()) {
                    case TRAVEL -> Math.round(share * travelMs(device, type));
                    case FADE -> fadeMs.orElse(Math.round(share * FADE_MS));
                    case JUMP -> 0L;
                };
        return new Motion.Axis(type, from, target.state(), durationMs);
    }

    private static double travelMs(Simulated device, StateType type) {
        double full = SHORTEST_TRAVEL_MS + device.nature("travel") * (LONGEST_TRAVEL_MS - SHORTEST_TRAVEL_MS);
        return type.name().contains("Orientation") ? full * TILT_SHARE : full;
    }

    private void goOn(Simulated device, Motion motion) {
        if (moving.get(device.id()) != motion) {
            return;
        }
        long now = field.nowMs();
        if (now >= motion.endMs()) {
            moving.remove(device.id());
            settle(device, motion, now);
            if (field.heard(device)) {
                motion.step().ifPresent(steps::completed);
            } else {
                motion.step().ifPresent(step -> steps.failed(step, Failure.NO_ANSWER));
            }
            return;
        }
        if (now > motion.startMs()) {
            field.change(device, motion.at(now));
        }
        field.at(
                Math.min(motion.endMs(), now + TELL_MS),
                () -> field.because(motion.step(), () -> goOn(device, motion)));
    }

    /** Ends the motion of a device where it is, if it has one. */
    void halt(Simulated device, Failure why) {
        Motion motion = moving.remove(device.id());
        if (motion == null) {
            return;
        }
        settle(device, motion, field.nowMs());
        List<State> stays = new ArrayList<>();
        motion.axes().forEach(axis -> {
            if (POSITIONS.contains(axis.type().name())) {
                Field.state(
                                device,
                                TARGET_CLOSURE,
                                device.states().value(axis.type().name()))
                        .ifPresent(stays::add);
            }
            if (field.nowMs() < motion.endMs()) {
                axis.between().ifPresent(stays::add);
            }
        });
        field.change(device, stays);
        motion.step().ifPresent(step -> steps.failed(step, why));
    }

    private void settle(Simulated device, Motion motion, long nowMs) {
        List<State> reached = new ArrayList<>(motion.at(nowMs));
        DerivedStates.moving(device.type(), false).ifPresent(reached::add);
        field.change(device, reached);
    }

    /** Nobody wants this step any more: if it moves a device, the device stays where it is. */
    void cancel(Step.Ref step) {
        for (Map.Entry<DeviceId, Motion> entry : Map.copyOf(moving).entrySet()) {
            if (entry.getValue().step().equals(Optional.of(step))) {
                field.find(entry.getKey()).ifPresent(device -> halt(device, Failure.CANCELLED));
            }
        }
    }

    /** The pace of a target that is on its way for a while. */
    static boolean takesTime(Target target) {
        return target.pace() != Pace.JUMP && !target.state().value().equals(Value.NOTHING);
    }
}

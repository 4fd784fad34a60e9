package io.candelabra.driver.simulator.field;

import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.Failure;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.model.trait.DerivedStates;
import io.candelabra.model.trait.Effects;
import io.candelabra.model.trait.Effects.Later;
import io.candelabra.model.trait.Effects.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Carries commands out: some states jump, movements set off, and other movements stop. */
public final class Actuators {
    private final Field field;
    private final Steps steps;
    private final Motions motions;
    private final Timers timers;
    private final Aliases aliases;
    private Ear ear = (device, step) -> false;

    /** Hears of every command that arrives at a device from outside. */
    @FunctionalInterface
    public interface Ear {
        /** Whether the device has been seen to, so that nothing more is to be done. */
        boolean takes(Simulated device, Step step);
    }

    Actuators(Field field, Steps steps, Motions motions, Timers timers, Aliases aliases) {
        this.field = field;
        this.steps = steps;
        this.motions = motions;
        this.timers = timers;
        this.aliases = aliases;
    }

    public void heardBy(Ear listener) {
        ear = listener;
    }

    /** The command has arrived at the device. */
    void carryOut(Step step, Simulated device, CommandType command) {
        field.because(Optional.of(step.ref()), () -> {
            if (PriorityLocks.keepOut(device, step, command)) {
                steps.failed(step.ref(), Failure.LOCKED);
            } else if (ear.takes(device, step)) {
                steps.completed(step.ref());
            } else {
                perform(device, step.command(), command, Optional.of(step.ref()));
            }
        });
    }

    /** Something in the field itself, such as a sensor or a button, makes a device do what a command would. */
    public void byItself(Simulated device, DeviceCommand given) {
        if (!device.away()) {
            device.type().command(given.name()).ifPresent(command -> perform(device, given, command, Optional.empty()));
        }
    }

    private void perform(Simulated device, DeviceCommand given, CommandType command, Optional<Step.Ref> step) {
        if (!aliases.told(device, given)) {
            step.ifPresent(ref -> steps.failed(ref, Failure.BAD_PARAMETER));
            return;
        }
        // the old movement ends before the new one begins, so that what it leaves behind is not taken for the new
        // target
        if (takesOver(device, given, command)) {
            motions.halt(device, Failure.SUPERSEDED);
        }
        List<Target> targets = Effects.targets(device.type(), given, device.states());
        List<Later> later = Effects.later(device.type(), given, device.states());
        if (targets.isEmpty() && later.isEmpty() && !command.effects().isEmpty() && !holds(command)) {
            // a value that no state can be, or a remembered position that the device does not have
            step.ifPresent(ref -> steps.failed(ref, Failure.BAD_PARAMETER));
            return;
        }
        List<Target> moves = holds(command)
                ? List.of()
                : targets.stream().filter(Motions::takesTime).toList();
        jump(device, targets, moves);
        timers.carriedOut(device, given, command, targets, later);
        if (moves.isEmpty()) {
            if (asksForStates(command)) {
                field.tellAll(device);
            }
            step.ifPresent(steps::completed);
        } else {
            motions.begin(device, step, moves, fadeMs(given, command));
        }
    }

    private static boolean holds(CommandType command) {
        return command.effects().stream().anyMatch(effect -> effect.source() == Effect.Source.HOLD);
    }

    /** Whether the command ends a movement of the device: it stops it, moves it elsewhere, or sets what it moves. */
    private boolean takesOver(Simulated device, DeviceCommand given, CommandType command) {
        List<Target> targets = Effects.targets(device.type(), given, device.states());
        List<State> jumps = jumps(
                device, targets, targets.stream().filter(Motions::takesTime).toList());
        return holds(command)
                || targets.stream().anyMatch(Motions::takesTime)
                || DerivedStates.of(device.type(), device.states(), jumps).stream()
                        .anyMatch(state -> motions.moves(device.id(), state.name()));
    }

    private void jump(Simulated device, List<Target> targets, List<Target> moves) {
        field.change(device, jumps(device, targets, moves));
    }

    /** The states that change at once; a state that follows from a movement comes with the movement. */
    private static List<State> jumps(Simulated device, List<Target> targets, List<Target> moves) {
        List<State> arrived = moves.stream().map(Target::state).toList();
        Set<String> later = DerivedStates.of(device.type(), device.states(), arrived).stream()
                .map(State::name)
                .collect(Collectors.toSet());
        List<State> jumps = new ArrayList<>();
        for (Target target : targets) {
            if (!Motions.takesTime(target) && !later.contains(target.state().name())) {
                jumps.add(target.state());
            }
        }
        return jumps;
    }

    /** Commands that do nothing but ask: the answer is all states. */
    private static boolean asksForStates(CommandType command) {
        return command.effects().isEmpty()
                && (command.name().startsWith("refresh")
                        || command.name().startsWith("get")
                        || command.name().equals("advancedRefresh"));
    }

    /** Lamps that can be told how long a fade takes have a parameter for it. */
    private static Optional<Long> fadeMs(DeviceCommand given, CommandType command) {
        double fade = Timers.parameter(command, given, "fadeMs");
        return Double.isNaN(fade) ? Optional.empty() : Optional.of(Math.round(fade));
    }
}

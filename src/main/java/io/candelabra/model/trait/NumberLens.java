package io.candelabra.model.trait;

import io.candelabra.model.DeviceCommand;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.util.Optional;

/**
 * Reads a number in a core unit from a state, and sets it: core = state × factor + offset.
 *
 * @param state the state that holds it
 * @param target the state that holds where the device is going; empty where there is none
 * @param command the command that sets it, with the number as its first parameter; empty where it cannot be set
 * @param parameter the data type of that parameter; a whole number is rounded
 */
public record NumberLens(
        String state, String target, String command, State.Kind parameter, double factor, double offset) {

    static NumberLens reading(String state, double factor, double offset) {
        return new NumberLens(state, "", "", State.Kind.FLOAT, factor, offset);
    }

    /** What the device is at; empty where that is not known. */
    public Optional<Double> get(States states) {
        return read(states, state);
    }

    /** Where the device is going; what it is at, where it does not tell. */
    public Optional<Double> target(States states) {
        Optional<Double> going = target.isEmpty() ? Optional.empty() : read(states, target);
        return going.isPresent() ? going : get(states);
    }

    /** The command that sets it; empty where it cannot be set. */
    public Optional<DeviceCommand> set(double value) {
        if (command.isEmpty()) {
            return Optional.empty();
        }
        double own = (value - offset) / factor;
        Value given = parameter == State.Kind.FLOAT ? Value.of(own) : Value.of(Math.round(own));
        return Optional.of(DeviceCommand.of(command, given));
    }

    private Optional<Double> read(States states, String name) {
        double own = states.number(name);
        return Double.isNaN(own) ? Optional.empty() : Optional.of(own * factor + offset);
    }
}

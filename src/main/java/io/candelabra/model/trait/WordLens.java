package io.candelabra.model.trait;

import io.candelabra.model.DeviceCommand;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.util.List;
import java.util.Optional;

/**
 * Reads yes or no from a state that holds one of some words, and sets it.
 *
 * @param state the state that holds it
 * @param yes the words that mean yes
 * @param no the words that mean no
 * @param toYes the command for yes; empty where it cannot be set
 * @param toNo the command for no
 */
public record WordLens(
        String state, List<String> yes, List<String> no, Optional<DeviceCommand> toYes, Optional<DeviceCommand> toNo) {
    public WordLens {
        yes = List.copyOf(yes);
        no = List.copyOf(no);
    }

    /** Empty where the state is not known, or is neither of both. */
    public Optional<Boolean> get(States states) {
        Value value = states.value(state);
        String word = value.asText();
        if (value.equals(Value.NOTHING) || !yes.contains(word) && !no.contains(word)) {
            return Optional.empty();
        }
        return Optional.of(yes.contains(word));
    }

    /** The command that sets it; empty where it cannot be set. */
    public Optional<DeviceCommand> set(boolean value) {
        return value ? toYes : toNo;
    }
}

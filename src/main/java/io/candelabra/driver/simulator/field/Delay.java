package io.candelabra.driver.simulator.field;

import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import io.candelabra.model.trait.Effects;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A state that a device will be in by itself at a moment of site time. Those that are still to come are kept with the device,
 * one a line: moment, name, code of the kind, letter of the value's form, the value, and the turn, with {@code leaves} behind
 * it where that is so.
 *
 * @param turn the command that began it, as a number: the delays of one command are called off together
 * @param leaves whether the state is a list that the value leaves then
 */
record Delay(long atMs, State state, long turn, boolean leaves) {
    static final String NOTE = State.DRIVERS_OWN + "DelaysState";

    /** The state that the device takes when the moment is there. */
    State come(States now) {
        return leaves ? Effects.without(now.find(state.name()).orElse(state.with(Value.of(""))), state.value()) : state;
    }

    /** The note that the device is to keep: an empty text where nothing is to come. */
    static State note(List<Delay> ahead) {
        return State.of(NOTE, ahead.stream().map(Delay::line).collect(Collectors.joining("\n")));
    }

    /** The delays that a device has kept; a line that cannot be read is left out. */
    static List<Delay> noted(States states) {
        List<Delay> ahead = new ArrayList<>();
        states.text(NOTE).lines().forEach(line -> read(line).ifPresent(ahead::add));
        return ahead;
    }

    private String line() {
        Value value = state.value();
        char form =
                switch (value) {
                    case Value.Text ignored -> 't';
                    case Value.Whole ignored -> 'w';
                    case Value.Real ignored -> 'r';
                    case Value.Flag ignored -> 'f';
                    case Value.Tree ignored -> 'j';
                    case Value.Nothing ignored -> 'n';
                };
        String text = URLEncoder.encode(value.asText(), StandardCharsets.UTF_8);
        String line = atMs + " " + state.name() + " " + state.kind().code() + " " + form + " " + text + " " + turn;
        return leaves ? line + " leaves" : line;
    }

    private static Optional<Delay> read(String line) {
        String[] parts = line.split(" ", -1);
        try {
            String text = URLDecoder.decode(parts[4], StandardCharsets.UTF_8);
            Value value =
                    switch (parts[3]) {
                        case "t" -> Value.of(text);
                        case "w" -> Value.of(Long.parseLong(text));
                        case "r" -> Value.of(Double.parseDouble(text));
                        case "f" -> Value.of(Boolean.parseBoolean(text));
                        case "j" -> new Value.Tree(text);
                        default -> Value.NOTHING;
                    };
            State.Kind kind = State.Kind.ofCode(Integer.parseInt(parts[2]));
            // lines of before there were turns end here
            long turn = parts.length > 5 ? Long.parseLong(parts[5]) : 0;
            return Optional.of(
                    new Delay(Long.parseLong(parts[0]), new State(parts[1], kind, value), turn, parts.length > 6));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException unreadable) {
            // another program wrote it, and its meaning is not known
            return Optional.empty();
        }
    }
}

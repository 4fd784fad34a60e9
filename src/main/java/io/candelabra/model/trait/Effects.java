package io.candelabra.model.trait;

import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a command does to the states of a device: the rule of {@link Effect} as pure functions. */
public final class Effects {
    private Effects() {}

    /**
     * Where a state is going.
     *
     * @param state the state as it will be in the end
     * @param pace how the device gets there
     */
    public record Target(State state, Effect.Pace pace) {}

    /**
     * What a state will be by itself some time after a command.
     *
     * @param state the state as it will be; of a list, what leaves it
     * @param leaves whether the state is a list that the value leaves then, whatever else it holds by that time
     */
    public record Later(long afterMs, State state, boolean leaves) {}

    /**
     * Where a command leads, in the order of its effects. A parameter that is not given, is no value of the state, or is a
     * remembered position that the device does not have, leads nowhere; a {@link Effect.Source#HOLD} gives the state as it
     * is before.
     */
    public static List<Target> targets(DeviceType type, DeviceCommand command, States before) {
        Optional<CommandType> known = type.command(command.name());
        List<Target> result = new ArrayList<>();
        if (known.isPresent()) {
            for (Effect effect : known.get().effects()) {
                if (Conditions.holds(effect.when(), command.parameters(), before)
                        && Conditions.afterMs(effect.after(), command.parameters(), before)
                                        .orElse(-1)
                                == 0) {
                    reached(type, effect, command, before)
                            .ifPresent(state -> result.add(new Target(state, effect.pace())));
                }
            }
        }
        return result;
    }

    /** What happens by itself some time after the command; empty for most. */
    public static List<Later> later(DeviceType type, DeviceCommand command, States before) {
        List<Later> result = new ArrayList<>();
        for (Effect effect :
                type.command(command.name()).map(CommandType::effects).orElse(List.of())) {
            long afterMs = Conditions.afterMs(effect.after(), command.parameters(), before)
                    .orElse(0);
            if (afterMs > 0 && Conditions.holds(effect.when(), command.parameters(), before)) {
                later(type, effect, command, before, afterMs).ifPresent(result::add);
            }
        }
        return result;
    }

    private static Optional<Later> later(
            DeviceType type, Effect effect, DeviceCommand command, States before, long afterMs) {
        if (effect.source() == Effect.Source.LEAVE) {
            Value gone = at(command.parameters(), effect.parameter());
            return type.state(effect.state())
                    .map(state -> new Later(afterMs, new State(state.name(), kind(state, before), gone), true));
        }
        return reached(type, effect, command, before).map(state -> new Later(afterMs, state, false));
    }

    /** A list without one of its members, as it is when something leaves it by itself. */
    public static State without(State list, Value gone) {
        return list.with(Lists.left(list.value(), gone));
    }

    private static Optional<State> reached(DeviceType type, Effect effect, DeviceCommand command, States before) {
        return type.state(effect.state()).flatMap(state -> {
            Value value = SetPoints.within(state.name(), value(effect, state, command.parameters(), before), before);
            State.Kind kind = kind(state, before);
            boolean word = effect.source() == Effect.Source.TOLD || effect.source() == Effect.Source.PARAMETER;
            // what the door let in, and what real devices tell, may be missing in the definition's list of words
            Optional<Value> held = word && isWords(state) && !value.equals(Value.NOTHING)
                    ? Optional.of(typed(kind, value))
                    : fit(state, value);
            return held.map(fitting -> new State(state.name(), kind, fitting));
        });
    }

    private static boolean isWords(StateType state) {
        return state.shape() == StateType.Shape.DISCRETE && !state.values().isEmpty();
    }

    /** All states that differ once the device has got there, with those that follow from them. */
    public static List<State> applied(DeviceType type, DeviceCommand command, States before) {
        List<State> reached =
                targets(type, command, before).stream().map(Target::state).toList();
        List<State> all = new ArrayList<>(reached);
        all.addAll(DerivedStates.of(type, before, reached));
        return before.differing(all, type.momentary());
    }

    /** The value as the state holds it; empty where the state cannot be that. Numbers are brought into the range. */
    public static Optional<Value> fit(StateType state, Value value) {
        if (value.equals(Value.NOTHING)) {
            return Optional.empty();
        }
        if (isWords(state) && !Conditions.isTree(state.kind())) {
            return state.values().contains(value.asText()) ? Optional.of(typed(state.kind(), value)) : Optional.empty();
        }
        return switch (state.kind()) {
            case INTEGER, FLOAT, DATE -> {
                double number = value.asNumber();
                if (Double.isNaN(number)) {
                    yield Optional.empty();
                }
                double low = Double.isNaN(state.min()) ? number : Math.max(number, state.min());
                double within = Double.isNaN(state.max()) ? low : Math.min(low, state.max());
                yield Optional.of(state.kind() == State.Kind.FLOAT ? Value.of(within) : Value.of(Math.round(within)));
            }
            case NONE, STRING, BLOB, BOOLEAN, PASSWORD, JSON_ARRAY, JSON_OBJECT ->
                Optional.of(typed(state.kind(), value));
        };
    }

    private static Value typed(State.Kind kind, Value value) {
        return switch (kind) {
            case STRING, BLOB, PASSWORD -> value instanceof Value.Text ? value : Value.of(value.asText());
            case BOOLEAN ->
                value instanceof Value.Flag
                        ? value
                        : Value.of(List.of("true", "on", "yes", "1").contains(value.asText()));
            case JSON_ARRAY, JSON_OBJECT -> value instanceof Value.Text text ? new Value.Tree(text.text()) : value;
            case NONE, INTEGER, FLOAT, DATE -> value;
        };
    }

    private static State.Kind kind(StateType state, States before) {
        return state.kind() != State.Kind.NONE
                ? state.kind()
                : before.find(state.name()).map(State::kind).orElse(State.Kind.STRING);
    }

    private static Value value(Effect effect, StateType state, List<Value> given, States before) {
        return switch (effect.source()) {
            case FIXED, TOLD -> effect.value();
            case PARAMETER -> recalled(at(given, effect.parameter()), state, before);
            case COMPLEMENT -> number(100 - at(given, effect.parameter()).asNumber());
            case ADD -> {
                double now = before.number(state.name());
                yield number(Math.clamp(
                        (Double.isNaN(now) ? 0 : now) + effect.value().asNumber(), 0, 100));
            }
            case RECALL ->
                memory(
                        before,
                        effect.value().asText().replace("$1", at(given, 0).asText()));
            case HUE -> number(hueSaturation(given, effect.parameter())[0]);
            case SATURATION -> number(hueSaturation(given, effect.parameter())[1]);
            case TOGGLE -> other(state.values(), before.text(state.name()));
            case HOLD -> before.value(state.name());
            case ENTER -> Lists.entered(before.value(state.name()), at(given, effect.parameter()));
            case LEAVE -> Lists.left(before.value(state.name()), at(given, effect.parameter()));
        };
    }

    /** Commands that set a position also take the name of a remembered one. */
    private static Value recalled(Value given, StateType state, States before) {
        if (state.shape() != StateType.Shape.CONTINUOUS || !(given instanceof Value.Text word)) {
            return given;
        }
        return switch (word.text()) {
            case "my", "memorized1" -> memory(before, "core:Memorized1PositionState");
            case "memorized2" -> memory(before, "core:Memorized2PositionState");
            case "memorized3" -> memory(before, "core:Memorized3PositionState");
            case "secured" -> memory(before, "core:SecuredPositionState");
            default -> given;
        };
    }

    /** A remembered position or word; motors say more than 100 where there is none. */
    private static Value memory(States before, String name) {
        if (before.value(name) instanceof Value.Text word && Double.isNaN(word.asNumber())) {
            return word;
        }
        double stored = before.number(name);
        return stored >= 0 && stored <= 100 ? before.value(name) : Value.NOTHING;
    }

    private static Value other(List<String> values, String now) {
        String opposite =
                switch (now) {
                    case "on" -> "off";
                    case "off" -> "on";
                    case "open" -> "closed";
                    case "closed" -> "open";
                    default -> "";
                };
        if (values.contains(opposite)) {
            return Value.of(opposite);
        }
        return values.size() < 2
                ? Value.NOTHING
                : Value.of(values.get(values.get(0).equals(now) ? 1 : 0));
    }

    private static Value at(List<Value> given, int index) {
        return index >= 0 && index < given.size() ? given.get(index) : Value.NOTHING;
    }

    private static Value number(double value) {
        return Double.isNaN(value) ? Value.NOTHING : Value.of(value);
    }

    private static double[] hueSaturation(List<Value> given, int first) {
        double red = at(given, first).asNumber();
        double green = at(given, first + 1).asNumber();
        double blue = at(given, first + 2).asNumber();
        double most = Math.max(red, Math.max(green, blue));
        double span = most - Math.min(red, Math.min(green, blue));
        double hue;
        if (span == 0) {
            hue = 0;
        } else if (most == red) {
            hue = 60 * ((green - blue) / span);
        } else if (most == green) {
            hue = 60 * ((blue - red) / span) + 120;
        } else {
            hue = 60 * ((red - green) / span) + 240;
        }
        return new double[] {Double.isNaN(span) ? span : (hue + 360) % 360, most == 0 ? 0 : 100 * span / most};
    }
}

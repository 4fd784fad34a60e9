package io.candelabra.core.site;

import io.candelabra.core.access.Refused;
import io.candelabra.model.Action;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether a command can take its parameters. It is asked before anything is started, for every caller and every driver.
 *
 * <p>A number has to be in its range; it may come as text. A word has to be one that the parameter lists, or that the
 * state which it sets lists, or that the device shows just now: the lists of definitions are not complete, so what a
 * device shows it also takes. A text that has to be given is not blank. A parameter of which nothing is known is let
 * through.
 */
public final class Parameters {
    /** Motors and dimmers also take the name of a remembered position for a number. */
    private static final Set<String> POSITIONS = Set.of("my", "memorized1", "memorized2", "memorized3", "secured");

    private static final int SHOWN = 60;

    private Parameters() {}

    /** Refuses a command that the type does not know, and the first parameter that it cannot take. */
    public static CommandType check(Device device, DeviceType type, DeviceCommand given) {
        CommandType command = type.command(given.name())
                .orElseThrow(() -> new Refused(new Refused.NoSuchCommand(device.id(), given.name())));
        List<Value> values = given.parameters();
        int most = command.parameters().size();
        if (values.size() < command.required() || values.size() > most) {
            String count = command.required() == most ? "" + most : command.required() + " to " + most;
            throw new Refused(new Refused.BadParameter(
                    device.id(), command.name(), 0, count + " parameters", values.size() + " parameters"));
        }
        for (int i = 0; i < values.size(); i++) {
            // what is secret may be sealed already
            if (!given.sensitive().contains(i)) {
                check(device, type, command, i, values.get(i));
            }
        }
        return command;
    }

    /** The same command with every parameter marked that is a secret by the command's type, also where the caller did not say so. */
    public static DeviceCommand marked(DeviceType type, DeviceCommand given) {
        Set<Integer> secrets = type.secrets(given.name());
        return secrets.isEmpty() ? given : given.hiding(secrets);
    }

    /** The same actions with their secrets marked; those of a device that is not there stay as they are. */
    static List<Action> marked(Draft draft, List<Action> actions) {
        return actions.stream()
                .map(action -> draft.state()
                        .device(action.device())
                        .map(device -> draft.moment().types().of(draft.state(), device))
                        .map(type -> new Action(
                                action.device(),
                                action.commands().stream()
                                        .map(command -> marked(type, command))
                                        .toList()))
                        .orElse(action))
                .toList();
    }

    private static void check(Device device, DeviceType type, CommandType command, int index, Value given) {
        Parameter parameter = command.parameters().get(index);
        List<StateType> set = new ArrayList<>();
        boolean position = false;
        for (Effect effect : command.effects()) {
            if (effect.source() == Effect.Source.PARAMETER && effect.parameter() == index) {
                type.state(effect.state()).ifPresent(set::add);
                position |= effect.pace() != Effect.Pace.JUMP;
            }
        }
        if (isBlank(parameter, set, given)) {
            throw new Refused(new Refused.BadParameter(
                    device.id(), command.name(), index + 1, "a text that is not blank", "a blank one"));
        }
        boolean shown = set.stream()
                .map(state -> device.states().value(state.name()))
                .anyMatch(
                        value -> !value.equals(Value.NOTHING) && value.asText().equals(given.asText()));
        boolean remembered = POSITIONS.contains(given.asText()) && (position || set.isEmpty());
        if (!shown && !takes(parameter, set, given, remembered)) {
            String text = given.equals(Value.NOTHING)
                    ? "nothing"
                    : type.secrets(command.name()).contains(index) ? "a secret" : given.asText();
            throw new Refused(new Refused.BadParameter(
                    device.id(),
                    command.name(),
                    index + 1,
                    expected(parameter, set),
                    text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text));
        }
    }

    /** A text that has to be given says something: a name, a mode, a file. */
    private static boolean isBlank(Parameter parameter, List<StateType> set, Value given) {
        return parameter.kind() == State.Kind.STRING
                && !parameter.optional()
                && parameter.values().isEmpty()
                && !anyWords(set)
                && given instanceof Value.Text text
                && text.text().isBlank();
    }

    private static boolean takes(Parameter parameter, List<StateType> set, Value given, boolean remembered) {
        if (given.equals(Value.NOTHING)) {
            return parameter.optional();
        }
        if (parameter.values().contains(given.asText())) {
            return true;
        }
        return switch (parameter.kind()) {
            case INTEGER, FLOAT -> number(parameter, given, remembered);
            case JSON_ARRAY -> given.asText().startsWith("[");
            case JSON_OBJECT -> given.asText().startsWith("{");
            case BOOLEAN ->
                given instanceof Value.Flag
                        || Set.of("true", "false", "on", "off").contains(given.asText());
            case DATE -> true;
            case STRING, BLOB, PASSWORD ->
                !(given instanceof Value.Tree)
                        && (parameter.values().isEmpty() && !anyWords(set) || listed(set, given));
            case NONE ->
                isRanged(parameter)
                        ? number(parameter, given, remembered)
                        : parameter.values().isEmpty() && unbound(set, given, remembered) || listed(set, given);
        };
    }

    private static boolean number(Parameter parameter, Value given, boolean remembered) {
        if (!isRanged(parameter) && isChoice(parameter)) {
            return false;
        }
        double number = given instanceof Value.Flag ? Double.NaN : given.asNumber();
        return Double.isNaN(number)
                ? remembered
                : !(number < parameter.min()) && !(number > parameter.max()) && !Double.isInfinite(number);
    }

    /** A parameter of which nothing is known takes what the states can hold that it sets. */
    private static boolean unbound(List<StateType> set, Value given, boolean remembered) {
        return set.isEmpty()
                || remembered
                || set.stream().anyMatch(state -> switch (state.kind()) {
                    case INTEGER, FLOAT ->
                        !Double.isNaN(given.asNumber())
                                && !(given.asNumber() < state.min())
                                && !(given.asNumber() > state.max());
                    case NONE, STRING, BLOB, DATE, BOOLEAN, PASSWORD -> !hasWords(state);
                    case JSON_ARRAY, JSON_OBJECT -> given instanceof Value.Tree;
                });
    }

    private static boolean listed(List<StateType> set, Value given) {
        return set.stream().anyMatch(state -> hasWords(state) && state.values().contains(given.asText()));
    }

    private static boolean anyWords(List<StateType> set) {
        return set.stream().anyMatch(Parameters::hasWords);
    }

    private static boolean hasWords(StateType state) {
        return state.shape() == StateType.Shape.DISCRETE
                && !state.values().isEmpty()
                && state.kind() != State.Kind.JSON_OBJECT
                && state.kind() != State.Kind.JSON_ARRAY;
    }

    /** Whether the parameter lists the numbers that it can be, such as 1, 2 and 4. */
    private static boolean isChoice(Parameter parameter) {
        return !parameter.values().isEmpty()
                && parameter.values().stream()
                        .noneMatch(word -> Double.isNaN(Value.of(word).asNumber()));
    }

    private static boolean isRanged(Parameter parameter) {
        return !Double.isNaN(parameter.min()) || !Double.isNaN(parameter.max());
    }

    private static String expected(Parameter parameter, List<StateType> set) {
        List<String> words = new ArrayList<>(parameter.values());
        set.stream()
                .filter(Parameters::hasWords)
                .flatMap(state -> state.values().stream())
                .filter(word -> !words.contains(word))
                .forEach(words::add);
        String kind =
                switch (parameter.kind()) {
                    case INTEGER -> "a whole number" + range(parameter);
                    case FLOAT -> "a number" + range(parameter);
                    case JSON_ARRAY -> "an array";
                    case JSON_OBJECT -> "an object";
                    case BOOLEAN -> "true or false";
                    case DATE -> "a time";
                    case NONE, STRING, BLOB, PASSWORD -> words.isEmpty() ? "a value" : "";
                };
        String listed = String.join(", ", words);
        return words.isEmpty() ? kind : kind.isEmpty() ? "one of " + listed : kind + " or one of " + listed;
    }

    private static String range(Parameter parameter) {
        String low = Double.isNaN(parameter.min()) ? "" : " from " + shown(parameter.min());
        return Double.isNaN(parameter.max()) ? low : low + " to " + shown(parameter.max());
    }

    private static String shown(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}

package io.candelabra.intake;

import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.DeviceType.Repeat;
import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.DeviceType.TraitType;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The short notation of the catalogue's files.
 *
 * <ul>
 *   <li>A command: {@code open}, {@code setClosure(int 0..100)}, {@code setIntensity(level:int 0..100; ?fadeMs:int 0..)}.
 *       Each parameter has an optional {@code ?} (may be left out) and name, a data type, a range and words that it
 *       may be. A {@code ~} before a range marks one that nobody documents and that we chose.
 *   <li>A state: {@code core:ClosureState number int 0..100}, {@code core:OnOffState one-of text off|on},
 *       {@code core:NameState data text}; {@code event} behind it where Overkiz calls it event-based, and then {@code momentary} where each
 *       report is news, also of the same value, as of a button that is pressed twice. A {@code ~} before the name marks a prefix that nobody has seen on the wire (see docs/domain.md); it means nothing to the program.
 *   <li>A trait, where the names of states do not tell it: {@code Level acme:JetState}, {@code CoverPosition acme:DropState * -1 + 100}
 *       (core unit = state × factor + offset), {@code to acme:GoalState} behind a number where that state holds where the device is going,
 *       {@code OnOff acme:PowerState on|auto off} (the words for yes, the one that is set first, and for no),
 *       {@code Color acme:HueState acme:SaturationState}, {@code Button acme:PressedState}; {@code Level none} where there is none.
 *   <li>An effect: {@code core:ClosureState = 100}, {@code … = $1} (first parameter), {@code … = 100-$1},
 *       {@code … += 10}, {@code … = @core:Memorized1PositionState}, {@code … = hue $1}, {@code … = saturation $1},
 *       {@code … toggle}, {@code … hold}, {@code … enter $1}, {@code … leave $1} (a list), {@code … := zone1} (a word
 *       that the state's list lacks). Behind it may stand what a parameter has to be, {@code if $1 is eco}, and how long
 *       after the command it happens, {@code after 120 s} (see {@code Conditions}).
 * </ul>
 */
final class TypeNotation {
    private static final String EVENT = " event";
    static final String MOMENTARY = " momentary";

    private TypeNotation() {}

    static CommandType command(String text) {
        int open = text.indexOf('(');
        if (open < 0) {
            return new CommandType(text, List.of(), List.of(), Repeat.SAFE);
        }
        if (!text.endsWith(")")) {
            throw new IllegalArgumentException("a command's parameters end with ')': " + text);
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String part : split(text.substring(open + 1, text.length() - 1), ';')) {
            parameters.add(parameter(part.strip(), parameters.size() + 1));
        }
        return new CommandType(text.substring(0, open), parameters, List.of(), Repeat.SAFE);
    }

    private static Parameter parameter(String text, int number) {
        boolean optional = text.startsWith("?");
        String rest = optional ? text.substring(1) : text;
        String kindWord = word(rest);
        int colon = kindWord.indexOf(':');
        String name = colon < 0 ? "p" + number : kindWord.substring(0, colon);
        if (colon >= 0) {
            rest = rest.substring(colon + 1);
            kindWord = word(rest);
        }
        rest = rest.substring(kindWord.length()).strip();
        Range range = Range.OPEN;
        String first = word(rest);
        if (Range.isOne(first)) {
            range = Range.of(first);
            rest = rest.substring(first.length()).strip();
        }
        return new Parameter(name, kind(kindWord), range.min(), range.max(), words(rest), optional);
    }

    static StateType state(String notation) {
        String text = notation.startsWith("~") ? notation.substring(1) : notation;
        boolean momentary = text.endsWith(MOMENTARY);
        String rest = momentary ? text.substring(0, text.length() - MOMENTARY.length()) : text;
        boolean event = rest.endsWith(EVENT);
        rest = event ? rest.substring(0, rest.length() - EVENT.length()) : rest;
        String name = word(rest);
        rest = rest.substring(name.length()).strip();
        String shapeWord = word(rest);
        rest = rest.substring(shapeWord.length()).strip();
        String kindWord = word(rest);
        rest = rest.substring(kindWord.length()).strip();
        StateType.Shape shape =
                switch (shapeWord) {
                    case "number" -> StateType.Shape.CONTINUOUS;
                    case "one-of" -> StateType.Shape.DISCRETE;
                    case "data" -> StateType.Shape.DATA;
                    default -> throw new IllegalArgumentException("a state is a number, one-of or data: " + text);
                };
        Range range = shape == StateType.Shape.CONTINUOUS && !rest.isEmpty() ? Range.of(rest) : Range.OPEN;
        List<String> values = shape == StateType.Shape.DISCRETE ? words(rest) : List.of();
        return new StateType(name, shape, kind(kindWord), range.min(), range.max(), values, event, momentary);
    }

    static TraitType trait(String notation) {
        List<String> words = new ArrayList<>(split(notation, ' '));
        if (words.size() < 2) {
            throw new IllegalArgumentException("a trait has a name and a state: " + notation);
        }
        String trait = words.removeFirst();
        String state = words.removeFirst();
        String other = "";
        double factor = 1;
        double offset = 0;
        List<List<String>> answers = new ArrayList<>();
        while (!words.isEmpty()) {
            String word = words.removeFirst();
            boolean more = word.equals("*") || word.equals("+") || word.equals("to");
            if (more && words.isEmpty()) {
                throw new IllegalArgumentException("something has to follow '" + word + "': " + notation);
            }
            switch (word) {
                case "*" -> factor = Double.parseDouble(words.removeFirst());
                case "+" -> offset = Double.parseDouble(words.removeFirst());
                case "to" -> other = words.removeFirst();
                default -> {
                    if (word.indexOf(':') > 0) {
                        other = word;
                    } else {
                        answers.add(words(word));
                    }
                }
            }
        }
        if (!answers.isEmpty() && answers.size() != 2) {
            throw new IllegalArgumentException("a trait has words for yes and words for no, or none: " + notation);
        }
        return new TraitType(
                trait,
                state,
                other,
                factor,
                offset,
                answers.isEmpty() ? List.of() : answers.getFirst(),
                answers.isEmpty() ? List.of() : answers.getLast());
    }

    static Effect effect(String notation) {
        int after = notation.indexOf(" after ");
        String timeless = after < 0 ? notation : notation.substring(0, after);
        int when = timeless.indexOf(" if ");
        Effect plain = plain(when < 0 ? timeless : timeless.substring(0, when));
        return new Effect(
                plain.state(),
                plain.source(),
                plain.value(),
                plain.parameter(),
                plain.pace(),
                when < 0 ? "" : timeless.substring(when + 4),
                after < 0 ? "" : notation.substring(after + 7));
    }

    private static Effect plain(String text) {
        String name = word(text);
        String rest = text.substring(name.length()).strip();
        if (rest.equals("toggle")) {
            return effect(name, Effect.Source.TOGGLE, Value.NOTHING, 0);
        }
        if (rest.equals("hold")) {
            return effect(name, Effect.Source.HOLD, Value.NOTHING, 0);
        }
        if (rest.startsWith("+= ")) {
            return effect(name, Effect.Source.ADD, Value.of(Double.parseDouble(rest.substring(3))), 0);
        }
        if (rest.startsWith("enter $")) {
            return effect(name, Effect.Source.ENTER, Value.NOTHING, index(rest.substring(6)));
        }
        if (rest.startsWith("leave $")) {
            return effect(name, Effect.Source.LEAVE, Value.NOTHING, index(rest.substring(6)));
        }
        if (rest.startsWith(":= ")) {
            return effect(name, Effect.Source.TOLD, Value.of(rest.substring(3)), 0);
        }
        if (!rest.startsWith("=")) {
            throw new IllegalArgumentException("an effect says =, := or +=, toggle, hold, enter or leave: " + text);
        }
        String value = rest.substring(1).strip();
        if (value.startsWith("$")) {
            return effect(name, Effect.Source.PARAMETER, Value.NOTHING, index(value));
        }
        if (value.startsWith("100-$")) {
            return effect(name, Effect.Source.COMPLEMENT, Value.NOTHING, index(value.substring(4)));
        }
        if (value.startsWith("hue $")) {
            return effect(name, Effect.Source.HUE, Value.NOTHING, index(value.substring(4)));
        }
        if (value.startsWith("saturation $")) {
            return effect(name, Effect.Source.SATURATION, Value.NOTHING, index(value.substring(11)));
        }
        if (value.startsWith("@")) {
            return effect(name, Effect.Source.RECALL, Value.of(value.substring(1)), 0);
        }
        return effect(name, Effect.Source.FIXED, Value.of(value), 0);
    }

    private static Effect effect(String state, Effect.Source source, Value value, int parameter) {
        return new Effect(state, source, value, parameter, Effect.Pace.JUMP);
    }

    private static int index(String dollar) {
        return Integer.parseInt(dollar.substring(1)) - 1;
    }

    private static String word(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : split(text, '|');
    }

    private static List<String> split(String text, char by) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(by); at >= 0; at = text.indexOf(by, from)) {
            parts.add(text.substring(from, at));
            from = at + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static State.Kind kind(String word) {
        return switch (word) {
            case "any" -> State.Kind.NONE;
            case "int" -> State.Kind.INTEGER;
            case "float" -> State.Kind.FLOAT;
            case "text" -> State.Kind.STRING;
            case "blob" -> State.Kind.BLOB;
            case "date" -> State.Kind.DATE;
            case "bool" -> State.Kind.BOOLEAN;
            case "password" -> State.Kind.PASSWORD;
            case "array" -> State.Kind.JSON_ARRAY;
            case "object" -> State.Kind.JSON_OBJECT;
            default -> throw new IllegalArgumentException("no such data type: " + word);
        };
    }

    private record Range(double min, double max) {
        static final Range OPEN = new Range(Double.NaN, Double.NaN);

        static boolean isOne(String word) {
            int dots = word.indexOf("..");
            return dots > 0 && Character.isDigit(word.charAt(dots - 1));
        }

        static Range of(String notation) {
            String text = notation.startsWith("~") ? notation.substring(1) : notation;
            int dots = text.indexOf("..");
            return new Range(end(text.substring(0, dots)), end(text.substring(dots + 2)));
        }

        private static double end(String text) {
            return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
        }
    }
}

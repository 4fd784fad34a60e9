package io.candelabra.model;

/**
 * The value of a state, a parameter or an attribute. What came in as a number, a text, a truth value or a JSON tree goes
 * out as the same, so that an imported home can be exported without loss.
 */
public sealed interface Value {
    Value NOTHING = new Nothing();

    /** No value: the state is known, its value is not. */
    record Nothing() implements Value {}

    record Text(String text) implements Value {}

    record Whole(long number) implements Value {}

    record Real(double number) implements Value {}

    record Flag(boolean on) implements Value {}

    /** A JSON array or object as compact JSON text. */
    record Tree(String json) implements Value {}

    static Value of(String text) {
        return new Text(text);
    }

    static Value of(long number) {
        return new Whole(number);
    }

    static Value of(double number) {
        return new Real(number);
    }

    static Value of(boolean on) {
        return new Flag(on);
    }

    /** The value as a number; NaN where it is none. A text that reads as a number counts as one. */
    default double asNumber() {
        return switch (this) {
            case Whole whole -> whole.number();
            case Real real -> real.number();
            case Flag flag -> flag.on() ? 1 : 0;
            case Text text -> parse(text.text());
            case Tree ignored -> Double.NaN;
            case Nothing ignored -> Double.NaN;
        };
    }

    /** The value as text, as a person would read it; empty for {@link Nothing}. */
    default String asText() {
        return switch (this) {
            case Text text -> text.text();
            case Whole whole -> Long.toString(whole.number());
            case Real real -> Double.toString(real.number());
            case Flag flag -> Boolean.toString(flag.on());
            case Tree tree -> tree.json();
            case Nothing ignored -> "";
        };
    }

    private static double parse(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }
}

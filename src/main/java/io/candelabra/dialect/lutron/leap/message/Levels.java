package io.candelabra.dialect.lutron.leap.message;

import org.jspecify.annotations.Nullable;

/** Levels as clients send them. */
public final class Levels {
    private Levels() {}

    /** A number from 0 to 100, whole or not. Throws {@link LeapError} 400. */
    public static double percent(@Nullable Object value, String path) {
        double level = value instanceof Long whole ? whole : value instanceof Double real ? real : Double.NaN;
        // what is no number is not between them either
        if (!(level >= 0 && level <= 100)) {
            throw LeapError.invalid(path, "has to be a number from 0 to 100");
        }
        return level;
    }

    /** The same, or a number as text: Quantum's clients send both. */
    public static double percentOrText(@Nullable Object value, String path) {
        if (value instanceof String text) {
            if (!text.matches("\\d{1,3}(\\.\\d{1,6})?")) {
                throw LeapError.invalid(path, "has to be a number from 0 to 100");
            }
            return percent(Double.parseDouble(text), path);
        }
        return percent(value, path);
    }
}

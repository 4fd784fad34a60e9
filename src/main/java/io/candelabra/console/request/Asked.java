package io.candelabra.console.request;

import io.candelabra.wire.http.Exchange;

/** What the query of a request says, within bounds. */
public final class Asked {
    private static final int LONGEST_TEXT = 300;

    private Asked() {}

    /** A text; empty where none is given. */
    public static String text(Exchange x, String name) {
        String text = x.query(name).orElse("").strip();
        if (text.length() > LONGEST_TEXT) {
            throw ConsoleFault.invalid(name, "has at most " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    /** A whole number that is not below 0; {@code usual} where none is given. */
    public static long number(Exchange x, String name, long usual) {
        String text = text(x, name);
        if (text.isEmpty()) {
            return usual;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw ConsoleFault.invalid(name, "has to be a whole number that is not below 0");
        }
        return Long.parseLong(text);
    }

    /** How many are asked for, from 1 to {@code most}. */
    public static int limit(Exchange x, int usual, int most) {
        long limit = number(x, "limit", usual);
        if (limit < 1 || limit > most) {
            throw ConsoleFault.invalid("limit", "has to be from 1 to " + most);
        }
        return (int) limit;
    }
}

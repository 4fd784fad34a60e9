package io.candelabra.dialect.overkiz.document;

import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.wire.http.Exchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that came in. Unknown fields are nobody's business: some clients send the whole of their own objects. A
 * field of the wrong type is refused by name.
 */
public record RequestBody(Map<?, ?> fields) {
    private static final int LONGEST_TEXT = 2_000;

    /** The body of a request; refuses what is no object. */
    public static RequestBody of(Exchange x) {
        return of(x.jsonTree());
    }

    public static RequestBody of(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return new RequestBody(map);
        }
        throw OverkizFault.invalid("Invalid body : an object is needed");
    }

    /** The body of a request that is a list; refuses what is none. */
    public static List<?> listOf(Exchange x) {
        if (x.jsonTree() instanceof List<?> list) {
            return list;
        }
        throw OverkizFault.invalid("Invalid body : a list is needed");
    }

    /** A text of up to 2,000 characters; empty where the field is absent or null. */
    public Optional<String> text(String field) {
        Object value = fields.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(bounded(field, text));
        }
        throw OverkizFault.invalid("Invalid " + field + " : a text is needed");
    }

    /** A whole number, or a text that reads as one. */
    public Optional<Integer> number(String field) {
        return switch (fields.get(field)) {
            case null -> Optional.empty();
            case Long number when number == number.intValue() -> Optional.of(number.intValue());
            case String text -> Optional.of(number(field, text));
            default -> throw OverkizFault.invalid("Invalid " + field + " : an integer is needed");
        };
    }

    /** A moment in ms since 1970. */
    public Optional<Long> moment(String field) {
        return switch (fields.get(field)) {
            case null -> Optional.empty();
            case Long ms when ms >= 0 -> Optional.of(ms);
            default -> throw OverkizFault.invalid("Invalid " + field + " : milliseconds since 1970 are needed");
        };
    }

    /** A list; empty where the field is absent or null. */
    public Optional<List<?>> list(String field) {
        Object value = fields.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof List<?> list) {
            return Optional.of(list);
        }
        throw OverkizFault.invalid("Invalid " + field + " : a list is needed");
    }

    public boolean has(String field) {
        return fields.containsKey(field);
    }

    /** A whole number in a path or a body. */
    public static int number(String field, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw OverkizFault.invalid("Invalid " + field + " : an integer is needed");
        }
    }

    /** A text that is not longer than it may be. */
    public static String bounded(String field, String text) {
        if (text.length() > LONGEST_TEXT) {
            throw OverkizFault.invalid("Invalid " + field + " : no more than " + LONGEST_TEXT + " characters");
        }
        return text;
    }
}

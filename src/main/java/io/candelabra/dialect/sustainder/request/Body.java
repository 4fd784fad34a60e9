package io.candelabra.dialect.sustainder.request;

import io.candelabra.wire.http.Exchange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a request, read field by field; a field with a wrong value is refused with its path in the body. The
 * content type is not looked at: the examples of the document send JSON as curl does by default.
 */
public final class Body {
    private final Map<?, ?> fields;
    private final String path;

    private Body(Map<?, ?> fields, String path) {
        this.fields = fields;
        this.path = path;
    }

    /** The whole body. */
    public static Body of(Exchange x) {
        if (x.jsonTree() instanceof Map<?, ?> object) {
            return new Body(object, "");
        }
        throw new SustainderFault(400, "The body of the request must be a JSON object.");
    }

    /** An object that was read before. @param path where it stands, for refusals */
    public static Body of(Map<?, ?> object, String path) {
        return new Body(object, path + ".");
    }

    /** Where a field of this object stands in the body. */
    public String path(String field) {
        return path + field;
    }

    public @Nullable Object raw(String field) {
        return fields.get(field);
    }

    /** Whether the field is there and not null. */
    public boolean has(String field) {
        return fields.get(field) != null;
    }

    /** A text that is not empty. */
    public String text(String field, int longest) {
        return optionalText(field, longest)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> SustainderFault.field(path(field), "This field is required."));
    }

    /** A text; empty where it is absent or null. */
    public Optional<String> optionalText(String field, int longest) {
        Object value = fields.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String text)) {
            throw SustainderFault.field(path(field), "Not a valid string.");
        }
        if (text.length() > longest) {
            throw SustainderFault.field(path(field), "Ensure this field has no more than " + longest + " characters.");
        }
        if (text.chars().anyMatch(c -> c < 0x20 || c == 0x7F)) {
            throw SustainderFault.field(path(field), "Control characters are not allowed.");
        }
        return Optional.of(text);
    }

    /** An id: a text, or a number, which is taken as the text that it would be. */
    public String id(String field) {
        return asId(fields.get(field), path(field));
    }

    /** True or false; false where it is absent or null. */
    public boolean flag(String field) {
        Object value = fields.get(field);
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw SustainderFault.field(path(field), "Must be a valid boolean.");
    }

    /** A number, also as text; empty where it is absent or null. */
    public Optional<Double> number(String field, double least, double most) {
        Object value = fields.get(field);
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(asNumber(value)
                .filter(n -> n >= least && n <= most)
                .orElseThrow(() -> SustainderFault.field(
                        path(field), "A number from " + plain(least) + " to " + plain(most) + " is required.")));
    }

    /** A number, or a text that reads as one; empty where it is neither, or not finite. */
    public static Optional<Double> asNumber(@Nullable Object value) {
        if (value instanceof Number number) {
            return Optional.of(number.doubleValue()).filter(Double::isFinite);
        }
        if (value instanceof String text && text.length() <= 40) {
            try {
                return Optional.of(new BigDecimal(text.strip()).doubleValue()).filter(Double::isFinite);
            } catch (NumberFormatException noNumber) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The objects of a list that must be there and not empty. */
    public List<Body> objects(String field, int most) {
        List<Body> result = optionalObjects(field, most);
        if (result.isEmpty()) {
            throw SustainderFault.field(path(field), "This list may not be empty.");
        }
        return result;
    }

    /** The objects of a list; none where it is absent or null. */
    public List<Body> optionalObjects(String field, int most) {
        List<Body> result = new ArrayList<>();
        List<?> list = fields.get(field) == null ? List.of() : list(field, most);
        for (int i = 0; i < list.size(); i++) {
            String at = path(field) + "[" + i + "]";
            if (!(list.get(i) instanceof Map<?, ?> object)) {
                throw SustainderFault.field(at, "Expected an object.");
            }
            result.add(new Body(object, at + "."));
        }
        return result;
    }

    /** The ids of a list that must be there and not empty, each once, in order. */
    public List<String> ids(String field, int most) {
        List<?> list = list(field, most);
        if (list.isEmpty()) {
            throw SustainderFault.field(path(field), "This list may not be empty.");
        }
        List<String> result = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            result.add(asId(list.get(i), path(field) + "[" + i + "]"));
        }
        return result.stream().distinct().toList();
    }

    /** A list that must be there. */
    public List<?> list(String field, int most) {
        Object value = fields.get(field);
        if (value == null) {
            throw SustainderFault.field(path(field), "This field is required.");
        }
        if (!(value instanceof List<?> list)) {
            throw SustainderFault.field(path(field), "Expected a list of items.");
        }
        if (list.size() > most) {
            throw SustainderFault.field(path(field), "Ensure this list has no more than " + most + " items.");
        }
        return list;
    }

    private static String asId(@Nullable Object value, String at) {
        if (value instanceof Long number && number >= 0) {
            return Long.toString(number);
        }
        if (value instanceof String text && !text.isBlank() && text.length() <= 100) {
            return text;
        }
        throw SustainderFault.field(at, value == null ? "This field is required." : "Not a valid id.");
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}

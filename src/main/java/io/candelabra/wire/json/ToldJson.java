package io.candelabra.wire.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Reads trees of {@link Json#tree} that a far end told, field by field: what is odd is as if it were not there. For whoever has to
 * live with what others send, and can go on without it; what clients ask of us is read strictly.
 */
public final class ToldJson {
    private ToldJson() {}

    /** A document; empty where there is none, or no JSON. */
    public static Optional<Object> tree(byte[] document) {
        try {
            return document.length == 0 ? Optional.empty() : Optional.ofNullable(Json.tree(document));
        } catch (JsonException unreadable) {
            return Optional.empty();
        }
    }

    /** Empty where the tree is no object. */
    public static Optional<Map<String, @Nullable Object>> object(@Nullable Object tree) {
        if (!(tree instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        map.forEach((key, value) -> object.put(String.valueOf(key), value));
        return Optional.of(object);
    }

    /** The objects of a list; whatever else stands in it is left out. */
    public static List<Map<String, @Nullable Object>> objects(@Nullable Object tree) {
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        if (tree instanceof List<?> list) {
            list.forEach(one -> object(one).ifPresent(objects::add));
        }
        return objects;
    }

    public static List<Map<String, @Nullable Object>> objects(Map<String, @Nullable Object> object, String field) {
        return objects(object.get(field));
    }

    /** Empty where there is no text. */
    public static String text(Map<String, @Nullable Object> object, String field) {
        return object.get(field) instanceof String text ? text : "";
    }

    /** A text for people: one line, without control characters, and cut. */
    public static String line(Map<String, @Nullable Object> object, String field, int most) {
        String plain = text(object, field).replaceAll("\\p{Cntrl}", " ").strip();
        return plain.length() > most ? plain.substring(0, most) : plain;
    }

    public static boolean flag(Map<String, @Nullable Object> object, String field, boolean otherwise) {
        return object.get(field) instanceof Boolean flag ? flag : otherwise;
    }

    /** Empty where the tree is no number that this machine can hold. */
    public static OptionalDouble number(@Nullable Object tree) {
        return tree instanceof Number number && Double.isFinite(number.doubleValue())
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    public static OptionalDouble number(Map<String, @Nullable Object> object, String field) {
        return number(object.get(field));
    }
}

package io.candelabra.driver.leap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a bridge tells, field by field: what is odd is as if it were not there. */
final class BridgeJson {
    private static final Pattern HREF = Pattern.compile("/[a-z]{1,40}/[0-9A-Za-z_-]{1,40}");
    private static final int LONGEST_NAME = 100;

    private BridgeJson() {}

    static String text(Map<String, @Nullable Object> object, String field) {
        return object.get(field) instanceof String text ? text : "";
    }

    /** A name that people gave: one line. */
    static String name(Map<String, @Nullable Object> object) {
        String plain = text(object, "Name").replaceAll("\\p{Cntrl}", " ").strip();
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
    }

    static OptionalDouble number(Map<String, @Nullable Object> object, String field) {
        return switch (object.get(field)) {
            case Long whole -> OptionalDouble.of(whole);
            case Double real -> OptionalDouble.of(real);
            case null, default -> OptionalDouble.empty();
        };
    }

    /** The address of a thing, such as {@code /zone/5}; empty where it is none. */
    static String href(Map<String, @Nullable Object> object) {
        String href = text(object, "href");
        return HREF.matcher(href).matches() ? href : "";
    }

    /** The address that stands in a field, such as {@code "Zone":{"href":"/zone/5"}}. */
    static String href(Map<String, @Nullable Object> object, String field) {
        return href(object(object.get(field)));
    }

    static List<Map<String, @Nullable Object>> objects(Map<String, @Nullable Object> object, String field) {
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        if (object.get(field) instanceof List<?> list) {
            for (Object one : list) {
                if (one instanceof Map<?, ?>) {
                    objects.add(object(one));
                }
            }
        }
        return objects;
    }

    /** Empty where it is none. */
    static Map<String, @Nullable Object> object(@Nullable Object tree) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> object.put(String.valueOf(key), value));
        }
        return object;
    }
}

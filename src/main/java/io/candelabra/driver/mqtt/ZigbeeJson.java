package io.candelabra.driver.mqtt;

import io.candelabra.model.Value;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a bridge tells, field by field: what is odd is as if it were not there. */
final class ZigbeeJson {
    private ZigbeeJson() {}

    /** A document; empty where it is no JSON. */
    static Optional<Object> tree(byte[] document) {
        try {
            return document.length == 0 ? Optional.empty() : Optional.ofNullable(Json.tree(document));
        } catch (JsonException unreadable) {
            return Optional.empty();
        }
    }

    static Optional<Map<String, @Nullable Object>> object(@Nullable Object tree) {
        if (!(tree instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        map.forEach((key, value) -> object.put(String.valueOf(key), value));
        return Optional.of(object);
    }

    static List<Map<String, @Nullable Object>> objects(@Nullable Object tree) {
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        if (tree instanceof List<?> list) {
            list.forEach(one -> object(one).ifPresent(objects::add));
        }
        return objects;
    }

    static String text(Map<String, @Nullable Object> object, String field) {
        return object.get(field) instanceof String text ? text : "";
    }

    static boolean flag(Map<String, @Nullable Object> object, String field) {
        return Boolean.TRUE.equals(object.get(field));
    }

    /** NaN where it is no number. */
    static double number(@Nullable Object tree) {
        return tree instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    static Value value(@Nullable Object tree) {
        return switch (tree) {
            case null -> Value.NOTHING;
            case String text -> Value.of(text);
            case Boolean flag -> Value.of(flag.booleanValue());
            case Long whole -> Value.of(whole.longValue());
            case Double real -> Value.of(real.doubleValue());
            default -> new Value.Tree(Json.text(tree));
        };
    }

    /** A value as JSON has it. */
    static @Nullable Object plain(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Whole whole -> whole.number();
            case Value.Real real -> number(real);
            case Value.Flag flag -> flag.on();
            case Value.Tree tree -> Json.tree(tree.json().getBytes(StandardCharsets.UTF_8));
            case Value.Nothing ignored -> null;
        };
    }

    /** A whole number has no point: some converters look at it. */
    private static Object number(Value.Real real) {
        double number = real.number();
        return number == Math.rint(number) && Math.abs(number) < 1e15 ? (Object) (long) number : (Object) number;
    }
}

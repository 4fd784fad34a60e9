package io.candelabra.intake;

import io.candelabra.model.Value;
import io.candelabra.wire.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object of a file, and where it stands in it, so that whatever is wrong can be pointed at. */
record Found(String path, Map<String, @Nullable Object> fields) {

    static Found of(String path, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new BadHome(path, "an object was expected");
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        map.forEach((key, field) -> fields.put(String.valueOf(key), field));
        return new Found(path, fields);
    }

    boolean has(String key) {
        return fields.get(key) != null;
    }

    String at(String key) {
        return path + "." + key;
    }

    /** A text that has to be there. */
    String text(String key) {
        if (!has(key)) {
            throw new BadHome(at(key), "a text is missing");
        }
        return text(key, "");
    }

    String text(String key, String otherwise) {
        return switch (fields.get(key)) {
            case null -> otherwise;
            case String text -> text;
            default -> throw new BadHome(at(key), "a text was expected");
        };
    }

    long number(String key) {
        return switch (fields.get(key)) {
            case null -> 0;
            case Long number -> number;
            default -> throw new BadHome(at(key), "a whole number was expected");
        };
    }

    int integer(String key) {
        long number = number(key);
        if (number != (int) number) {
            throw new BadHome(at(key), "the number is too large");
        }
        return (int) number;
    }

    boolean flag(String key, boolean otherwise) {
        return switch (fields.get(key)) {
            case null -> otherwise;
            case Boolean flag -> flag;
            default -> throw new BadHome(at(key), "true or false was expected");
        };
    }

    /** The objects of an array; none where it is not there. */
    List<Found> objects(String key) {
        List<Found> result = new ArrayList<>();
        for (Object entry : list(key)) {
            result.add(of(at(key) + "[" + result.size() + "]", entry));
        }
        return result;
    }

    /** The texts of an array; none where it is not there. */
    List<String> texts(String key) {
        List<String> result = new ArrayList<>();
        for (Object entry : list(key)) {
            if (!(entry instanceof String text)) {
                throw new BadHome(at(key) + "[" + result.size() + "]", "a text was expected");
            }
            result.add(text);
        }
        return result;
    }

    List<?> list(String key) {
        return switch (fields.get(key)) {
            case null -> List.of();
            case List<?> list -> list;
            default -> throw new BadHome(at(key), "an array was expected");
        };
    }

    /** What is not represented, and what is there as null, as a JSON object. */
    String rest(Set<String> represented) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>();
        fields.forEach((key, value) -> {
            if (value == null || !represented.contains(key)) {
                rest.put(key, value);
            }
        });
        return Json.text(rest);
    }

    /** Which of the usual fields are not there, as a JSON array. */
    String absent(Set<String> usual) {
        return Json.text(usual.stream().filter(key -> !has(key)).sorted().toList());
    }

    /** A value as it stands in the file. */
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
}

package io.candelabra.intake;

import io.candelabra.model.Label;
import io.candelabra.model.Value;
import io.candelabra.wire.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object of a file with its path in the file, so that a fault can be pointed at. A field that may be missing
 * and is odd is left out; where a thing is only whole with all that it has ({@code strict}), it is left out itself.
 */
record LocatedJson(String path, Map<String, @Nullable Object> fields, Omissions omissions, boolean strict) {

    static LocatedJson of(String path, @Nullable Object value, Omissions omissions) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new BadHome(path, "an object was expected");
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        map.forEach((key, field) -> fields.put(String.valueOf(key), field));
        return new LocatedJson(path, fields, omissions, false);
    }

    /** The same, to be read as it is or not at all. */
    LocatedJson whole() {
        return new LocatedJson(path, fields, omissions, true);
    }

    boolean has(String key) {
        return fields.get(key) != null;
    }

    String at(String key) {
        return path + "." + key;
    }

    /** An object that has to be there. */
    LocatedJson object(String key) {
        return new LocatedJson(at(key), of(at(key), fields.get(key), omissions).fields(), omissions, strict);
    }

    /** A text that has to be there. */
    String text(String key) {
        if (!has(key)) {
            throw new BadHome(at(key), "a text is missing");
        }
        if (!(fields.get(key) instanceof String text)) {
            throw new BadHome(at(key), "a text was expected");
        }
        return text;
    }

    String text(String key, String otherwise) {
        return fields.get(key) instanceof String text ? text : odd(key, "a text was expected", otherwise);
    }

    /** Its label for people, without characters that a label cannot have. */
    String label(String otherwise) {
        return Label.clean(text("label", otherwise));
    }

    long number(String key) {
        return fields.get(key) instanceof Long number ? number : odd(key, "a whole number was expected", 0L);
    }

    int integer(String key) {
        long number = number(key);
        return number == (int) number ? (int) number : odd(key, "the number is too large", 0);
    }

    boolean flag(String key, boolean otherwise) {
        return fields.get(key) instanceof Boolean flag ? flag : odd(key, "true or false was expected", otherwise);
    }

    /** The objects of an array; none where it is not there. */
    List<LocatedJson> objects(String key) {
        List<LocatedJson> result = new ArrayList<>();
        List<?> list = list(key);
        for (int i = 0; i < list.size(); i++) {
            String place = at(key) + "[" + omissions.place(at(key), i) + "]";
            if (list.get(i) instanceof Map<?, ?> map) {
                result.add(strict ? of(place, map, omissions).whole() : of(place, map, omissions));
            } else {
                oddAt(place, "an object was expected");
            }
        }
        return result;
    }

    /** The texts of an array; none where it is not there. */
    List<String> texts(String key) {
        List<String> result = new ArrayList<>();
        List<?> list = list(key);
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof String text) {
                result.add(text);
            } else {
                oddAt(at(key) + "[" + omissions.place(at(key), i) + "]", "a text was expected");
            }
        }
        return result;
    }

    List<?> list(String key) {
        return fields.get(key) instanceof List<?> list ? list : odd(key, "an array was expected", List.of());
    }

    /** The stand-in for a field that is missing, or odd. */
    private <T> T odd(String key, String why, T otherwise) {
        if (has(key)) {
            oddAt(at(key), why);
        }
        return otherwise;
    }

    private void oddAt(String place, String why) {
        if (strict) {
            throw new BadHome(place, why);
        }
        omissions.add(place, why);
    }

    /** The fields that are not represented, as a JSON object. */
    String rest(Set<String> represented) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>();
        fields.forEach((key, value) -> {
            if (!represented.contains(key)) {
                rest.put(key, value);
            }
        });
        return Json.text(rest);
    }

    /** The usual fields that are missing, as a JSON array. */
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

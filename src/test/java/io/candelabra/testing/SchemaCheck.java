package io.candelabra.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds JSON against a schema of a description (OpenAPI 3.1), stricter than the standard: a field that no schema names is
 * wrong, so that nothing is answered that is not described. Knows the words that our descriptions use, and fails at others.
 */
public final class SchemaCheck {
    private static final Set<String> KNOWN = Set.of(
            "$ref",
            "type",
            "enum",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "minItems",
            "maxItems",
            "minimum",
            "maximum",
            "pattern",
            "format",
            "oneOf",
            "description",
            "default",
            "examples");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Pattern MASK = Pattern.compile("<\\w+>");

    private final Map<?, ?> api;
    private final List<String> wrong = new ArrayList<>();

    /** @param api the whole description, for references */
    public SchemaCheck(Map<?, ?> api) {
        this.api = api;
    }

    /** The faults of a value, each with its place; texts such as {@code <time>} stand for anything. */
    public static List<String> differences(Map<?, ?> api, @Nullable Object value, Map<?, ?> schema) {
        SchemaCheck check = new SchemaCheck(api);
        check.look("$", value, schema);
        return check.wrong;
    }

    private void look(String at, @Nullable Object value, Map<?, ?> schema) {
        for (Object word : schema.keySet()) {
            if (!KNOWN.contains(String.valueOf(word))) {
                throw new IllegalArgumentException("a schema says " + word + ", which is not looked at here");
            }
        }
        if (schema.get("$ref") instanceof String reference) {
            look(at, value, resolved(reference));
            return;
        }
        if (value instanceof String text && MASK.matcher(text).matches()) {
            return;
        }
        if (schema.get("oneOf") instanceof List<?> all) {
            long fits = all.stream()
                    .filter(one -> differences(api, value, (Map<?, ?>) one).isEmpty())
                    .count();
            require(at, fits == 1, value, "fits " + fits + " of several instead of one");
            return;
        }
        if (schema.get("enum") instanceof List<?> values) {
            require(at, values.contains(value), value, "is none of " + values);
        }
        if (schema.get("type") != null) {
            List<?> types = schema.get("type") instanceof List<?> several ? several : List.of(schema.get("type"));
            require(at, types.stream().anyMatch(type -> is(value, type.toString())), value, "is no " + types);
        }
        switch (value) {
            case String text -> text(at, text, schema);
            case Number number -> number(at, number, schema);
            case List<?> list -> list(at, list, schema);
            case Map<?, ?> map -> object(at, map, schema);
            case null, default -> {}
        }
    }

    private Map<?, ?> resolved(String reference) {
        Object target = api;
        for (String step : reference.substring(2).split("/")) {
            target = Objects.requireNonNull(((Map<?, ?>) target).get(step), reference);
        }
        return (Map<?, ?>) target;
    }

    private static boolean is(@Nullable Object value, String type) {
        return switch (type) {
            case "null" -> value == null;
            case "object" -> value instanceof Map<?, ?>;
            case "array" -> value instanceof List<?>;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Long;
            case "number" -> value instanceof Number;
            default -> throw new IllegalArgumentException("no type is called " + type);
        };
    }

    private void text(String at, String text, Map<?, ?> schema) {
        if (schema.get("pattern") instanceof String pattern) {
            require(at, Pattern.compile(pattern).matcher(text).find(), text, "does not match " + pattern);
        }
        if ("date-time".equals(schema.get("format"))) {
            require(at, MOMENT.matcher(text).matches(), text, "is no moment in UTC");
        }
    }

    private void number(String at, Number number, Map<?, ?> schema) {
        if (schema.get("minimum") instanceof Number least) {
            require(at, number.doubleValue() >= least.doubleValue(), number, "is less than " + least);
        }
        if (schema.get("maximum") instanceof Number most) {
            require(at, number.doubleValue() <= most.doubleValue(), number, "is more than " + most);
        }
    }

    private void list(String at, List<?> list, Map<?, ?> schema) {
        if (schema.get("minItems") instanceof Long least) {
            require(at, list.size() >= least, list, "has fewer than " + least);
        }
        if (schema.get("maxItems") instanceof Long most) {
            require(at, list.size() <= most, list, "has more than " + most);
        }
        if (schema.get("items") instanceof Map<?, ?> items) {
            for (int i = 0; i < list.size(); i++) {
                look(at + "[" + i + "]", list.get(i), items);
            }
        }
    }

    private void object(String at, Map<?, ?> map, Map<?, ?> schema) {
        if (schema.get("required") instanceof List<?> required) {
            required.forEach(name -> require(at, map.containsKey(name), map.keySet(), "lacks " + name));
        }
        Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> named ? named : Map.of();
        Object more = schema.get("additionalProperties");
        map.forEach((name, inner) -> {
            if (properties.get(name) instanceof Map<?, ?> property) {
                look(at + "." + name, inner, property);
            } else if (more instanceof Map<?, ?> others) {
                look(at + "." + name, inner, others);
            } else {
                require(at, Boolean.TRUE.equals(more), name, "is not described");
            }
        });
    }

    private void require(String at, boolean holds, @Nullable Object value, String otherwise) {
        if (!holds) {
            wrong.add(at + ": " + value + " " + otherwise);
        }
    }
}

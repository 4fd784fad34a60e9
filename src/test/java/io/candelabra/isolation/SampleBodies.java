package io.candelabra.isolation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bodies of requests that are as the description of the API says, with given ids where they name things. */
final class SampleBodies {
    private static final int DEEPEST = 8;

    private final Map<?, ?> api;

    /** @param api a description, OpenAPI 3.1 */
    SampleBodies(Map<?, ?> api) {
        this.api = api;
    }

    /** The body of an operation; empty where it takes none that is described. */
    Optional<Object> of(String method, String path, Map<String, String> ids) {
        Object described = at(at(at(api, "paths"), path), method.toLowerCase(java.util.Locale.ROOT));
        Object content = at(at(at(described, "requestBody"), "content"), "application/json");
        return at(content, "schema") instanceof Map<?, ?> schema
                ? Optional.ofNullable(sample(schema, "", ids, 0))
                : Optional.empty();
    }

    private static @Nullable Object at(@Nullable Object tree, String key) {
        return tree instanceof Map<?, ?> map ? map.get(key) : null;
    }

    private @Nullable Object sample(Map<?, ?> schema, String name, Map<String, String> ids, int depth) {
        if (depth > DEEPEST) {
            return null;
        }
        if (schema.get("$ref") instanceof String reference) {
            Object target = api;
            for (String step : reference.substring(2).split("/")) {
                target = at(target, step);
            }
            return target instanceof Map<?, ?> resolved ? sample(resolved, name, ids, depth + 1) : null;
        }
        if (schema.get("oneOf") instanceof List<?> all) {
            return sample((Map<?, ?>) all.getFirst(), name, ids, depth + 1);
        }
        if (schema.get("enum") instanceof List<?> values) {
            return values.getFirst();
        }
        String one = name.endsWith("_ids") ? name.substring(0, name.length() - 1) : name;
        return switch (type(schema)) {
            case "object" -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                if (schema.get("properties") instanceof Map<?, ?> fields) {
                    fields.forEach((field, inner) ->
                            object.put(field.toString(), sample((Map<?, ?>) inner, field.toString(), ids, depth + 1)));
                }
                if (object.containsKey("time") && object.containsKey("sunset")) {
                    object.keySet().removeAll(List.of("sunset", "sunrise"));
                }
                yield object;
            }
            case "array" -> {
                List<@Nullable Object> list = new ArrayList<>();
                int least = schema.get("minItems") instanceof Long few ? few.intValue() : 1;
                for (int i = 0; i < Math.max(1, least); i++) {
                    list.add(
                            schema.get("items") instanceof Map<?, ?> items
                                    ? sample(items, one, ids, depth + 1)
                                    : ids.getOrDefault(one, "x"));
                }
                yield list;
            }
            case "integer", "number" ->
                ids.containsKey(one)
                        ? Long.valueOf(ids.get(one))
                        : schema.get("minimum") instanceof Long least ? (Object) least : (Object) 1L;
            case "boolean" -> true;
            default -> ids.getOrDefault(one, name.equals("time") ? "21:00" : "x");
        };
    }

    private static String type(Map<?, ?> schema) {
        Object type = schema.get("type");
        return type instanceof List<?> several ? several.getFirst().toString() : String.valueOf(type);
    }

    /** The body that a call of the console takes; null where it takes none. */
    static @Nullable Object console(String path, Ids ids) {
        if (path.equals("/sites/{site}/commands")) {
            String device = ids.values().getOrDefault("device", "");
            return Map.of("devices", List.of(device), "trait", "onOff", "value", true);
        }
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "commands" -> Map.of("trait", "onOff", "value", true);
            case "sign-in" -> Map.of("name", "nobody", "password", "wrong");
            case "sign-out" -> null;
            default -> Map.of("label", "walked", "area", "");
        };
    }
}

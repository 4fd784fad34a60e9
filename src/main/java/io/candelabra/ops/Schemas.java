package io.candelabra.ops;

import io.candelabra.wire.json.EvenNull;
import io.candelabra.wire.json.LeftOut;
import io.candelabra.wire.json.Spliced;
import io.candelabra.wire.json.Spread;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON schemas of records, found by reflection: the components that are not nullable are required. A
 * {@code PlaceDocument} is called {@code Place}.
 */
final class Schemas {
    private static final Map<Class<?>, String> SIMPLE = Map.ofEntries(
            Map.entry(String.class, "string"),
            Map.entry(boolean.class, "boolean"),
            Map.entry(Boolean.class, "boolean"),
            Map.entry(int.class, "integer"),
            Map.entry(Integer.class, "integer"),
            Map.entry(long.class, "integer"),
            Map.entry(Long.class, "integer"),
            Map.entry(double.class, "number"),
            Map.entry(Double.class, "number"));

    private final Map<String, Object> components = new LinkedHashMap<>();
    private final Map<String, Class<?>> named = new LinkedHashMap<>();

    /** The schemas that others point at, by name. */
    Map<String, Object> components() {
        return components;
    }

    /** Points at the schema of a record, which is made where it is not there yet. */
    Map<String, Object> of(Class<?> type) {
        return schema(type);
    }

    private Map<String, Object> schema(Type type) {
        if (type instanceof ParameterizedType with) {
            Class<?> raw = (Class<?>) with.getRawType();
            Type last = with.getActualTypeArguments()[with.getActualTypeArguments().length - 1];
            if (Collection.class.isAssignableFrom(raw)) {
                return Map.of("type", "array", "items", schema(last));
            }
            if (Map.class.isAssignableFrom(raw)) {
                return Map.of("type", "object", "additionalProperties", schema(last));
            }
            if (raw == Optional.class) {
                return schema(last);
            }
        }
        if (!(type instanceof Class<?> plain)) {
            // anything
            return Map.of();
        }
        String simple = SIMPLE.get(plain);
        if (simple != null) {
            return Map.of("type", simple);
        }
        if (plain.isEnum()) {
            List<String> names = Arrays.stream(plain.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .toList();
            return Map.of("type", "string", "enum", names);
        }
        if (plain.isSealed()) {
            return Map.of(
                    "anyOf",
                    Arrays.stream(plain.getPermittedSubclasses())
                            .map(this::schema)
                            .toList());
        }
        return plain.isRecord() ? Map.of("$ref", "#/components/schemas/" + component(plain)) : Map.of();
    }

    private String component(Class<?> record) {
        String name = name(record);
        Class<?> taken = named.putIfAbsent(name, record);
        if (taken != null && taken != record) {
            name = (record.getEnclosingClass() == null ? "" : name(record.getEnclosingClass())) + name;
            named.putIfAbsent(name, record);
        }
        if (!components.containsKey(name)) {
            Map<String, Object> schema = new LinkedHashMap<>();
            // stands there before its components are looked at: a record may hold itself
            components.put(name, schema);
            schema.put("type", "object");
            Map<String, Object> properties = new LinkedHashMap<>();
            List<String> required = new ArrayList<>();
            for (RecordComponent part : record.getRecordComponents()) {
                if (part.isAnnotationPresent(Spread.class) || part.isAnnotationPresent(LeftOut.class)) {
                    // further fields, which a schema allows unless it says otherwise, and what is no field
                    continue;
                }
                properties.put(part.getName(), property(part));
                if (!mayBeMissing(part)) {
                    required.add(part.getName());
                }
            }
            schema.put("properties", properties);
            if (!required.isEmpty()) {
                schema.put("required", required);
            }
        }
        return name;
    }

    /** A component that may be null and is written all the same is of its type or null. */
    private Map<String, Object> property(RecordComponent part) {
        Map<String, Object> schema = schema(part.getGenericType());
        return part.isAnnotationPresent(EvenNull.class)
                ? Map.of("anyOf", List.of(schema, Map.of("type", "null")))
                : schema;
    }

    private static String name(Class<?> type) {
        return type.getSimpleName().replaceFirst("(?<=.)Document$", "");
    }

    private static boolean mayBeMissing(RecordComponent part) {
        boolean mayBeNull =
                part.getType() == Optional.class || part.getAnnotatedType().isAnnotationPresent(Nullable.class);
        boolean written = part.isAnnotationPresent(EvenNull.class) || part.isAnnotationPresent(Spliced.class);
        return mayBeNull && !written;
    }
}

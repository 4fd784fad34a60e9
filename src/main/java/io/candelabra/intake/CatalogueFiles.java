package io.candelabra.intake;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.core.catalogue.EffectRules;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.DeviceType.Repeat;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the catalogue that comes with the server: arrays of types, in the notation of {@link TypeNotation}, each on a line
 * of its own that starts with its name, so that a line is read only when its type is asked for; and the rules of what
 * commands do, in {@code effects.json}.
 */
public final class CatalogueFiles {
    private static final List<String> TYPES =
            List.of("io", "one-way", "zigbee", "zwave", "knx", "bus", "ovp", "ogp", "other", "candelabra");
    private static final String START = "{\"name\":\"";

    private CatalogueFiles() {}

    /** Finds all types and reads the rules. A catalogue that cannot be read is a broken build: it throws. */
    public static Catalogue load() {
        Map<String, Supplier<DeviceType>> types = new LinkedHashMap<>();
        Set<String> momentary = new HashSet<>();
        for (String file : TYPES) {
            for (String line : text(file).split("\n")) {
                if (line.startsWith(START)) {
                    String name = line.substring(START.length(), line.indexOf('"', START.length()));
                    if (types.put(name, () -> type(line)) != null) {
                        throw new IllegalStateException("two types of the catalogue are named " + name);
                    }
                    if (line.contains(TypeNotation.MOMENTARY)) {
                        momentary.addAll(type(line).momentary());
                    }
                } else if (line.length() > 1) {
                    throw new IllegalStateException("a line of " + file + ".json does not start with " + START);
                }
            }
        }
        List<EffectRules.Rule> rules = new ArrayList<>();
        List<String> quiet = new ArrayList<>();
        for (Object line : list(tree(text("effects")))) {
            if (map(line).containsKey("quiet")) {
                quiet.addAll(texts(map(line), "quiet"));
            } else {
                rules.add(rule(line));
            }
        }
        return Catalogue.of(types, new EffectRules(rules, quiet), momentary);
    }

    private static DeviceType type(String line) {
        return type(tree(line.endsWith(",") ? line.substring(0, line.length() - 1) : line));
    }

    private static DeviceType type(@Nullable Object line) {
        Map<?, ?> map = map(line);
        String name = text(map, "name");
        try {
            return new DeviceType(
                    name,
                    text(map, "kind"),
                    text(map, "ui"),
                    text(map, "widget"),
                    !Boolean.FALSE.equals(map.get("feedback")),
                    texts(map, "profiles"),
                    texts(map, "classifiers"),
                    texts(map, "commands").stream().map(TypeNotation::command).toList(),
                    texts(map, "states").stream().map(TypeNotation::state).toList(),
                    properties(map),
                    texts(map, "traits").stream().map(TypeNotation::trait).toList());
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException("type " + name + ": " + bad.getMessage(), bad);
        }
    }

    private static List<DeviceType.Property> properties(Map<?, ?> map) {
        if (!(map.get("properties") instanceof Map<?, ?> properties)) {
            return List.of();
        }
        List<DeviceType.Property> result = new ArrayList<>();
        properties.forEach(
                (name, value) -> result.add(new DeviceType.Property(String.valueOf(name), String.valueOf(value))));
        return result;
    }

    private static EffectRules.Rule rule(@Nullable Object line) {
        Map<?, ?> map = map(line);
        List<Effect> effects =
                texts(map, "effects").stream().map(TypeNotation::effect).toList();
        return new EffectRules.Rule(
                texts(map, "commands"),
                new HashSet<>(texts(map, "protocols")),
                new HashSet<>(texts(map, "ui")),
                texts(map, "has"),
                texts(map, "lacks"),
                effects,
                "NEVER".equals(map.get("repeat")) ? Repeat.NEVER : Repeat.SAFE);
    }

    private static @Nullable Object tree(String json) {
        return Json.tree(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String file) {
        String path = "/catalogue/" + file + ".json";
        try (InputStream in = CatalogueFiles.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Map<?, ?> map, String key) {
        if (map.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("'" + key + "' has to be a text in " + map.get("name"));
    }

    private static List<String> texts(Map<?, ?> map, String key) {
        Object value = map.get(key);
        return value == null
                ? List.of()
                : list(value).stream().map(String::valueOf).toList();
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("an array was expected");
    }

    private static Map<?, ?> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("an object was expected");
    }
}

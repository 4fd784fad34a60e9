package io.candelabra.intake;

import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The words of real servers and real homes on device types. The files lie beside the project, not in it; a test that
 * needs them is skipped where they are absent.
 */
public final class RealTypes {
    private static final Path HOMES = Path.of(System.getProperty("candelabra.homes", "../shared/homes"));
    private static final Path REFERENCE = HOMES.resolveSibling("contract/overkiz/reference-hi-kumo.json");

    private RealTypes() {}

    /** The definitions of a real server, whole, by the name of the type. */
    public static Map<String, Map<String, Object>> reference() {
        Assumptions.assumeTrue(Files.exists(REFERENCE), REFERENCE + " with real definitions is not here");
        Map<String, Map<String, Object>> found = new LinkedHashMap<>();
        objects(tree(REFERENCE), "controllableDefinitions").forEach((name, definition) -> {
            Map<String, Object> whole = new LinkedHashMap<>(object(definition));
            whole.putIfAbsent("qualifiedName", name);
            found.put(name, whole);
        });
        return found;
    }

    /** All devices of the real homes, as they are in their files. */
    public static List<Map<String, Object>> devices() {
        Assumptions.assumeTrue(Files.isDirectory(HOMES), HOMES + " with real homes is not here");
        List<Map<String, Object>> devices = new ArrayList<>();
        try (Stream<Path> files = Files.list(HOMES)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                Map<String, Object> home = tree(file);
                Map<String, Object> setup = home.get("setup") instanceof Map<?, ?> inner ? object(inner) : home;
                for (Object device : (List<?>) setup.getOrDefault("devices", List.of())) {
                    if (object(device).get("definition") instanceof Map<?, ?>) {
                        devices.add(object(device));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return devices;
    }

    /** The name of a device's type. */
    public static String type(Map<String, Object> device) {
        return String.valueOf(device.get("controllableName"));
    }

    /**
     * The definitions in the homes by the name of the type, each once. The local form, which names states by {@code name}
     * and tells no kinds, is left out where {@code cloud} is asked for.
     */
    static Map<String, List<Map<String, Object>>> definitions(boolean cloud) {
        Map<String, List<Map<String, Object>>> found = new LinkedHashMap<>();
        for (Map<String, Object> device : devices()) {
            Map<String, Object> definition = object(device.get("definition"));
            List<Map<String, Object>> known = found.computeIfAbsent(type(device), ignored -> new ArrayList<>());
            if (!known.contains(definition) && !(cloud && isLocal(definition))) {
                known.add(definition);
            }
        }
        found.values().removeIf(List::isEmpty);
        return found;
    }

    private static boolean isLocal(Map<String, Object> definition) {
        return list(definition, "states").stream().anyMatch(state -> state.containsKey("name"))
                || list(definition, "commands").stream().anyMatch(command -> command.containsKey("paramsSig"));
    }

    public static List<Map<String, Object>> list(Map<String, Object> of, String key) {
        return of.get(key) instanceof List<?> list
                ? list.stream().map(RealTypes::object).toList()
                : List.of();
    }

    private static Map<String, Object> tree(Path file) {
        try {
            return object(Json.tree(Files.readAllBytes(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, Object> objects(Map<String, Object> of, String key) {
        return object(of.get(key));
    }

    private static Map<String, Object> object(Object value) {
        Map<String, Object> object = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((key, member) -> object.put(String.valueOf(key), member));
        return object;
    }
}

package io.candelabra.demo;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The devices of the demo home, from {@code demo/home-devices.txt}; states in the data types that their types declare.
 */
final class HomeDevices {
    private static final String FILE = "/demo/home-devices.txt";
    private static final String ATTRIBUTES = "/demo/home-attributes.txt";

    /** The states of a device that is well, if its type has such states. */
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("core:StatusState", "available"),
            Map.entry("core:AvailabilityState", "available"),
            Map.entry("core:DiscreteRSSILevelState", "good"),
            Map.entry("core:RSSILevelState", "84.0"),
            Map.entry("core:SensorDefectState", "noDefect"),
            Map.entry("core:CommandLockLevelsState", "[]"),
            Map.entry("zigbee:LinkQualityIndicatorState", "164"),
            Map.entry("zigbee:FirmwareRevisionState", "1.4.2"),
            Map.entry("core:ManufacturerNameState", "Candelabra"),
            Map.entry("core:PriorityLockTimerState", "0"),
            Map.entry("zigbee:ZigbeeUpdateState", "idle"));

    /** One-way radio and what the box itself is made of say nothing about makers. */
    private static final Set<String> WITHOUT_MAKER = Set.of("rts", "internal", "camera");

    private HomeDevices() {}

    static List<Device> all(Catalogue catalogue, long nowMs) {
        List<Device> devices = new ArrayList<>();
        Map<String, List<State>> ofType = new HashMap<>();
        for (String line : lines(ATTRIBUTES)) {
            String[] parts = line.split("\\|", -1);
            ofType.put(
                    parts[0].strip(),
                    given(parts[1]).entrySet().stream()
                            .map(entry -> attribute(entry.getKey(), entry.getValue()))
                            .toList());
        }
        for (String line : lines(FILE)) {
            devices.add(device(line, catalogue, ofType, nowMs));
        }
        return devices;
    }

    /** Address of a device by its address in the file, such as {@code io://1/10300101}. */
    static DeviceId id(String address) {
        return new DeviceId(address.replaceFirst("://1/", "://" + DemoHome.MAIN_GATEWAY + "/")
                .replaceFirst("://2/", "://" + DemoHome.WORKSHOP_GATEWAY + "/"));
    }

    private static Device device(String line, Catalogue catalogue, Map<String, List<State>> ofType, long nowMs) {
        String[] parts = line.split("\\|", -1);
        DeviceId id = id(parts[0].strip());
        String typeName = parts[1].strip();
        String label = parts[2].strip();
        DeviceType type = catalogue
                .find(typeName)
                .orElseThrow(() -> new IllegalStateException("the catalogue does not know " + typeName));
        return new Device(
                id,
                typeName,
                label,
                HomePlaces.id(parts[3].strip()),
                true,
                true,
                new States(states(type, label, given(parts[4]), id)),
                Stream.concat(attributes(id).stream(), ofType.getOrDefault(typeName, List.of()).stream())
                        .toList(),
                Map.of("overkiz.oid", DemoHome.uuid("device/" + id)),
                HomePapers.ofDevice(id),
                nowMs,
                nowMs);
    }

    private static Map<String, String> given(String text) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String pair : text.strip().split(", ")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                given.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            }
        }
        return given;
    }

    private static List<State> states(DeviceType type, String label, Map<String, String> given, DeviceId id) {
        List<State> states = new ArrayList<>();
        Map<String, String> left = new HashMap<>(given);
        for (DeviceType.StateType declared : type.states()) {
            String own = left.remove(declared.name());
            String value = own != null ? own : usual(declared.name(), label);
            if (value != null) {
                states.add(state(declared, value));
            }
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException(id + " has no such states: " + left.keySet());
        }
        return states;
    }

    private static @Nullable String usual(String state, String label) {
        return state.equals("core:NameState") ? label : USUAL.get(state);
    }

    private static State state(DeviceType.StateType declared, String text) {
        return switch (declared.kind()) {
            case INTEGER, DATE ->
                new State(declared.name(), declared.kind(), Value.of(new BigDecimal(text).longValueExact()));
            case FLOAT -> new State(declared.name(), declared.kind(), Value.of(Double.parseDouble(text)));
            case BOOLEAN -> new State(declared.name(), declared.kind(), Value.of(Boolean.parseBoolean(text)));
            case JSON_ARRAY, JSON_OBJECT -> new State(declared.name(), declared.kind(), new Value.Tree(text));
            case NONE, STRING, BLOB, PASSWORD -> new State(declared.name(), State.Kind.STRING, Value.of(text));
        };
    }

    private static State attribute(String name, String text) {
        if (text.startsWith("[")) {
            return new State(name, State.Kind.JSON_ARRAY, new Value.Tree(text));
        }
        return text.equals("true") || text.equals("false")
                ? State.of(name, Boolean.parseBoolean(text))
                : text.matches("-?\\d+") ? State.of(name, Long.parseLong(text)) : State.of(name, text);
    }

    private static List<State> attributes(DeviceId id) {
        return WITHOUT_MAKER.contains(id.protocol())
                ? List.of()
                : List.of(
                        State.of("core:Manufacturer", "Candelabra"),
                        State.of("core:FirmwareRevision", "1.4." + id.address().length()));
    }

    /** The lines of a file that say something. */
    private static List<String> lines(String file) {
        try (InputStream in = HomeDevices.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not among the resources");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

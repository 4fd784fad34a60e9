package io.candelabra.driver.mqtt;

import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceType;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import io.candelabra.wire.json.ToldJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a model, or one part of it, comes to: the type of its devices, and how messages become states and commands become messages.
 *
 * @param gettable the fields that can be asked for
 */
record ZigbeeType(
        DeviceType type,
        List<Reading> readings,
        Map<String, Writing> writings,
        List<String> gettable,
        Set<String> others) {
    /** Fields that are news with each message and say nothing of the device. */
    private static final Set<String> PASSED_BY = Set.of("last_seen", "elapsed");

    private static final int MOST_STRANGE = 200;
    private static final int LONGEST_NAME = 100;

    ZigbeeType {
        readings = List.copyOf(readings);
        writings = Map.copyOf(writings);
        gettable = List.copyOf(gettable);
        others = Set.copyOf(others);
    }

    /** Reads states from the fields of a message. */
    @FunctionalInterface
    interface Rule {
        List<State> read(Map<String, @Nullable Object> told);
    }

    /**
     * A rule, and the fields that it looks at.
     *
     * @param momentary whether they say what has just happened
     */
    record Reading(Set<String> properties, boolean momentary, Rule rule) {
        Reading {
            properties = Set.copyOf(properties);
        }
    }

    /** Makes a message of the parameters of a command; empty where they mean nothing. */
    @FunctionalInterface
    interface Writing {
        Optional<Wish> wish(List<Value> parameters);
    }

    ZigbeeType named(String name) {
        return new ZigbeeType(type.named(name), readings, writings, gettable, others);
    }

    /** The message of a command; empty where the device has no such command, or the parameters mean nothing. */
    Optional<Wish> wish(DeviceCommand command) {
        return Optional.ofNullable(writings.get(command.name())).flatMap(writing -> writing.wish(command.parameters()));
    }

    /**
     * The states that a message tells; of one name the first.
     *
     * @param known the fields that the device has told, with those of the message: a bridge may tell only what is new, and a state may follow from several
     * @param retained whether the message was kept by the broker: what has just happened is not in it
     * @param rest whether fields that no type declares are this part's
     */
    List<State> states(
            Map<String, @Nullable Object> told, Map<String, @Nullable Object> known, boolean retained, boolean rest) {
        Map<String, State> states = new LinkedHashMap<>();
        Set<String> read = new HashSet<>();
        for (Reading reading : readings) {
            read.addAll(reading.properties());
            boolean touched = reading.properties().stream().anyMatch(told::containsKey);
            if (touched && !(retained && reading.momentary())) {
                reading.rule()
                        .read(reading.momentary() ? told : known)
                        .forEach(state -> states.putIfAbsent(state.name(), state));
            }
        }
        if (rest) {
            read.addAll(others);
            told.keySet().stream()
                    .filter(field -> !read.contains(field) && !PASSED_BY.contains(field) && !field.isBlank())
                    .filter(field -> field.length() <= LONGEST_NAME)
                    .limit(MOST_STRANGE)
                    .forEach(field ->
                            strange(field, told.get(field)).forEach(state -> states.putIfAbsent(state.name(), state)));
        }
        return new ArrayList<>(states.values());
    }

    /** A field that nobody described is kept as it is told; the parts of an object stand for themselves. */
    private List<State> strange(String field, @Nullable Object told) {
        Optional<Map<String, @Nullable Object>> object = ToldJson.object(told);
        if (object.isEmpty()) {
            return undeclared(TypeDraft.OWN + field, told).stream().toList();
        }
        List<State> states = new ArrayList<>();
        object.get().entrySet().stream().limit(MOST_STRANGE).forEach(one -> undeclared(
                        TypeDraft.OWN + field + "_" + one.getKey(), one.getValue())
                .ifPresent(states::add));
        return states;
    }

    private Optional<State> undeclared(String name, @Nullable Object told) {
        Value value = ZigbeeJson.value(told);
        if (value.equals(Value.NOTHING) || type.has(name) || name.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        return Optional.of(
                switch (value) {
                    case Value.Text ignored -> new State(name, State.Kind.STRING, value);
                    case Value.Flag ignored -> new State(name, State.Kind.BOOLEAN, value);
                    case Value.Whole ignored -> State.of(name, value.asNumber());
                    case Value.Real ignored -> State.of(name, value.asNumber());
                    case Value.Tree tree ->
                        new State(
                                name,
                                tree.json().startsWith("[") ? State.Kind.JSON_ARRAY : State.Kind.JSON_OBJECT,
                                value);
                    case Value.Nothing ignored -> new State(name, State.Kind.NONE, value);
                });
    }
}

package io.candelabra.driver.knx;

import io.candelabra.model.DeviceType;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the group addresses of a device come to: the type that it has here, how telegrams become states and commands become telegrams.
 *
 * @param readings by the role of the address that tells them
 * @param momentary the roles that tell what has just happened
 * @param overheard the roles that tell states when others write there, and not when they are asked
 */
record KnxType(
        DeviceType type,
        Map<KnxRole, List<Reading>> readings,
        Map<String, Writing> writings,
        Set<KnxRole> momentary,
        Set<KnxRole> overheard) {
    KnxType {
        readings = Map.copyOf(readings);
        writings = Map.copyOf(writings);
        momentary = Set.copyOf(momentary);
        overheard = Set.copyOf(overheard);
    }

    /** Reads states from the value of a telegram; none where it means nothing. */
    @FunctionalInterface
    interface Reading {
        List<State> read(byte[] data);
    }

    /** Makes telegrams of the parameters of a command; empty where they mean nothing. */
    @FunctionalInterface
    interface Writing {
        /** @param now the value that a state of the device has */
        Optional<KnxWish> wish(List<Value> given, Function<String, Value> now);
    }

    KnxType named(String name) {
        return new KnxType(type.named(name), readings, writings, momentary, overheard);
    }

    /** The states that a telegram at the address of a role tells. */
    List<State> states(KnxRole role, byte[] data) {
        List<State> states = new ArrayList<>();
        readings.getOrDefault(role, List.of()).forEach(reading -> states.addAll(reading.read(data)));
        return states;
    }

    /** Whether the address of a role tells states that stay, so that it can be asked for them. */
    boolean tells(KnxRole role) {
        return readings.containsKey(role) && !momentary.contains(role) && !overheard.contains(role);
    }
}

package io.candelabra.driver.knx;

import io.candelabra.driver.api.TypeSketch;
import io.candelabra.driver.knx.KnxWish.End;
import io.candelabra.driver.knx.KnxWish.Send;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A type while it is put together from the roles that the addresses of a device play. */
final class KnxSketch extends TypeSketch<KnxType.Writing> {
    private final Map<KnxRole, KnxDatapoint> points;
    private final Set<KnxRole> writable;
    private final Map<KnxRole, List<KnxType.Reading>> readings = new LinkedHashMap<>();
    private final Set<KnxRole> momentary = new LinkedHashSet<>();
    private final Set<KnxRole> overheard = new LinkedHashSet<>();

    /** @param writable the roles whose addresses may be written: those of others make no commands */
    KnxSketch(Map<KnxRole, KnxDatapoint> points, Set<KnxRole> writable) {
        super("knx:unit.");
        this.points = points;
        this.writable = Set.copyOf(writable);
    }

    // ---- what is there ----

    boolean has(KnxRole role) {
        return points.containsKey(role);
    }

    /** Whether there is an address for a role that may be written. */
    boolean writes(KnxRole role) {
        return has(role) && writable.contains(role);
    }

    /** Whether there is an address for a role, or for its status. */
    boolean hasAny(KnxRole role) {
        return has(role) || tells(role);
    }

    /** Whether an address of its own tells what came of a role. */
    boolean tells(KnxRole role) {
        return role.status().filter(this::has).isPresent();
    }

    /** The address from which the state of a role is read: that of its status, where there is one. */
    KnxRole source(KnxRole role) {
        return role.status().filter(this::has).orElse(role);
    }

    KnxDatapoint datapoint(KnxRole role) {
        return Objects.requireNonNull(points.get(role), "the address of " + role);
    }

    void reads(KnxRole role, KnxType.Reading reading) {
        readings.computeIfAbsent(role, fresh -> new ArrayList<>()).add(reading);
    }

    /** What others write there is heard; its answer to a question says nothing. */
    void overhears(KnxRole role, KnxType.Reading reading) {
        overheard.add(role);
        reads(role, reading);
    }

    void happens(KnxRole role, KnxType.Reading reading) {
        momentary.add(role);
        reads(role, reading);
    }

    // ---- commands ----

    /**
     * A wish that leads to a value of a state.
     *
     * @param told whether an address tells the state
     */
    static KnxWish wish(Send send, State state, boolean told, double tolerance, boolean travels) {
        return told
                ? new KnxWish(
                        List.of(send),
                        List.of(new End(state.name(), state.value(), tolerance, tolerance > 0 && !travels)),
                        List.of(),
                        travels)
                : new KnxWish(List.of(send), List.of(), List.of(state), travels);
    }

    /** A wish of which nothing is known but that it was sent. */
    static KnxWish blind(Send send) {
        return new KnxWish(List.of(send), List.of(), List.of(), false);
    }

    static Value first(List<Value> given) {
        return given.isEmpty() ? Value.NOTHING : given.getFirst();
    }

    KnxType type(String name, String kind, String uiClass, String widget) {
        return new KnxType(deviceType(name, kind, uiClass, widget), readings, writings(), momentary, overheard);
    }
}

package io.candelabra.driver.knx;

import io.candelabra.driver.knx.KnxWish.End;
import io.candelabra.driver.knx.KnxWish.Send;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.DeviceType.Property;
import io.candelabra.model.DeviceType.Repeat;
import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.DeviceType.StateType.Shape;
import io.candelabra.model.DeviceType.TraitType;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A type while it is put together from the roles that the addresses of a device play. The first of each name counts. */
final class KnxSketch {
    private final Map<KnxRole, KnxDatapoint> points;
    private final Map<String, StateType> states = new LinkedHashMap<>();
    private final Map<String, CommandType> commands = new LinkedHashMap<>();
    private final Map<String, KnxType.Writing> writings = new LinkedHashMap<>();
    private final Map<String, TraitType> traits = new LinkedHashMap<>();
    private final List<Property> properties = new ArrayList<>();
    private final Map<KnxRole, List<KnxType.Reading>> readings = new LinkedHashMap<>();
    private final Set<KnxRole> momentary = new LinkedHashSet<>();

    KnxSketch(Map<KnxRole, KnxDatapoint> points) {
        this.points = points;
    }

    // ---- what is there ----

    boolean has(KnxRole role) {
        return points.containsKey(role);
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

    boolean hasTrait(String trait) {
        return traits.containsKey(trait);
    }

    boolean commands() {
        return !commands.isEmpty();
    }

    // ---- states ----

    void number(String name, State.Kind kind, double min, double max, String unit) {
        states.putIfAbsent(name, new StateType(name, Shape.CONTINUOUS, kind, min, max, List.of(), false, false));
        if (!unit.isEmpty()) {
            properties.add(new Property("knx:unit." + name, unit));
        }
    }

    void words(String name, List<String> words) {
        states.putIfAbsent(
                name,
                new StateType(name, Shape.DISCRETE, State.Kind.STRING, Double.NaN, Double.NaN, words, false, false));
    }

    void data(String name, State.Kind kind) {
        states.putIfAbsent(name, StateType.undeclared(name, kind));
    }

    /** A number that says what has just happened. */
    void momentary(String name) {
        states.putIfAbsent(
                name,
                new StateType(name, Shape.DATA, State.Kind.INTEGER, Double.NaN, Double.NaN, List.of(), true, true));
    }

    void trait(String trait, String state, double factor, double offset) {
        traits.putIfAbsent(trait, new TraitType(trait, state, "", factor, offset, List.of(), List.of()));
    }

    void trait(String trait, String state, String yes, String no) {
        traits.putIfAbsent(trait, new TraitType(trait, state, "", 1, 0, List.of(yes), List.of(no)));
    }

    void color(String hue, String saturation) {
        traits.putIfAbsent("Color", new TraitType("Color", hue, saturation, 1, 0, List.of(), List.of()));
    }

    void reads(KnxRole role, KnxType.Reading reading) {
        readings.computeIfAbsent(role, fresh -> new ArrayList<>()).add(reading);
    }

    void happens(KnxRole role, KnxType.Reading reading) {
        momentary.add(role);
        reads(role, reading);
    }

    // ---- commands ----

    void command(
            String name, Repeat repeat, List<Parameter> parameters, List<Effect> effects, KnxType.Writing writing) {
        if (commands.putIfAbsent(name, new CommandType(name, parameters, effects, repeat)) == null) {
            writings.put(name, writing);
        }
    }

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

    static Effect to(String state, String word) {
        return new Effect(state, Effect.Source.FIXED, Value.of(word), 0, Effect.Pace.JUMP);
    }

    static Effect to(String state, long number) {
        return new Effect(state, Effect.Source.FIXED, Value.of(number), 0, Effect.Pace.JUMP);
    }

    static Effect given(String state, int parameter) {
        return new Effect(state, Effect.Source.PARAMETER, Value.NOTHING, parameter, Effect.Pace.JUMP);
    }

    static Parameter number(String name, State.Kind kind, double min, double max) {
        return new Parameter(name, kind, min, max, List.of(), false);
    }

    static Parameter word(String name, List<String> words) {
        return new Parameter(name, State.Kind.STRING, Double.NaN, Double.NaN, words, false);
    }

    static Value first(List<Value> given) {
        return given.isEmpty() ? Value.NOTHING : given.getFirst();
    }

    KnxType type(String name, String kind, String uiClass, String widget) {
        DeviceType type = new DeviceType(
                name,
                kind,
                uiClass,
                widget,
                true,
                List.of(),
                List.of(),
                List.copyOf(commands.values()),
                List.copyOf(states.values()),
                properties,
                List.copyOf(traits.values()));
        return new KnxType(type, readings, writings, momentary);
    }
}

package io.candelabra.driver.mqtt;

import io.candelabra.driver.mqtt.ZigbeeType.Reading;
import io.candelabra.driver.mqtt.ZigbeeType.Writing;
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
import java.util.Set;

/** A type while it is put together from what a model exposes. The first of each name counts. */
final class TypeDraft {
    /** How the names of states begin for which there is no common one. */
    static final String OWN = "zigbee:";

    private final Map<String, StateType> states = new LinkedHashMap<>();
    private final Map<String, CommandType> commands = new LinkedHashMap<>();
    private final Map<String, Writing> writings = new LinkedHashMap<>();
    private final Map<String, TraitType> traits = new LinkedHashMap<>();
    private final List<Property> properties = new ArrayList<>();
    private final List<Reading> readings = new ArrayList<>();
    private final Set<String> gettable = new LinkedHashSet<>();

    boolean has(String state) {
        return states.containsKey(state);
    }

    boolean hasTrait(String trait) {
        return traits.containsKey(trait);
    }

    /** A number. */
    void number(String name, State.Kind kind, double min, double max, String unit) {
        state(new StateType(name, Shape.CONTINUOUS, kind, min, max, List.of(), false, false));
        if (!unit.isEmpty()) {
            properties.add(new Property("zigbee:unit." + name, unit));
        }
    }

    /** One of some words. */
    void words(String name, List<String> words) {
        Shape shape = words.isEmpty() ? Shape.DATA : Shape.DISCRETE;
        state(new StateType(name, shape, State.Kind.STRING, Double.NaN, Double.NaN, words, false, false));
    }

    /** Anything of a kind. */
    void data(String name, State.Kind kind) {
        state(StateType.undeclared(name, kind));
    }

    /** A word that says what has just happened. */
    void momentary(String name) {
        state(new StateType(name, Shape.DATA, State.Kind.STRING, Double.NaN, Double.NaN, List.of(), true, true));
    }

    private void state(StateType state) {
        states.putIfAbsent(state.name(), state);
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

    /** How fields become states. */
    void reads(Exposed from, ZigbeeType.Rule rule) {
        reads(Set.of(from.property()), rule);
        asks(from);
    }

    void reads(Set<String> fields, ZigbeeType.Rule rule) {
        readings.add(new Reading(fields, false, rule));
    }

    void happens(Exposed from, ZigbeeType.Rule rule) {
        readings.add(new Reading(Set.of(from.property()), true, rule));
    }

    void asks(Exposed from) {
        if (from.gettable() && !from.property().isEmpty()) {
            gettable.add(from.property());
        }
    }

    void command(String name, Repeat repeat, List<Parameter> parameters, List<Effect> effects, Writing writing) {
        if (commands.putIfAbsent(name, new CommandType(name, parameters, effects, repeat)) == null) {
            writings.put(name, writing);
        }
    }

    static Effect to(String state, String word) {
        return new Effect(state, Effect.Source.FIXED, Value.of(word), 0, Effect.Pace.JUMP);
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

    boolean commands() {
        return !commands.isEmpty();
    }

    ZigbeeType type(String name, String kind, String uiClass, String widget, Set<String> others) {
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
        return new ZigbeeType(type, readings, writings, List.copyOf(gettable), others);
    }
}

package io.candelabra.driver.api;

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
import java.util.List;
import java.util.Map;

/**
 * A type of devices while a driver puts it together from what the field tells: its states, commands and traits. The first of each name
 * counts. Drivers whose field describes itself extend it by the way from a state to the field.
 *
 * @param <W> what makes a message of a command
 */
public abstract class TypeSketch<W> {
    private final String unitPrefix;
    private final Map<String, StateType> states = new LinkedHashMap<>();
    private final Map<String, CommandType> commands = new LinkedHashMap<>();
    private final Map<String, W> writings = new LinkedHashMap<>();
    private final Map<String, TraitType> traits = new LinkedHashMap<>();
    private final List<Property> properties = new ArrayList<>();

    /** @param unitPrefix how the names of the properties begin that have the unit of a state, such as {@code zigbee:unit.} */
    protected TypeSketch(String unitPrefix) {
        this.unitPrefix = unitPrefix;
    }

    // ---- states ----

    public final boolean hasState(String state) {
        return states.containsKey(state);
    }

    public final boolean hasTrait(String trait) {
        return traits.containsKey(trait);
    }

    /** @param unit for people; empty for none */
    public final void number(String name, State.Kind kind, double min, double max, String unit) {
        state(new StateType(name, Shape.CONTINUOUS, kind, min, max, List.of(), false, false));
        if (!unit.isEmpty()) {
            properties.add(new Property(unitPrefix + name, unit));
        }
    }

    /** One of some words; any word where none are named. */
    public final void words(String name, List<String> words) {
        Shape shape = words.isEmpty() ? Shape.DATA : Shape.DISCRETE;
        state(new StateType(name, shape, State.Kind.STRING, Double.NaN, Double.NaN, words, false, false));
    }

    /** Anything of a kind. */
    public final void data(String name, State.Kind kind) {
        state(StateType.undeclared(name, kind));
    }

    /** What has just happened. */
    public final void momentary(String name, State.Kind kind) {
        state(new StateType(name, Shape.DATA, kind, Double.NaN, Double.NaN, List.of(), true, true));
    }

    private void state(StateType state) {
        states.putIfAbsent(state.name(), state);
    }

    /** A trait of a number: the state times the factor, plus the offset. */
    public final void trait(String trait, String state, double factor, double offset) {
        traits.putIfAbsent(trait, new TraitType(trait, state, "", factor, offset, List.of(), List.of()));
    }

    /** A trait of yes or no. */
    public final void trait(String trait, String state, String yes, String no) {
        traits.putIfAbsent(trait, new TraitType(trait, state, "", 1, 0, List.of(yes), List.of(no)));
    }

    public final void color(String hue, String saturation) {
        traits.putIfAbsent("Color", new TraitType("Color", hue, saturation, 1, 0, List.of(), List.of()));
    }

    // ---- commands ----

    public final void command(String name, Repeat repeat, List<Parameter> parameters, List<Effect> effects, W writing) {
        if (commands.putIfAbsent(name, new CommandType(name, parameters, effects, repeat)) == null) {
            writings.put(name, writing);
        }
    }

    /** Whether it has commands. */
    public final boolean commands() {
        return !commands.isEmpty();
    }

    /** The state has this word after the command. */
    public static Effect to(String state, String word) {
        return new Effect(state, Effect.Source.FIXED, Value.of(word), 0, Effect.Pace.JUMP);
    }

    /** The state has this number after the command. */
    public static Effect to(String state, long number) {
        return new Effect(state, Effect.Source.FIXED, Value.of(number), 0, Effect.Pace.JUMP);
    }

    /** The state has the value of this parameter after the command. */
    public static Effect given(String state, int parameter) {
        return new Effect(state, Effect.Source.PARAMETER, Value.NOTHING, parameter, Effect.Pace.JUMP);
    }

    public static Parameter numberParameter(String name, State.Kind kind, double min, double max) {
        return new Parameter(name, kind, min, max, List.of(), false);
    }

    public static Parameter wordParameter(String name, List<String> words) {
        return new Parameter(name, State.Kind.STRING, Double.NaN, Double.NaN, words, false);
    }

    // ---- what came of it ----

    /** The type as it is told. */
    protected final DeviceType deviceType(String name, String kind, String uiClass, String widget) {
        return new DeviceType(
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
    }

    /** What makes messages of commands, by their names. */
    protected final Map<String, W> writings() {
        return writings;
    }
}

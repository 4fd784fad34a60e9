package io.candelabra.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What devices of one type are and can do. Types are data: they come from the catalogue or, for an imported device whose
 * description differs, from the site itself.
 *
 * @param name qualified name, such as {@code io:RollerShutterGenericIOComponent}
 * @param kind the field's word: ACTUATOR, SENSOR, REMOTE_CONTROLLER, PROTOCOL_GATEWAY, INFRASTRUCTURE_COMPONENT …
 * @param uiClass coarse class for people, such as {@code RollerShutter}
 * @param widget finer class, such as {@code PositionableRollerShutter}
 * @param feedback whether the device tells what it did; one-way radio (RTS) does not
 */
public record DeviceType(
        String name,
        String kind,
        String uiClass,
        String widget,
        boolean feedback,
        List<String> uiProfiles,
        List<String> uiClassifiers,
        List<CommandType> commands,
        List<StateType> states,
        List<Property> properties,
        List<TraitType> traits) {
    /** Names of commands and parameters that hold what nobody else should know. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)passw|passphrase|passcode|pincode|usercode|accesscode|credential|authentication|secret");

    public DeviceType {
        uiProfiles = List.copyOf(uiProfiles);
        uiClassifiers = List.copyOf(uiClassifiers);
        commands = List.copyOf(commands);
        states = List.copyOf(states);
        properties = List.copyOf(properties);
        traits = List.copyOf(traits);
    }

    /** A type that declares no traits yet. */
    public DeviceType(
            String name,
            String kind,
            String uiClass,
            String widget,
            boolean feedback,
            List<String> uiProfiles,
            List<String> uiClassifiers,
            List<CommandType> commands,
            List<StateType> states,
            List<Property> properties) {
        this(name, kind, uiClass, widget, feedback, uiProfiles, uiClassifiers, commands, states, properties, List.of());
    }

    /** Of a device whose type is in no catalogue: it is shown with its states, and takes no command. */
    public static DeviceType unknown(String name) {
        return new DeviceType(
                name, "ACTUATOR", "Generic", "Unknown", true, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** The same under another name. */
    public DeviceType named(String other) {
        return new DeviceType(
                other,
                kind,
                uiClass,
                widget,
                feedback,
                uiProfiles,
                uiClassifiers,
                commands,
                states,
                properties,
                traits);
    }

    /** The same type with these declarations of traits. */
    public DeviceType withTraits(List<TraitType> declared) {
        return new DeviceType(
                name,
                kind,
                uiClass,
                widget,
                feedback,
                uiProfiles,
                uiClassifiers,
                commands,
                states,
                properties,
                declared);
    }

    public Optional<CommandType> command(String commandName) {
        for (CommandType command : commands) {
            if (command.name().equals(commandName)) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }

    /**
     * The indexes of a command's parameters that are secrets, such as a password or the PIN of a card: by the kind of the parameter or of
     * the state that it sets. Definitions that devices told themselves name no kinds, so that the command's name counts as well.
     */
    public Set<Integer> secrets(String commandName) {
        return command(commandName)
                .map(command -> IntStream.range(0, command.parameters().size())
                        .filter(i -> isSecret(command, i))
                        .boxed()
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }

    private boolean isSecret(CommandType command, int index) {
        Parameter parameter = command.parameters().get(index);
        return parameter.kind() == State.Kind.PASSWORD
                || SECRET.matcher(command.name()).find()
                || SECRET.matcher(parameter.name()).find()
                || command.effects().stream()
                        .filter(effect -> effect.source() == Effect.Source.PARAMETER && effect.parameter() == index)
                        .flatMap(effect -> state(effect.state()).stream())
                        .anyMatch(state -> state.kind() == State.Kind.PASSWORD);
    }

    public Optional<StateType> state(String stateName) {
        for (StateType state : states) {
            if (state.name().equals(stateName)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    public boolean has(String stateName) {
        return state(stateName).isPresent();
    }

    /** The names of its states of which each report is news; see {@link StateType#momentary}. */
    public Set<String> momentary() {
        Set<String> names = Set.of();
        for (StateType state : states) {
            if (state.momentary()) {
                names = names.isEmpty() ? new HashSet<>() : names;
                names.add(state.name());
            }
        }
        return names;
    }

    /**
     * A trait of devices of the type, in terms that all dialects understand: the state that it is read from, and how.
     *
     * @param trait its name, that of a record in {@code io.candelabra.model.trait.Trait}, such as {@code Level}
     * @param state the state that it is read from; one that the type lacks where the type has no such trait
     * @param other a second state: of a number the one that holds where the device is going, of a colour its saturation; may be empty
     * @param factor of a number: core unit = state × factor + offset
     * @param yes of a yes-or-no trait, the words that mean yes, the one that is set first; empty for others
     * @param no the words that mean no, likewise
     */
    public record TraitType(
            String trait, String state, String other, double factor, double offset, List<String> yes, List<String> no) {
        public TraitType {
            yes = List.copyOf(yes);
            no = List.copyOf(no);
        }
    }

    /** A fact that holds for all devices of the type, such as a maker's identification. */
    public record Property(String name, String value) {}

    /**
     * A state that devices of the type have.
     *
     * @param shape CONTINUOUS for numbers, DISCRETE for one of {@link #values}, DATA for anything
     * @param kind the data type that its values have; {@link State.Kind#NONE} where nobody declared one
     * @param min the smallest number that it can be; NaN where open
     * @param max the largest number that it can be; NaN where open
     * @param eventBased whether a dialect calls it event-based; it means nothing to the core
     * @param momentary whether it says what has just happened, such as a press of a button, and not how things are: each report of
     *     it is news, also of the value that is stored. Drivers report it when something happens, and at no other time
     */
    public record StateType(
            String name,
            Shape shape,
            State.Kind kind,
            double min,
            double max,
            List<String> values,
            boolean eventBased,
            boolean momentary) {
        public StateType {
            values = List.copyOf(values);
        }

        public StateType(String name, Shape shape, List<String> values, boolean eventBased) {
            this(name, shape, State.Kind.NONE, Double.NaN, Double.NaN, values, eventBased, false);
        }

        /** Anything of a kind, where no type declares the state. */
        public static StateType undeclared(String name, State.Kind kind) {
            return new StateType(name, Shape.DATA, kind, Double.NaN, Double.NaN, List.of(), false, false);
        }

        /** The same state with values of another kind. */
        public StateType withKind(State.Kind other) {
            return new StateType(name, shape, other, min, max, values, eventBased, momentary);
        }

        public enum Shape {
            CONTINUOUS,
            DISCRETE,
            DATA
        }
    }

    /**
     * A command that devices of the type understand.
     *
     * @param parameters what it takes, in order; optional ones come last
     * @param effects what it does to the states, in order
     * @param repeat whether sending it twice is the same as sending it once
     * @param unmodelled whether it should change something, and nobody knows what: it must not be told as done
     */
    public record CommandType(
            String name, List<Parameter> parameters, List<Effect> effects, Repeat repeat, boolean unmodelled) {
        public CommandType {
            parameters = List.copyOf(parameters);
            effects = List.copyOf(effects);
        }

        public CommandType(String name, List<Parameter> parameters, List<Effect> effects, Repeat repeat) {
            this(name, parameters, effects, repeat, false);
        }

        public int required() {
            return (int) parameters.stream().filter(p -> !p.optional()).count();
        }
    }

    /**
     * One parameter of a command. Either a number from {@link #min} to {@link #max} (NaN where open), or one of
     * {@link #values} where that list is not empty, or anything of the kind.
     */
    public record Parameter(
            String name, State.Kind kind, double min, double max, List<String> values, boolean optional) {
        public Parameter {
            values = List.copyOf(values);
        }
    }

    /**
     * What a command does to one state.
     *
     * @param state name of the state
     * @param source where the new value comes from
     * @param value the fixed value, for {@link Source#FIXED}; the step, for {@link Source#ADD}; the name of the other state,
     *     for {@link Source#RECALL}
     * @param parameter index of the parameter, where the source is one; the first of three, for {@link Source#HUE} and
     *     {@link Source#SATURATION}
     * @param pace how the device gets there
     * @param when what a parameter has to be for this effect, such as {@code $1 is eco}; empty for any
     * @param after how long after the command it happens by itself, such as {@code 120 s}; empty for at once
     * @see io.candelabra.model.trait.Conditions for both
     */
    public record Effect(
            String state, Source source, Value value, int parameter, Pace pace, String when, String after) {
        public Effect(String state, Source source, Value value, int parameter, Pace pace) {
            this(state, source, value, parameter, pace, "", "");
        }

        public enum Source {
            /** The value stands in the effect. */
            FIXED,
            /** The same, though the definition of the type does not list it: real devices tell it. */
            TOLD,
            /** The value is the parameter. */
            PARAMETER,
            /** The value is 100 minus the parameter. */
            COMPLEMENT,
            /** The number in the effect is added to what is stored, within 0 to 100. */
            ADD,
            /**
             * The value is what another state of the device holds, such as a remembered position; {@code $1} in the name of
             * that state is the first parameter.
             */
            RECALL,
            /** The value is the hue, 0 to 360 degrees, of three parameters red, green, blue, each 0 to 255. */
            HUE,
            /** The value is the saturation, 0 to 100 %, of three parameters red, green, blue, each 0 to 255. */
            SATURATION,
            /** The other one of the two values that the state can have. */
            TOGGLE,
            /** The parameter is entered in the list that the state holds. */
            ENTER,
            /** The parameter is taken out of the list that the state holds. */
            LEAVE,
            /** The state stays where it is just now: a movement is stopped. */
            HOLD
        }

        public enum Pace {
            /** At once. */
            JUMP,
            /** A motor's travel: the full way takes many seconds, reported on the way. */
            TRAVEL,
            /** A dimmer's fade: the full way takes about a second. */
            FADE
        }
    }

    /** Whether a command may be sent again when it is not known if it arrived. */
    public enum Repeat {
        /** Sets something to a value: sending it again changes nothing. */
        SAFE,
        /** Toggles, steps, opens a door, or goes to a device that cannot tell: never sent twice. */
        NEVER
    }
}

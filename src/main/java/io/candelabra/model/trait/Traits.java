package io.candelabra.model.trait;

import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.DeviceType.TraitType;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import io.candelabra.model.trait.Trait.Answer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The traits of a type of device, at most one of each kind, as the type declares them. A trait can be set only with a command
 * whose effect is on the very state that it is read from, so that what was set is what is read.
 */
public record Traits(List<Trait<?>> all) implements Iterable<Trait<?>> {
    public static final Traits NONE = new Traits(List.of());

    /** Those that are a number, by the names under which types declare them. */
    private static final Map<String, Function<NumberLens, Trait<?>>> NUMBERS = Map.ofEntries(
            Map.entry("Level", Trait.Level::new),
            Map.entry("ColorTemperature", Trait.ColorTemperature::new),
            Map.entry("CoverPosition", Trait.CoverPosition::new),
            Map.entry("CoverTilt", Trait.CoverTilt::new),
            Map.entry("TargetTemperature", Trait.TargetTemperature::new),
            Map.entry("FanSpeed", Trait.FanSpeed::new),
            Map.entry("Power", Trait.Power::new),
            Map.entry("Energy", Trait.Energy::new),
            Map.entry("Temperature", Trait.Temperature::new),
            Map.entry("Humidity", Trait.Humidity::new),
            Map.entry("Illuminance", Trait.Illuminance::new),
            Map.entry("CarbonDioxide", Trait.CarbonDioxide::new),
            Map.entry("WindSpeed", Trait.WindSpeed::new),
            Map.entry("Battery", Trait.Battery::new),
            Map.entry("LampHours", Trait.LampHours::new),
            Map.entry("Tilt", Trait.Tilt::new),
            Map.entry("Signal", Trait.Signal::new));

    /** Those that are yes or no. */
    private static final Map<String, Function<WordLens, Trait<?>>> ANSWERS = Map.ofEntries(
            Map.entry("OnOff", Trait.OnOff::new),
            Map.entry("Opening", Trait.Opening::new),
            Map.entry("Contact", Trait.Contact::new),
            Map.entry("Lock", Trait.Lock::new),
            Map.entry("SwitchClosure", Trait.SwitchClosure::new),
            Map.entry("Armed", Trait.Armed::new),
            Map.entry("Occupancy", Trait.Occupancy::new),
            Map.entry("Smoke", Trait.Smoke::new),
            Map.entry("WaterLeak", Trait.WaterLeak::new),
            Map.entry("Rain", Trait.Rain::new),
            Map.entry("LowBattery", Trait.LowBattery::new));

    private static final String COLOR = "Color";
    private static final String BUTTON = "Button";

    public Traits {
        all = List.copyOf(all);
    }

    /** The trait of a kind, such as {@code find(Trait.Level.class)}. */
    public <T extends Trait<?>> Optional<T> find(Class<T> kind) {
        for (Trait<?> trait : all) {
            if (kind.isInstance(trait)) {
                return Optional.of(kind.cast(trait));
            }
        }
        return Optional.empty();
    }

    public boolean has(Class<? extends Trait<?>> kind) {
        return find(kind).isPresent();
    }

    @Override
    public Iterator<Trait<?>> iterator() {
        return all.iterator();
    }

    /** The traits that a type declares. One whose states the type lacks, or that nobody knows, is passed by. */
    public static Traits of(DeviceType type) {
        List<Trait<?>> found = new ArrayList<>();
        for (TraitType declared : type.traits()) {
            if (type.has(declared.state())) {
                of(type, declared).ifPresent(found::add);
            }
        }
        return new Traits(found);
    }

    private static Optional<Trait<?>> of(DeviceType type, TraitType declared) {
        Function<NumberLens, Trait<?>> number = NUMBERS.get(declared.trait());
        if (number != null) {
            return Optional.of(number.apply(number(type, declared)));
        }
        Function<WordLens, Trait<?>> answer = ANSWERS.get(declared.trait());
        if (answer != null && !declared.yes().isEmpty() && !declared.no().isEmpty()) {
            return Optional.of(answer.apply(words(type, declared)));
        }
        if (declared.trait().equals(COLOR) && type.has(declared.other())) {
            return Optional.of(new Trait.Color(declared.state(), declared.other(), setting(type, declared)));
        }
        return declared.trait().equals(BUTTON) ? Optional.of(new Trait.Button(declared.state())) : Optional.empty();
    }

    private static NumberLens number(DeviceType type, TraitType declared) {
        String state = declared.state();
        for (CommandType command : type.commands()) {
            if (command.name().startsWith("set")
                    && command.required() <= 1
                    && !command.parameters().isEmpty()
                    && effects(command, state, 0)) {
                Parameter parameter = command.parameters().getFirst();
                State.Kind kind = parameter.kind() == State.Kind.FLOAT
                                || (parameter.kind() == State.Kind.NONE && isFloat(type, state))
                        ? State.Kind.FLOAT
                        : State.Kind.INTEGER;
                return new NumberLens(
                        state, declared.other(), command.name(), kind, declared.factor(), declared.offset());
            }
        }
        return NumberLens.reading(state, declared.factor(), declared.offset());
    }

    private static boolean isFloat(DeviceType type, String state) {
        return type.state(state).filter(s -> s.kind() == State.Kind.FLOAT).isPresent();
    }

    private static WordLens words(DeviceType type, TraitType declared) {
        return new WordLens(
                declared.state(),
                declared.yes(),
                declared.no(),
                leadingTo(type, declared.state(), declared.yes().getFirst()),
                leadingTo(type, declared.state(), declared.no().getFirst()));
    }

    /** The command after which a state is at a word: one without parameters, or one that takes the word. */
    private static Optional<DeviceCommand> leadingTo(DeviceType type, String state, String word) {
        for (CommandType command : type.commands()) {
            if (command.required() == 0
                    && command.repeat() == DeviceType.Repeat.SAFE
                    && command.effects().stream()
                            .anyMatch(effect -> effect.state().equals(state)
                                    && effect.source() == Effect.Source.FIXED
                                    && effect.when().isEmpty()
                                    && effect.after().isEmpty()
                                    && effect.value().asText().equals(word))) {
                return Optional.of(DeviceCommand.of(command.name()));
            }
        }
        for (CommandType command : type.commands()) {
            if (command.required() == 1 && effects(command, state, 0)) {
                return Optional.of(DeviceCommand.of(command.name(), Value.of(word)));
            }
        }
        return Optional.empty();
    }

    /** The command that takes hue and saturation, and nothing else; empty where there is none. */
    private static String setting(DeviceType type, TraitType declared) {
        for (CommandType command : type.commands()) {
            if (command.parameters().size() == 2
                    && effects(command, declared.state(), 0)
                    && effects(command, declared.other(), 1)) {
                return command.name();
            }
        }
        return "";
    }

    /** Whether a command sets a state to its parameter at a place. */
    private static boolean effects(CommandType command, String state, int parameter) {
        return command.effects().stream()
                .anyMatch(effect -> effect.state().equals(state)
                        && effect.source() == Effect.Source.PARAMETER
                        && effect.parameter() == parameter);
    }

    /** Whether a yes-or-no trait can be set both ways. */
    public static boolean settable(Answer answer) {
        return answer.lens().toYes().isPresent() && answer.lens().toNo().isPresent();
    }
}

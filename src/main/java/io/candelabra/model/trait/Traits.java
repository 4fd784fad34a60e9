package io.candelabra.model.trait;

import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import io.candelabra.model.trait.Trait.Answer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The traits of a type of device, at most one of each kind. They are found by the standard names of states; where several
 * states would do, the first that the type has counts. A trait can be set only with a command whose effect is on the
 * very state that it is read from, so that what was set is what is read.
 *
 * <p>A type that is not as its states suggest says so in its properties: {@code candelabra:trait.Level} with the name of
 * the state that this number or this yes-or-no is read from, or with {@code none} where the type has no such trait.
 */
public record Traits(List<Trait<?>> all) implements Iterable<Trait<?>> {
    public static final Traits NONE = new Traits(List.of());

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

    /** Finds the traits of a type. */
    public static Traits of(DeviceType type) {
        Finder finder = new Finder(type);
        finder.words(Trait.OnOff::new, "core:OnOffState", "on", "off");
        finder.number(Trait.Level::new, 1, 0, "core:LightIntensityState", "core:LevelState", "core:IntensityState");
        finder.number(Trait.ColorTemperature::new, 1, 0, "core:ColorTemperatureState");
        finder.color();
        finder.number(Trait.CoverPosition::new, -1, 100, "core:ClosureState");
        if (finder.lacks(Trait.CoverPosition.class)) {
            finder.number(Trait.CoverPosition::new, 1, 0, "core:DeploymentState");
        }
        finder.number(Trait.CoverTilt::new, -1, 100, "core:SlateOrientationState", "core:SlatsOrientationState");
        if (!type.kind().equals("ACTUATOR")) {
            finder.words(Trait.Contact::new, "core:OpenClosedState", "open", "closed");
        } else if (finder.lacks(Trait.CoverPosition.class)) {
            finder.words(Trait.Opening::new, "core:OpenClosedState", "open", "closed");
            finder.words(Trait.Opening::new, "core:OpenClosedPedestrianState", "open", "closed");
            finder.words(Trait.Opening::new, "core:OpenClosedUnknownState", "open", "closed");
            finder.words(Trait.Opening::new, "core:OpenClosedValveState", "open", "closed");
        }
        finder.words(Trait.Contact::new, "core:ContactState", "open", "closed");
        finder.words(Trait.Lock::new, "core:LockedUnlockedState", "locked", "unlocked");
        finder.words(Trait.SwitchClosure::new, "candelabra:SwitchClosureState", "closed", "open");
        finder.number(
                Trait.TargetTemperature::new,
                1,
                0,
                "core:TargetTemperatureState",
                "core:TargetRoomTemperatureState",
                "core:HeatingTargetTemperatureState",
                "core:TargetDHWTemperatureState",
                "core:ComfortRoomTemperatureState",
                "core:ComfortHeatingTargetTemperatureState");
        finder.number(Trait.FanSpeed::new, 1, 0, "core:FanSpeedLevelState", "core:AirOutputLevelState");
        finder.armed();
        finder.words(Trait.Occupancy::new, "core:OccupancyState", "personInside", "noPersonInside");
        finder.words(Trait.Smoke::new, "core:SmokeState", "detected", "notDetected");
        finder.words(Trait.WaterLeak::new, "core:WaterDetectionState", "detected", "notDetected");
        finder.words(Trait.Rain::new, "core:RainState", "detected", "notDetected");
        finder.number(Trait.Power::new, 1, 0, "core:ElectricPowerConsumptionState");
        finder.number(Trait.Energy::new, 0.001, 0, "core:ElectricEnergyConsumptionState");
        finder.number(Trait.Temperature::new, 1, 0, "core:TemperatureState", "core:RoomTemperatureState");
        finder.number(Trait.Humidity::new, 1, 0, "core:RelativeHumidityState", "core:HumidityState");
        finder.number(Trait.Illuminance::new, 1, 0, "core:LuminanceState", "core:IlluminanceState");
        finder.number(Trait.CarbonDioxide::new, 1, 0, "core:CO2ConcentrationState");
        finder.number(Trait.WindSpeed::new, 1, 0, "core:WindSpeedState");
        finder.number(Trait.Battery::new, 1, 0, "core:BatteryLevelState");
        finder.battery();
        finder.number(Trait.LampHours::new, 1, 0, "candelabra:RunningHoursState", "candelabra:LampHoursState");
        finder.number(Trait.Tilt::new, 1, 0, "candelabra:TiltAngleState");
        finder.number(Trait.Signal::new, 1, 0, "candelabra:RadioStrengthState", "core:RSSILevelState");
        finder.button();
        return new Traits(finder.found);
    }

    /** Collects what a type has. */
    private static final class Finder {
        private final DeviceType type;
        private final List<Trait<?>> found = new ArrayList<>();

        Finder(DeviceType type) {
            this.type = type;
        }

        boolean lacks(Class<? extends Trait<?>> kind) {
            return found.stream().noneMatch(kind::isInstance);
        }

        void number(Function<NumberLens, Trait<?>> trait, double factor, double offset, String... states) {
            Trait<?> sample = trait.apply(NumberLens.reading(states[0], factor, offset));
            for (String state : said(sample).map(List::of).orElse(List.of(states))) {
                if (type.has(state)) {
                    found.add(trait.apply(lens(state, factor, offset)));
                    return;
                }
            }
        }

        /** The state that the type itself names for a trait. */
        private Optional<String> said(Trait<?> trait) {
            String name = "candelabra:trait." + trait.getClass().getSimpleName();
            return type.properties().stream()
                    .filter(property -> property.name().equals(name))
                    .map(DeviceType.Property::value)
                    .findFirst();
        }

        private NumberLens lens(String state, double factor, double offset) {
            NumberLens reading = NumberLens.reading(state, factor, offset);
            String target = state.equals("core:ClosureState") || state.equals("core:DeploymentState")
                    ? "core:TargetClosureState"
                    : "";
            for (CommandType command : type.commands()) {
                if (command.name().startsWith("set")
                        && command.required() <= 1
                        && !command.parameters().isEmpty()
                        && effects(command, state, Effect.Source.PARAMETER)) {
                    Parameter parameter = command.parameters().getFirst();
                    State.Kind kind = parameter.kind() == State.Kind.FLOAT
                                    || (parameter.kind() == State.Kind.NONE && isFloat(state))
                            ? State.Kind.FLOAT
                            : State.Kind.INTEGER;
                    return new NumberLens(state, type.has(target) ? target : "", command.name(), kind, factor, offset);
                }
            }
            return reading;
        }

        private boolean isFloat(String state) {
            return type.state(state).filter(s -> s.kind() == State.Kind.FLOAT).isPresent();
        }

        void words(Function<WordLens, Trait<?>> trait, String state, String yes, String no) {
            Trait<?> usual = trait.apply(lens(state, List.of(yes), List.of(no)));
            String read = said(usual).orElse(state);
            if (type.has(read)) {
                add(read.equals(state) ? usual : trait.apply(lens(read, List.of(yes), List.of(no))));
            }
        }

        private WordLens lens(String state, List<String> yes, List<String> no) {
            return new WordLens(state, yes, no, leadingTo(state, yes.getFirst()), leadingTo(state, no.getFirst()));
        }

        /** A trait of the same kind that is there already stays. */
        private void add(Trait<?> trait) {
            if (found.stream().noneMatch(other -> other.getClass() == trait.getClass())) {
                found.add(trait);
            }
        }

        /** The command after which a state is at a word: one without parameters, or one that takes the word. */
        private Optional<DeviceCommand> leadingTo(String state, String word) {
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
                if (command.required() == 1 && effects(command, state, Effect.Source.PARAMETER)) {
                    return Optional.of(DeviceCommand.of(command.name(), Value.of(word)));
                }
            }
            return Optional.empty();
        }

        private static boolean effects(CommandType command, String state, Effect.Source source) {
            return command.effects().stream()
                    .anyMatch(effect ->
                            effect.state().equals(state) && effect.source() == source && effect.parameter() == 0);
        }

        void color() {
            if (type.has("core:ColorHueState") && type.has("core:ColorSaturationState")) {
                String command = type.command("setHueAndSaturation")
                        .map(CommandType::name)
                        .orElse("");
                found.add(new Trait.Color("core:ColorHueState", "core:ColorSaturationState", command));
            }
        }

        void armed() {
            for (String state :
                    List.of("internal:CurrentAlarmModeState", "myfox:AlarmStatusState", "core:ArmedState")) {
                if (type.has(state)) {
                    List<String> armed = List.of("total", "armed", "true", "partial", "partial1", "partial2");
                    String on = state.startsWith("internal") ? "total" : state.startsWith("myfox") ? "armed" : "true";
                    String off =
                            state.startsWith("internal") ? "off" : state.startsWith("myfox") ? "disarmed" : "false";
                    found.add(new Trait.Armed(
                            new WordLens(state, armed, List.of(off), leadingTo(state, on), leadingTo(state, off))));
                    return;
                }
            }
        }

        void battery() {
            for (String state : List.of("core:BatteryState", "core:BatteryDiscreteLevelState")) {
                if (type.has(state)) {
                    found.add(new Trait.LowBattery(new WordLens(
                            state,
                            List.of("low", "verylow", "critical"),
                            List.of("normal", "full", "good", "medium"),
                            Optional.empty(),
                            Optional.empty())));
                    return;
                }
            }
        }

        void button() {
            for (String state : List.of(
                    "candelabra:ButtonEventState",
                    "core:ButtonState",
                    "core:OnOffButtonState",
                    "core:RockerSwitchPushWayState",
                    "core:ButtonActionsEventState",
                    "core:CyclicButtonState")) {
                if (type.has(state)) {
                    found.add(new Trait.Button(state));
                    return;
                }
            }
        }
    }

    /** Whether a yes-or-no trait can be set both ways. */
    public static boolean settable(Answer answer) {
        return answer.lens().toYes().isPresent() && answer.lens().toNo().isPresent();
    }
}

package io.candelabra.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.DeviceType.Repeat;
import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import io.candelabra.model.trait.Effects;
import io.candelabra.model.trait.Trait;
import io.candelabra.model.trait.Traits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CatalogueTest {
    private static final Catalogue CATALOGUE = CatalogueFiles.load();

    @TestFactory
    Stream<DynamicTest> eachCommandChangesTheStatesThatItShould() {
        return CATALOGUE.all().stream()
                .map(type -> dynamicTest(type.name(), () -> {
                    for (CommandType command : type.commands()) {
                        for (Effect effect : command.effects()) {
                            check(type, command, effect);
                        }
                    }
                }));
    }

    private static void check(DeviceType type, CommandType command, Effect effect) {
        String what = type.name() + " " + command.name() + " → " + effect.state();
        StateType state =
                type.state(effect.state()).orElseThrow(() -> new AssertionError(what + ": the type has no such state"));
        if (isElsewhereTested(effect)) {
            return;
        }
        States before = elsewhere(type, effect);
        DeviceCommand call = new DeviceCommand(command.name(), samples(command, type), 0, 0, List.of());
        States after = before.with(Effects.applied(type, call, before));
        State reached = after.find(effect.state()).orElseThrow(() -> new AssertionError(what + ": no value"));
        assertThat(inRange(state, reached.value()))
                .as("%s: %s is within the state's range", what, reached.value())
                .isTrue();
        if (effect.source() == Effect.Source.HOLD) {
            assertThat(reached).as(what).isEqualTo(before.find(effect.state()).orElseThrow());
        } else {
            assertThat(reached.value())
                    .as(what)
                    .isNotEqualTo(before.find(effect.state()).orElseThrow().value());
        }
    }

    /** The tests of the simulator hold effects that depend on parameters, come later or change a list. */
    private static boolean isElsewhereTested(Effect effect) {
        return !effect.when().isEmpty()
                || !effect.after().isEmpty()
                || effect.source() == Effect.Source.TOLD
                || effect.value().asText().startsWith(State.DRIVERS_OWN)
                || effect.source() == Effect.Source.ENTER
                || effect.source() == Effect.Source.LEAVE;
    }

    /** States of a device that is anywhere but where the effect leads, and remembers its positions. */
    private static States elsewhere(DeviceType type, Effect effect) {
        List<State> states = new ArrayList<>();
        for (StateType state : type.states()) {
            states.add(new State(state.name(), state.kind(), start(state, effect)));
        }
        return new States(states);
    }

    private static Value start(StateType state, Effect effect) {
        boolean remembered = state.name().contains("Memorized")
                || state.name().equals("core:PedestrianPositionState")
                || state.name().equals("candelabra:SchemeLevelState");
        if (remembered) {
            return Value.of(30);
        }
        if (state.name().matches(".*:(Min|Max).*|.*Bound.*|.*DurationMax.*")) {
            return Value.NOTHING;
        }
        if (effect.source() == Effect.Source.RECALL && effect.state().equals(state.name())) {
            return Value.of(77);
        }
        if (state.shape() == StateType.Shape.DISCRETE && !state.values().isEmpty()) {
            String target =
                    effect.source() == Effect.Source.FIXED ? effect.value().asText() : "";
            return effect.source() == Effect.Source.TOGGLE || effect.source() == Effect.Source.HOLD
                    ? word(state, state.values().getFirst())
                    : state.values().stream()
                            .filter(value -> !value.equals(target))
                            .findFirst()
                            .map(value -> effect.source() == Effect.Source.FIXED ? word(state, value) : Value.NOTHING)
                            .orElse(Value.NOTHING);
        }
        return switch (state.kind()) {
            case INTEGER, DATE -> Value.of(50);
            case FLOAT -> Value.of(50.5);
            case BOOLEAN -> Value.NOTHING;
            case NONE, STRING, BLOB, PASSWORD, JSON_ARRAY, JSON_OBJECT -> Value.of("before");
        };
    }

    private static Value word(StateType state, String word) {
        return state.kind() == State.Kind.BOOLEAN ? Value.of(word.equals("true")) : Value.of(word);
    }

    /** Parameters in range; where a parameter goes to a state that holds words, one of these. */
    private static List<Value> samples(CommandType command, DeviceType type) {
        List<Value> samples = new ArrayList<>();
        for (int i = 0; i < command.parameters().size(); i++) {
            int index = i;
            Set<String> wanted = new HashSet<>();
            boolean first = true;
            for (Effect effect : command.effects()) {
                List<String> words = type.state(effect.state())
                        .filter(s -> s.shape() == StateType.Shape.DISCRETE)
                        .map(StateType::values)
                        .orElse(List.of());
                if (effect.source() == Effect.Source.PARAMETER && effect.parameter() == index && !words.isEmpty()) {
                    if (first) {
                        wanted.addAll(words);
                    } else {
                        wanted.retainAll(words);
                    }
                    first = false;
                }
            }
            samples.add(sample(command.parameters().get(i), wanted));
        }
        return samples;
    }

    private static Value sample(Parameter parameter, Set<String> wanted) {
        if (!wanted.isEmpty()) {
            return Value.of(wanted.stream()
                    .filter(word ->
                            parameter.values().isEmpty() || parameter.values().contains(word))
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(parameter.name() + " cannot be one of " + wanted)));
        }
        double low = Double.isNaN(parameter.min()) ? 1 : parameter.min();
        double high = Double.isNaN(parameter.max()) ? low + 40 : parameter.max();
        return switch (parameter.kind()) {
            case INTEGER -> Value.of(Math.round(low + (high - low) * 0.7));
            case FLOAT -> Value.of(low + (high - low) * 0.7);
            case BOOLEAN -> Value.of(true);
            case JSON_ARRAY -> new Value.Tree("[1,2]");
            case JSON_OBJECT -> new Value.Tree("{\"a\":1}");
            case NONE -> Value.of(22);
            case DATE -> Value.of(1_700_000_000_000L);
            case STRING, BLOB, PASSWORD ->
                Value.of(
                        parameter.values().isEmpty()
                                ? "after"
                                : parameter.values().getFirst());
        };
    }

    private static boolean inRange(StateType state, Value value) {
        if (state.shape() == StateType.Shape.DISCRETE && !state.values().isEmpty()) {
            return state.values().contains(value.asText());
        }
        if (state.shape() == StateType.Shape.CONTINUOUS) {
            double number = value.asNumber();
            return !(number < state.min()) && !(number > state.max()) && !Double.isNaN(number);
        }
        return !value.equals(Value.NOTHING);
    }

    @TestFactory
    Stream<DynamicTest> whatWasSetThroughATraitIsWhatItReads() {
        return CATALOGUE.all().stream()
                .filter(type -> !CATALOGUE.traits(type.name()).all().isEmpty())
                .map(type -> dynamicTest(type.name(), () -> {
                    for (Trait<?> trait : CATALOGUE.traits(type.name())) {
                        getPut(type, trait);
                    }
                }));
    }

    private static void getPut(DeviceType type, Trait<?> trait) {
        switch (trait) {
            case Trait.Measure measure -> {
                for (double value : numbers(type, measure)) {
                    measure.set(value).ifPresent(command -> assertThat(measure.get(after(type, command)))
                            .as("%s of %s", measure.getClass().getSimpleName(), type.name())
                            .hasValueSatisfying(read -> assertThat(read).isCloseTo(value, within(0.01))));
                }
            }
            case Trait.Answer answer -> {
                for (boolean value : new boolean[] {true, false}) {
                    answer.set(value).ifPresent(command -> assertThat(answer.get(after(type, command)))
                            .as("%s of %s", answer.getClass().getSimpleName(), type.name())
                            .contains(value));
                }
            }
            case Trait.Color color -> {
                Trait.HueSaturation value = new Trait.HueSaturation(120, 40);
                color.set(value).ifPresent(command -> assertThat(color.get(after(type, command)))
                        .contains(value));
            }
            case Trait.Button button -> assertThat(type.has(button.state())).isTrue();
        }
    }

    private static double[] numbers(DeviceType type, Trait.Measure measure) {
        if (measure instanceof Trait.ColorTemperature) {
            return new double[] {2700, 4000};
        }
        if (measure instanceof Trait.TargetTemperature) {
            StateType state = type.state(measure.state()).orElseThrow();
            return state.min() > 30 ? new double[] {45, 50} : new double[] {18, 21};
        }
        return new double[] {0, 30, 100};
    }

    private static States after(DeviceType type, DeviceCommand command) {
        return States.NONE.with(Effects.applied(type, command, States.NONE));
    }

    @Test
    void theTypesOfTheDemoAndOfRealHomesAreThere() {
        assertThat(CATALOGUE.all()).hasSizeGreaterThan(300);
        for (String protocol :
                List.of("io", "rts", "zigbee", "zwave", "knx", "modbus", "hue", "ogp", "internal", "candelabra")) {
            assertThat(CATALOGUE.ofProtocol(protocol)).as(protocol).isNotEmpty();
        }
        assertThat(CATALOGUE.ofUiClass("GarageDoor")).isNotEmpty();
        assertThat(CATALOGUE.ofWidget("PositionableRollerShutter")).isNotEmpty();
    }

    @Test
    void namesOccurOnceInAType() {
        for (DeviceType type : CATALOGUE.all()) {
            assertThat(type.commands())
                    .extracting(CommandType::name)
                    .as(type.name())
                    .doesNotHaveDuplicates();
            assertThat(type.states())
                    .extracting(StateType::name)
                    .as(type.name())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void optionalParametersComeLast() {
        for (DeviceType type : CATALOGUE.all()) {
            for (CommandType command : type.commands()) {
                List<Boolean> optional =
                        command.parameters().stream().map(Parameter::optional).toList();
                assertThat(optional).as(type.name() + " " + command.name()).isSorted();
            }
        }
    }

    @Test
    void togglesStepsAndOneWayRadioAreNeverRepeated() {
        assertThat(repeat("rts:RollerShutterRTSComponent", "up")).isEqualTo(Repeat.NEVER);
        assertThat(repeat("candelabra:SwitchedZone", "toggle")).isEqualTo(Repeat.NEVER);
        assertThat(repeat("candelabra:DimmedZone", "raise")).isEqualTo(Repeat.NEVER);
        assertThat(repeat("knx:CyclicGarageOpenerKNXComponent", "cycle")).isEqualTo(Repeat.NEVER);
        assertThat(repeat("knx:DiscreteDoorOpenerKNXComponent", "open")).isEqualTo(Repeat.NEVER);
        assertThat(repeat("io:RollerShutterGenericIOComponent", "setClosure")).isEqualTo(Repeat.SAFE);
        assertThat(repeat("io:DoorLockIOComponent", "unlock")).isEqualTo(Repeat.SAFE);
        assertThat(CATALOGUE.find("rts:BlindRTSComponent").orElseThrow().feedback())
                .isFalse();
    }

    private static Repeat repeat(String type, String command) {
        return CATALOGUE.find(type).orElseThrow().command(command).orElseThrow().repeat();
    }

    @Test
    void anOverkizClosureOf30IsAPositionOf70() {
        Trait.CoverPosition position = CATALOGUE
                .traits("io:RollerShutterGenericIOComponent")
                .find(Trait.CoverPosition.class)
                .orElseThrow();
        assertThat(position.get(States.of(State.of("core:ClosureState", 30)))).contains(70.0);
        assertThat(position.set(70.0)).contains(DeviceCommand.of("setClosure", Value.of(30)));
        assertThat(position.target(
                        States.of(State.of("core:ClosureState", 30), State.of("core:TargetClosureState", 100))))
                .contains(0.0);
    }

    @Test
    void aLevelForTheWholeStreetLampIsAnOverrideOfAllItsChannels() {
        DeviceType lamp = CATALOGUE.find("candelabra:StreetLamp").orElseThrow();
        States before = States.of(
                State.of("candelabra:SchemeLevelState", 60), State.of("candelabra:LightingModeState", "DIMSCHEME"));
        Trait.Level level =
                CATALOGUE.traits(lamp.name()).find(Trait.Level.class).orElseThrow();
        States dimmed = before.with(Effects.applied(lamp, level.set(40.0).orElseThrow(), before));
        assertThat(dimmed.text("candelabra:LightingModeState")).isEqualTo("OVERRIDE");
        assertThat(dimmed.text("candelabra:OverrideLevelsState")).isEqualTo("[40,40,40,40]");
        DeviceCommand channels =
                DeviceCommand.of("setOverride", Value.of(10), Value.of(80), Value.of(0), Value.of(5), Value.of(30));
        States split = dimmed.with(Effects.applied(lamp, channels, dimmed));
        assertThat(level.get(split)).contains(80.0);
        assertThat(split.text("candelabra:OverrideLevelsState")).isEqualTo("[10,80,0,5]");
        States cleared = split.with(Effects.applied(lamp, DeviceCommand.of("clearOverride"), split));
        assertThat(level.get(cleared)).contains(60.0);
        assertThat(cleared.text("candelabra:OverrideLevelsState")).isEqualTo("[]");
        States off = cleared.with(Effects.applied(lamp, DeviceCommand.of("off"), cleared));
        assertThat(level.get(off)).contains(0.0);
        assertThat(off.text("core:OnOffState")).isEqualTo("off");
    }

    @Test
    void aCommandThatNobodyModelledDoesWhatItsNameTells() {
        DeviceType unheard = new DeviceType(
                "acme:Fountain",
                "ACTUATOR",
                "Generic",
                "Fountain",
                true,
                List.of(),
                List.of(),
                List.of(TypeNotation.command("setJetHeight(any)"), TypeNotation.command("frozen")),
                List.of(
                        TypeNotation.state("acme:JetHeightState number int 0..20"),
                        TypeNotation.state("acme:MoodState one-of text lively|frozen")),
                List.of());
        DeviceType modelled = CATALOGUE.modelled(unheard);
        States before = States.of(State.of("acme:JetHeightState", 1), State.of("acme:MoodState", "lively"));
        assertThat(Effects.applied(modelled, DeviceCommand.of("setJetHeight", Value.of(99)), before))
                .containsExactly(State.of("acme:JetHeightState", 20));
        assertThat(Effects.applied(modelled, DeviceCommand.of("frozen"), before))
                .containsExactly(State.of("acme:MoodState", "frozen"));
    }

    @Test
    void aTypeMaySayWhereItsTraitsAre() {
        DeviceType odd = new DeviceType(
                "acme:Odd",
                "ACTUATOR",
                "Light",
                "Odd",
                true,
                List.of(),
                List.of(),
                List.of(TypeNotation.command("setGlow(int 0..100)")),
                List.of(
                        TypeNotation.state("acme:GlowState number int 0..100"),
                        TypeNotation.state("core:LightIntensityState number int 0..100"),
                        TypeNotation.state("core:OnOffState one-of text off|on")),
                List.of(
                        new DeviceType.Property("candelabra:trait.Level", "acme:GlowState"),
                        new DeviceType.Property("candelabra:trait.OnOff", "none")));
        Traits traits = Traits.of(CATALOGUE.modelled(odd));
        assertThat(traits.find(Trait.Level.class).orElseThrow().set(40.0))
                .contains(DeviceCommand.of("setGlow", Value.of(40)));
        assertThat(traits.has(Trait.OnOff.class)).isFalse();
    }

    @Test
    void everyTypeThatShinesOrMovesCanBeSetThroughATrait() {
        for (String name : List.of(
                "hue:HueLuxHUEComponent",
                "io:DimmableLightIOComponent",
                "knx:DimmableLightKNXComponent",
                "candelabra:DimmedZone",
                "zigbee:LightComponent")) {
            Traits traits = CATALOGUE.traits(name);
            assertThat(traits.find(Trait.Level.class).orElseThrow().set(50.0))
                    .as(name)
                    .isPresent();
            assertThat(Traits.settable(traits.find(Trait.OnOff.class).orElseThrow()))
                    .as(name)
                    .isTrue();
        }
    }
}

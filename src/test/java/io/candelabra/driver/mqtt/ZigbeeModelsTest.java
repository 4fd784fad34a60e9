package io.candelabra.driver.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import io.candelabra.model.trait.Effects;
import io.candelabra.model.trait.Trait;
import io.candelabra.model.trait.Traits;
import io.candelabra.wire.json.ToldJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What 265 real models of all kinds come to. */
class ZigbeeModelsTest {
    private static final List<ZigbeeModels.Known> MODELS = ZigbeeModels.all();

    private static Map<String, @Nullable Object> message(Exposed thing, boolean other) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put(thing.property(), sample(thing, other));
        return message;
    }

    private static @Nullable Object sample(Exposed thing, boolean other) {
        return switch (thing.kind()) {
            case "numeric" -> number(thing.min(), thing.max(), other);
            case "binary" -> ZigbeeJson.plain(other ? thing.off() : thing.on());
            case "enum" -> thing.values().get(other ? thing.values().size() - 1 : 0);
            case "list" -> List.of();
            case "composite" -> {
                // each tells what it has, and no more
                yield switch (thing.name()) {
                    case "color_hs" -> Map.of("hue", 120L, "saturation", 50L);
                    case "color_xy" -> Map.of("x", 0.3, "y", 0.4);
                    default -> Map.of("any", 1L);
                };
            }
            default -> "words";
        };
    }

    private static Object number(double min, double max, boolean other) {
        double low = Double.isNaN(min) ? Double.isNaN(max) ? 0 : Math.min(0, max) : min;
        double high = Double.isNaN(max) ? low + 100 : max;
        return other ? (Object) high : (Object) Math.rint((low + high) / 2);
    }

    /** All that has a field of its own. */
    private static List<Exposed> fields(List<Exposed> exposes) {
        List<Exposed> fields = new ArrayList<>();
        for (Exposed thing : exposes) {
            if (thing.property().isEmpty()) {
                fields.addAll(fields(thing.features()));
            } else {
                fields.add(thing);
            }
        }
        return fields;
    }

    @Test
    void nothingThatAModelTellsIsLost() {
        int looked = 0;
        for (ZigbeeModels.Known known : MODELS) {
            for (Exposed field : fields(known.exposes())) {
                if (field.told()
                        && !(field.kind().equals("enum") && field.values().isEmpty())) {
                    looked++;
                    assertThat(known.model().parts())
                            .as("%s tells %s", known.name(), field.property())
                            .anySatisfy(part -> {
                                boolean first = part == known.model().parts().getFirst();
                                assertThat(part.type()
                                                .states(message(field, false), message(field, false), false, first))
                                        .isNotEmpty();
                            });
                }
            }
        }
        assertThat(looked).isGreaterThan(1_500);
    }

    @Test
    void statesAreOfTheKindThatTheTypeDeclares() {
        for (ZigbeeModels.Known known : MODELS) {
            for (ZigbeeModel.Part part : known.model().parts()) {
                for (Exposed field : fields(known.exposes())) {
                    long described = fields(known.exposes()).stream()
                            .filter(one -> one.property().equals(field.property())
                                    && !one.kind().equals("composite"))
                            .count();
                    // some models describe one field twice, in different words
                    if (described > 1
                            || field.kind().equals("enum") && field.values().isEmpty()) {
                        continue;
                    }
                    for (State state : part.type().states(message(field, true), message(field, true), false, false)) {
                        DeviceType.StateType declared =
                                part.type().type().state(state.name()).orElseThrow();
                        assertThat(state.kind())
                                .as("%s %s", known.name(), state.name())
                                .isEqualTo(declared.kind());
                        assertThat(Effects.fit(declared, state.value()))
                                .as("%s %s", known.name(), state)
                                .contains(state.value());
                    }
                }
            }
        }
    }

    @Test
    void allThatCanBeSetHasACommand() {
        int looked = 0;
        for (ZigbeeModels.Known known : MODELS) {
            Set<String> set = new TreeSet<>();
            for (ZigbeeModel.Part part : known.model().parts()) {
                for (CommandType command : part.type().type().commands()) {
                    part.type()
                            .wish(sample(command))
                            .ifPresent(wish -> set.addAll(wish.payload().keySet()));
                }
            }
            for (Exposed field : fields(known.exposes())) {
                if (field.settable()
                        && !(field.kind().equals("enum") && field.values().isEmpty())) {
                    looked++;
                    assertThat(set).as(known.name()).contains(field.property());
                }
            }
        }
        assertThat(looked).isGreaterThan(500);
    }

    private static DeviceCommand sample(CommandType command) {
        List<Value> given = new ArrayList<>();
        for (Parameter parameter : command.parameters()) {
            given.add(
                    !parameter.values().isEmpty()
                            ? Value.of(parameter.values().getLast())
                            : switch (parameter.kind()) {
                                case INTEGER ->
                                    Value.of(Math.round(
                                            ZigbeeJson.number(number(parameter.min(), parameter.max(), false))));
                                case FLOAT ->
                                    Value.of(ZigbeeJson.number(number(parameter.min(), parameter.max(), false)));
                                case BOOLEAN -> Value.of(true);
                                case JSON_OBJECT -> new Value.Tree("{\"a\":1}");
                                case JSON_ARRAY -> new Value.Tree("[1]");
                                case NONE, STRING, BLOB, DATE, PASSWORD -> Value.of("words");
                            });
        }
        return DeviceCommand.of(command.name(), given.toArray(Value[]::new));
    }

    /** The device tells what it was told: then the step ends, and the states are those that the command's effects promise. */
    @Test
    void whatACommandPromisesIsWhatIsReadAfterIt() {
        int looked = 0;
        for (ZigbeeModels.Known known : MODELS) {
            for (ZigbeeModel.Part part : known.model().parts()) {
                DeviceType type = part.type().type();
                for (CommandType command : type.commands()) {
                    DeviceCommand sample = sample(command);
                    Optional<Wish> wish = part.type().wish(sample);
                    if (wish.isEmpty()
                            || wish.get().ends().isEmpty()
                            || command.name().equals("toggle")) {
                        continue;
                    }
                    Map<String, @Nullable Object> told =
                            new LinkedHashMap<>(wish.get().payload());
                    wish.get().ends().forEach(end -> told.put(end.property(), end.value()));
                    assertThat(wish.get().metBy(told, Map.of()))
                            .as("%s %s", known.name(), command.name())
                            .isTrue();
                    States after = new States(part.type().states(told, told, false, false));
                    for (Effects.Target target : Effects.targets(type, sample, new States(List.of()))) {
                        looked++;
                        Value promised = target.state().value();
                        Value read = after.value(target.state().name());
                        String what = known.name() + " " + sample + " "
                                + target.state().name();
                        if (Double.isNaN(promised.asNumber()) || promised instanceof Value.Text) {
                            assertThat(read).as(what).isEqualTo(promised);
                        } else {
                            double near =
                                    target.state().name().equals(LightExposes.KELVIN) ? promised.asNumber() / 50 : 1;
                            assertThat(read.asNumber())
                                    .as(what)
                                    .isCloseTo(promised.asNumber(), org.assertj.core.api.Assertions.within(near));
                        }
                    }
                }
            }
        }
        assertThat(looked).isGreaterThan(500);
    }

    @Test
    void eachDeclaredTraitCanBeRead() {
        Map<String, Integer> found = new TreeMap<>();
        for (ZigbeeModels.Known known : MODELS) {
            for (ZigbeeModel.Part part : known.model().parts()) {
                DeviceType type = part.type().type();
                Traits traits = Traits.of(type);
                assertThat(traits.all()).as(known.name()).hasSameSizeAs(type.traits());
                traits.forEach(trait -> found.merge(trait.getClass().getSimpleName(), 1, Integer::sum));
            }
        }
        assertThat(found)
                .containsKeys(
                        "OnOff",
                        "Level",
                        "ColorTemperature",
                        "Color",
                        "CoverPosition",
                        "CoverTilt",
                        "Opening",
                        "Lock",
                        "TargetTemperature",
                        "Occupancy",
                        "Contact",
                        "Smoke",
                        "WaterLeak",
                        "Temperature",
                        "Humidity",
                        "Illuminance",
                        "CarbonDioxide",
                        "Power",
                        "Energy",
                        "Battery",
                        "LowBattery",
                        "Button");
    }

    @Test
    void whatCanBeMovedIsMovedByItsTrait() {
        int lights = 0;
        int covers = 0;
        int locks = 0;
        int thermostats = 0;
        for (ZigbeeModels.Known known : MODELS) {
            for (ZigbeeModel.Part part : known.model().parts()) {
                Traits traits = Traits.of(part.type().type());
                for (Exposed thing : known.exposes()) {
                    boolean whole = known.model().parts().size() == 1;
                    if (whole
                            && thing.kind().equals("light")
                            && thing.feature("brightness").isPresent()) {
                        lights++;
                        assertThat(traits.find(Trait.Level.class).orElseThrow().set(37.0))
                                .as(known.name())
                                .contains(DeviceCommand.of("setIntensity", Value.of(37)));
                        assertThat(traits.find(Trait.OnOff.class).orElseThrow().set(false))
                                .contains(DeviceCommand.of("off"));
                    }
                    if (whole
                            && thing.kind().equals("cover")
                            && thing.feature("position").isPresent()) {
                        covers++;
                        assertThat(traits.find(Trait.CoverPosition.class)
                                        .orElseThrow()
                                        .set(30.0))
                                .as(known.name())
                                .contains(DeviceCommand.of("setClosure", Value.of(70)));
                    }
                    if (whole && thing.kind().equals("lock")) {
                        locks++;
                        assertThat(traits.find(Trait.Lock.class).orElseThrow().set(true))
                                .as(known.name())
                                .contains(DeviceCommand.of("lock"));
                    }
                    if (whole
                            && thing.kind().equals("climate")
                            && thing.feature("current_heating_setpoint")
                                    .filter(Exposed::settable)
                                    .isPresent()) {
                        thermostats++;
                        assertThat(traits.find(Trait.TargetTemperature.class)
                                        .orElseThrow()
                                        .set(21.5))
                                .as(known.name())
                                .contains(DeviceCommand.of("setTargetTemperature", Value.of(21.5)));
                    }
                }
            }
        }
        assertThat(List.of(lights, covers, locks, thermostats)).allMatch(count -> count >= 5);
    }

    /** Many lamps have no circle of colours: whether they are told one, or take one, differs by the version. */
    @Test
    void aLampThatKnowsOnlyXAndYIsSetAndReadByThem() {
        int looked = 0;
        for (ZigbeeModels.Known known : MODELS) {
            boolean plane = fields(known.exposes()).stream()
                            .anyMatch(field -> field.name().equals("color_xy"))
                    && fields(known.exposes()).stream()
                            .noneMatch(field -> field.name().equals("color_hs"));
            for (ZigbeeModel.Part part : plane ? known.model().parts() : List.<ZigbeeModel.Part>of()) {
                Optional<Wish> wish =
                        part.type().wish(DeviceCommand.of("setHueAndSaturation", Value.of(240), Value.of(100)));
                if (wish.isPresent()) {
                    looked++;
                    Map<String, @Nullable Object> color = ToldJson.object(
                                    wish.get().payload().values().iterator().next())
                            .orElseThrow();
                    assertThat(color).as(known.name()).containsOnlyKeys("x", "y");
                    States after = new States(
                            part.type().states(wish.get().payload(), wish.get().payload(), false, false));
                    assertThat(after.number(LightExposes.HUE)).isEqualTo(240);
                    assertThat(after.number(LightExposes.SATURATION)).isEqualTo(100);
                }
            }
        }
        assertThat(looked).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aSwitchOfSeveralRockersIsSeveralDevices() {
        ZigbeeModel two = several();
        assertThat(two.parts()).hasSizeGreaterThan(1);
        for (ZigbeeModel.Part part : two.parts()) {
            assertThat(part.type().type().name()).endsWith("_" + part.endpoint());
            Optional<Wish> wish = part.type().wish(DeviceCommand.of("on"));
            assertThat(wish.orElseThrow().payload()).containsOnlyKeys("state_" + part.endpoint());
        }
    }

    private static ZigbeeModel several() {
        return MODELS.stream()
                .map(ZigbeeModels.Known::model)
                .filter(model -> model.parts().size() > 1
                        && model.parts().getFirst().type().type().uiClass().equals("OnOff"))
                .findFirst()
                .orElseThrow();
    }
}

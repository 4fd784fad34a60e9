package io.candelabra.core.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.access.Refused;
import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.intake.CatalogueFiles;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters of commands, by their types alone: before anything is started, and for every driver. */
class ParametersTest {
    private static final Catalogue CATALOGUE = CatalogueFiles.load();
    private static final String SHUTTER = "io:RollerShutterGenericIOComponent";
    private static final String HEATER = "io:AtlanticElectricalHeaterWithAdjustableTemperatureSetpointIOComponent";
    private static final String VALVE = "io:HeatingValveIOComponent";

    @Test
    void aNumberOutOfRangeIsRefusedByEveryType() {
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (DeviceType type : CATALOGUE.all()) {
            for (CommandType command : type.commands()) {
                for (int i = 0; i < command.parameters().size(); i++) {
                    Parameter parameter = command.parameters().get(i);
                    if (!Double.isNaN(parameter.max())) {
                        asked++;
                        List<Value> given = samples(type, command);
                        given.set(i, Value.of(parameter.max() + 1));
                        if (takes(type, command.name(), given)) {
                            wrong.add(type.name() + " " + command.name() + " " + (i + 1));
                        }
                        given.set(i, new Value.Tree("[40]"));
                        if (takes(type, command.name(), given)) {
                            wrong.add(type.name() + " " + command.name() + " " + (i + 1) + " takes an array");
                        }
                    }
                }
            }
        }
        assertThat(asked).isGreaterThan(500);
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatATypeAsksForIsTakenByEveryType() {
        List<String> wrong = new ArrayList<>();
        for (DeviceType type : CATALOGUE.all()) {
            for (CommandType command : type.commands()) {
                if (!takes(type, command.name(), samples(type, command))) {
                    wrong.add(type.name() + " " + command.name() + " refuses " + samples(type, command));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aTextThatHasToBeGivenIsNotBlank() {
        List<String> wrong = new ArrayList<>();
        for (DeviceType type : CATALOGUE.all()) {
            for (String blank : List.of("", " ", "\t\n")) {
                if (type.command("setName").isPresent() && takes(type, "setName", List.of(Value.of(blank)))) {
                    wrong.add(type.name());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(takes(CATALOGUE.find(SHUTTER).orElseThrow(), "setName", List.of(Value.of("Shutter"))))
                .isTrue();
    }

    @Test
    void whereNumbersAreListedNoOtherIsTaken() {
        DeviceType dock = CATALOGUE.find("internal:TSKDockComponent").orElseThrow();
        assertThat(takes(dock, "setLightingLedModemMode", List.of(Value.of(1)))).isTrue();
        assertThat(takes(dock, "setLightingLedModemMode", List.of(Value.of(7)))).isFalse();
    }

    private static List<Value> samples(DeviceType type, CommandType command) {
        List<Value> samples = new ArrayList<>();
        for (int i = 0; i < command.parameters().size(); i++) {
            samples.add(sample(type, command, i));
        }
        return samples;
    }

    private static Value sample(DeviceType type, CommandType command, int index) {
        Parameter parameter = command.parameters().get(index);
        if (!parameter.values().isEmpty()) {
            return Value.of(parameter.values().getFirst());
        }
        double low = Double.isNaN(parameter.min()) ? 1 : parameter.min();
        return switch (parameter.kind()) {
            case INTEGER -> Value.of(Math.round(low));
            case FLOAT -> Value.of(low);
            case BOOLEAN -> Value.of(true);
            case JSON_ARRAY -> new Value.Tree("[]");
            case JSON_OBJECT -> new Value.Tree("{}");
            case STRING, BLOB, PASSWORD, DATE, NONE ->
                Double.isNaN(parameter.min()) ? held(type, command, index) : Value.of(low);
        };
    }

    /** A value of the state that the parameter sets. */
    private static Value held(DeviceType type, CommandType command, int index) {
        return command.effects().stream()
                .filter(effect -> effect.source() == DeviceType.Effect.Source.PARAMETER && effect.parameter() == index)
                .flatMap(effect -> type.state(effect.state()).stream())
                .findFirst()
                .map(state -> switch (state.kind()) {
                    case JSON_ARRAY -> new Value.Tree("[]");
                    case JSON_OBJECT -> new Value.Tree("{}");
                    default ->
                        state.values().isEmpty()
                                ? Value.of(1)
                                : Value.of(state.values().getFirst());
                })
                .orElse(Value.of("text"));
    }

    private static boolean takes(DeviceType type, String command, List<Value> given) {
        try {
            Parameters.check(device(type, States.NONE), type, new DeviceCommand(command, given, 0, 0, List.of()));
            return true;
        } catch (Refused no) {
            return false;
        }
    }

    private static Device device(DeviceType type, States states) {
        return new Device(
                new DeviceId("io://2001-0101-4201/1"),
                type.name(),
                "",
                "",
                true,
                true,
                states,
                List.of(),
                Map.of(),
                Map.of(),
                0,
                0);
    }

    private static void check(String typeName, States states, String command, Value... given) {
        DeviceType type = CATALOGUE.find(typeName).orElseThrow();
        Parameters.check(device(type, states), type, DeviceCommand.of(command, given));
    }

    private static void refused(String type, String says, String command, Value... given) {
        assertThatThrownBy(() -> check(type, States.NONE, command, given)).isInstanceOfSatisfying(Refused.class, no -> {
            Refused.BadParameter bad = (Refused.BadParameter) no.detail();
            assertThat(bad.sentence()).isEqualTo(says);
        });
    }

    @Test
    void aRefusalNamesTheCommandWhatWasExpectedAndWhatCame() {
        String range = "parameter 1 of setClosure : expected a whole number from 0 to 100, got ";
        refused(SHUTTER, range + "101", "setClosure", Value.of(101));
        refused(SHUTTER, range + "-1", "setClosure", Value.of(-1));
        refused(SHUTTER, range + "abc", "setClosure", Value.of("abc"));
        refused(SHUTTER, range + "true", "setClosure", Value.of(true));
        refused(SHUTTER, range + "nothing", "setClosure", Value.NOTHING);
        refused(SHUTTER, range + "[40]", "setClosure", new Value.Tree("[40]"));
        refused(SHUTTER, "setClosure : expected 1 parameters, got 0 parameters", "setClosure");
        refused(
                SHUTTER,
                "setClosure : expected 1 parameters, got 2 parameters",
                "setClosure",
                Value.of(1),
                Value.of(2));
    }

    @Test
    void aNumberMayComeAsTextAndAPositionByItsName() {
        assertThatCode(() -> check(SHUTTER, States.NONE, "setClosure", Value.of("40")))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(SHUTTER, States.NONE, "setPosition", Value.of("my")))
                .doesNotThrowAnyException();
    }

    /** The words that Home Assistant and homebridge send. */
    @ParameterizedTest
    @ValueSource(strings = {"basic", "standby", "internal", "external", "auto", "prog"})
    void aHeaterTakesTheModesThatClientsSend(String mode) {
        assertThatCode(() -> check(HEATER, States.NONE, "setOperatingMode", Value.of(mode)))
                .doesNotThrowAnyException();
    }

    @Test
    void aDerogationIsATemperatureOrAMode() {
        Value always = Value.of("further_notice");
        assertThatCode(() -> check(VALVE, States.NONE, "setDerogation", Value.of(21.5), always))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(VALVE, States.NONE, "setDerogation", Value.of("away"), always))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check(VALVE, States.NONE, "setDerogation", Value.of("perhaps"), always))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aWordOutsideOfTheListIsRefusedUnlessTheDeviceShowsIt() {
        String zone = "modbus:YutakiZone1Component";
        assertThatThrownBy(() -> check(zone, States.NONE, "setAutoManuMode", Value.of("Perhaps")))
                .isInstanceOf(Refused.class);
        assertThatCode(() -> check(zone, States.NONE, "setAutoManuMode", Value.of("manu")))
                .doesNotThrowAnyException();
        States shown = States.of(State.of("modbus:AutoManuModeZone1State", "Perhaps"));
        assertThatCode(() -> check(zone, shown, "setAutoManuMode", Value.of("Perhaps")))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsSecretIsNotLookedAt() {
        DeviceType type = CATALOGUE.find(SHUTTER).orElseThrow();
        DeviceCommand sealed = new DeviceCommand("setClosure", List.of(Value.of("sealed")), 0, 0, List.of(0));
        assertThatCode(() -> Parameters.check(device(type, States.NONE), type, sealed))
                .doesNotThrowAnyException();
    }
}

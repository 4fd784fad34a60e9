package io.candelabra.core.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Refused;
import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.intake.CatalogueFiles;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.GatewayId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import io.candelabra.model.trait.Effects;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every number that a command sets has a lowest and a highest value, over the whole catalogue; the door holds both. */
class BoundsTest {
    private static final Catalogue CATALOGUE = CatalogueFiles.load();

    /** The parameters that their user counts, numbers or times, and for which no client offers a slider. */
    private static final Set<String> OPEN = Set.of(
            // numbers of the radio network's own books
            "setAssociation",
            "setMultiChannelAssociation",
            "setConfigurationParameter",
            "setZWavePowerLevelTest",
            // for how long, in the words of the sender
            "setSirenStatus");

    /** The numbers and temperatures that Home Assistant offers, by the state that each shows. */
    private static final List<String> OFFERED = List.of(
            "core:Memorized1PositionState",
            "core:ExpectedNumberOfShowerState",
            "core:TargetDHWTemperatureState",
            "core:WaterTargetTemperatureState",
            "core:EcoRoomTemperatureState",
            "core:ComfortRoomTemperatureState",
            "core:SecuredPositionTemperatureState",
            "core:LevelState",
            "core:BoostModeDurationState",
            "io:AwayModeDurationState",
            "core:TargetTemperatureState",
            "core:DerogatedTargetTemperatureState",
            "core:HeatingTargetTemperatureState",
            "core:CoolingTargetTemperatureState",
            "core:ComfortHeatingTargetTemperatureState",
            "core:EcoTargetDHWTemperatureState",
            "core:ComfortTargetDHWTemperatureState",
            "modbus:ControlDHWSettingTemperatureState",
            "modbus:ThermostatSettingControlZone1State",
            "core:AirInputState",
            "core:AirOutputState",
            "core:AirTransferState",
            "core:ClosureState",
            "core:DeploymentState",
            "core:SlateOrientationState",
            "core:LightIntensityState");

    private interface Case {
        void at(DeviceType type, CommandType command, int index, List<StateType> set);
    }

    /** Each parameter that is a number, with the states that it sets. */
    private static void each(Case each) {
        for (DeviceType type : CATALOGUE.all()) {
            for (CommandType command : type.commands()) {
                for (int i = 0; i < command.parameters().size(); i++) {
                    int index = i;
                    List<StateType> set = command.effects().stream()
                            .filter(effect -> effect.source() == Effect.Source.PARAMETER)
                            .filter(effect -> effect.parameter() == index)
                            .flatMap(effect -> type.state(effect.state()).stream())
                            .toList();
                    State.Kind kind = command.parameters().get(i).kind();
                    boolean number = kind == State.Kind.INTEGER || kind == State.Kind.FLOAT;
                    if (number && command.name().startsWith("set")
                            || (number || kind == State.Kind.NONE)
                                    && set.stream().anyMatch(BoundsTest::isNumber)) {
                        each.at(type, command, i, set);
                    }
                }
            }
        }
    }

    private static boolean isNumber(StateType state) {
        return state.kind() == State.Kind.INTEGER || state.kind() == State.Kind.FLOAT;
    }

    private static boolean isBound(Parameter parameter, List<StateType> set) {
        boolean choice = !parameter.values().isEmpty()
                && parameter.values().stream()
                        .noneMatch(word -> Double.isNaN(Value.of(word).asNumber()));
        return choice
                || !Double.isNaN(parameter.min()) && !Double.isNaN(parameter.max())
                || parameter.kind() == State.Kind.NONE
                        && set.stream().anyMatch(s -> !Double.isNaN(s.min()) && !Double.isNaN(s.max()));
    }

    @Test
    void everyNumberThatIsSetHasBothBounds() {
        Set<String> open = new TreeSet<>();
        int[] asked = new int[1];
        each((type, command, index, set) -> {
            asked[0]++;
            if (!OPEN.contains(command.name()) && !isBound(command.parameters().get(index), set)) {
                open.add(command.name() + " " + (index + 1) + " of " + type.name());
            }
        });
        assertThat(open).isEmpty();
        assertThat(asked[0]).isGreaterThan(500);
    }

    @Test
    void whatAClientOffersAsANumberIsHeldAtTheDoorAndStoredAsItWasTaken() {
        List<String> wrong = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        each((type, command, index, set) -> {
            Parameter parameter = command.parameters().get(index);
            boolean alone = command.required() <= 1
                    && index == 0
                    && command.parameters().size() == 1;
            if (!alone || set.stream().noneMatch(state -> OFFERED.contains(state.name()))) {
                return;
            }
            set.forEach(state -> seen.add(state.name()));
            double low = low(parameter, set);
            double high = high(parameter, set);
            for (double bound : new double[] {low, high}) {
                Value value = parameter.kind() == State.Kind.INTEGER ? Value.of(Math.round(bound)) : Value.of(bound);
                if (!takes(type, command, value)) {
                    wrong.add(type.name() + " " + command.name() + " refuses its own bound " + bound);
                }
                for (Effects.Target target :
                        Effects.targets(type, DeviceCommand.of(command.name(), value), States.NONE)) {
                    boolean told = set.stream()
                            .anyMatch(
                                    state -> state.name().equals(target.state().name()) && isNumber(state));
                    if (told && target.state().value().asNumber() != bound) {
                        wrong.add(type.name() + " " + command.name() + " takes " + bound + " and stores "
                                + target.state());
                    }
                }
            }
            if (takes(type, command, Value.of(low - 1)) || takes(type, command, Value.of(high + 1))) {
                wrong.add(type.name() + " " + command.name() + " takes what lies beyond " + low + " to " + high);
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(seen).hasSizeGreaterThan(15);
    }

    private static double low(Parameter parameter, List<StateType> set) {
        return Double.isNaN(parameter.min())
                ? set.stream().mapToDouble(StateType::min).min().orElse(Double.NaN)
                : parameter.min();
    }

    private static double high(Parameter parameter, List<StateType> set) {
        return Double.isNaN(parameter.max())
                ? set.stream().mapToDouble(StateType::max).max().orElse(Double.NaN)
                : parameter.max();
    }

    private static boolean takes(DeviceType type, CommandType command, Value value) {
        DeviceId id = DeviceId.of("io", new GatewayId("1234-5678-9012"), "1");
        Device device = Device.of(id, type.name(), "device", States.NONE);
        try {
            Parameters.check(device, type, DeviceCommand.of(command.name(), value));
            return true;
        } catch (Refused no) {
            return false;
        }
    }
}

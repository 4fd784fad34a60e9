package io.candelabra.driver.simulator.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The target of a heating device follows its mode, and the set point of that mode; a level with a timer ends by itself.
 */
class HeatingTest {
    private static final String TARGET = "core:TargetTemperatureState";
    private static final String ROOM = "core:TargetRoomTemperatureState";
    private static final String EFFECTIVE = "io:EffectiveTemperatureSetpointState";
    private static final String LEVEL = "io:TargetHeatingLevelState";
    private static final String MODE = "core:OperatingModeState";
    private static final String TIMER = "io:TimerForTransitoryStateState";
    private static final Value ALWAYS = Value.of("further_notice");

    private final HandLane lane = new HandLane(new SimulatorDriver(Liveliness.OFF), 1);

    private void run(DeviceId device, String command, Value... given) {
        lane.send(device, command, given);
        lane.advance(1_000);
    }

    private DeviceId valve() {
        return lane.add(
                "valve",
                "io:HeatingValveIOComponent",
                State.of(TARGET, 20.0),
                State.of(ROOM, 20.0),
                State.of("core:ComfortRoomTemperatureState", 20.0),
                State.of("core:EcoTargetTemperatureState", 17.0),
                State.of("core:FrostProtectionRoomTemperatureState", 8.0),
                State.of("io:AwayModeTargetTemperatureState", 16.0),
                State.of("io:ManualModeTargetTemperatureState", 15.5),
                State.of("io:DerogationHeatingModeState", "comfort"),
                State.of("io:CurrentHeatingModeState", "comfort"),
                State.of("io:DerogationTypeState", "further_notice"));
    }

    private DeviceId heater() {
        return lane.add(
                "heater",
                "io:AtlanticElectricalHeaterWithAdjustableTemperatureSetpointIOComponent",
                State.of(TARGET, 21.0),
                State.of(EFFECTIVE, 21.0),
                State.of("core:ComfortRoomTemperatureState", 21.0),
                State.of("core:EcoRoomTemperatureState", 17.5),
                State.of("core:MaximumHeatingTargetTemperatureState", 28.0),
                State.of(MODE, "basic"),
                State.of(LEVEL, "comfort"),
                State.of(TIMER, 0),
                State.of("core:OnOffState", "on"));
    }

    private void assertValve(DeviceId valve, double target, String mode) {
        assertThat(lane.number(valve, TARGET)).as(mode).isEqualTo(target);
        assertThat(lane.number(valve, ROOM)).as(mode).isEqualTo(target);
        assertThat(lane.value(valve, "io:CurrentHeatingModeState")).isEqualTo(mode);
        assertThat(lane.value(valve, "io:DerogationHeatingModeState")).isEqualTo(mode);
    }

    @Test
    void aValveGoesForWhatIsSetForItsMode() {
        DeviceId valve = valve();
        lane.start();
        run(valve, "setDerogation", Value.of("eco"), ALWAYS);
        assertValve(valve, 17, "eco");
        run(valve, "setAllModeTemperatures", Value.of(21.0), Value.of(18.0), Value.of(7.0), Value.of(15.0));
        assertValve(valve, 18, "eco");
        run(valve, "setDerogation", Value.of("away"), ALWAYS);
        assertValve(valve, 15, "away");
        run(valve, "setDerogation", Value.of(22.5), Value.of("next_mode"));
        assertValve(valve, 22.5, "manual");
        assertThat(lane.number(valve, "io:ManualModeTargetTemperatureState")).isEqualTo(22.5);
        run(valve, "setAllModeTemperatures", Value.of(19.0), Value.of(18.0), Value.of(7.0), Value.of(15.0));
        assertValve(valve, 22.5, "manual");
        run(valve, "exitDerogation");
        assertValve(valve, 19, "comfort");
        run(valve, "setDerogation", Value.of("frostprotection"), ALWAYS);
        assertValve(valve, 7, "frostprotection");
        assertThat(lane.value(valve, "io:DerogationTypeState")).isEqualTo("further_notice");
        run(valve, "exitDerogation");
        assertThat(lane.value(valve, "io:DerogationTypeState"))
                .as("no derogation lasts for ever after it was left")
                .isEqualTo("next_mode");
    }

    @Test
    void aHeaterGoesForItsLevel() {
        DeviceId heater = heater();
        lane.start();
        run(heater, "setHeatingLevel", Value.of("eco"));
        assertThat(lane.number(heater, TARGET)).isEqualTo(17.5);
        assertThat(lane.number(heater, EFFECTIVE)).isEqualTo(17.5);
        run(heater, "setEcoTemperature", Value.of(16.5));
        assertThat(lane.number(heater, TARGET)).isEqualTo(16.5);
        run(heater, "setHeatingLevel", Value.of("comfort-1"));
        assertThat(lane.number(heater, TARGET)).isEqualTo(20);
        run(heater, "setHeatingLevel", Value.of("boost"));
        assertThat(lane.number(heater, TARGET)).isEqualTo(28);
        run(heater, "setHeatingLevel", Value.of("comfort"));
        run(heater, "setTargetTemperature", Value.of(19.5));
        assertThat(lane.number(heater, TARGET)).isEqualTo(19.5);
        assertThat(lane.number(heater, "core:ComfortRoomTemperatureState")).isEqualTo(19.5);
        run(heater, "setOperatingMode", Value.of("internal"));
        run(heater, "setHeatingLevel", Value.of("eco"));
        assertThat(lane.number(heater, EFFECTIVE)).isEqualTo(16.5);
        assertThat(lane.number(heater, TARGET))
                .as("with a programme the target stays what comfort is")
                .isEqualTo(19.5);
    }

    @Test
    void aHeaterThatTellsItsLoweringGoesDownByIt() {
        DeviceId heater = heater();
        lane.start();
        run(heater, "setSetpointLoweringTemperatureInProgMode", Value.of(6.0));
        run(heater, "setEcoTemperature", Value.of(6.0));
        run(heater, "setHeatingLevel", Value.of("eco"));
        assertThat(lane.number(heater, TARGET)).isEqualTo(15);
    }

    @Test
    void whoIsSwitchedOffComesBackWithItsMode() {
        DeviceId heater = heater();
        lane.start();
        run(heater, "setHeatingLevel", Value.of("off"));
        assertThat(lane.value(heater, LEVEL)).isEqualTo("off");
        assertThat(lane.value(heater, MODE)).isEqualTo("standby");
        for (String mode : List.of("basic", "internal", "auto")) {
            run(heater, "setHeatingLevel", Value.of("off"));
            run(heater, "setOperatingMode", Value.of(mode));
            assertThat(lane.value(heater, LEVEL)).as(mode).isEqualTo("comfort");
            assertThat(lane.value(heater, MODE)).isEqualTo(mode);
            assertThat(lane.value(heater, "core:OnOffState")).isEqualTo("on");
        }
        run(heater, "setHeatingLevel", Value.of("eco"));
        run(heater, "setOperatingMode", Value.of("basic"));
        assertThat(lane.value(heater, LEVEL))
                .as("a mode alone changes no level")
                .isEqualTo("eco");
    }

    @Test
    void aLevelWithATimerEndsByItself() {
        DeviceId heater = heater();
        lane.start();
        run(heater, "setHeatingLevel", Value.of("eco"));
        run(heater, "setHeatingLevelWithTimer", Value.of("boost"), Value.of(30));
        assertThat(lane.value(heater, LEVEL)).isEqualTo("boost");
        assertThat(lane.number(heater, TARGET)).isEqualTo(28);
        assertThat(lane.number(heater, TIMER)).isEqualTo(30);
        lane.advance(10 * 60_000);
        run(heater, "setHeatingLevelWithTimer", Value.of("comfort"), Value.of(30));
        run(heater, "setName", Value.of("Bathroom"));
        lane.restart(new SimulatorDriver(Liveliness.OFF), 60_000);
        lane.advance(28 * 60_000);
        assertThat(lane.value(heater, LEVEL)).isEqualTo("comfort");
        lane.advance(2 * 60_000);
        assertThat(lane.value(heater, LEVEL))
                .as("what it was before the first timer")
                .isEqualTo("eco");
        assertThat(lane.number(heater, TARGET)).isEqualTo(17.5);
        assertThat(lane.number(heater, TIMER)).isZero();
        run(heater, "setHeatingLevelWithTimer", Value.of("boost"), Value.of(30));
        run(heater, "setHeatingLevel", Value.of("comfort"));
        assertThat(lane.number(heater, TIMER))
                .as("another level calls the timer off")
                .isZero();
        lane.advance(60 * 60_000);
        assertThat(lane.value(heater, LEVEL)).isEqualTo("comfort");
    }

    @Test
    void aThermostatAndHotWaterFollowTheirModesToo() {
        DeviceId thermostat = lane.add(
                "thermostat",
                "somfythermostat:SomfyThermostatThermostatComponent",
                State.of(TARGET, 20.0),
                State.of("core:DerogationActivationState", "inactive"),
                State.of("somfythermostat:HeatingModeState", "atHomeMode"),
                State.of("somfythermostat:AtHomeTargetTemperatureState", 20.0),
                State.of("somfythermostat:SleepingModeTargetTemperatureState", 17.0));
        DeviceId water = lane.add(
                "water",
                "io:AtlanticPassAPCDHWComponent",
                State.of("core:TargetDHWTemperatureState", 55.0),
                State.of("core:EcoTargetDHWTemperatureState", 48.0),
                State.of("core:ComfortTargetDHWTemperatureState", 55.0),
                State.of("io:PassAPCDHWModeState", "comfort"));
        lane.start();
        run(thermostat, "setDerogation", Value.of("sleepingMode"), ALWAYS);
        assertThat(lane.number(thermostat, TARGET)).isEqualTo(17);
        assertThat(lane.number(thermostat, "core:DerogatedTargetTemperatureState"))
                .isEqualTo(17);
        run(thermostat, "setModeTemperature", Value.of("sleepingMode"), Value.of(16.0));
        assertThat(lane.number(thermostat, TARGET)).isEqualTo(16);
        run(thermostat, "exitDerogation");
        assertThat(lane.number(thermostat, TARGET)).isEqualTo(20);
        run(water, "setPassAPCDHWMode", Value.of("eco"));
        assertThat(lane.number(water, "core:TargetDHWTemperatureState")).isEqualTo(48);
        run(water, "setEcoTargetDHWTemperature", Value.of(46.0));
        assertThat(lane.number(water, "core:TargetDHWTemperatureState")).isEqualTo(46);
        run(water, "setComfortTargetDHWTemperature", Value.of(52.0));
        assertThat(lane.number(water, "core:TargetDHWTemperatureState")).isEqualTo(46);
    }

    @Test
    void aNumberForASetPointIsNotTakenForAMode() {
        DeviceId room = lane.add(
                "room",
                "ovp:ImhotepHeatingTemperatureInterfaceOVPComponent",
                State.of("ovp:HeatingTemperatureInterfaceSetPointModeState", "comfort"),
                State.of("core:ComfortRoomTemperatureState", 21.0),
                State.of("core:EcoRoomTemperatureState", 18.0));
        lane.start();
        run(room, "setSetPointMode", Value.of(19.5));
        assertThat(lane.value(room, "ovp:HeatingTemperatureInterfaceSetPointModeState"))
                .isEqualTo("free");
        assertThat(lane.number(room, TARGET)).isEqualTo(19.5);
        run(room, "setSetPointMode", Value.of("eco"));
        assertThat(lane.value(room, "ovp:HeatingTemperatureInterfaceSetPointModeState"))
                .isEqualTo("eco");
        assertThat(lane.number(room, TARGET)).isEqualTo(18);
    }
}

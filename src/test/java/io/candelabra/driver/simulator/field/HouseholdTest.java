package io.candelabra.driver.simulator.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.api.Transmission;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Heating, hot water, alarms, sirens and motors of words do what real ones do, and end when these do. */
class HouseholdTest {
    private static final Value ALWAYS = Value.of("further_notice");
    private final HandLane lane = new HandLane(new SimulatorDriver(Liveliness.OFF), 1);

    private void run(DeviceId device, String command, Value... given) {
        lane.send(device, command, given);
        lane.advance(1_000);
    }

    @Test
    void anAlarmIsArmedAfterItsDelayAndTellsZones() {
        DeviceId alarm = lane.add(
                "alarm",
                "internal:TSKAlarmComponent",
                State.of("internal:AlarmDelayState", 30),
                State.of("internal:CurrentAlarmModeState", "off"),
                State.of("internal:TargetAlarmModeState", "off"));
        lane.start();
        run(alarm, "setTargetAlarmMode", Value.of("partial1"));
        assertThat(lane.value(alarm, "internal:TargetAlarmModeState")).isEqualTo("zone1");
        assertThat(lane.value(alarm, "internal:CurrentAlarmModeState")).isEqualTo("off");
        lane.advance(30_000);
        assertThat(lane.value(alarm, "internal:CurrentAlarmModeState")).isEqualTo("zone1");
        run(alarm, "alarmOn");
        run(alarm, "alarmOff");
        lane.advance(60_000);
        assertThat(lane.value(alarm, "internal:CurrentAlarmModeState"))
                .as("switched off before the delay was over")
                .isEqualTo("off");
        run(alarm, "setAlarmDelay", Value.of(0));
        run(alarm, "alarmPartial2");
        assertThat(lane.value(alarm, "internal:CurrentAlarmModeState")).isEqualTo("zone2");
    }

    @Test
    void aSirenEndsByItself() {
        DeviceId siren = lane.add("siren", "io:SomfyIndoorSimpleSirenIOComponent", State.of("core:OnOffState", "off"));
        lane.start();
        run(
                siren,
                "ringWithSingleSimpleSequence",
                Value.of(2_000),
                Value.of(75),
                Value.of(2),
                Value.of("memorizedvolume"));
        assertThat(lane.value(siren, "core:OnOffState")).isEqualTo("on");
        lane.advance(6_000);
        assertThat(lane.told(siren, "core:OnOffState")).containsExactly("on", "off");
        run(siren, "ring");
        lane.advance(119_000);
        run(siren, "off");
        run(siren, "ring");
        lane.advance(60_000);
        assertThat(lane.value(siren, "core:OnOffState"))
                .as("the first ring's end does not end the second")
                .isEqualTo("on");
        lane.advance(61_000);
        assertThat(lane.value(siren, "core:OnOffState")).isEqualTo("off");
    }

    @Test
    void aSetPointStaysWithinTheLimitsThatTheHeaterReports() {
        DeviceId heater = lane.add(
                "heater",
                "io:AtlanticElectricalHeaterWithAdjustableTemperatureSetpointIOComponent",
                State.of("core:TargetTemperatureState", 20.0),
                State.of("io:EffectiveTemperatureSetpointState", 20.0),
                State.of("core:OperatingModeState", "basic"),
                State.of("core:OnOffState", "on"),
                State.of("core:MaximumHeatingTargetTemperatureState", 28.0));
        DeviceId valve = lane.add(
                "valve",
                "io:HeatingValveIOComponent",
                State.of("core:ComfortRoomTemperatureState", 20.0),
                State.of("core:MinSetpointState", 5.0),
                State.of("core:MaxSetpointState", 28.0));
        lane.start();
        run(heater, "setTargetTemperature", Value.of(45));
        assertThat(lane.number(heater, "core:TargetTemperatureState")).isEqualTo(28);
        assertThat(lane.number(heater, "io:EffectiveTemperatureSetpointState")).isEqualTo(28);
        run(valve, "setAllModeTemperatures", Value.of(99), Value.of(98), Value.of(1), Value.of(96));
        assertThat(lane.number(valve, "core:ComfortRoomTemperatureState")).isEqualTo(28);
        assertThat(lane.number(valve, "core:EcoTargetTemperatureState")).isEqualTo(28);
        assertThat(lane.number(valve, "core:FrostProtectionRoomTemperatureState"))
                .isEqualTo(5);
        run(heater, "setTargetTemperature", Value.of(19.5));
        assertThat(lane.number(heater, "core:TargetTemperatureState")).isEqualTo(19.5);
        for (String mode : List.of("internal", "standby", "basic")) {
            run(heater, "setOperatingMode", Value.of(mode));
            assertThat(lane.value(heater, "core:OperatingModeState")).isEqualTo(mode);
            assertThat(lane.value(heater, "core:OnOffState")).isEqualTo(mode.equals("standby") ? "off" : "on");
        }
    }

    @Test
    void whatFollowsFromALevelFollowsWhenALampIsSwitched() {
        DeviceId light = lane.add(
                "light",
                "ogp:Light",
                State.of("core:OnOffState", "off"),
                State.of("core:LightIntensityState", 0),
                State.of("core:IntensityState", 0));
        lane.start();
        for (String word : List.of("on", "off")) {
            run(light, "setOnOff", Value.of(word));
            assertThat(lane.number(light, "core:LightIntensityState")).isEqualTo(word.equals("on") ? 100 : 0);
            assertThat(lane.number(light, "core:IntensityState")).isEqualTo(word.equals("on") ? 100 : 0);
        }
    }

    @Test
    void aValveTakesADerogationAndLeavesIt() {
        DeviceId valve = lane.add(
                "valve",
                "io:HeatingValveIOComponent",
                State.of("core:TargetTemperatureState", 19.0),
                State.of("core:ComfortRoomTemperatureState", 20.0),
                State.of("core:EcoTargetTemperatureState", 17.0),
                State.of("io:DerogationHeatingModeState", "comfort"));
        lane.start();
        run(valve, "setDerogation", Value.of(22.0), ALWAYS);
        assertThat(lane.number(valve, "core:TargetTemperatureState")).isEqualTo(22);
        assertThat(lane.value(valve, "io:DerogationHeatingModeState")).isEqualTo("manual");
        run(valve, "setDerogation", Value.of("away"), ALWAYS);
        assertThat(lane.value(valve, "io:DerogationHeatingModeState")).isEqualTo("away");
        run(valve, "setDerogation", Value.of("eco"), ALWAYS);
        assertThat(lane.value(valve, "io:DerogationHeatingModeState")).isEqualTo("eco");
        assertThat(lane.number(valve, "core:TargetTemperatureState")).isEqualTo(17);
        run(valve, "exitDerogation");
        assertThat(lane.number(valve, "core:TargetTemperatureState")).isEqualTo(20);
    }

    @Test
    void hotWaterIsBoostedForAsLongAsItWasAsked() {
        DeviceId water = lane.add(
                "water",
                "io:AtlanticDomesticHotWaterProductionV2_CETHI_V4_IOComponent",
                new State(
                        "core:OperatingModeState",
                        State.Kind.JSON_OBJECT,
                        new Value.Tree("{\"relaunch\":\"off\",\"absence\":\"off\"}")),
                State.of("core:BoostModeDurationState", 0));
        lane.start();
        run(water, "setBoostModeDuration", Value.of(2));
        Value boost = new Value.Tree("{\"relaunch\":\"on\",\"absence\":\"off\"}");
        run(water, "setDHWMode", Value.of("autoMode"));
        run(water, "setBoostModeDuration", Value.of(2));
        assertThat(lane.number(water, "core:BoostModeDurationState")).isEqualTo(2);
        lane.advance(2 * 24 * 3_600_000L);
        assertThat(lane.number(water, "core:BoostModeDurationState")).isZero();
        run(water, "setCurrentOperatingMode", boost);
        assertThat(lane.value(water, "core:OperatingModeState")).isEqualTo(boost.asText());
    }

    @Test
    void myRecallsTheSlatsToo() {
        DeviceId blind = lane.add(
                "blind",
                "io:ExteriorVenetianBlindIOComponent",
                State.of("core:ClosureState", 90),
                State.of("core:TargetClosureState", 90),
                State.of("core:SlateOrientationState", 20),
                State.of("core:Memorized1PositionState", 100),
                State.of("core:Memorized1OrientationState", 45));
        lane.start();
        run(blind, "my");
        lane.advance(60_000);
        assertThat(lane.number(blind, "core:ClosureState")).isEqualTo(100);
        assertThat(lane.number(blind, "core:SlateOrientationState")).isEqualTo(45);
    }

    @Test
    void aMotorOfWordsTravelsAndDoesNotKnowWhereItIsMeanwhile() {
        DeviceId garage = lane.add(
                "garage", "io:DiscreteGarageOpenerIOComponent", State.of("core:OpenClosedUnknownState", "closed"));
        lane.start();
        Step.Ref open = lane.send(garage, "open");
        lane.advance(5_000);
        assertThat(lane.phases(open)).containsExactly(Phase.RUNNING);
        assertThat(lane.value(garage, "core:OpenClosedUnknownState")).isEqualTo("unknown");
        lane.advance(60_000);
        assertThat(lane.phases(open)).endsWith(Phase.COMPLETED);
        assertThat(lane.value(garage, "core:OpenClosedUnknownState")).isEqualTo("open");
        Step.Ref close = lane.send(garage, "close");
        lane.advance(5_000);
        run(garage, "stop");
        assertThat(lane.failure(close)).contains(Failure.SUPERSEDED);
        lane.advance(60_000);
        assertThat(lane.value(garage, "core:OpenClosedUnknownState")).isEqualTo("unknown");
    }

    @Test
    void lockLevelsAreEnteredAndEndByThemselves() {
        DeviceId shutter = lane.add(
                "shutter", "io:RollerShutterGenericIOComponent", State.of("core:CommandLockLevelsState", "[]"));
        lane.start();
        run(shutter, "addLockLevel", Value.of(3));
        run(shutter, "addLockLevel", Value.of(5), Value.of(60));
        assertThat(lane.value(shutter, "core:CommandLockLevelsState")).isEqualTo("[3,5]");
        lane.advance(60_000);
        assertThat(lane.value(shutter, "core:CommandLockLevelsState")).isEqualTo("[3]");
        run(shutter, "removeLockLevel", Value.of(3));
        assertThat(lane.value(shutter, "core:CommandLockLevelsState")).isEqualTo("[]");
    }

    @Test
    void whatChangesNothingIsNotToldAsDone() {
        DeviceId player = lane.add("player", "upnpcontrol:SonosOneComponent");
        DeviceId shutter = lane.add("shutter", "io:RollerShutterGenericIOComponent");
        lane.start();
        assertThat(lane.send(lane.step(player, "setVolume", Value.of(30))))
                .isEqualTo(new Transmission.Failed(Failure.UNKNOWN_COMMAND));
        Step.Ref my = lane.send(shutter, "my");
        lane.advance(1_000);
        assertThat(lane.failure(my)).as("it remembers no position").contains(Failure.BAD_PARAMETER);
    }
}

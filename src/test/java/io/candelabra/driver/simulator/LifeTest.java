package io.candelabra.driver.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.HandLane.Heard;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.Gateway;
import io.candelabra.model.Job;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The field's own life: rooms warm up, meters count, sensors see a day, devices are lost and found. */
class LifeTest {
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final Liveliness QUIET = new Liveliness(true, false, 1);
    private static final String ENERGY = "core:ElectricEnergyConsumptionState";
    private static final String POWER = "core:ElectricPowerConsumptionState";

    private final HandLane lane = new HandLane(new SimulatorDriver(QUIET), 1);

    /** A home with a bit of everything. */
    private static HandLane home(Liveliness liveliness, long seed) {
        HandLane lane = new HandLane(new SimulatorDriver(liveliness), seed);
        for (int i = 0; i < 8; i++) {
            lane.add("shutter" + i, "io:RollerShutterGenericIOComponent", State.of("core:ClosureState", 0));
            lane.add("lamp" + i, "hue:HueLuxHUEComponent", State.of("core:LightIntensityState", 0));
            lane.add("t" + i, "knx:TemperatureSensorKNXComponent", State.of("core:TemperatureState", 19.0));
            lane.add("h" + i, "knx:HumiditySensorKNXComponent", State.of("core:RelativeHumidityState", 50.0));
            lane.add(
                    "motion" + i,
                    "zigbee:MotionSensorComponent",
                    State.of("core:OccupancyState", "noPersonInside"),
                    State.of("core:BatteryLevelState", 9.0 + 10 * i));
            lane.add("door" + i, "zigbee:DoorSensorComponent", State.of("core:ContactState", "closed"));
        }
        lane.add("light", "knx:LightSensorKNXComponent", State.of("core:LuminanceState", 0));
        lane.add(
                "meter",
                "eliot:EliotElectricEnergyConsumptionSensor",
                State.of(ENERGY, 1_000_000),
                State.of(POWER, 0.0));
        return lane.start();
    }

    @Test
    void theDayIsThatOfTheZoneThatTheGatewayIsInByNow() {
        DeviceId light = lane.add("light", "knx:LightSensorKNXComponent", State.of("core:LuminanceState", 0));
        lane.start();
        lane.advance(12 * HOUR_MS);
        assertThat(lane.number(light, "core:LuminanceState")).isGreaterThan(100);
        Gateway gateway = lane.gateway();
        lane.change(new Gateway(gateway.id(), "test", "", "", true, "Pacific/Auckland", Map.of(), Map.of()));
        lane.advance(HOUR_MS);
        assertThat(lane.number(light, "core:LuminanceState")).as("two at night").isLessThan(10);
    }

    @Test
    void aRoomWarmsUpToItsTargetAndCoolsDownSlowly() {
        DeviceId heating = lane.add(
                "heating#1",
                "knx:WallHeatingTemperatureInterfaceKNXComponent",
                State.of("core:TargetTemperatureState", 22.0));
        DeviceId thermometer =
                lane.add("heating#2", "knx:TemperatureSensorKNXComponent", State.of("core:TemperatureState", 17.0));
        lane.start();
        lane.advance(HOUR_MS);
        assertThat(lane.number(thermometer, "core:TemperatureState")).isBetween(20.0, 21.9);
        lane.advance(5 * HOUR_MS);
        assertThat(lane.number(thermometer, "core:TemperatureState")).isBetween(21.9, 22.1);
        assertThat(lane.told(thermometer, "core:TemperatureState").stream().map(Double::valueOf))
                .isSorted()
                .hasSizeGreaterThan(10);
        lane.send(heating, "setTargetTemperature", Value.of(18.0), Value.of("comfort"));
        lane.advance(HOUR_MS);
        assertThat(lane.number(thermometer, "core:TemperatureState")).isBetween(20.0, 21.9);
        lane.advance(30 * HOUR_MS);
        assertThat(lane.number(thermometer, "core:TemperatureState")).isBetween(17.9, 18.2);
    }

    @Test
    void aMeterCountsWhatIsOn() {
        DeviceId zone = lane.add(
                "zone",
                "candelabra:DimmedZone",
                State.of("core:LightIntensityState", 0),
                State.of("core:OnOffState", "off"),
                State.of(POWER, 0.0));
        DeviceId house = lane.add(
                "house", "eliot:EliotElectricEnergyConsumptionSensor", State.of(ENERGY, 5_000), State.of(POWER, 0.0));
        lane.start();
        lane.send(zone, "setIntensity", Value.of(100), Value.of(0));
        lane.advance(1_000);
        double full = lane.number(zone, POWER);
        assertThat(full).isBetween(6.0, 37.0);
        lane.send(zone, "setIntensity", Value.of(50), Value.of(0));
        lane.advance(1_000);
        assertThat(lane.number(zone, POWER)).isBetween(full * 0.49, full * 0.53);
        lane.advance(10 * HOUR_MS);
        double used = lane.number(house, ENERGY) - 5_000;
        assertThat(used).as("the fridge, people and the lamp in ten hours").isBetween(1_000.0, 10_000.0);
        assertThat(lane.told(house, ENERGY).stream().map(Double::valueOf))
                .isSorted()
                .hasSizeGreaterThan(200);
    }

    @Test
    void sensorsSeeADay() {
        HandLane home = home(QUIET, 1);
        home.advance(24 * HOUR_MS);
        DeviceId light = HandLane.id("knx", "light");
        List<Double> lux = home.told(light, "core:LuminanceState").stream()
                .map(Double::valueOf)
                .toList();
        assertThat(lux).hasSizeGreaterThan(20).anyMatch(value -> value > 100).contains(0.0);
        Set<String> people = new HashSet<>();
        Set<String> doors = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            people.addAll(home.told(HandLane.id("zigbee", "motion" + i), "core:OccupancyState"));
            doors.addAll(home.told(HandLane.id("zigbee", "door" + i), "core:ContactState"));
        }
        assertThat(people).containsExactlyInAnyOrder("personInside", "noPersonInside");
        assertThat(doors).containsExactlyInAnyOrder("open", "closed");
        assertThat(home.heard().stream().map(Heard::report).filter(Report.AlertSeen.class::isInstance))
                .as("one battery is nearly empty")
                .isNotEmpty();
    }

    @Test
    void somethingHappensEveryMinuteButNotTooMuch() {
        HandLane home = home(Liveliness.DEMO, 1);
        home.advance(24 * HOUR_MS);
        double perMinute = home.heard().size() / (24 * 60.0);
        assertThat(perMinute).isBetween(1.0, 15.0);
    }

    @Test
    void nothingHappensWhereLifeIsOff() {
        HandLane home = home(Liveliness.OFF, 1);
        home.advance(24 * HOUR_MS);
        assertThat(home.heard()).isEmpty();
    }

    @Test
    void oneSeedMakesOneDay() {
        HandLane first = home(Liveliness.DEMO, 7);
        HandLane again = home(Liveliness.DEMO, 7);
        HandLane other = home(Liveliness.DEMO, 8);
        for (HandLane home : List.of(first, again, other)) {
            home.advance(7 * HOUR_MS);
            home.send(HandLane.id("io", "shutter1"), "close");
            home.advance(17 * HOUR_MS);
        }
        assertThat(again.heard().equals(first.heard())).as("the same").isTrue();
        assertThat(other.heard().equals(first.heard())).as("another").isFalse();
    }

    @Test
    void devicesAreLostAndFound() {
        HandLane home = home(Liveliness.DEMO, 3);
        home.advance(10 * 24 * HOUR_MS);
        List<Report.AvailabilitySeen> seen = home.heard().stream()
                .map(Heard::report)
                .filter(Report.AvailabilitySeen.class::isInstance)
                .map(Report.AvailabilitySeen.class::cast)
                .toList();
        assertThat(seen).anyMatch(report -> !report.available()).anyMatch(Report.AvailabilitySeen::available);
        Set<DeviceId> away = new HashSet<>();
        List<Report> wrong = new ArrayList<>();
        for (Heard heard : home.heard()) {
            boolean right =
                    switch (heard.report()) {
                        case Report.AvailabilitySeen told ->
                            told.available() ? away.remove(told.device()) : away.add(told.device());
                        case Report.StatesSeen told -> !away.contains(told.device());
                        default -> true;
                    };
            if (!right) {
                wrong.add(heard.report());
            }
        }
        assertThat(wrong).as("who is away tells nothing").isEmpty();
    }

    @Test
    void aDeviceThatIsAwayDoesNotAnswer() {
        DeviceId lamp = lane.add("lamp", "hue:HueLuxHUEComponent", State.of("core:OnOffState", "off"));
        Device stored = lane.device(lamp).orElseThrow();
        lane.put(stored.withAvailable(false));
        lane.start();
        Step.Ref step = lane.send(lamp, "on");
        lane.advance(4_999);
        assertThat(lane.phases(step)).isEmpty();
        lane.advance(1);
        assertThat(lane.phases(step)).containsExactly(Phase.FAILED);
        assertThat(lane.failure(step)).contains(Failure.NO_ANSWER);
        assertThat(lane.value(lamp, "core:OnOffState")).isEqualTo("off");
    }

    @Test
    void refreshTellsAllStatesAgain() {
        DeviceId lamp = lane.add("lamp", "hue:HueLuxHUEComponent", State.of("core:OnOffState", "off"));
        DeviceId shutter = lane.add("shutter", "io:RollerShutterGenericIOComponent", State.of("core:ClosureState", 30));
        lane.start();
        lane.job(refresh("job-1", Map.of()));
        lane.advance(1_000);
        assertThat(lane.told(lamp, "core:OnOffState")).containsExactly("off");
        assertThat(lane.told(shutter, "core:ClosureState")).containsExactly("30");
        lane.job(refresh("job-2", Map.of("devices", shutter.value())));
        lane.job(refresh("job-3", Map.of("protocol", "hue")));
        lane.advance(1_000);
        assertThat(lane.told(lamp, "core:OnOffState")).hasSize(2);
        assertThat(lane.told(shutter, "core:ClosureState")).hasSize(2);
        assertThat(lane.heard().stream().map(Heard::report).filter(Report.JobSeen.class::isInstance))
                .extracting(report -> ((Report.JobSeen) report).failure())
                .containsOnly(Failure.NONE)
                .hasSize(3);
    }

    @Test
    void whichDevicesCanBeReachedIsToldOnRequest() {
        DeviceId lamp = lane.add("lamp", "hue:HueLuxHUEComponent", State.of("core:OnOffState", "off"));
        lane.start();
        lane.job(HandLane.job("job-1", "availability", Map.of()));
        lane.advance(2_000);
        assertThat(reports(Report.AvailabilitySeen.class)).containsExactly(new Report.AvailabilitySeen(lamp, true));
        assertThat(reports(Report.StatesSeen.class))
                .as("no states are asked for")
                .isEmpty();
        assertThat(reports(Report.JobSeen.class))
                .containsExactly(Report.JobSeen.done("job-1", HandLane.GATEWAY, Map.of()));
    }

    @Test
    void pairingTellsHowFarItIsAndWhatCameOfIt() {
        lane.start();
        lane.job(HandLane.job("job-1", "pairing", Map.of("protocol", "zwave")));
        lane.advance(59_999);
        assertThat(reports(Report.JobProgress.class))
                .extracting(Report.JobProgress::percent)
                .containsExactly(0, 10, 20, 30, 40, 50, 60, 70, 80, 90);
        assertThat(reports(Report.JobSeen.class)).isEmpty();
        lane.advance(1);
        assertThat(reports(Report.JobSeen.class))
                .containsExactly(Report.JobSeen.done("job-1", HandLane.GATEWAY, Map.of("found", "0")));
    }

    @Test
    void aJobThatIsCalledOffTellsNothingMore() {
        DeviceId lamp = lane.add("lamp", "hue:HueLuxHUEComponent", State.of("core:OnOffState", "off"));
        lane.start();
        for (String kind : List.of("refresh", "availability", "discovery")) {
            Job job = HandLane.job("job of " + kind, kind, Map.of());
            lane.job(job);
            int before = lane.heard().size();
            lane.cancelJob(job);
            lane.advance(120_000);
            assertThat(lane.heard()).as(kind).hasSize(before);
        }
        assertThat(lane.told(lamp, "core:OnOffState")).isEmpty();
    }

    private <R extends Report> List<R> reports(Class<R> kind) {
        return lane.heard().stream()
                .map(Heard::report)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static Job refresh(String id, Map<String, String> parameters) {
        return HandLane.job(id, "refresh", parameters);
    }

    @Test
    void aLightWithATimerGoesOut() {
        DeviceId lamp = lane.add("lamp", "hue:HueLuxHUEComponent", State.of("core:OnOffState", "off"));
        lane.start();
        lane.send(lamp, "onWithTimer", Value.of(60));
        lane.advance(30_000);
        assertThat(lane.value(lamp, "core:OnOffState")).isEqualTo("on");
        lane.advance(40_000);
        assertThat(lane.value(lamp, "core:OnOffState")).isEqualTo("off");
        lane.send(lamp, "onWithTimer", Value.of(60));
        lane.advance(30_000);
        lane.send(lamp, "on");
        lane.advance(HOUR_MS);
        assertThat(lane.value(lamp, "core:OnOffState"))
                .as("another command ends the timer")
                .isEqualTo("on");
    }
}

package io.candelabra.driver.simulator.town;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.HandLane.Heard;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Street lamps: power follows levels, energy and hours follow power and time, and the night is the sun's. */
class StreetLampTest {
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final String POWER = "core:ElectricPowerConsumptionState";
    private static final String ENERGY = "core:ElectricEnergyConsumptionState";
    private static final String HOURS = "candelabra:RunningHoursState";
    private static final String LEVEL = "candelabra:Level1State";
    private static final String MODE = "candelabra:LightingModeState";

    private final HandLane lane = new HandLane(new SimulatorDriver(new Liveliness(true, false, 1)), 1);

    private DeviceId lamp(String address) {
        return lamp(address, "[]");
    }

    private DeviceId lamp(String address, String errors) {
        return lane.add(
                address,
                StreetLampModel.TYPE,
                State.of(LEVEL, 0),
                State.of("candelabra:Level2State", 0),
                State.of("candelabra:Level3State", 0),
                State.of("candelabra:Level4State", 0),
                State.of(MODE, "DIMSCHEME"),
                new State("candelabra:ErrorTypesState", State.Kind.JSON_ARRAY, new Value.Tree(errors)),
                new State("candelabra:MaxLevelsState", State.Kind.JSON_ARRAY, new Value.Tree("[100,100,100,100]")),
                State.of(POWER, 0.0),
                State.of(ENERGY, 1_000.0),
                State.of(HOURS, 10.0));
    }

    @Test
    void energyAndHoursAgreeWithTheLevelsOverTime() {
        DeviceId lamp = lamp("lamp");
        lane.start();
        lane.send(lamp, "setOverride", Value.of(100), Value.of(100), Value.of(100), Value.of(100));
        lane.advance(5_000);
        double full = lane.number(lamp, POWER);
        assertThat(full).isIn(26.2, 41.2, 61.2, 91.2);
        double startWh = 1_000;
        lane.advance(3 * HOUR_MS);
        lane.send(lamp, "setOverride", Value.of(50), Value.of(50), Value.of(50), Value.of(50));
        lane.advance(5_000);
        double half = lane.number(lamp, POWER);
        assertThat(half).isCloseTo(1.2 + (full - 1.2) * 0.5 * 1.03, within(0.06));
        lane.advance(2 * HOUR_MS + 20 * MINUTE_MS);
        lane.send(lamp, "setOverride", Value.of(0), Value.of(0), Value.of(0), Value.of(0));
        lane.advance(30 * MINUTE_MS);
        double used = lane.number(lamp, ENERGY) - startWh;
        double expected = full * 3 + half * (2 + 1 / 3.0) + 1.2 * 0.5;
        assertThat(used).isCloseTo(expected, within(full * 0.02));
        assertThat(lane.number(lamp, HOURS) - 10).isCloseTo(5.33, within(0.03));
        assertThat(lane.value(lamp, MODE)).isEqualTo("OVERRIDE");
    }

    @Test
    void anOverrideEndsAfterItsTime() {
        DeviceId lamp = lamp("lamp");
        lane.start();
        lane.advance(HOUR_MS);
        double scheme = lane.number(lamp, LEVEL);
        lane.send(lamp, "setIntensity", Value.of(10), Value.of(5));
        lane.advance(5_000);
        assertThat(lane.number(lamp, LEVEL)).isEqualTo(10);
        assertThat(lane.value(lamp, MODE)).isEqualTo("OVERRIDE");
        assertThat(lane.number(lamp, "candelabra:OverrideMinutesState")).isEqualTo(5);
        lane.advance(5 * MINUTE_MS);
        assertThat(lane.value(lamp, MODE)).isEqualTo("DIMSCHEME");
        assertThat(lane.number(lamp, LEVEL)).isEqualTo(scheme).isEqualTo(100);
    }

    @Test
    void lampsBurnFromDuskToDawn() {
        DeviceId lamp = lamp("lamp");
        lane.start();
        List<Double> levels = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            lane.advance(HOUR_MS);
            levels.add(lane.number(lamp, LEVEL));
        }
        // 01:00 UTC is 02:00 in Amsterdam
        assertThat(levels.get(0)).isEqualTo(100);
        assertThat(levels.get(4)).as("06:00").isEqualTo(100);
        assertThat(levels.get(11)).as("13:00").isZero();
        assertThat(levels.get(18)).as("20:00").isEqualTo(100);
        assertThat(levels.get(22)).as("00:00").isEqualTo(100);
        double hours = lane.number(lamp, HOURS) - 10;
        assertThat(hours).as("a night in early March").isBetween(11.5, 14.5);
    }

    @Test
    void aBrokenLampStaysDarkAndABrokenDimmerKnowsOnlyFull() {
        DeviceId dark = lamp("dark", "[\"LAMP\"]");
        DeviceId full = lamp("full", "[\"DIMMING\"]");
        lane.start();
        lane.send(dark, "on");
        lane.send(full, "setIntensity", Value.of(10));
        lane.advance(5_000);
        assertThat(lane.number(dark, POWER)).isEqualTo(1.2);
        assertThat(lane.number(full, POWER)).isGreaterThan(25);
    }

    @Test
    void aGatewayTakesItsLampsWithIt() {
        HandLane town = new HandLane(new SimulatorDriver(Liveliness.DEMO), 5);
        for (int i = 0; i < 2; i++) {
            town.add("lamp" + i, StreetLampModel.TYPE, State.of(MODE, "DIMSCHEME"));
        }
        town.start();
        town.advance(90 * 24 * HOUR_MS);
        List<Report> reports = town.heard().stream()
                .map(Heard::report)
                .filter(report -> report instanceof Report.AvailabilitySeen || report instanceof Report.GatewaySeen)
                .toList();
        int down = reports.indexOf(new Report.GatewaySeen(HandLane.GATEWAY, false));
        int back = reports.indexOf(new Report.GatewaySeen(HandLane.GATEWAY, true));
        assertThat(down).isGreaterThanOrEqualTo(2);
        assertThat(back).isEqualTo(down + 1);
        assertThat(reports.subList(down - 2, down))
                .allMatch(report -> report instanceof Report.AvailabilitySeen seen && !seen.available());
        assertThat(reports.subList(back + 1, back + 3))
                .allMatch(report -> report instanceof Report.AvailabilitySeen seen && seen.available());
    }

    @Test
    void manyLampsSpeakSeldomAndNotAtOnce() {
        int lamps = 250;
        for (int i = 0; i < lamps; i++) {
            lamp("lamp" + i);
        }
        lane.start();
        lane.advance(HOUR_MS);
        int before = lane.heard().size();
        lane.advance(HOUR_MS);
        List<Heard> hour = lane.heard().subList(before, lane.heard().size());
        assertThat(hour).hasSizeBetween(lamps * 3, lamps * 5);
        Map<Long, Long> bySlot = hour.stream().collect(Collectors.groupingBy(Heard::atMs, Collectors.counting()));
        assertThat(bySlot.values()).allMatch(count -> count <= 12);
        assertThat(hour).allMatch(heard -> heard.report() instanceof Report.StatesSeen);
        lane.advance(8 * HOUR_MS);
        int morning = lane.heard().size();
        lane.advance(HOUR_MS);
        assertThat(lane.heard().size() - morning).as("by day").isBetween(lamps * 3, lamps * 5);
    }

    @Test
    void aLampFollowsThePlanThatItWasGiven() {
        DeviceId lamp = lamp("lamp");
        lane.start();
        lane.advance(MINUTE_MS);
        // it is one in the morning in Amsterdam
        lane.send(
                lamp,
                "setDimmingScheme",
                Value.of("mine"),
                Value.of("1234567=sunset+0@90,23:00@30,03:00@55,sunrise+0@0"));
        lane.advance(5_000);
        assertThat(lane.number(lamp, LEVEL)).isEqualTo(30);
        assertThat(lane.value(lamp, "candelabra:DimmingSchemeState")).isEqualTo("mine");
        lane.advance(3 * HOUR_MS);
        assertThat(lane.number(lamp, LEVEL)).as("four").isEqualTo(55);
        assertThat(lane.value(lamp, "candelabra:PreviousLevelsState")).isEqualTo("[30,30,30,30]");
        lane.send(lamp, "setOverride", Value.of(70), Value.of(70), Value.of(70), Value.of(70));
        lane.advance(8 * HOUR_MS);
        assertThat(lane.number(lamp, LEVEL)).as("overridden at noon").isEqualTo(70);
        lane.send(lamp, "clearOverride");
        lane.advance(5_000);
        assertThat(lane.number(lamp, LEVEL)).as("day").isZero();
        lane.advance(7 * HOUR_MS);
        assertThat(lane.number(lamp, LEVEL)).as("evening").isEqualTo(90);
        assertThat(lane.value(lamp, "candelabra:BurnMinutesState")).matches("\\[\\d{2},.*|\\[\\d,.*");
    }

    @Test
    void whatALampIsToldBesidesDoesNotEndItsOverrideNorTurnItIntoOneWithoutEnd() {
        DeviceId lamp = lamp("lamp");
        lane.start();
        lane.advance(MINUTE_MS);
        lane.send(lamp, "setIntensity", Value.of(10), Value.of(5));
        lane.send(lamp, "setMaxLevels", new Value.Tree("[80,80,80,80]"));
        lane.advance(2 * MINUTE_MS);
        assertThat(lane.value(lamp, MODE)).isEqualTo("OVERRIDE");
        lane.advance(4 * MINUTE_MS);
        assertThat(lane.value(lamp, MODE)).isEqualTo("DIMSCHEME");
    }

    @Test
    void aHundredPercentIsAHundredPercentOfTheMost() {
        DeviceId lamp = lamp("lamp");
        lane.start();
        lane.advance(MINUTE_MS);
        lane.send(lamp, "setIntensity", Value.of(100));
        lane.advance(MINUTE_MS);
        double full = lane.number(lamp, POWER);
        lane.send(lamp, "setMaxLevels", new Value.Tree("[50,50,50,50]"));
        lane.advance(MINUTE_MS);
        assertThat(lane.number(lamp, LEVEL)).as("what was asked for").isEqualTo(100);
        assertThat(lane.number(lamp, POWER)).isBetween(0.45 * full, 0.6 * full);
        lane.send(lamp, "setIntensity", Value.of(50));
        lane.advance(MINUTE_MS);
        assertThat(lane.number(lamp, POWER)).isBetween(0.2 * full, 0.35 * full);
    }
}

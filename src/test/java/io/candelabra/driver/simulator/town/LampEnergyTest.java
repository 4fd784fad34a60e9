package io.candelabra.driver.simulator.town;

import static io.candelabra.driver.simulator.town.TownLane.DAY_MS;
import static io.candelabra.driver.simulator.town.TownLane.ENERGY;
import static io.candelabra.driver.simulator.town.TownLane.HOURS;
import static io.candelabra.driver.simulator.town.TownLane.HOUR_MS;
import static io.candelabra.driver.simulator.town.TownLane.LEVEL;
import static io.candelabra.driver.simulator.town.TownLane.POWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.HandLane.Heard;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Energy is the integral of the power that was told, and burning hours are the time in which a level was told. */
class LampEnergyTest {
    private static final String PLAN = "1234567=sunset+0@100,21:00@60,00:00@40,06:00@80,sunrise+0@0";

    @Test
    void countersAgreeWithLevelsAndWattage() {
        HandLane lane = TownLane.of(new Liveliness(true, false, 1), 1);
        List<DeviceId> lamps = new ArrayList<>();
        lamps.add(TownLane.lamp(lane, "plain", PLAN));
        lamps.add(TownLane.lamp(lane, "young", PLAN, State.of("candelabra:ConstantLightOutput", true)));
        lamps.add(TownLane.lamp(lane, "busy", PLAN, State.of("candelabra:PassersByPerHour", 20L)));
        lamps.add(TownLane.lamp(lane, "eye", PLAN, State.of("candelabra:AmbientThresholdLux", 900L)));
        DeviceId moved = TownLane.lamp(lane, "overridden", PLAN);
        lamps.add(moved);
        lane.start();
        lane.advance(HOUR_MS);
        TownLane.override(lane, moved, 70, 180);
        lane.advance(10 * HOUR_MS);
        TownLane.override(lane, moved, 0, 600);
        lane.advance(2 * DAY_MS);
        for (DeviceId lamp : lamps) {
            double watts = integral(lane, lamp, POWER, 1);
            assertThat(lane.number(lamp, ENERGY) - 1_000)
                    .as("energy of %s", lamp)
                    .isGreaterThan(500)
                    .isCloseTo(watts, within(watts * 0.003 + 17));
            double lit = integral(lane, lamp, LEVEL, 0);
            assertThat(lane.number(lamp, HOURS) - 20_000)
                    .as("hours of %s", lamp)
                    .isGreaterThan(15)
                    .isCloseTo(lit, within(0.3));
        }
        assertThat(lane.number(lamps.get(1), ENERGY))
                .as("fed less while it is young: 84 % at 20,000 hours")
                .isBetween(
                        1_000 + 0.83 * (lane.number(lamps.get(0), ENERGY) - 1_000),
                        1_000 + 0.87 * (lane.number(lamps.get(0), ENERGY) - 1_000));
        assertThat(lane.number(lamps.get(2), ENERGY)).isGreaterThan(lane.number(lamps.get(0), ENERGY) + 5);
    }

    @Test
    void whatWasUsedWhileNobodyListenedIsCountedToo() {
        Liveliness quiet = new Liveliness(true, false, 1);
        HandLane through = TownLane.of(quiet, 1);
        DeviceId lamp = TownLane.lamp(through, "lamp", PLAN);
        HandLane before = TownLane.of(quiet, 1);
        TownLane.lamp(before, "lamp", PLAN);
        through.start();
        before.start();
        through.advance(6 * HOUR_MS);
        before.advance(6 * HOUR_MS);
        before.close();
        HandLane after = TownLane.of(quiet, 1);
        after.put(before.device(lamp).orElseThrow());
        after.advance(6 * HOUR_MS + 5 * DAY_MS);
        after.start();
        after.advance(HOUR_MS);
        through.advance(5 * DAY_MS + HOUR_MS);
        assertThat(through.number(lamp, ENERGY)).as("five nights").isGreaterThan(1_000 + 5 * 12 * 60 * 0.5);
        assertThat(after.number(lamp, ENERGY)).isCloseTo(through.number(lamp, ENERGY), within(20.0));
        assertThat(after.number(lamp, HOURS)).isCloseTo(through.number(lamp, HOURS), within(0.3));
    }

    /** The sum of a state that was told times the hours for which it held; of 1 for what is above 0 where the power is 0. */
    private static double integral(HandLane lane, DeviceId lamp, String state, int power) {
        double sum = 0;
        double held = 0;
        long sinceMs = HandLane.START_MS;
        for (Heard heard : lane.heard()) {
            if (heard.report() instanceof Report.StatesSeen seen
                    && seen.device().equals(lamp)) {
                for (State told : seen.states()) {
                    if (told.name().equals(state)) {
                        sum += held * (heard.atMs() - sinceMs) / HOUR_MS;
                        sinceMs = heard.atMs();
                        double value = told.value().asNumber();
                        held = power == 1 ? value : value > 0 ? 1 : 0;
                    }
                }
            }
        }
        return sum + held * (lane.nowMs() - sinceMs) / HOUR_MS;
    }
}

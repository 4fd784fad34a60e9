package io.candelabra.driver.simulator.town;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.HandLane.Heard;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Commands take their time from lamp to lamp, get lost and are sent again, and end when the lamp has answered. */
class MeshTest {
    private static final int LAMPS = 200;

    private static HandLane town(int hops, long seed) {
        HandLane lane = TownLane.of(new Liveliness(true, false, 1), seed);
        for (int i = 0; i < LAMPS; i++) {
            TownLane.lamp(lane, "lamp" + i, "", State.of("candelabra:MeshHops", (long) hops));
        }
        return lane.start();
    }

    /** Commands every lamp at once; after how many ms each was confirmed, in order of the lamps. */
    private static List<Long> delays(HandLane lane) {
        List<Step.Ref> steps = new ArrayList<>();
        long sentMs = lane.nowMs();
        for (int i = 0; i < LAMPS; i++) {
            DeviceId lamp = HandLane.id("candelabra", "lamp" + i);
            steps.add(lane.send(lamp, "setIntensity", Value.of(1 + i % 90)));
        }
        lane.advance(60_000);
        List<Long> delays = new ArrayList<>();
        for (Step.Ref step : steps) {
            delays.add(lane.heard().stream()
                            .filter(heard -> heard.report() instanceof Report.StepSeen seen
                                    && seen.step().equals(step)
                                    && seen.phase() == Phase.COMPLETED)
                            .mapToLong(Heard::atMs)
                            .findFirst()
                            .orElseThrow()
                    - sentMs);
        }
        return delays;
    }

    @Test
    void theWayTakesItsTimeAndMoreWithEachHop() {
        // a fade takes up to a second
        List<Long> near = delays(town(1, 1)).stream().sorted().toList();
        List<Long> far = delays(town(8, 1)).stream().sorted().toList();
        assertThat(near.getFirst()).isGreaterThanOrEqualTo(300 + 2 * 80);
        assertThat(near.get(LAMPS / 2)).isBetween(900L, 2_900L);
        assertThat(far.getFirst()).isGreaterThanOrEqualTo(300 + 16 * 80);
        assertThat(far.get(LAMPS / 2)).isBetween(3_500L, 9_000L);
        assertThat(near.get(LAMPS * 98 / 100)).as("nearly all").isLessThan(8_000);
        assertThat(far.get(LAMPS * 98 / 100)).isLessThan(11_000);
    }

    /** Chance that is the same each time. */
    private static RandomGenerator always(double chance) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return chance;
            }
        };
    }

    @Test
    void whatIsLostIsSentAgainAndGivenUpAtLast() {
        HandLane lane = TownLane.of(Liveliness.OFF, 1);
        DeviceId id = TownLane.lamp(lane, "lamp", "", State.of("candelabra:MeshHops", 3L));
        Field field = new Field(lane);
        Simulated lamp = field.all().iterator().next();
        assertThat(new Mesh(field, always(0.5)).answerMs(lamp))
                .as("nothing is lost: a modem and six hops")
                .hasValue(lane.nowMs() + 1_150 + 6 * 240);
        assertThat(new Mesh(field, always(0)).answerMs(lamp)).as("all is lost").isEmpty();
        double[] once = {0};
        RandomGenerator unlucky = new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                // the second draw is the first hop's luck
                return once[0]++ == 1 ? 0 : 0.5;
            }
        };
        assertThat(new Mesh(field, unlucky).answerMs(lamp)).hasValue(lane.nowMs() + 1_150 + 6 * 240 + Mesh.AGAIN_MS);
    }

    @Test
    void allAreConfirmedAndOnlyAfterTheLampTookIt() {
        HandLane lane = town(4, 2);
        DeviceId lamp = HandLane.id("candelabra", "lamp0");
        Step.Ref step = lane.send(lamp, "setIntensity", Value.of(37));
        lane.advance(300);
        assertThat(lane.phases(step)).as("on its way").isEmpty();
        assertThat(lane.value(lamp, TownLane.MODE)).isEqualTo("DIMSCHEME");
        lane.advance(30_000);
        assertThat(lane.phases(step)).containsExactly(Phase.RUNNING, Phase.COMPLETED);
        List<Report> reports = lane.heard().stream().map(Heard::report).toList();
        int confirmed = reports.indexOf(new Report.StepSeen(step, Phase.COMPLETED, io.candelabra.model.Failure.NONE));
        assertThat(reports.subList(0, confirmed))
                .as("the level is told before the end")
                .anyMatch(report -> report instanceof Report.StatesSeen seen
                        && seen.device().equals(lamp)
                        && seen.states().stream()
                                .anyMatch(state -> state.name().equals(TownLane.LEVEL)
                                        && state.value().asNumber() == 37));
    }

    @Test
    void twoCommandsToOneLampArriveInTheirOrder() {
        HandLane lane = town(8, 3);
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < LAMPS; i++) {
                DeviceId lamp = HandLane.id("candelabra", "lamp" + i);
                TownLane.override(lane, lamp, 10 + i % 50, 0);
                TownLane.override(lane, lamp, 61 + round, 0);
            }
            lane.advance(60_000);
            for (int i = 0; i < LAMPS; i++) {
                assertThat(lane.number(HandLane.id("candelabra", "lamp" + i), TownLane.LEVEL))
                        .isEqualTo(61 + round);
            }
        }
    }

    @Test
    void oneSeedMakesOneDelay() {
        assertThat(delays(town(3, 5))).isEqualTo(delays(town(3, 5)));
        assertThat(delays(town(3, 6))).isNotEqualTo(delays(town(3, 5)));
    }
}

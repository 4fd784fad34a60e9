package io.candelabra.driver.simulator.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.HandLane;
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

/** Motors take their time and tell where they are; lamps fade. */
class MotionTest {
    private static final String CLOSURE = "core:ClosureState";
    private static final String MOVING = "core:MovingState";
    private static final String OPEN_CLOSED = "core:OpenClosedState";

    private final HandLane lane = new HandLane(new SimulatorDriver(Liveliness.OFF), 1);
    private final DeviceId shutter = lane.add(
            "shutter",
            "io:RollerShutterGenericIOComponent",
            State.of(CLOSURE, 0),
            State.of(OPEN_CLOSED, "open"),
            State.of("core:TargetClosureState", 0),
            State.of(MOVING, false));
    private final DeviceId dimmer = lane.add(
            "dimmer",
            "hue:HueLuxHUEComponent",
            State.of("core:LightIntensityState", 0),
            State.of("core:OnOffState", "off"));
    private final DeviceId zone = lane.add(
            "zone",
            "candelabra:DimmedZone",
            State.of("core:LightIntensityState", 0),
            State.of("core:OnOffState", "off"));

    @Test
    void aShutterTravelsAndTellsOnTheWay() {
        lane.start();
        Step.Ref step = lane.send(shutter, "close");
        lane.advance(299);
        assertThat(lane.heard()).as("the radio takes its time").isEmpty();
        lane.advance(5_001);
        assertThat(lane.phases(step)).containsExactly(Phase.RUNNING);
        assertThat(lane.value(shutter, MOVING)).isEqualTo("true");
        assertThat(lane.number(shutter, "core:TargetClosureState")).isEqualTo(100);
        assertThat(lane.number(shutter, CLOSURE)).isBetween(5.0, 30.0);
        assertThat(lane.value(shutter, OPEN_CLOSED)).isEqualTo("open");

        lane.advance(40_000);
        assertThat(lane.phases(step)).containsExactly(Phase.RUNNING, Phase.COMPLETED);
        assertThat(lane.value(shutter, MOVING)).isEqualTo("false");
        assertThat(lane.value(shutter, OPEN_CLOSED)).isEqualTo("closed");
        List<Double> way =
                lane.told(shutter, CLOSURE).stream().map(Double::valueOf).toList();
        assertThat(way).hasSizeBetween(9, 21).isSorted().endsWith(100.0);
    }

    @Test
    void halfTheWayTakesHalfTheTime() {
        lane.start();
        Step.Ref whole = lane.send(shutter, "setClosure", Value.of(100));
        long wholeMs = untilEnd(whole);
        Step.Ref half = lane.send(shutter, "setClosure", Value.of("50"));
        long halfMs = untilEnd(half);
        assertThat(wholeMs).isBetween(20_000L, 40_400L);
        assertThat((double) (halfMs - 300) / (wholeMs - 300)).isBetween(0.49, 0.51);
        Step.Ref there = lane.send(shutter, "setClosure", Value.of(50));
        assertThat(untilEnd(there)).as("who is there does not travel").isEqualTo(300);
    }

    private long untilEnd(Step.Ref step) {
        long start = lane.nowMs();
        while (lane.phases(step).stream().noneMatch(Phase::ended)) {
            lane.advance(10);
            assertThat(lane.nowMs() - start).isLessThan(60_000);
        }
        return lane.nowMs() - start;
    }

    @Test
    void stopEndsTheTravelWhereItIs() {
        lane.start();
        Step.Ref close = lane.send(shutter, "close");
        lane.advance(10_000);
        Step.Ref stop = lane.send(shutter, "stop");
        lane.advance(1_000);
        assertThat(lane.failure(close)).contains(Failure.SUPERSEDED);
        assertThat(lane.phases(stop)).containsExactly(Phase.RUNNING, Phase.COMPLETED);
        double where = lane.number(shutter, CLOSURE);
        assertThat(where).isBetween(20.0, 55.0);
        assertThat(lane.number(shutter, "core:TargetClosureState")).isEqualTo(where);
        assertThat(lane.value(shutter, MOVING)).isEqualTo("false");
        lane.advance(60_000);
        assertThat(lane.number(shutter, CLOSURE)).isEqualTo(where);
    }

    @Test
    void aLaterCommandTakesOver() {
        lane.start();
        Step.Ref close = lane.send(shutter, "close");
        lane.advance(10_000);
        Step.Ref open = lane.send(shutter, "open");
        lane.advance(60_000);
        assertThat(lane.failure(close)).contains(Failure.SUPERSEDED);
        assertThat(lane.phases(open)).containsExactly(Phase.RUNNING, Phase.COMPLETED);
        assertThat(lane.number(shutter, CLOSURE)).isZero();
    }

    @Test
    void aCancelledTravelStops() {
        lane.start();
        Step.Ref close = lane.send(shutter, "close");
        lane.advance(10_000);
        lane.cancel(close);
        double where = lane.number(shutter, CLOSURE);
        assertThat(lane.value(shutter, MOVING)).isEqualTo("false");
        lane.advance(60_000);
        assertThat(lane.number(shutter, CLOSURE)).isEqualTo(where).isBetween(20.0, 55.0);
        assertThat(lane.phases(close)).containsExactly(Phase.RUNNING);
    }

    @Test
    void aLampFades() {
        lane.start();
        Step.Ref step = lane.send(dimmer, "setIntensity", Value.of(50));
        assertThat(untilEnd(step))
                .as("50 ms of radio, half of the full way's second")
                .isEqualTo(550);
        assertThat(lane.number(dimmer, "core:LightIntensityState")).isEqualTo(50);
        assertThat(lane.value(dimmer, "core:OnOffState")).isEqualTo("on");
        lane.send(dimmer, "off");
        lane.advance(560);
        assertThat(lane.value(dimmer, "core:OnOffState")).isEqualTo("off");
        assertThat(lane.number(dimmer, "core:LightIntensityState"))
                .as("this kind keeps its level while it is off")
                .isEqualTo(50);
        lane.send(dimmer, "on");
        lane.advance(560);
        assertThat(lane.value(dimmer, "core:OnOffState")).isEqualTo("on");
        assertThat(lane.number(dimmer, "core:LightIntensityState")).isEqualTo(50);
    }

    @Test
    void aFadeTakesAsLongAsTheCommandSays() {
        lane.start();
        Step.Ref step = lane.send(zone, "setIntensity", Value.of(80), Value.of(8_000));
        lane.advance(4_020);
        assertThat(lane.number(zone, "core:LightIntensityState")).isEqualTo(40);
        Step.Ref off = lane.send(zone, "off");
        lane.advance(10_000);
        assertThat(lane.failure(step)).contains(Failure.SUPERSEDED);
        assertThat(lane.phases(off)).endsWith(Phase.COMPLETED);
        assertThat(lane.number(zone, "core:LightIntensityState")).isZero();
    }

    @Test
    void theLongestFadeIsNotOverBeforeItsTime() {
        lane.start();
        Step.Ref step = lane.send(zone, "setIntensity", Value.of(80), Value.of(5_400_000));
        lane.advance(2_700_020);
        assertThat(lane.number(zone, "core:LightIntensityState")).isEqualTo(40);
        lane.advance(2_700_000);
        assertThat(lane.phases(step)).endsWith(Phase.COMPLETED);
    }
}

package io.candelabra.driver.simulator.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Phase;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Devices that hear and cannot tell: a command blocks its device for a while, and no state is told. */
class OneWayRadioTest {
    private static final long RADIO_MS = 200;

    private final HandLane lane = new HandLane(new SimulatorDriver(Liveliness.OFF), 1);
    private final DeviceId blind = lane.add("1", "rts:BlindRTSComponent");
    private final DeviceId slats = lane.add("2", "rts:ExteriorVenetianBlindRTSComponent");

    @Test
    void blocksForThirtySecondsWhereNothingElseIsSaid() {
        lane.start();
        Step.Ref step = lane.send(blind, "close");
        lane.advance(RADIO_MS);
        assertThat(lane.phases(step)).containsExactly(Phase.RUNNING);
        lane.advance(29_999);
        assertThat(lane.phases(step)).containsExactly(Phase.RUNNING);
        lane.advance(1);
        assertThat(lane.phases(step)).containsExactly(Phase.RUNNING, Phase.COMPLETED);
        assertThat(lane.heard()).noneMatch(heard -> heard.report() instanceof Report.StatesSeen);
    }

    @Test
    void theLastParameterSaysHowLong() {
        lane.start();
        Step.Ref five = lane.send(blind, "close", Value.of(5));
        lane.advance(RADIO_MS + 5_000);
        assertThat(lane.phases(five)).endsWith(Phase.COMPLETED);
        Step.Ref none = lane.send(blind, "open", Value.of(0));
        lane.advance(RADIO_MS);
        assertThat(lane.phases(none)).containsExactly(Phase.RUNNING, Phase.COMPLETED);
    }

    @Test
    void turningSlatsTakesFifteen() {
        lane.start();
        Step.Ref step = lane.send(slats, "moveOf", Value.of(10));
        lane.advance(RADIO_MS + 14_999);
        assertThat(lane.phases(step)).containsExactly(Phase.RUNNING);
        lane.advance(1);
        assertThat(lane.phases(step)).endsWith(Phase.COMPLETED);
        Step.Ref given = lane.send(slats, "tiltPositive", Value.of(3), Value.of(2));
        lane.advance(RADIO_MS + 2_000);
        assertThat(lane.phases(given)).endsWith(Phase.COMPLETED);
    }

    @Test
    void commandsToABusyDeviceWaitTheirTurn() {
        lane.start();
        Step.Ref first = lane.send(blind, "close", Value.of(10));
        Step.Ref second = lane.send(blind, "open", Value.of(10));
        Step.Ref third = lane.send(blind, "close", Value.of(10));
        Step.Ref other = lane.send(slats, "close", Value.of(0));
        lane.cancel(second);
        lane.advance(RADIO_MS);
        assertThat(lane.phases(other)).as("another device is free").endsWith(Phase.COMPLETED);
        assertThat(lane.phases(third)).isEmpty();
        lane.advance(10_000);
        assertThat(lane.phases(first)).endsWith(Phase.COMPLETED);
        lane.advance(RADIO_MS);
        assertThat(lane.phases(third)).containsExactly(Phase.RUNNING);
        lane.advance(10_000);
        assertThat(lane.phases(third)).endsWith(Phase.COMPLETED);
        assertThat(lane.phases(second)).isEmpty();
    }

    @Test
    void aCancelledCommandFreesItsDevice() {
        lane.start();
        Step.Ref first = lane.send(blind, "close");
        Step.Ref second = lane.send(blind, "open");
        lane.advance(1_000);
        lane.cancel(first);
        lane.advance(RADIO_MS);
        assertThat(lane.phases(second)).containsExactly(Phase.RUNNING);
        assertThat(lane.phases(first)).containsExactly(Phase.RUNNING);
    }

    @Test
    void stopDoesNotWait() {
        lane.start();
        Step.Ref close = lane.send(blind, "close");
        lane.advance(5_000);
        Step.Ref stop = lane.send(blind, "stop", Value.of(0));
        lane.advance(RADIO_MS);
        assertThat(lane.phases(close)).endsWith(Phase.COMPLETED);
        assertThat(lane.phases(stop)).containsExactly(Phase.RUNNING, Phase.COMPLETED);
    }

    /** The lane would fail a step of which nobody says that it waits. */
    @Test
    void aLongQueueTakesAsLongAsItTakes() {
        lane.start();
        List<Step.Ref> steps = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            steps.add(lane.send(blind, i % 2 == 0 ? "close" : "open"));
        }
        Step.Ref longOne = lane.send(blind, "close", Value.of(4_000));
        Step.Ref last = lane.send(blind, "open");
        lane.advance(60 * 31_000 + 4_100_000);
        assertThat(steps).allSatisfy(step -> assertThat(lane.phases(step)).endsWith(Phase.COMPLETED));
        assertThat(lane.phases(longOne)).endsWith(Phase.COMPLETED);
        assertThat(lane.phases(last)).endsWith(Phase.COMPLETED);
    }
}

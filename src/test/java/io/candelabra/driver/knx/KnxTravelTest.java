package io.candelabra.driver.knx;

import static io.candelabra.driver.DriverContract.reports;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.api.Report;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.Phase;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How steps end on a bus, what switches at the wall do, and the pace. */
class KnxTravelTest {
    private static final DeviceId BLIND = HandLane.id("knx", "2/0/1");
    private static final DeviceId LAMP = HandLane.id("knx", "1/1/1");
    private static final String TABLE = """
            address;name;dpt;function;device
            2/0/1;a;1.008;up-down;Blind
            2/1/1;a;1.007;stop;Blind
            2/2/1;a;5.001;position;Blind
            2/3/1;a;5.001;position-status;Blind
            2/4/1;a;5.001;slat;Blind
            2/5/1;a;5.001;slat-status;Blind
            1/1/1;a;5.001;level;Lamp
            1/5/1;a;5.001;level-status;Lamp
            """;

    private final FakeBus bus = new FakeBus();

    private HandLane lane(String table) {
        HandLane lane = new HandLane(new KnxDriver(settings -> bus), 1)
                .with("telegrams-per-second", "20")
                .with("table", KnxPlans.stored(table));
        bus.lane = lane;
        lane.start();
        reports(lane, Report.DeviceFound.class).forEach(found -> lane.put(found.device()));
        lane.devicesChanged();
        lane.advance(3_000);
        return lane;
    }

    @Test
    void aDimmerThatGoesTheOtherWayHasNotDoneIt() {
        HandLane lane = lane(TABLE);
        bus.says("1/5/1", 128);
        lane.advance(500);
        bus.idle = true;
        Step.Ref step = lane.send(LAMP, "setIntensity", Value.of(90));
        lane.advance(1_000);
        bus.says("1/5/1", 26);
        lane.advance(15_000);
        assertThat(lane.failure(step)).contains(Failure.NO_ANSWER);
    }

    /** It tells nothing where it is already, and its motor counts a little beside. */
    @Test
    void aBlindThatIsNearlyThereAlreadyHasDoneIt() {
        HandLane lane = lane(TABLE);
        bus.says("2/3/1", 253);
        lane.advance(500);
        bus.idle = true;
        Step.Ref step = lane.send(BLIND, "close");
        lane.advance(1_000);
        assertThat(lane.phases(step)).containsExactly(Phase.COMPLETED);
    }

    @Test
    void aBlindThatTellsOnlyWhenItIsAskedIsAsked() {
        HandLane lane = lane(TABLE);
        bus.idle = true;
        Step.Ref step = lane.send(BLIND, "setClosure", Value.of(60));
        lane.advance(25_000);
        bus.idle = false;
        bus.has("2/3/1", 153);
        lane.advance(20_000);
        assertThat(lane.phases(step)).containsExactly(Phase.COMPLETED);
    }

    @Test
    void slatsThatAreTurnedLetTheBlindTravelOn() {
        HandLane lane = lane(TABLE);
        bus.idle = true;
        Step.Ref travel = lane.send(BLIND, "setClosure", Value.of(60));
        lane.advance(1_000);
        Step.Ref turn = lane.send(BLIND, "setOrientation", Value.of(30));
        lane.advance(1_000);
        assertThat(lane.phases(travel)).isEmpty();
        bus.says("2/3/1", 153);
        bus.says("2/5/1", 77);
        lane.advance(1_000);
        assertThat(lane.phases(travel)).containsExactly(Phase.COMPLETED);
        assertThat(lane.phases(turn)).containsExactly(Phase.COMPLETED);
        Step.Ref down = lane.send(BLIND, "close");
        Step.Ref other = lane.send(BLIND, "setOrientation", Value.of(90));
        lane.send(BLIND, "stop");
        lane.advance(500);
        assertThat(lane.failure(down)).contains(Failure.SUPERSEDED);
        assertThat(lane.failure(other)).contains(Failure.SUPERSEDED);
    }

    @Test
    void aConfirmationThatComesLateIsNotThatOfTheNextCommand() {
        HandLane lane = lane("address;name;dpt\n1/1/1;Lamp value;5.001\n");
        bus.silent = true;
        Step.Ref first = lane.send(LAMP, "setIntensity", Value.of(10));
        lane.advance(KnxSteps.CONFIRM_MS + 500);
        assertThat(lane.failure(first)).contains(Failure.NO_ANSWER);
        Step.Ref second = lane.send(LAMP, "setIntensity", Value.of(90));
        bus.confirms("1/1/1", 26);
        lane.advance(1_000);
        assertThat(lane.phases(second)).as("nobody has taken it yet").isEmpty();
        bus.confirms("1/1/1", 230);
        lane.advance(500);
        assertThat(lane.phases(second)).containsExactly(Phase.COMPLETED);
    }

    @Test
    void aClockThatIsSetBackHoldsNoTelegramUp() {
        KnxQueue queue = new KnxQueue(20);
        long now = 10_000_000;
        queue.ask(FakeBus.at("1/0/1"));
        assertThat(queue.next(now)).isPresent();
        queue.ask(FakeBus.at("1/0/2"));
        assertThat(queue.next(now - 3_600_000)).isPresent();
    }

    @Test
    void whatComesBecauseOfUsCountsForThePace() {
        KnxQueue queue = new KnxQueue(10);
        long now = 10_000_000;
        int out = 0;
        for (int i = 0; i < 1_000; i++) {
            queue.ask(new KnxAddress(2_048 + i));
        }
        for (long atMs = now; atMs < now + 10_000; atMs += 25) {
            for (Optional<KnxQueue.Out> next = queue.next(atMs); next.isPresent(); next = queue.next(atMs)) {
                out++;
                queue.answered(next.get().telegram().address());
            }
        }
        assertThat(out).as("with their answers a hundred telegrams").isBetween(48, 52);
    }

    @Test
    void aSwitchAtTheWallMovesABlindThatTellsNoPosition() {
        HandLane lane =
                lane("address;name;dpt;function;device\n2/0/1;a;1.008;up-down;Blind\n2/2/1;a;5.001;position;Blind\n");
        bus.says("2/0/1", 1);
        lane.advance(500);
        assertThat(lane.number(BLIND, "core:ClosureState")).isEqualTo(100);
        assertThat(bus.asked()).as("its last direction is no position").doesNotContain("2/0/1");
        HandLane told = lane(TABLE);
        bus.says("2/0/1", 1);
        told.advance(500);
        assertThat(told.told(BLIND, "core:ClosureState"))
                .as("one that tells it will")
                .isEmpty();
    }

    @Test
    void theRefreshOfABusThatIsTooLargeEndsInWords() {
        String table = "address,name,dpt\n"
                + IntStream.range(0, 8_000)
                        .mapToObj(i -> (2_048 + i) + ",Lamp " + i + ",1.001")
                        .collect(Collectors.joining("\n"));
        HandLane lane = lane(table);
        lane.job(HandLane.job("job", "refresh", Map.of()));
        lane.advance(100_000);
        assertThat(reports(lane, Report.JobProgress.class)).hasSizeBetween(10, 100);
        lane.advance(200_000);
        assertThat(reports(lane, Report.JobSeen.class)).singleElement().satisfies(seen -> {
            assertThat(seen.failure()).isEqualTo(Failure.TIMED_OUT);
            assertThat(seen.detail()).contains("of 8000 addresses were asked");
        });
    }
}

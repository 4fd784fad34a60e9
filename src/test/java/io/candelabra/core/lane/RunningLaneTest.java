package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.clock.SiteClock;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.testing.TestChance;
import io.candelabra.testing.TestTime;
import io.candelabra.testing.Within;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The hand that looks after a lane which has to make room; its next look is taken when the test wants it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RunningLaneTest extends OneGateway {
    private static final SiteClock CLOCK = SiteClock.real(TestTime.begin());

    private final Queue<Runnable> looks = new ArrayDeque<>();
    private final AtomicInteger starts = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);
    private World world;

    @BeforeEach
    void open() {
        world = world(gateway -> new Lamps.Radio(field, 0));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private RunningLane lane() {
        ReportDesk desk = new ReportDesk(World.SITE, world.sites(), CLOCK);
        Lane lane = new Lane(
                World.SITE,
                Lamps.gateway(1).id(),
                List.of(),
                world.sites(),
                Lamps.source(
                        gateway -> new Lamps.Radio(field, 0) {
                            @Override
                            public void start(DriverContext given) {
                                super.start(given);
                                starts.incrementAndGet();
                                try {
                                    never.await();
                                } catch (InterruptedException cut) {
                                    throw new IllegalStateException("interrupted", cut);
                                }
                            }
                        },
                        DriverKinds.NONE),
                desk,
                CLOCK,
                CLOCK,
                TestChance.begin());
        return new RunningLane("lane", lane, CLOCK, looks::add);
    }

    /** A gateway is removed and put anew, again and again, while the driver of the first lane minds nothing. */
    @Test
    void lanesThatNeverBeganEndWithTheOneBeforeThemAndNobodyLooksAfterThem() throws Exception {
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletableFuture<Void> before = first;
        List<RunningLane> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            RunningLane next = lane();
            next.startAfter(before);
            next.makeRoom();
            all.add(next);
            before = next.ended();
        }
        assertThat(looks).isEmpty();
        assertThat(all).noneMatch(lane -> lane.ended().isDone());
        first.complete(null);
        before.get(30, TimeUnit.SECONDS);
        assertThat(starts.get()).as("drivers").isZero();
        assertThat(looks).isEmpty();
    }

    @Test
    void oneThatHasADriverIsLookedAfterUntilItHasEnded() throws Exception {
        RunningLane lane = lane();
        lane.startAfter(null);
        Within.reason("the driver hangs", () -> starts.get() == 1);
        lane.makeRoom();
        lane.makeRoom();
        assertThat(looks).as("one hand").hasSize(1);
        looks.remove().run();
        lane.ended().get(30, TimeUnit.SECONDS);
        looks.remove().run();
        assertThat(looks).as("it has let go").isEmpty();
    }
}

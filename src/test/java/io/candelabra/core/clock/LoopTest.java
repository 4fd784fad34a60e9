package io.candelabra.core.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoopTest {
    private static final long HOUR_MS = 3_600_000;

    @Test
    void whatIsDueAfterTheClockJumpedRunsWithoutBeingWoken() throws Exception {
        AtomicLong wall = new AtomicLong(1_000_000);
        CountDownLatch waits = new CountDownLatch(1);
        CountDownLatch due = new CountDownLatch(1);
        long at = wall.get() + HOUR_MS;
        Loop.Stepper stepper = () -> {
            waits.countDown();
            if (wall.get() >= at) {
                due.countDown();
                return Long.MAX_VALUE;
            }
            return at;
        };
        SiteClock clock = SiteClock.real(() -> Instant.ofEpochMilli(wall.get()));
        try (Loop loop = new Loop("test", stepper, clock, () -> {}, 5).start()) {
            assertThat(loop).isNotNull();
            waits.await();
            wall.addAndGet(2 * HOUR_MS);
            assertThat(due.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(Loop.LOOK_AGAIN_MS).isLessThanOrEqualTo(10_000);
    }
}

package io.candelabra.core.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.testing.Within;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoopTest {
    private static final long HOUR_MS = 3_600_000;

    /** An interrupt is for the step that hangs, and ends neither the loop nor what it waits for next. */
    @Test
    void aStepIsInterruptedAndTheLoopGoesOn() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch again = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Loop.Stepper stepper = () -> {
            if (interrupted.getCount() == 0) {
                again.countDown();
                return Long.MAX_VALUE;
            }
            hangs.countDown();
            try {
                never.await();
            } catch (InterruptedException now) {
                // as a driver may do that minds its manners
                Thread.currentThread().interrupt();
                interrupted.countDown();
            }
            return Long.MAX_VALUE;
        };
        SiteClock clock = SiteClock.real(() -> Instant.ofEpochMilli(1_000_000));
        try (Loop loop = new Loop("test", stepper, clock).start()) {
            hangs.await();
            loop.interrupt();
            assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
            loop.wake();
            assertThat(again.await(20, TimeUnit.SECONDS)).isTrue();
            loop.interrupt();
        }
    }

    /** Whoever has more to do waits for nobody to wake it. */
    @Test
    void aStepperThatSaysAtOnceIsAskedAgainAtOnce() throws Exception {
        CountDownLatch steps = new CountDownLatch(100);
        Loop.Stepper stepper = () -> {
            steps.countDown();
            return steps.getCount() == 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        };
        for (long now : new long[] {0, 1_700_000_000_000L}) {
            SiteClock clock = SiteClock.real(() -> Instant.ofEpochMilli(now));
            assertThat(clock.wallMsUntil(Long.MIN_VALUE)).isZero();
            assertThat(clock.wallMsUntil(now)).isZero();
            assertThat(clock.wallMsUntil(now + 7)).isEqualTo(7);
        }
        try (Loop loop =
                new Loop("test", stepper, SiteClock.real(() -> Instant.ofEpochMilli(1_700_000_000_000L))).start()) {
            assertThat(steps.await(20, TimeUnit.SECONDS)).isTrue();
            loop.wake();
        }
    }

    /** Who said "in a second" means a second, and not one second and an hour. */
    @Test
    void aStepperIsAskedAgainWhereTheClockIsSetBack() throws Exception {
        AtomicLong wall = new AtomicLong(10 * HOUR_MS);
        CountDownLatch waits = new CountDownLatch(1);
        CountDownLatch again = new CountDownLatch(2);
        Loop.Stepper stepper = () -> {
            // before the test sets it back
            long inAnHourMs = wall.get() + HOUR_MS;
            waits.countDown();
            again.countDown();
            return inAnHourMs;
        };
        SiteClock clock = SiteClock.real(() -> Instant.ofEpochMilli(wall.get()));
        try (Loop loop = new Loop("test", stepper, clock, () -> {}, 5).start()) {
            assertThat(loop).isNotNull();
            waits.await();
            wall.addAndGet(-HOUR_MS);
            assertThat(again.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** A timer for a deadline that hardly ever comes would be set and taken back at every step. */
    @Test
    void aLoopThatSomebodyLooksAtSetsATimerOnlyForWhatIsNear() {
        AtomicLong wall = new AtomicLong(10 * HOUR_MS);
        AtomicLong steps = new AtomicLong();
        AtomicReference<Thread> thread = new AtomicReference<>();
        long at = 11 * HOUR_MS;
        Loop.Stepper stepper = () -> {
            thread.set(Thread.currentThread());
            steps.incrementAndGet();
            return wall.get() >= at ? Long.MAX_VALUE : at;
        };
        SiteClock clock = SiteClock.real(() -> Instant.ofEpochMilli(wall.get()));
        try (Loop loop = Loop.lookedAt("test", stepper, clock, 10_000, () -> {}).start()) {
            Within.reason("it waits without a timer", () -> state(thread) == Thread.State.WAITING);
            wall.set(at - 15_000);
            loop.look();
            Within.reason("what has come near has a timer", () -> state(thread) == Thread.State.TIMED_WAITING);
            assertThat(steps).as("nothing was due").hasValue(1);
            wall.set(at);
            loop.wake();
            Within.reason("it has run, and rests", () -> steps.get() == 2 && state(thread) == Thread.State.TERMINATED);
        }
    }

    @Test
    void whatWasFarAwayAndIsPastRunsWhenSomebodyLooks() {
        AtomicLong wall = new AtomicLong(10 * HOUR_MS);
        AtomicLong steps = new AtomicLong();
        AtomicReference<Thread> thread = new AtomicReference<>();
        Loop.Stepper stepper = () -> {
            thread.set(Thread.currentThread());
            steps.incrementAndGet();
            return wall.get() + HOUR_MS;
        };
        SiteClock clock = SiteClock.real(() -> Instant.ofEpochMilli(wall.get()));
        try (Loop loop = Loop.lookedAt("test", stepper, clock, 10_000, () -> {}).start()) {
            for (long moved : new long[] {2 * HOUR_MS, -HOUR_MS}) {
                Within.reason("it waits", () -> state(thread) == Thread.State.WAITING);
                long before = steps.get();
                wall.addAndGet(moved);
                loop.look();
                Within.reason("it looks, also where the clock was set back", () -> steps.get() > before);
            }
        }
    }

    private static Thread.@Nullable State state(AtomicReference<Thread> thread) {
        Thread running = thread.get();
        return running == null ? null : running.getState();
    }

    @Test
    void steadyTimePassesAndIsNeverSetBack() {
        AtomicLong wall = new AtomicLong(10 * HOUR_MS);
        SiteClock steady = new SiteClock(() -> Instant.ofEpochMilli(wall.get()), 60, 5 * HOUR_MS).steady();
        assertThat(steady.millis()).isEqualTo(5 * HOUR_MS);
        wall.addAndGet(1_000);
        assertThat(steady.millis()).isEqualTo(5 * HOUR_MS + 60_000);
        wall.addAndGet(-HOUR_MS);
        assertThat(steady.millis()).isEqualTo(5 * HOUR_MS + 60_000);
        wall.addAndGet(1_000);
        assertThat(steady.instant().toEpochMilli()).isEqualTo(5 * HOUR_MS + 120_000);
    }

    @Test
    void aLoopApartHasAThreadOfTheMachine() throws Exception {
        CompletableFuture<Boolean> virtual = new CompletableFuture<>();
        Loop.Stepper stepper = () -> {
            virtual.complete(Thread.currentThread().isVirtual());
            return Long.MAX_VALUE;
        };
        SiteClock clock = SiteClock.real(() -> Instant.ofEpochMilli(1_000_000));
        try (Loop loop = new Loop("test", stepper, clock).startApart()) {
            assertThat(loop).isNotNull();
            assertThat(virtual.get(20, TimeUnit.SECONDS)).isFalse();
        }
    }

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

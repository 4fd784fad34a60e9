package io.candelabra.core.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.testing.Within;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A loop on which nothing happens holds no thread. */
class RestingLoopTest {
    private static final long PATIENCE_MS = 20_000;
    private static final SiteClock CLOCK = SiteClock.real(() -> Instant.ofEpochMilli(1_000_000));

    @Test
    void itsThreadEndsAndTheNextOneGoesOn() throws Exception {
        BlockingQueue<Thread> steps = new LinkedBlockingQueue<>();
        Loop.Stepper stepper = () -> {
            steps.add(Thread.currentThread());
            return Long.MAX_VALUE;
        };
        AtomicInteger ends = new AtomicInteger();
        Loop loop = new Loop("test", stepper, CLOCK, ends::incrementAndGet).start();
        Thread first = next(steps);
        for (int i = 0; i < 3; i++) {
            first.join(PATIENCE_MS);
            assertThat(first.isAlive()).as("it rests").isFalse();
            loop.wake();
            Thread second = next(steps);
            assertThat(second).isNotSameAs(first);
            first = second;
        }
        assertThat(ends).as("it has not ended").hasValue(0);
        first.join(PATIENCE_MS);
        loop.close();
        assertThat(ends).as("one that rests ends on a thread of its own, once").hasValue(1);
        loop.wake();
        loop.close();
        assertThat(ends).hasValue(1);
        assertThat(steps).as("and steps no more").isEmpty();
    }

    private static Thread next(BlockingQueue<Thread> steps) throws InterruptedException {
        Thread next = steps.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    @Test
    void oneThatWaitsForATimeKeepsItsThread() throws Exception {
        CompletableFuture<Thread> stepped = new CompletableFuture<>();
        Loop.Stepper stepper = () -> {
            stepped.complete(Thread.currentThread());
            return CLOCK.millis() + 3_600_000;
        };
        try (Loop loop = new Loop("test", stepper, CLOCK).start()) {
            assertThat(loop).isNotNull();
            Thread thread = stepped.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            Within.reason("it waits", () -> thread.getState() == Thread.State.TIMED_WAITING);
        }
    }

    /** Whoever has left something and wakes the loop finds it done, however the waking meets the going to rest. */
    @Test
    void noWakingIsLostAndNoTwoThreadsStepSideBySide() throws Exception {
        int wakers = 4;
        int each = 20_000;
        AtomicLong left = new AtomicLong();
        AtomicLong done = new AtomicLong();
        AtomicBoolean inside = new AtomicBoolean();
        AtomicInteger sideBySide = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(1);
        Loop.Stepper stepper = () -> {
            if (!inside.compareAndSet(false, true)) {
                sideBySide.incrementAndGet();
            }
            done.set(left.get());
            inside.set(false);
            if (done.get() == (long) wakers * each) {
                all.countDown();
            }
            return Long.MAX_VALUE;
        };
        try (Loop loop = new Loop("test", stepper, CLOCK).start()) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < wakers; i++) {
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int k = 0; k < each; k++) {
                        left.incrementAndGet();
                        loop.wake();
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(all.await(PATIENCE_MS, TimeUnit.MILLISECONDS))
                    .as("what was left last is done")
                    .isTrue();
        }
        assertThat(sideBySide).hasValue(0);
    }
}

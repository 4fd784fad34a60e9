package io.candelabra.core.clock;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thin shell of a thread around something that works in steps. Everything that has a thread of its own in the core is a
 * {@link Stepper} in such a loop, so that a test can call the steps itself, in an order of its choice.
 *
 * <p>A loop that waits for nothing but {@link #wake} rests: it lets its virtual thread go, and takes a new one when it is woken. So ten
 * thousand lanes on which nothing happens hold no stacks. Two threads of a loop never step side by side.
 */
public final class Loop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    private static final long AFTER_FAILURE_MS = 1_000;
    /** The clock may jump while a thread waits, which counts time on its own: after so long it is asked again. */
    static final long LOOK_AGAIN_MS = 10_000;

    /** Does what there is to do now, and says until when there is nothing more. */
    @FunctionalInterface
    public interface Stepper {
        /**
         * @return site time in ms of the next step: {@link Long#MIN_VALUE} for at once, {@link Long#MAX_VALUE} to wait for
         *     {@link Loop#wake}
         */
        long step() throws InterruptedException;
    }

    /** What a thread of the loop does after a step. */
    private enum Next {
        STEP,
        /** It is the loop's last. */
        END,
        /** It ends, and the loop does not. */
        REST
    }

    private final String name;
    private final Stepper stepper;
    private final SiteClock clock;
    private final long lookAgainMs;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean awake = true;
    private final Runnable atEnd;
    /** Of the wall: what is as far away as this is waited for without a timer. */
    private final long farMs;
    /** It waits without a timer for something that has a time. */
    private boolean waitsFar;

    private boolean stepping;
    private boolean closed;
    /** It has no thread until it is woken or stopped. */
    private boolean resting;
    /** It has a thread of the machine, which it keeps. */
    private boolean apart;

    private volatile @Nullable Thread thread;
    /** When the last step began; of the loop's own thread. */
    private long steppedMs;

    public Loop(String name, Stepper stepper, SiteClock clock) {
        this(name, stepper, clock, () -> {});
    }

    /** @param atEnd runs on the loop's thread after the last step */
    public Loop(String name, Stepper stepper, SiteClock clock, Runnable atEnd) {
        this(name, stepper, clock, atEnd, LOOK_AGAIN_MS);
    }

    /** @param lookAgainMs of the wall, after which the clock is asked again */
    Loop(String name, Stepper stepper, SiteClock clock, Runnable atEnd, long lookAgainMs) {
        this(name, stepper, clock, atEnd, lookAgainMs, Long.MAX_VALUE);
    }

    /**
     * A loop whose next step is often far away, and often comes sooner because the loop is woken: it sets a timer only for
     * what is near, since setting and taking back one wakes another thread twice. Somebody calls {@link #look}.
     *
     * @param lookMs of the wall, between two calls of {@link #look}
     * @param atEnd runs on the loop's thread after the last step
     */
    public static Loop lookedAt(String name, Stepper stepper, SiteClock clock, long lookMs, Runnable atEnd) {
        return new Loop(name, stepper, clock, atEnd, LOOK_AGAIN_MS, 2 * lookMs);
    }

    private Loop(String name, Stepper stepper, SiteClock clock, Runnable atEnd, long lookAgainMs, long farMs) {
        this.farMs = farMs;
        this.lookAgainMs = lookAgainMs;
        this.name = name;
        this.stepper = stepper;
        this.clock = clock;
        this.atEnd = atEnd;
    }

    /** Starts a virtual thread for the loop. */
    public Loop start() {
        lock.lock();
        try {
            begin();
        } finally {
            lock.unlock();
        }
        return this;
    }

    private void begin() {
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    /** Takes a thread again, where it rests. Under the lock. */
    private void goOn() {
        if (resting) {
            resting = false;
            begin();
        }
    }

    /**
     * Starts a platform thread for the loop, where it has to run even when all carriers of virtual threads are held, as by
     * drivers that wait in native code. It keeps no process from ending.
     */
    public Loop startApart() {
        apart = true;
        thread = Thread.ofPlatform().daemon().name(name).start(this::run);
        return this;
    }

    /** There is something to do. */
    public void wake() {
        lock.lock();
        try {
            awake = true;
            woken.signal();
            goOn();
        } finally {
            lock.unlock();
        }
    }

    /** Whether what was far away has come near, or the clock was set back, is looked at by the loop's thread. */
    public void look() {
        lock.lock();
        try {
            if (waitsFar) {
                woken.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        Next next = Next.END;
        try {
            do {
                next = isClosed() ? Next.END : waitUntil(step());
            } while (next == Next.STEP);
        } catch (InterruptedException stop) {
            next = Next.END;
            log.debug("{} was told to stop", name);
        } finally {
            if (next != Next.REST) {
                atEnd.run();
            }
        }
    }

    private long step() throws InterruptedException {
        lock.lock();
        try {
            awake = false;
            stepping = true;
        } finally {
            lock.unlock();
        }
        steppedMs = clock.millis();
        try {
            return stepper.step();
        } catch (RuntimeException | Error failed) {
            // Nobody would begin this thread anew: it outlives what any step meets.
            log.error("{} failed in a step and tries again", name, failed);
            return clock.millis() + AFTER_FAILURE_MS;
        } finally {
            stepped();
        }
    }

    /** An interrupt was for the step; one that came too late for it is not for the waiting that follows. */
    private void stepped() {
        lock.lock();
        try {
            stepping = false;
            if (!closed && Thread.interrupted()) {
                log.debug("{} was interrupted at the end of a step", name);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closed before it was started, or while a step ran. */
    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What follows when the wait is over, or goes on without a thread. Where the clock is set back meanwhile, the stepper is
     * asked again: one that counted
     * from the time of before would wait for as long as that once more.
     */
    private Next waitUntil(long siteMs) throws InterruptedException {
        lock.lock();
        try {
            // of the step: the clock may be set back between its end and here
            long before = steppedMs;
            while (!awake && !closed) {
                long ms = clock.wallMsUntil(siteMs);
                if (ms == 0) {
                    break;
                }
                if (ms == Long.MAX_VALUE && !apart) {
                    // from here on this thread touches nothing of the loop: the next one may step before it is gone
                    resting = true;
                    thread = null;
                    return Next.REST;
                }
                if (ms == Long.MAX_VALUE) {
                    woken.await();
                } else {
                    await(ms);
                    long now = clock.millis();
                    if (now < before) {
                        break;
                    }
                    before = now;
                }
            }
            return closed ? Next.END : Next.STEP;
        } finally {
            lock.unlock();
        }
    }

    private void await(long ms) throws InterruptedException {
        if (ms < farMs) {
            log.trace("{} is woken: {}", name, woken.await(Math.min(ms, lookAgainMs), TimeUnit.MILLISECONDS));
            return;
        }
        waitsFar = true;
        try {
            woken.await();
        } finally {
            waitsFar = false;
        }
    }

    /** Tells the loop to end after the step that is running. */
    public void stop() {
        lock.lock();
        try {
            closed = true;
            woken.signalAll();
            goOn();
        } finally {
            lock.unlock();
        }
    }

    /** Interrupts the step that is running, or the end of a loop that was told to end; a loop that waits goes on waiting. */
    public void interrupt() {
        lock.lock();
        try {
            Thread running = thread;
            if (running != null && (stepping || closed)) {
                running.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the loop and waits until its thread is gone. */
    @Override
    public void close() {
        stop();
        Thread running = thread;
        if (running != null && running != Thread.currentThread()) {
            running.interrupt();
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

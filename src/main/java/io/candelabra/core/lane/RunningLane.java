package io.candelabra.core.lane;

import io.candelabra.core.clock.Loop;
import io.candelabra.core.clock.SiteClock;
import io.candelabra.model.Gateway;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lane with its thread, and the hand that interrupts its driver where that stands in the way of the next one. */
final class RunningLane {
    private static final Logger log = LoggerFactory.getLogger(RunningLane.class);

    /** How long a driver may take to end, and again after it was interrupted. */
    static final long PATIENCE_MS = 2_000;

    /** Runs what it is given after that time. */
    static final Executor LATER = CompletableFuture.delayedExecutor(PATIENCE_MS, TimeUnit.MILLISECONDS);

    private final String name;
    private final Lane lane;
    private final Loop loop;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    /** Somebody looks, every {@link #PATIENCE_MS}, whether the driver is still in the way: one hand for each lane. */
    private final AtomicBoolean pressed = new AtomicBoolean();

    private final Executor later;
    /** Its turn came: from then on it may have a driver. */
    private volatile boolean begun;

    /** @param later runs what it is given after {@link #PATIENCE_MS} */
    RunningLane(String name, Lane lane, SiteClock clock, Executor later) {
        this.name = name;
        this.lane = lane;
        this.later = later;
        this.loop = Loop.lookedAt(name, lane, clock, DriverLife.LOOK_MS, () -> {
            try {
                lane.close();
            } finally {
                ended.complete(null);
            }
        });
    }

    /** @param before the end of the lane that has the gateway still; absent where there is none */
    void startAfter(@Nullable CompletableFuture<Void> before) {
        if (before == null) {
            begin();
        } else {
            before.thenRun(this::begin);
        }
    }

    private void begin() {
        begun = true;
        // one that was told to stop meanwhile ends here, and calls no driver
        loop.start();
    }

    String name() {
        return name;
    }

    Lane lane() {
        return lane;
    }

    /** Completes when the lane has let go of its driver. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    void wake() {
        loop.wake();
    }

    /** Called every {@link DriverLife#LOOK_MS}: the deadline of a step may have come near. */
    void look() {
        loop.look();
    }

    void gatewayChanged(Gateway now) {
        lane.gatewayChanged(now);
        loop.wake();
        if (lane.inTheWay().isPresent()) {
            press();
        }
    }

    /**
     * Another lane takes its place. Nobody waits for its end but that one. Where it still waits for the lane before it, it has
     * no driver and never will: it ends with that one, and nobody has to look after it.
     */
    void makeRoom() {
        lane.over();
        loop.stop();
        // asked last: a turn that comes after the line above finds a loop that is stopped
        if (begun) {
            press();
        }
    }

    /** Tells it to end after what its driver is at. */
    void stop() {
        loop.stop();
    }

    /** Interrupts what its driver is at, or its thread where that waits for something else. */
    void interrupt() {
        DriverLife now = lane.life();
        if (now == null || !now.giveWay()) {
            loop.interrupt();
        }
    }

    /**
     * A driver that waits for ever would keep the next one of its gateway from beginning: it is interrupted when patience is
     * over, and again as long as it is in the way, since it may hang in what it does next, such as its close.
     */
    private void press() {
        if (pressed.compareAndSet(false, true)) {
            later(lane.inTheWay().orElse(null), false);
        }
    }

    private void later(@Nullable DriverLife seen, boolean told) {
        later.execute(() -> press(seen, told));
    }

    /** @param seen the driver that was in the way a while ago; one that is only now has its time as well */
    private void press(@Nullable DriverLife seen, boolean told) {
        DriverLife now = lane.inTheWay().orElse(null);
        if (ended.isDone() || now == null && !lane.isOver()) {
            pressed.set(false);
            if (!ended.isDone() && (lane.isOver() || lane.inTheWay().isPresent())) {
                // a change, or the end, that came just before the line above has found somebody who looks
                press();
            }
            return;
        }
        boolean late = now != null && now == seen && now.giveWay();
        if (late && !told) {
            log.info("the driver of {} does not give way: it is interrupted, until it does", name);
        }
        later(now, late || told && now == seen);
    }
}

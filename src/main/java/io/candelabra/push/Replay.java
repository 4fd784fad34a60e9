package io.candelabra.push;

import io.candelabra.core.clock.Loop;
import io.candelabra.wire.out.Outcome;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages again on request, beside the stream and without a trace in it: the position in the log, the count of
 * failures and the messages on their way there stay as they are. Messages about one thing go in order. A receiver that fails is
 * tried a few times more; then it is over, and may be asked for again. A restart ends it as well.
 */
final class Replay implements Loop.Stepper {
    /** So many failures in a row end it, after some two minutes. */
    static final int MOST_FAILURES = 6;

    private static final Logger log = LoggerFactory.getLogger(Replay.class);
    private static final int WINDOW = 4;

    /** The way to the receiver. */
    @FunctionalInterface
    interface Way {
        void post(Outbox.Item item, Consumer<Deliveries.Delivery> told);
    }

    private record Result(Outbox.Item item, Outcome outcome) {}

    private final Outbox outbox = new Outbox(Pushes.Mode.STREAM, 0);
    private final Backoff backoff = new Backoff(new DeliveryState(0, 0, 0));
    private final ConcurrentLinkedQueue<Result> results = new ConcurrentLinkedQueue<>();
    private final String name;
    private final BooleanSupplier wanted;
    private final Way way;
    private final InstantSource wall;
    private volatile Runnable waker = () -> {};
    private volatile Runnable ended = () -> {};

    /** @param wanted whether the subscription still holds */
    Replay(String name, List<Outbox.Item> items, BooleanSupplier wanted, Way way, InstantSource wall) {
        this.name = name;
        this.wanted = wanted;
        this.way = way;
        this.wall = wall;
        outbox.read(items.isEmpty() ? 0 : items.getLast().seq(), items);
    }

    /** @param wake wakes the loop of this, @param end runs when there is nothing more to do */
    void within(Runnable wake, Runnable end) {
        waker = wake;
        ended = end;
    }

    @Override
    public long step() {
        for (Result result = results.poll(); result != null; result = results.poll()) {
            hear(result);
        }
        if (outbox.size() == 0 || backoff.failures() >= MOST_FAILURES || !wanted.getAsBoolean()) {
            log.info("{} ends with {} messages left", name, outbox.size());
            ended.run();
            return Long.MAX_VALUE;
        }
        if (backoff.failing() && wall.millis() < backoff.nextTryMs()) {
            return outbox.onTheWay() == 0 ? backoff.nextTryMs() : Long.MAX_VALUE;
        }
        List<Outbox.Item> going =
                backoff.failing() ? outbox.takeFirst().stream().toList() : outbox.take(WINDOW - outbox.onTheWay());
        for (Outbox.Item item : going) {
            way.post(item, tried -> {
                results.add(new Result(item, tried.outcome()));
                waker.run();
            });
        }
        return Long.MAX_VALUE;
    }

    private void hear(Result result) {
        if (result.outcome() instanceof Outcome.Answered answer && answer.taken()) {
            outbox.delivered(result.item());
            backoff.succeeded();
            return;
        }
        long asked = result.outcome() instanceof Outcome.Answered answer
                ? answer.retryAfterMs().orElse(0L)
                : 0;
        outbox.returned(result.item());
        backoff.failed(wall.millis(), asked);
    }
}

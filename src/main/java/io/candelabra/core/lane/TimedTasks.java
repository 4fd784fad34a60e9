package io.candelabra.core.lane;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/** What a driver wants done at moments of site time, in the order of these; of two at one moment the one that was asked for first. */
final class TimedTasks {
    private record Timed(long atMs, long order, Runnable task) {}

    private final PriorityQueue<Timed> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Timed::atMs).thenComparingLong(Timed::order));
    private long asked;

    void add(long atMs, Runnable task) {
        tasks.add(new Timed(atMs, asked++, task));
    }

    /** Runs what is due; the time of what comes next. */
    long run(LongSupplier nowMs) {
        while (true) {
            Timed next = tasks.peek();
            if (next == null) {
                return Long.MAX_VALUE;
            }
            if (next.atMs() > nowMs.getAsLong()) {
                return next.atMs();
            }
            tasks.remove();
            next.task().run();
        }
    }

    void clear() {
        tasks.clear();
    }
}

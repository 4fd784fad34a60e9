package io.candelabra.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time of a test's world: it begins at a handed moment, whatever the machine's clock says, and passes as real time does.
 * A test may let it pass faster. {@code -Dcandelabra.test.start=2028-02-29T12:00:00Z} begins all worlds at another moment that
 * do not say their own.
 */
public final class TestTime implements InstantSource {
    /** A morning in June, UTC. */
    private static final String USUAL = "2026-06-16T08:00:00Z";

    private static final Map<Object, TestTime> STORES = Collections.synchronizedMap(new WeakHashMap<>());

    private final Instant start;
    private final long startNanos = System.nanoTime();
    private final AtomicLong aheadMs = new AtomicLong();

    private TestTime(Instant start) {
        this.start = start;
    }

    /** Begins at the usual moment, or where the property says. */
    public static TestTime begin() {
        return at(System.getProperty("candelabra.test.start", USUAL));
    }

    /** The time of what a store holds: a server that is started on it again goes on in it. */
    public static TestTime of(Object store) {
        return STORES.computeIfAbsent(store, fresh -> begin());
    }

    /** Begins at a moment such as {@code 2026-06-16T08:00:00Z}. */
    public static TestTime at(String start) {
        return new TestTime(Instant.parse(start));
    }

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos).plusMillis(aheadMs.get());
    }

    /** The same without what was passed at once. */
    public InstantSource unmoved() {
        return () -> start.plusNanos(System.nanoTime() - startNanos);
    }

    /** Lets time pass at once. */
    public void pass(Duration time) {
        aheadMs.addAndGet(time.toMillis());
    }
}

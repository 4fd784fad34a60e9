package io.candelabra.push;

import io.candelabra.wire.out.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last messages that one subscription's receiver was asked to take, with how that went. In memory, since the start. */
public final class Deliveries {
    /** How many messages are remembered. */
    public static final int KEPT = 200;

    /** Why a message was sent. */
    public enum Kind {
        /** Because it happened. */
        STREAM,
        /** Because a replay was asked for. */
        REPLAY,
        /** Because the address was tried out. */
        TEST
    }

    /**
     * One message.
     *
     * @param id as in the header {@code webhook-id}
     * @param firstMs wall time of the first try
     * @param lastMs wall time of the last try
     * @param outcome of the last try
     * @param waitedMs how long the last try waited in this server before it left
     * @param tookMs from the start of the last try to its outcome
     */
    public record Delivery(
            String id, Kind kind, long firstMs, long lastMs, int tries, Outcome outcome, long waitedMs, long tookMs) {
        /** Whether the receiver has taken it. */
        public boolean delivered() {
            return outcome instanceof Outcome.Answered answer && answer.taken();
        }
    }

    private record Key(String id, Kind kind) {}

    private final Map<Key, Delivery> last = new LinkedHashMap<>();

    /**
     * A try has ended.
     *
     * @param sentMs when it was to go
     * @param leftMs when it went
     */
    synchronized Delivery tried(String id, Kind kind, long sentMs, long leftMs, long nowMs, Outcome outcome) {
        Key key = new Key(id, kind);
        Optional<Delivery> before = Optional.ofNullable(last.remove(key));
        Delivery now = new Delivery(
                id,
                kind,
                before.map(Delivery::firstMs).orElse(sentMs),
                sentMs,
                before.map(Delivery::tries).orElse(0) + 1,
                outcome,
                leftMs - sentMs,
                nowMs - sentMs);
        last.put(key, now);
        if (last.size() > KEPT) {
            last.remove(last.keySet().iterator().next());
        }
        return now;
    }

    /** Those whose last try ended last come first. */
    public synchronized List<Delivery> newestFirst() {
        return new ArrayList<>(last.values()).reversed();
    }
}

package io.candelabra.core.account;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often something may be asked for under a name, such as an address. Only the newest names are remembered. */
public final class Pace {
    private static final int REMEMBERED = 10_000;

    private final int most;
    private final double refillMs;
    private final InstantSource wallClock;
    private final Map<String, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * @param most how often at once
     * @param refillMs after how long once more
     */
    public Pace(int most, double refillMs, InstantSource wallClock) {
        this.most = most;
        this.refillMs = refillMs;
        this.wallClock = wallClock;
    }

    /** Whether it may be asked for once more; then it counts. */
    public synchronized boolean take(String name) {
        long now = wallClock.millis();
        return buckets.computeIfAbsent(name, n -> new TokenBucket(most, refillMs, now))
                .take(now);
    }

    /** The same for an address: all addresses of one machine count as one. */
    public boolean takeFrom(String address) {
        return take(KnownAddresses.network(address));
    }
}

package io.candelabra.dialect.overkiz.request;

import io.candelabra.core.account.TokenBucket;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a session may ask. {@link Mode#VENDOR} keeps the document's figures, each read as a bucket that is refilled one
 * by one; {@link Mode#LOCAL} is for a server of one's own and never met by a client that was recorded; the third has none.
 */
public final class OverkizLimits {
    private static final int REMEMBERED = 20_000;
    private static final double DAY_MS = 86_400_000;
    private static final int LOCAL_BURST = 500;
    private static final double LOCAL_REFILL_MS = 20;

    /** The choices of {@code --limits}. */
    public enum Mode {
        VENDOR,
        LOCAL,
        OFF
    }

    private record Key(String session, String bucket) {}

    private final Mode mode;
    private final Map<Key, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, TokenBucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    public OverkizLimits(Mode mode) {
        this.mode = mode;
    }

    /**
     * Takes a token, or refuses with 429.
     *
     * @param limit the operation's limit as its row names it; empty for none
     * @param operation names the operation, for limits that each operation has for itself
     */
    public void take(String session, String limit, String operation, long nowMs) {
        boolean taken =
                switch (mode) {
                    case OFF -> true;
                    case LOCAL -> take(new Key(session, ""), LOCAL_BURST, LOCAL_REFILL_MS, nowMs);
                    case VENDOR -> takeVendor(session, limit, operation, nowMs);
                };
        if (!taken) {
            throw OverkizFault.quota();
        }
    }

    private boolean takeVendor(String session, String limit, String operation, long nowMs) {
        return switch (limit) {
            case "" -> true;
            case "bulk-load" -> take(new Key(session, operation), 1, DAY_MS, nowMs);
            case "bulk-history" -> take(new Key(session, operation), 50, DAY_MS / 50, nowMs);
            case "exec" -> take(new Key(session, limit), 50, DAY_MS / 50, nowMs);
            case "polling", "keep-alive" -> take(new Key(session, operation), 1, 1_000, nowMs);
            case "switch" -> take(new Key(session, operation), 1, 3_600_000, nowMs);
            default -> throw new IllegalArgumentException("no limit is called " + limit);
        };
    }

    private boolean take(Key key, int most, double refillMs, long nowMs) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(key, k -> new TokenBucket(most, refillMs, nowMs))
                    .take(nowMs);
        }
    }
}

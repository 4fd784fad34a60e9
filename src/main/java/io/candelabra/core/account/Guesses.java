package io.candelabra.core.account;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bounds how often passwords may be tried. An account takes a hundred wrong ones a day from addresses that nobody came in
 * from before, all together; an address that its owner came in from has a hundred of its own, so strangers cannot lock the
 * owner out. A right password costs nothing.
 *
 * <p>Names that no account has are bounded too, in the same way, so that they cannot be told from accounts by it; of these
 * only the newest are remembered.
 */
final class Guesses {
    private static final int A_DAY = 100;
    private static final double REFILL_MS = 86_400_000.0 / A_DAY;
    private static final int REMEMBERED = 10_000;

    private final Map<String, TokenBucket> accounts = new LinkedHashMap<>();
    private final Map<String, TokenBucket> nobodies = newestOf();
    private final Map<String, TokenBucket> friends = newestOf();

    /** Whether one more may be tried; a bucket that gave a token, to give it back to. */
    synchronized boolean take(String account, boolean exists, String address, boolean known, long nowMs) {
        return bucket(account, exists, address, known, nowMs).take(nowMs);
    }

    /** It was right: that was no guess. */
    synchronized void wasRight(String account, String address, boolean known, long nowMs) {
        bucket(account, true, address, known, nowMs).giveBack();
    }

    private TokenBucket bucket(String account, boolean exists, String address, boolean known, long nowMs) {
        Map<String, TokenBucket> buckets = known ? friends : exists ? accounts : nobodies;
        String key = known ? account + "\n" + address : account;
        return buckets.computeIfAbsent(key, k -> new TokenBucket(A_DAY, REFILL_MS, nowMs));
    }

    private static Map<String, TokenBucket> newestOf() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}

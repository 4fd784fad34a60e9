package io.candelabra.core.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Bounds how often passwords may be tried. An address from which the account's owner has come in has a hundred wrong
 * guesses a day of its own, however many strangers have used up. A strange address has as many for an account, and
 * three hundred for all together; an account takes a thousand of all strange addresses, and the server three thousand
 * at first and then one a second. So one stranger can lock out neither the owner nor another stranger. A right password
 * costs nothing.
 *
 * <p>Names that no account has are bounded too, in the same way, so that they cannot be told from accounts by it; of these
 * only the newest are remembered.
 */
final class Guesses {
    private static final double DAY_MS = 86_400_000.0;
    private static final int PAIR = 100;
    private static final int ADDRESS = 300;
    private static final int ACCOUNT = 1_000;
    private static final int ALL = 3_000;
    private static final double ALL_REFILL_MS = 1_000;
    private static final int REMEMBERED = 10_000;

    private final Map<String, TokenBucket> friends = newestOf();
    private final Map<String, TokenBucket> pairs = newestOf();
    private final Map<String, TokenBucket> addresses = newestOf();
    private final Map<String, TokenBucket> accounts = new LinkedHashMap<>();
    private final Map<String, TokenBucket> nobodies = newestOf();
    private final TokenBucket all;

    Guesses(long nowMs) {
        this.all = new TokenBucket(ALL, ALL_REFILL_MS, nowMs);
    }

    /**
     * The source of a try.
     *
     * @param exists whether there is such an account
     * @param network the address, or what all addresses of one machine have in common
     * @param known whether the account's owner came in from there
     */
    record Try(String account, boolean exists, String network, boolean known) {}

    /** Whether one more may be tried. */
    synchronized boolean take(Try guess, long nowMs) {
        List<TokenBucket> buckets = buckets(guess, nowMs);
        List<TokenBucket> gave =
                buckets.stream().takeWhile(bucket -> bucket.take(nowMs)).toList();
        if (gave.size() < buckets.size()) {
            gave.forEach(TokenBucket::giveBack);
            return false;
        }
        return true;
    }

    /** It was right, or was not looked at: that was no guess. */
    synchronized void giveBack(Try guess, long nowMs) {
        buckets(guess, nowMs).forEach(TokenBucket::giveBack);
    }

    private List<TokenBucket> buckets(Try guess, long nowMs) {
        String pair = guess.account() + "\n" + guess.network();
        if (guess.known()) {
            return List.of(bucket(friends, pair, PAIR, nowMs));
        }
        return Stream.of(
                        bucket(pairs, pair, PAIR, nowMs),
                        bucket(addresses, guess.network(), ADDRESS, nowMs),
                        bucket(guess.exists() ? accounts : nobodies, guess.account(), ACCOUNT, nowMs),
                        all)
                .toList();
    }

    private static TokenBucket bucket(Map<String, TokenBucket> buckets, String key, int aDay, long nowMs) {
        return buckets.computeIfAbsent(key, k -> new TokenBucket(aDay, DAY_MS / aDay, nowMs));
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

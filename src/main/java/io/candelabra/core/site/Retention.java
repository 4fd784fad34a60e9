package io.candelabra.core.site;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;

/**
 * How much log and history of a site is kept. Of the log a day, and longer for a reader whose place outlives the process and who is behind; but not
 * for ever for anybody's sake. A reader who finds that the log begins after its place is told of the gap.
 *
 * @param keepMs what is younger is kept, ms of site time
 * @param longestMs older events go, also where a reader has not read them
 * @param mostBytes what is beyond goes, oldest first, however young
 * @param historyMs what people can read of the past is kept so long, ms of site time
 * @param historyItems of each kind at most so many
 */
public record Retention(long keepMs, long longestMs, long mostBytes, long historyMs, int historyItems) {
    private static final long SHORT_KEEP_MS = Duration.ofMinutes(1).toMillis();
    private static final long SHORT_LONGEST_MS = Duration.ofHours(1).toMillis();
    private static final long SHORT_BYTES = 2_000_000;

    public static final Retention STANDARD = new Retention(
            Duration.ofHours(24).toMillis(),
            Duration.ofDays(6).toMillis(),
            1_000_000_000L,
            Duration.ofDays(92).toMillis(),
            20_000);

    /**
     * While the disk is short. Connected readers read from memory anyway, and a reader that was away for longer is told
     * of the gap. History stays, since nothing that was kept is taken away for want of room.
     */
    Retention atLeast() {
        return new Retention(
                Math.min(keepMs, SHORT_KEEP_MS),
                Math.min(longestMs, SHORT_LONGEST_MS),
                Math.min(mostBytes, SHORT_BYTES),
                historyMs,
                historyItems);
    }

    /**
     * The log of a site as it is.
     *
     * @param first number of the oldest event that is kept
     * @param last number of the newest
     * @param atMs site time of the event of a number, from first to last
     */
    public record Log(long first, long last, long bytes, LongUnaryOperator atMs) {}

    /**
     * The number up to and including which the log may go; before {@code log.first()} where nothing may.
     *
     * @param slowest the smallest place of a reader that outlives the process
     */
    public long upTo(Log log, long nowMs, OptionalLong slowest) {
        long young = lastBefore(log, nowMs - keepMs);
        long wish = Math.min(young, slowest.orElse(Long.MAX_VALUE));
        // where nothing is older than the shorter time, nothing is older than the longer one
        long old = young < log.first() ? young : lastBefore(log, nowMs - longestMs);
        long must = Math.max(old, beyondBytes(log));
        return Math.min(Math.max(wish, must), log.last());
    }

    /** As if all events were equally large: the remainder is found at the next look. */
    private long beyondBytes(Log log) {
        if (log.bytes() <= mostBytes) {
            return log.first() - 1;
        }
        double share = (double) (log.bytes() - mostBytes) / log.bytes();
        return log.first() - 1 + (long) Math.ceil(share * (log.last() - log.first() + 1));
    }

    /** The last event that is older than a moment. Site time may have jumped back; then it is one of several, all old. */
    private static long lastBefore(Log log, long ms) {
        long low = log.first() - 1; // is older, or is none
        long high = log.last() + 1; // is not older, or is none
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (log.atMs().applyAsLong(middle) < ms) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

package io.candelabra.push;

import java.util.List;

/**
 * When a message is tried again, by the wall's clock. Most receivers that fail are being restarted and are back within a
 * minute, so the first tries follow one another closely; then come the pauses that webhook senders agree on, and from then
 * on one try a day.
 */
final class RetrySchedule {
    /** After so long without one success a subscription is switched off. */
    static final long GIVE_UP_MS = 5 * 24 * 3_600_000L;

    /** And not before so many tries, with which the longest pauses fill that time. */
    static final int LEAST_TRIES = 6;

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long LONGEST_MS = 24 * HOUR;
    private static final List<Long> PAUSES_MS = List.of(
            5 * SECOND,
            10 * SECOND,
            15 * SECOND,
            30 * SECOND,
            MINUTE,
            3 * MINUTE,
            30 * MINUTE,
            2 * HOUR,
            5 * HOUR,
            10 * HOUR,
            14 * HOUR,
            20 * HOUR,
            LONGEST_MS);

    private RetrySchedule() {}

    /**
     * How long to wait.
     *
     * @param failures how often it has failed, at least 1
     * @param askedMs how long the receiver asked to be left alone; 0 where it did not
     */
    static long pauseMs(int failures, long askedMs) {
        long own = PAUSES_MS.get(Math.min(failures, PAUSES_MS.size()) - 1);
        return Math.min(LONGEST_MS, Math.max(own, askedMs));
    }
}

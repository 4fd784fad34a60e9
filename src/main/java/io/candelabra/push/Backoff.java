package io.candelabra.push;

/** How long one receiver has been failing, and when it is asked again. */
final class Backoff {
    private int failures;
    private long sinceMs;
    private long nextTryMs;

    /** Goes on where an earlier process stopped; the next try is due at once. */
    Backoff(DeliveryState before) {
        this.failures = before.failures();
        this.sinceMs = before.failingSinceMs();
    }

    boolean failing() {
        return failures > 0;
    }

    int failures() {
        return failures;
    }

    /** Wall time of the first failure since the last success; 0 while all is well. */
    long sinceMs() {
        return sinceMs;
    }

    long nextTryMs() {
        return nextTryMs;
    }

    /**
     * The receiver has failed.
     *
     * @param askedMs for how long it asked to be left alone; 0 where it did not
     * @return false where an earlier failure of messages that were on their way together has set the pause already
     */
    boolean failed(long nowMs, long askedMs) {
        if (failing() && nowMs < nextTryMs) {
            return false;
        }
        sinceMs = failing() ? sinceMs : nowMs;
        failures++;
        nextTryMs = nowMs + RetrySchedule.pauseMs(failures, askedMs);
        return true;
    }

    void succeeded() {
        failures = 0;
        sinceMs = 0;
        nextTryMs = 0;
    }

    /** Whether it is time to give up. A server that was off for a week asks a few times before it does. */
    boolean exhausted(long nowMs) {
        return failures >= RetrySchedule.LEAST_TRIES && nowMs - sinceMs >= RetrySchedule.GIVE_UP_MS;
    }
}

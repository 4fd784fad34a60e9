package io.candelabra.core.lane;

/** The pause before the next driver of a gateway is started, in steady time: it grows with each fall, up to a minute. */
final class StartPause {
    private static final long FIRST_MS = 1_000;
    private static final long LONGEST_MS = 60_000;

    private final LanePlace place;
    private long endMs;
    /** Shortened by whichever thread the driver reports from. */
    private volatile long nextMs = FIRST_MS;

    StartPause(LanePlace place) {
        this.place = place;
    }

    boolean isOver() {
        return place.steadyMs() >= endMs;
    }

    /** Steady time. */
    long endMs() {
        return endMs;
    }

    /** A driver fell: the pause begins. */
    void begin() {
        long pauseMs = nextMs;
        endMs = place.steadyMs() + pauseMs;
        nextMs = Math.min(LONGEST_MS, pauseMs * 2);
    }

    /** The length of the pause after the next fall. */
    long nextMs() {
        return nextMs;
    }

    /** The next driver may start at once. */
    void skip() {
        endMs = place.steadyMs();
    }

    /** A driver works: the pause after its fall is a short one. */
    void forget() {
        nextMs = FIRST_MS;
    }
}

package io.candelabra.core.lane;

import org.slf4j.event.Level;

/**
 * The pause before the next driver of a gateway is started, in steady time: it grows with each fall, up to a minute. It is a short
 * one again after a driver under which steps got on, or that has run for some minutes: a gateway on which nobody wants anything would
 * otherwise wait a minute after its tenth fall in a year.
 */
final class StartPause {
    private static final long FIRST_MS = 1_000;
    private static final long LONGEST_MS = 60_000;
    /** Several of the longest pauses: a driver that falls over and over again does not get so far. */
    static final long LONG_RUN_MS = 5 * LONGEST_MS;

    private final LanePlace place;
    private long endMs;
    /** Shortened by whichever thread the driver reports from. */
    private volatile long nextMs = FIRST_MS;
    /** Since when a driver runs; {@link Long#MAX_VALUE} where none does. */
    private long sinceMs = Long.MAX_VALUE;

    /** Why the last driver fell; empty before the first fall. */
    private String lastFall = "";

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

    /** A driver has started. */
    void runs() {
        sinceMs = place.steadyMs();
    }

    /** For how long the driver has run; 0 where none does. */
    long livedMs() {
        return Math.max(0, place.steadyMs() - sinceMs);
    }

    /** A driver fell: the pause begins. Its length in ms. */
    long begin() {
        long nowMs = place.steadyMs();
        long pauseMs = nowMs - LONG_RUN_MS >= sinceMs ? FIRST_MS : nextMs;
        sinceMs = Long.MAX_VALUE;
        endMs = nowMs + pauseMs;
        nextMs = Math.min(LONGEST_MS, pauseMs * 2);
        return pauseMs;
    }

    /**
     * How loudly a fall is logged. A far end that is away fails at each try, for days: people are told once, and again where it is for
     * another reason, or where a driver has worked in between.
     *
     * @param livedMs for how long the driver had run
     */
    Level level(Throwable fall, long livedMs) {
        String why = fall.toString();
        boolean again = why.equals(lastFall) && livedMs < Serving.PROVED_MS;
        lastFall = why;
        return again ? Level.DEBUG : Level.WARN;
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

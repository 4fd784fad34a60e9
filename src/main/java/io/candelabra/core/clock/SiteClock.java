package io.candelabra.core.clock;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The time that sites live in: physics, schedules, the times of events. It starts at a moment and runs at a multiple of the
 * wall's pace. Tokens, certificates, limits and retries do not use it; they live by the wall.
 */
public final class SiteClock implements InstantSource {
    private final InstantSource wall;
    private final double speed;
    private final long wallStartMs;
    private final long siteStartMs;

    /**
     * @param speed how many site seconds pass in a second of the wall; above 0
     * @param startMs site time now, ms since 1970
     */
    public SiteClock(InstantSource wall, double speed, long startMs) {
        if (!(speed > 0) || speed > 100_000) {
            throw new IllegalArgumentException("speed must be above 0 and at most 100,000: " + speed);
        }
        this.wall = wall;
        this.speed = speed;
        this.wallStartMs = wall.millis();
        this.siteStartMs = startMs;
    }

    /** A clock that shows the wall's time. */
    public static SiteClock real(InstantSource wall) {
        return new SiteClock(wall, 1, wall.millis());
    }

    /** The same pace from the same moment on, and never set back: for pauses and deadlines, which are no times of day. */
    public SiteClock steady() {
        return new SiteClock(new Steady(wall), speed, millis());
    }

    @Override
    public long millis() {
        long passed = wall.millis() - wallStartMs;
        return siteStartMs + (long) (passed * speed);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    /** How long the wall takes until a moment of site time; 0 where it is past. */
    public long wallMsUntil(long siteMs) {
        if (siteMs == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        long now = millis();
        // "at once" may be any moment, also one from which no difference can be taken
        return siteMs <= now ? 0 : (long) Math.ceil((siteMs - now) / speed);
    }
}

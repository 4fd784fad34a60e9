package io.candelabra.core.clock;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Time that only passes: another source, without the moments at which that one is set back. Who waits for a minute waits
 * for a minute, also where somebody sets the machine's clock back by an hour meanwhile. It is no time of day: after the
 * first such moment it is ahead of its source.
 *
 * <p>The time between the last question and the moment at which the source is set back is lost, so one who asks seldom
 * may wait for that much longer. May be asked from any thread.
 */
public final class Steady implements InstantSource {
    private final InstantSource source;
    private long sourceMs;
    private long steadyMs;

    public Steady(InstantSource source) {
        this.source = source;
        this.sourceMs = source.millis();
        this.steadyMs = sourceMs;
    }

    @Override
    public synchronized long millis() {
        long now = source.millis();
        steadyMs += Math.max(0, now - sourceMs);
        sourceMs = now;
        return steadyMs;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }
}

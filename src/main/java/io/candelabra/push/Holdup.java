package io.candelabra.push;

/**
 * Who keeps a delivery that is behind from going faster: its receiver, or this server.
 *
 * <p>Two things are measured, over stretches of half a second. The first: for how long messages could not go since those that were on their way
 * had taken all places, or the turn of their thing. The second: which part of the time on their way these had spent in this server before
 * they left. A thread that waits for a processor before it sends waits for one again before it hears the answer, so that part counts
 * twice. The rest of the time is the receiver's. A slow receiver makes messages wait all the time, for its own time; a full processor
 * makes them wait for ours, or leaves places free because the reader does not come to fill them.
 *
 * <p>What is in doubt is the receiver's: the field is slowed down only for the server's part.
 */
final class Holdup {
    static final long STRETCH_MS = 500;
    /** Nearer than this a reader is not behind. */
    private static final long NEAR_MS = 50;

    private long fromMs = Long.MIN_VALUE;
    private long lookedMs;
    private boolean blocked;
    private long blockedMs;
    private long waitedMs;
    private long tookMs;
    private boolean ours;

    /**
     * A message came back.
     *
     * @param waited how long it waited in this server before it left
     * @param took from when it was to go until its outcome
     */
    void came(long waited, long took) {
        waitedMs += waited;
        tookMs += took;
    }

    /**
     * A step has ended.
     *
     * @param behindMs how far the reader is behind
     * @param stuck whether messages wait that cannot go before others have come back
     * @return whether the reader is behind, and was so for a whole stretch for want of this server's time
     */
    boolean ours(long behindMs, boolean stuck, long nowMs) {
        if (behindMs < NEAR_MS) {
            begin(nowMs);
            ours = false;
        } else if (fromMs == Long.MIN_VALUE) {
            begin(nowMs);
        }
        blockedMs += blocked ? nowMs - lookedMs : 0;
        blocked = stuck;
        lookedMs = nowMs;
        long stretch = nowMs - fromMs;
        if (stretch >= STRETCH_MS) {
            double inHouse = tookMs == 0 ? 0 : Math.min(1, 2.0 * waitedMs / tookMs);
            double receivers = (1 - inHouse) * blockedMs / stretch;
            ours = receivers < 0.5;
            begin(nowMs);
        }
        return ours;
    }

    private void begin(long nowMs) {
        fromMs = nowMs;
        lookedMs = nowMs;
        blockedMs = 0;
        waitedMs = 0;
        tookMs = 0;
    }
}

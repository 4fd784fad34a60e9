package io.candelabra.core.lane;

/**
 * How many reports are handed in at once. A caller who asks for something meanwhile waits for what was handed in before: so a
 * handful is as large as can be decided and written within a short time, whatever the machine is and whatever else it does.
 *
 * <p>Fewer are never handed in than {@link #FEWEST}: each handful has a cost of its own, and a machine that is slow would
 * otherwise be kept busy with that.
 */
final class Handfuls {
    static final int MOST = 2_000;
    static final int FEWEST = 500;
    /** From the desk to the disk, about. */
    static final long GOAL_MS = 50;

    private int most = MOST;

    /** So many may be handed in now. */
    int most() {
        return most;
    }

    /**
     * A handful is on the disk. One that was far from full says nothing: it took as long as what it waited for. The size at most
     * halves or doubles by one of them, since one may have met with something rare.
     *
     * @param reports that it held
     * @param tookMs since it was handed in
     */
    void arrived(int reports, long tookMs) {
        if (reports < most / 2) {
            return;
        }
        long fit = most * GOAL_MS / Math.max(1, tookMs);
        most = (int) Math.clamp(Math.clamp(fit, most / 2, 2L * most), FEWEST, MOST);
    }
}

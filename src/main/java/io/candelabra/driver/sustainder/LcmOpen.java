package io.candelabra.driver.sustainder;

import io.candelabra.model.Step;

/**
 * A step that has not ended.
 *
 * @param most so many orders go with it in one request at the most
 * @param tries how often the layer was ill when it was asked by itself
 * @param queues whether it may wait at the layer: its lamp was away when it was sent first
 * @param sinceMs since when it waits to be sent
 * @param untilMs when its time is over
 * @param readMs when its lamp is read next
 * @param gapMs the time from then to the next
 * @param asked how often its lamp was asked for since its time was over: one that the layer told counts as often as need be
 */
record LcmOpen(
        Step.Ref step,
        String lcm,
        LcmOrder order,
        Stage stage,
        int most,
        int tries,
        boolean queues,
        long sinceMs,
        long untilMs,
        long readMs,
        long gapMs,
        int asked) {
    static final long FIRST_READ_MS = 300;
    private static final long LONGEST_READ_MS = 5_000;
    /** So often the layer may say nothing of its lamp when its time is over. */
    private static final int LAST_READS = 3;

    /** How far it is. */
    enum Stage {
        WAITS,
        TAKEN,
        QUEUED
    }

    static LcmOpen of(Step step, LcmOrder order, long nowMs, long untilMs) {
        Stage stage = order instanceof LcmOrder.ReadLamp ? Stage.TAKEN : Stage.WAITS;
        return new LcmOpen(
                step.ref(),
                step.device().address(),
                order,
                stage,
                LcmRequest.MOST,
                0,
                false,
                nowMs,
                untilMs,
                nowMs,
                FIRST_READ_MS,
                0);
    }

    boolean waits() {
        return stage == Stage.WAITS;
    }

    boolean isTaken() {
        return stage == Stage.TAKEN;
    }

    LcmOpen at(Stage next, long until, long read) {
        return new LcmOpen(step, lcm, order, next, most, tries, queues, sinceMs, until, read, FIRST_READ_MS, 0);
    }

    /** It goes with fewer others from now on, behind those that wait. */
    LcmOpen withFewer(int others, long nowMs) {
        return new LcmOpen(step, lcm, order, stage, others, tries, queues, nowMs, untilMs, readMs, gapMs, asked);
    }

    LcmOpen triedAgain(long nowMs) {
        return new LcmOpen(step, lcm, order, stage, 1, tries + 1, queues, nowMs, untilMs, readMs, gapMs, asked);
    }

    LcmOpen toQueue(long nowMs) {
        return new LcmOpen(step, lcm, order, stage, most, tries, true, nowMs, untilMs, readMs, gapMs, asked);
    }

    /** Its lamp was asked for, whatever came of it. */
    LcmOpen readAgain(long nowMs, boolean told) {
        return new LcmOpen(
                step,
                lcm,
                order,
                stage,
                most,
                tries,
                queues,
                sinceMs,
                untilMs,
                nowMs + gapMs,
                Math.min(LONGEST_READ_MS, gapMs * 2),
                nowMs < untilMs ? 0 : told ? LAST_READS : asked + 1);
    }

    /** Its time is over, and its lamp was asked for since. */
    boolean wasAskedAtLast() {
        return asked >= LAST_READS;
    }

    /** Its time is over, and its lamp is still to be asked for. */
    boolean isToBeAskedAtLast() {
        return asked == 0;
    }

    /** Its lamp is to be read now, whenever it was to be. */
    LcmOpen readNow(long nowMs) {
        return new LcmOpen(step, lcm, order, stage, most, tries, queues, sinceMs, untilMs, nowMs, gapMs, asked);
    }
}

package io.candelabra.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Stretches of a delivery in steps of ten milliseconds, with what a step would see. */
class HoldupTest {
    private static final long BEHIND_MS = 1_000;

    private final Holdup holdup = new Holdup();
    private long nowMs = 1_700_000_000_000L;

    /** @param each what comes back in each step; gives what the last step said */
    private boolean stretch(long behindMs, boolean stuck, Runnable each) {
        boolean ours = false;
        for (int i = 0; i < 2 * Holdup.STRETCH_MS / 10; i++) {
            nowMs += 10;
            each.run();
            ours = holdup.ours(behindMs, stuck, nowMs);
        }
        return ours;
    }

    private Runnable messages(int many, long waited, long took) {
        return () -> {
            for (int i = 0; i < many; i++) {
                holdup.came(waited, took);
            }
        };
    }

    @Test
    void aSlowReceiverIsNeverOurs() {
        assertThat(stretch(BEHIND_MS, true, messages(21, 0, 30)))
                .as("all places taken")
                .isFalse();
        assertThat(stretch(BEHIND_MS, true, messages(21, 5, 30)))
                .as("though processors are busy")
                .isFalse();
        assertThat(stretch(BEHIND_MS, true, messages(1, 0, 10)))
                .as("one thing, each message in its turn")
                .isFalse();
        assertThat(stretch(BEHIND_MS, true, () -> {})).as("nothing comes back").isFalse();
    }

    @Test
    void aFullProcessorIsOurs() {
        assertThat(stretch(BEHIND_MS, true, messages(64, 4, 10)))
                .as("messages wait before they leave")
                .isTrue();
        assertThat(stretch(BEHIND_MS, false, messages(10, 0, 2)))
                .as("the reader does not fill its places")
                .isTrue();
        assertThat(stretch(BEHIND_MS, false, () -> {}))
                .as("or does not come to read")
                .isTrue();
    }

    @Test
    void ofThoseThatAreNotBehindNothingIsSaid() {
        assertThat(stretch(BEHIND_MS, false, messages(10, 2, 4))).isTrue();
        assertThat(stretch(20, false, messages(10, 2, 4))).isFalse();
    }

    @Test
    void nothingIsSaidBeforeAWholeStretchWasSeen() {
        stretch(0, false, () -> {});
        for (long ms = 10; ms < Holdup.STRETCH_MS; ms += 10) {
            nowMs += 10;
            holdup.came(4, 10);
            assertThat(holdup.ours(BEHIND_MS, true, nowMs))
                    .as("after %d ms", ms)
                    .isFalse();
        }
        nowMs += 10;
        assertThat(holdup.ours(BEHIND_MS, true, nowMs)).isTrue();
    }

    @Test
    void itGoesOverWhenTheReceiverBecomesTheSlowOne() {
        assertThat(stretch(BEHIND_MS, true, messages(64, 4, 10))).isTrue();
        assertThat(stretch(BEHIND_MS, true, messages(2, 4, 300))).isFalse();
        assertThat(stretch(BEHIND_MS, true, messages(64, 4, 10))).isTrue();
    }
}

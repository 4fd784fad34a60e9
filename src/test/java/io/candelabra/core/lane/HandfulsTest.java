package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HandfulsTest {
    private final Handfuls handfuls = new Handfuls();

    @Test
    void theyShrinkToWhatIsWrittenInTimeAndGrowAgain() {
        handfuls.arrived(handfuls.most(), 10 * Handfuls.GOAL_MS);
        assertThat(handfuls.most()).as("one may have met with something rare").isEqualTo(Handfuls.MOST / 2);
        for (int i = 0; i < 10; i++) {
            handfuls.arrived(handfuls.most(), 10 * Handfuls.GOAL_MS);
        }
        assertThat(handfuls.most()).isEqualTo(Handfuls.FEWEST);

        handfuls.arrived(handfuls.most(), Handfuls.GOAL_MS);
        assertThat(handfuls.most()).as("in time").isEqualTo(Handfuls.FEWEST);
        handfuls.arrived(handfuls.most(), 0);
        assertThat(handfuls.most()).isEqualTo(2 * Handfuls.FEWEST);
        for (int i = 0; i < 10; i++) {
            handfuls.arrived(handfuls.most(), 0);
        }
        assertThat(handfuls.most()).isEqualTo(Handfuls.MOST);
    }

    @Test
    void aSmallOneThatTookLongSaysNothing() {
        handfuls.arrived(1, 10_000);
        handfuls.arrived(Handfuls.MOST / 2 - 1, 10_000);
        assertThat(handfuls.most()).isEqualTo(Handfuls.MOST);
    }
}

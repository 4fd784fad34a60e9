package io.candelabra.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ArrearsTest {
    private final Arrears arrears = new Arrears();

    @Test
    void theOldestThatIsNotDeliveredSaysSinceWhen() {
        arrears.reached(10, 1_000);
        arrears.reached(20, 2_000);
        arrears.reached(20, 3_000);
        arrears.reached(30, 4_000);
        assertThat(arrears.sinceMs(5)).isEqualTo(1_000);
        assertThat(arrears.sinceMs(10)).isEqualTo(2_000);
        assertThat(arrears.sinceMs(19)).isEqualTo(2_000);
        assertThat(arrears.sinceMs(20)).isEqualTo(4_000);
        assertThat(arrears.sinceMs(30)).isZero();
        arrears.reached(31, 9_000);
        assertThat(arrears.sinceMs(30)).isEqualTo(9_000);
    }

    /** However many moments there were: never later than it is, and earlier by a small part of all that time at most. */
    @Test
    void aReaderThatIsFarBehindNeverLooksBetterThanItIs() {
        Random chance = new Random(3);
        TreeMap<Long, Long> truth = new TreeMap<>();
        long now = 0;
        for (long seq = 1; seq <= 20_000; seq++) {
            now += 5 + chance.nextInt(40);
            truth.put(seq, now);
            arrears.reached(seq, now);
        }
        for (long delivered = 0; delivered < 20_000; delivered += 1 + chance.nextInt(200)) {
            long since = arrears.sinceMs(delivered);
            long really = truth.getOrDefault(delivered + 1, 0L);
            assertThat(since).isBetween(1L, really);
            assertThat((double) (now - since))
                    .as("of what waits for %d ms", now - really)
                    .isLessThan(now - really + now / 64.0);
        }
        assertThat(arrears.sinceMs(20_000)).isZero();
    }
}

package io.candelabra.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.model.Cause;
import io.candelabra.model.SiteId;
import org.junit.jupiter.api.Test;

class RenderedTailTest {
    private static final int HEAVY = 100_000;

    private int rendered;

    private byte[] read(RenderedTail tail, Object readers, long seq, int bytes) {
        LoggedEvent event = new LoggedEvent(new SiteId("home"), seq, 0, Cause.CLOCK, new SiteEvent.HistoryErased(seq));
        return tail.of(readers, event, e -> {
            rendered++;
            return new byte[bytes];
        });
    }

    @Test
    void whatIsToldTheSameIsWrittenOnceForAllReaders() {
        RenderedTail tail = new RenderedTail(100, 1_000_000);
        for (int reader = 0; reader < 10; reader++) {
            for (int seq = 1; seq <= 50; seq++) {
                assertThat(read(tail, "cloud", seq, seq)).hasSize(seq);
            }
        }
        assertThat(rendered).isEqualTo(50);
        read(tail, "local", 50, 50);
        assertThat(rendered).isEqualTo(51);
    }

    /** The remembered words weigh no more than they may, with any number of events and sites, and are the newest. */
    @Test
    void itIsBoundByWeightAndTheNewestStay() {
        RenderedTail tail = new RenderedTail(8_192, 10L * HEAVY);
        for (int seq = 1; seq <= 1_000; seq++) {
            read(tail, "site " + seq % 2, seq, HEAVY);
        }
        rendered = 0;
        for (int seq = 1_000; seq > 980; seq--) {
            // the newest first, so that what is written anew pushes out nothing that is still to be read
            read(tail, "site " + seq % 2, seq, HEAVY);
        }
        assertThat(rendered).as("written anew: those beyond the weight").isBetween(11, 19);
    }

    @Test
    void oneThatIsHeavierThanAllMayBeIsWrittenAnewAndHurtsNobody() {
        RenderedTail tail = new RenderedTail(8_192, HEAVY);
        read(tail, "site", 1, 2 * HEAVY);
        read(tail, "site", 1, 2 * HEAVY);
        assertThat(rendered).isEqualTo(2);
        read(tail, "site", 2, 10);
        read(tail, "site", 2, 10);
        assertThat(rendered).isEqualTo(3);
    }

    @Test
    void whoIsFarBehindPushesOutNothing() {
        RenderedTail tail = new RenderedTail(100, 10L * HEAVY);
        read(tail, "site", 1_000, HEAVY);
        for (int seq = 1; seq <= 500; seq++) {
            read(tail, "site", seq, HEAVY);
        }
        rendered = 0;
        read(tail, "site", 1_000, HEAVY);
        assertThat(rendered).isZero();
    }
}

package io.candelabra.store;

import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.edit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.site.SiteStore.Batch;
import io.candelabra.core.site.SiteStore.Checkpoint;
import io.candelabra.core.site.SiteStore.LogExtent;
import io.candelabra.core.site.SiteStore.StoreFailed;
import io.candelabra.model.DeviceId;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.SiteId;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The duties of every store toward the history and the age of the log, besides the rest. */
public abstract class HistoryContract extends StoreContract {

    @Test
    void tellsHowMuchOfTheLogIsThereAndHowOldItIs() {
        assertThat(store().log(SITE)).isEqualTo(new LogExtent(0, 0, 0));
        HandStepped world = new HandStepped(store());
        long begunMs = world.nowMs();
        for (int event = 1; event <= 11; event += 2) {
            String text = Integer.toString(event);
            world.ask(edit(c -> c.put(scene("a", text)).put(scene("b", text))));
            if (event % 3 == 0) {
                world.settle();
            }
            world.pass(1_000);
        }
        world.checkpoint();
        long last = world.state().seq();
        assertThat(store().log(SITE)).matches(log -> log.prunedTo() == 0 && log.last() == last && log.bytes() > 0);
        for (LoggedEvent logged : store().read(SITE, 0, 100)) {
            assertThat(store().loggedAtMs(SITE, logged.seq()))
                    .as("of the event, or of one that was committed with it")
                    .isBetween(Math.max(begunMs, logged.atMs() - 3_000), logged.atMs());
        }
        store().prune(SITE, 4);
        assertThat(store().log(SITE).prunedTo()).isEqualTo(4);
        assertThat(store().loggedAtMs(SITE, 5))
                .isLessThanOrEqualTo(store().read(SITE, 4, 1).getFirst().atMs());
        assertThatThrownBy(() -> store().loggedAtMs(SITE, last + 1)).isInstanceOf(StoreFailed.class);
        assertThatThrownBy(() -> store().loggedAtMs(new SiteId("unknown"), 1)).isInstanceOf(StoreFailed.class);
    }

    @Test
    void historyIsFoundByTimeKindAndId() {
        long epoch = store().open(SITE).epoch();
        HistoryItem[] items = LongStream.rangeClosed(1, 9)
                .mapToObj(i -> new HistoryItem.Visit("v" + i, i * 100, "a", "overkiz", "::1"))
                .toArray(HistoryItem[]::new);
        HistoryItem other = new HistoryItem.Notification("v1", 350, "o", "INFO", "text");
        store().commit(List.of(batch(SITE, epoch, 1, items)));
        store().commit(List.of(batch(SITE, epoch, 4, other)));
        assertThat(store().history(SITE, HistoryItem.Visit.class, 200, 400, 10))
                .extracting(HistoryItem.Visit::id)
                .containsExactly("v2", "v3", "v4");
        assertThat(store().history(SITE, HistoryItem.Visit.class, 200, 400, 2))
                .extracting(HistoryItem.Visit::id)
                .containsExactly("v2", "v3");
        assertThat(store().latest(SITE, HistoryItem.Visit.class, 2))
                .extracting(HistoryItem.Visit::id)
                .containsExactly("v9", "v8");
        assertThat(store().historyItem(SITE, HistoryItem.Visit.class, "v1")).contains((HistoryItem.Visit) items[0]);
        assertThat(store().historyItem(SITE, HistoryItem.Notification.class, "v1"))
                .contains((HistoryItem.Notification) other);
        assertThat(store().historyItem(SITE, HistoryItem.DeviceEvent.class, "v1"))
                .isEmpty();
        assertThat(store().latest(OFFICE, HistoryItem.Visit.class, 2)).isEmpty();
    }

    @Test
    void erasingTakesWhatPeopleMayErase() {
        long epoch = store().open(SITE).epoch();
        HistoryItem[] items = LongStream.rangeClosed(1, 9)
                .<HistoryItem>mapToObj(i -> deviceEvent("e" + i, i * 100))
                .toArray(HistoryItem[]::new);
        store().commit(List.of(batch(SITE, epoch, 1, items)));
        HistoryItem visit = new HistoryItem.Visit("v", 350, "a", "overkiz", "::1");
        HistoryItem told = new HistoryItem.Notification("n", 350, "o", "INFO", "text");
        store().commit(List.of(batch(SITE, epoch, 4, visit, told)));

        Batch erasing = batch(SITE, epoch, 7, deviceEvent("e10", 1));
        Checkpoint all = erasing.checkpoint().orElseThrow();
        store().commit(List.of(new Batch(
                SITE, epoch, erasing.events(), Optional.of(new Checkpoint(9, all.rows(), all.history(), 800)))));
        assertThat(store().latest(SITE, HistoryItem.DeviceEvent.class, 10))
                .as("erased is what was there before the batch")
                .extracting(HistoryItem.DeviceEvent::id)
                .containsExactly("e9", "e8", "e10");
        assertThat(store().latest(SITE, HistoryItem.Visit.class, 10))
                .as("who came in stays")
                .hasSize(1);
        assertThat(store().latest(SITE, HistoryItem.Notification.class, 10))
                .as("what people were told stays")
                .hasSize(1);
    }

    private static HistoryItem.DeviceEvent deviceEvent(String id, long atMs) {
        return new HistoryItem.DeviceEvent(id, atMs, new DeviceId("io://1-2-3/4"), "FAULT", "", true);
    }

    @Test
    void oldHistoryGoesByAgeAndOfEachRecordByNumber() {
        long epoch = store().open(SITE).epoch();
        int many = 2_500; // more than goes in one portion
        HistoryItem[] visits = LongStream.rangeClosed(1, many)
                .mapToObj(i -> new HistoryItem.Visit("v" + i, i, "a", "overkiz", "::1"))
                .toArray(HistoryItem[]::new);
        store().commit(List.of(batch(SITE, epoch, 1, visits)));
        store().commit(List.of(batch(SITE, epoch, 4, new HistoryItem.Notification("n", 2_100, "o", "INFO", "text"))));

        store().pruneHistory(SITE, 2_101, 100_000);
        assertThat(store().history(SITE, HistoryItem.Visit.class, 0, many, many))
                .hasSize(400)
                .first()
                .isEqualTo(visits[2_100]);
        assertThat(store().latest(SITE, HistoryItem.Notification.class, 1)).isEmpty();

        store().pruneHistory(SITE, 0, 3);
        assertThat(store().latest(SITE, HistoryItem.Visit.class, many))
                .extracting(HistoryItem.Visit::id)
                .containsExactly("v2500", "v2499", "v2498");
        store().pruneHistory(SITE, 0, 3);
        store().pruneHistory(new SiteId("unknown"), Long.MAX_VALUE, 0);
        assertThat(store().latest(SITE, HistoryItem.Visit.class, many)).hasSize(3);
    }
}

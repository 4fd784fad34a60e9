package io.candelabra.core.site;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.series.SeriesStore;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.SiteId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where sites are kept. A store keeps, for each site, the rows that make up its state and the log that led to them, and
 * writes both or neither. It is called by one writing thread at a time and any number of reading ones.
 */
public interface SiteStore extends AutoCloseable {

    /** The sites that have anything stored. */
    List<SiteId> sites();

    /**
     * Takes a site over, so that its earlier owner can write no more, and loads it. Nothing is written: the epoch
     * stands in the store with the first commit. So a site can be looked at where there is no room for anything.
     *
     * @throws Damaged if what is stored is not what was written
     * @throws StoreFailed if it cannot be read
     */
    Loaded open(SiteId site);

    /**
     * A site as it is stored.
     *
     * @param rows the state as the rows say it, at the last checkpoint; empty and at number 0 for a site that is new
     * @param since the log after it, without a gap
     */
    record Loaded(SiteState rows, List<LoggedEvent> since, long epoch) {
        /** The state after all that is in the log. */
        public SiteState state() {
            SiteState state = rows;
            for (LoggedEvent event : since) {
                state = state.after(event.event(), event.atMs());
            }
            return state;
        }
    }

    /**
     * Writes batches of different sites, each wholly or not at all, and returns when they are on disk. The outcome has an
     * entry for each batch, in order: empty where it was written, else why not.
     *
     * @throws StoreFailed if nothing at all could be written
     */
    List<Optional<StoreFailed>> commit(List<Batch> batches);

    /**
     * Events of a site after a number, at most so many, in order. They begin later than asked for where the log was pruned.
     *
     * @throws Damaged if one of them is not what was written, or is missing
     */
    List<LoggedEvent> read(SiteId site, long afterSeq, int max);

    /**
     * Removes the log of a site up to and including a number, but nothing that is newer than the site's last checkpoint. State
     * is not touched.
     *
     * @return the number up to which there is no log now; 0 where all of it is there
     */
    long prune(SiteId site, long upToSeq);

    /** How much of a site's log is there; nothing of a site that is unknown. */
    LogExtent log(SiteId site);

    /**
     * @param prunedTo the number up to which there is no log; 0 where all of it is there
     * @param last number of the newest event; equal to {@code prunedTo} where there is no log
     * @param bytes that it takes, roughly
     */
    record LogExtent(long prunedTo, long last, long bytes) {}

    /**
     * The time by which an event of the log is old, without reading the event: site time in ms of the event, or of one that was
     * committed together with it.
     *
     * @throws StoreFailed where the log does not reach that far
     */
    long loggedAtMs(SiteId site, long seq);

    /** Items of a site's history of one record, oldest first, within the times (inclusive), at most so many. */
    <H extends HistoryItem> List<H> history(SiteId site, Class<H> kind, long fromMs, long toMs, int max);

    /** The newest items of a site's history of one record, newest first, at most so many. */
    <H extends HistoryItem> List<H> latest(SiteId site, Class<H> kind, int max);

    <H extends HistoryItem> Optional<H> historyItem(SiteId site, Class<H> kind, String id);

    /**
     * Removes of a site's history what is older than a time, and of each record the oldest beyond so many items. Others can
     * write meanwhile: it may be seen half done.
     */
    void pruneHistory(SiteId site, long beforeMs, int mostOfEach);

    /** Where series of the sites' values are kept. */
    SeriesStore series();

    /** Bytes that are held in reserve now for what must go on when the disk is full. */
    default long reserved() {
        return 0;
    }

    /** The text that the whole store keeps under a name. */
    Optional<byte[]> fact(String name);

    /** Keeps it, once and for all. */
    void putFact(String name, byte[] value);

    /** Whether the store can write now; the reason if not. */
    Optional<String> trouble();

    /** How much room there is, as it was last met or looked at. */
    DiskSpace space();

    /** Looks how much room there is, and mends what can be mended without a person. To be called every few seconds. */
    void tend();

    @Override
    void close();

    /**
     * One site's share of a commit. Most of them only append to the log. A checkpoint brings the rows to how the state is after
     * the last event, and adds to the history what the log has told since the checkpoint before.
     */
    record Batch(SiteId site, long epoch, List<LoggedEvent> events, Optional<Checkpoint> checkpoint) {
        /** A batch that writes nothing need not be handed in. */
        boolean isEmpty() {
            return events.isEmpty() && checkpoint.isEmpty();
        }

        /** Events, rows and items that it writes. */
        int size() {
            return events.size()
                    + checkpoint.map(c -> c.rows().size() + c.history().size()).orElse(0);
        }

        Batch withoutCheckpoint() {
            return new Batch(site, epoch, events, Optional.empty());
        }
    }

    /**
     * The changes since the checkpoint before.
     *
     * @param seq number of the last event that it contains: the last of the log with which it is written
     * @param rows each thing as it is now, in the order in which things came; what is gone first
     * @param eraseHistoryBeforeMs what is older and may be erased goes from the history, before items are added; 0 for nothing
     */
    record Checkpoint(long seq, List<Row> rows, List<HistoryItem> history, long eraseHistoryBeforeMs) {}

    /** A row of the state: the thing as it is now, or null where it is gone. Keys are unique within a table and site. */
    record Row(Table table, String key, @Nullable Object value) {}

    /** The tables of a state; each names the class of its rows. */
    enum Table {
        /** {@code Device} without its states. */
        DEVICE,
        /** {@code States} of a device, under the device's key. */
        STATES,
        GATEWAY,
        /** {@code Resource}, under {@code kind/id}. */
        RESOURCE,
        EXECUTION,
        /** {@code Step}, under {@code execution/index}. */
        STEP,
        /** {@code Alert}, under the kind of its subject, its own kind and the subject's text; see {@link io.candelabra.core.state.AlertKeys}. */
        ALERT,
        JOB
    }

    /** The store could not do what it was asked for; nothing of it is stored. */
    sealed class StoreFailed extends RuntimeException permits Damaged, NotWritten {
        private static final long serialVersionUID = 1L;

        public StoreFailed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Nothing was written, for want of room or while writing is in doubt, and what was there before is as it was. */
    final class NotWritten extends StoreFailed {
        private static final long serialVersionUID = 1L;

        public NotWritten(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The stored bytes are not the written ones: trying again does not help, and only a person can. */
    final class Damaged extends StoreFailed {
        private static final long serialVersionUID = 1L;

        public Damaged(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}

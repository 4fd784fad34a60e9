package io.candelabra.core.site;

import io.candelabra.core.state.SiteState;
import java.util.Optional;

/**
 * The part of a site's log beyond its rows, and the moment at which the rows are brought up to date. For one thread at
 * a time.
 *
 * <p>A checkpoint is put off for long enough that what began and ended in between is never a row, and not for so long that a
 * start after a crash, or the other sites while it is written, would wait for it.
 */
final class Checkpoints {
    /**
     * Events between two checkpoints, so many at least and so many for each execution that runs: one that has not ended would be
     * written, and removed by the next checkpoint. They are read again after a crash, which takes some ms for a thousand.
     */
    private static final int FEWEST_EVENTS = 512;

    private static final int EVENTS_PER_EXECUTION = 64;
    private static final int MOST_EVENTS = 8_192;
    /** Rows and items of one checkpoint, about: all other sites wait while it is written. */
    private static final int MOST_ROWS = 2_000;
    /**
     * The same where a site has more things than that: each report is of another one, so that a checkpoint that waits saves no
     * row, and only keeps whoever asks for something meanwhile waiting for longer.
     */
    private static final int MOST_ROWS_OF_MANY = 500;

    private final Shedding shedding;
    private Rows recent = new Rows();
    /** While the disk is short, no checkpoint is tried before there are so many events. */
    private int heldOff;

    Checkpoints(Shedding shedding) {
        this.shedding = shedding;
    }

    /**
     * Begins with a site as it is stored. Returns the state after its log.
     *
     * @throws SiteStore.Damaged where the log does not fit the rows
     */
    SiteState replay(SiteStore.Loaded loaded) {
        try {
            return recent.replay(loaded.rows(), loaded.since());
        } catch (RuntimeException broken) {
            throw new SiteStore.Damaged(
                    "the log of the site " + loaded.rows().site() + " does not fit its rows: " + broken, broken);
        }
    }

    /** The changes that have become durable since the last checkpoint. */
    Rows recent() {
        return recent;
    }

    /**
     * The checkpoint with which changes are to be written; empty where it is not time for one.
     *
     * @param asked whether somebody asks for one
     * @param after the state after the changes
     */
    Optional<SiteStore.Checkpoint> due(boolean asked, Rows changes, SiteState after) {
        return asked || isDue(changes, after) ? Optional.of(recent.and(changes).checkpoint(after)) : Optional.empty();
    }

    private boolean isDue(Rows changes, SiteState after) {
        // erased history has to be gone for the next reader
        if (recent.erases() || changes.erases()) {
            return true;
        }
        int events = recent.events() + changes.events();
        if (events < heldOff && shedding.sheds()) {
            return false;
        }
        int most = Math.clamp((long) after.executions().size() * EVENTS_PER_EXECUTION, FEWEST_EVENTS, MOST_EVENTS);
        int rows = after.devices().size() > MOST_ROWS ? MOST_ROWS_OF_MANY : MOST_ROWS;
        return events >= most || recent.lasting() + changes.lasting() >= rows;
    }

    /**
     * There was no room for a checkpoint with these changes; the log of them may fit still. It is tried again when
     * there is room, or as much again has happened. False where it has to be: erased history may not be read again.
     */
    boolean holdOff(Rows changes) {
        if (recent.erases() || changes.erases()) {
            return false;
        }
        heldOff = 2 * (recent.events() + changes.events());
        return true;
    }

    /** A batch with these changes is on disk. */
    void written(SiteStore.Batch batch, Rows changes) {
        if (batch.checkpoint().isPresent()) {
            recent = new Rows();
            heldOff = 0;
        } else {
            recent.add(changes);
        }
    }
}

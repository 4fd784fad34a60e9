package io.candelabra.store.sql;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.site.SiteStore.Batch;
import io.candelabra.core.site.SiteStore.StoreFailed;
import io.candelabra.model.SiteId;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one site's share of a commit within a transaction that is open. It is used under the writer's lock. */
final class SiteWriter {
    private final Pen pen;
    private final KnownHeads heads;
    /** Epochs that were given out, the newest of each site; one stands on disk with the first commit under it. */
    private final Map<SiteId, Long> holders = new HashMap<>();

    SiteWriter(Pen pen, KnownHeads heads) {
        this.pen = pen;
        this.heads = heads;
    }

    /** Without savepoints, the rows of one site that the database refused take those of all others with them. */
    static final class OneRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final StoreFailed why;

        OneRefused(StoreFailed why) {
            super(why);
            this.why = why;
        }
    }

    /** Gives out the next epoch of a site. */
    long takeOver(SiteId site, long stored) {
        long epoch = Math.max(stored, holders.getOrDefault(site, 0L)) + 1;
        holders.put(site, epoch);
        return epoch;
    }

    /**
     * Writes a site's share. Throws where the whole transaction is at stake.
     *
     * @param commit number of the commit
     * @param apart whether the site gets a savepoint, which costs about as much as what is written between
     * @return why it came to nothing, or null
     * @throws OneRefused where the database refuses the site's rows, and it has no savepoint
     */
    @Nullable
    StoreFailed write(Share share, long commit, boolean apart) throws SQLException {
        return apart ? writeApart(share, commit) : write(share, commit);
    }

    private @Nullable StoreFailed write(Share share, long commit) throws SQLException {
        try {
            return writeRows(share, commit);
        } catch (SQLException failed) {
            if (Trouble.of(failed) != Trouble.REQUEST) {
                throw failed;
            }
            throw new OneRefused(Trouble.REQUEST.failed(failed));
        } catch (StoreFailed damaged) {
            // found while the rows were written
            throw new OneRefused(damaged);
        }
    }

    /** The same with a savepoint, to which the site is taken back where the database refuses it. */
    private @Nullable StoreFailed writeApart(Share share, long commit) throws SQLException {
        pen.sql().savepoint.executeUpdate();
        try {
            StoreFailed refusal = write(share, commit);
            pen.sql().release.executeUpdate();
            return refusal;
        } catch (OneRefused one) {
            pen.sql().rollbackToSavepoint.executeUpdate();
            pen.sql().release.executeUpdate();
            pen.sharpen();
            return one.why;
        }
    }

    /** Refuses before anything is written, or writes it all. */
    private @Nullable StoreFailed writeRows(Share share, long commit) throws SQLException {
        Batch batch = share.batch();
        Head head;
        try {
            head = heads.of(batch.site(), pen.sql());
        } catch (StoreFailed damaged) {
            return damaged;
        }
        StoreFailed refusal = refusal(batch, head);
        if (refusal != null) {
            return refusal;
        }
        Head ours = head.of(batch.epoch()).at(commit);
        if (head.epoch() == 0) {
            // the rows of a new site point to it
            ours.put(pen.sql().putHead);
        }
        heads.put(share.write(pen.sql(), ours), pen.sql());
        return null;
    }

    private @Nullable StoreFailed refusal(Batch batch, Head head) {
        if (batch.epoch() != holders.getOrDefault(batch.site(), 0L) || batch.epoch() < head.epoch()) {
            return new StoreFailed("somebody else has taken over the site " + batch.site(), null);
        }
        long next = head.seq();
        for (LoggedEvent event : batch.events()) {
            if (event.seq() != ++next) {
                return new StoreFailed("the log of the site " + batch.site() + " would have a gap", null);
            }
        }
        if (batch.checkpoint().isPresent() && batch.checkpoint().get().seq() != next) {
            return new StoreFailed("a checkpoint of the site " + batch.site() + " is of another moment", null);
        }
        return null;
    }
}

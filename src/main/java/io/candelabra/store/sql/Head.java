package io.candelabra.store.sql;

import io.candelabra.core.site.SiteStore.Damaged;
import io.candelabra.model.SiteId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The row of a site in the table {@code site}: counts and sums that the site's other rows must agree with.
 *
 * @param key the site's number in the other tables, from 1
 * @param epoch of the node that may write it
 * @param seq number of the last event in its log
 * @param logBytes of the bodies in its log
 * @param prunedTo number of the last event that was removed from its log: the log is whole from the next one to {@code seq}
 * @param checkpoint number of the event up to which the rows and the history tell; the log beyond it has to be read
 *     again
 * @param logSum checksum of the last row of its log; 0 before the first
 * @param rows of its state
 * @param items of its history
 * @param commit number of the store's commit that wrote this
 */
record Head(
        long key,
        SiteId site,
        long epoch,
        long seq,
        long logBytes,
        long prunedTo,
        long checkpoint,
        long logSum,
        Tally rows,
        Tally items,
        long commit) {

    /** All columns, in the order in which {@link #of} reads them. */
    static final String COLUMNS =
            "key, id, epoch, seq, log_bytes, pruned_to, checkpoint, log_sum, rows, row_sum, items, item_sum, written, sum";

    static final String PUT = "INSERT INTO site (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (key) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq,"
            + " log_bytes = excluded.log_bytes, pruned_to = excluded.pruned_to,"
            + " checkpoint = excluded.checkpoint, log_sum = excluded.log_sum, rows = excluded.rows,"
            + " row_sum = excluded.row_sum, items = excluded.items, item_sum = excluded.item_sum,"
            + " written = excluded.written, sum = excluded.sum";

    /** What a commit without a checkpoint changes: a third of the columns, and none that an index has to be asked for. */
    static final String APPEND =
            "UPDATE site SET seq = ?, log_bytes = ?, log_sum = ?, written = ?, sum = ? WHERE key = ?";

    static Head fresh(long key, SiteId site) {
        return new Head(key, site, 0, 0, 0, 0, 0, 0, Tally.NONE, Tally.NONE, 0);
    }

    /** @throws Damaged if it is not as it was written */
    static Head of(ResultSet row) throws SQLException {
        String id = row.getString(2);
        Head head;
        try {
            head = new Head(
                    row.getLong(1),
                    new SiteId(id),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8),
                    new Tally(row.getLong(9), row.getLong(10)),
                    new Tally(row.getLong(11), row.getLong(12)),
                    row.getLong(13));
        } catch (IllegalArgumentException noName) {
            throw new Damaged("the head of a site is damaged: its name is no name", noName);
        }
        if (head.sum() != row.getLong(14)) {
            throw new Damaged("the head of the site " + id + " is damaged: it does not fit its checksum", null);
        }
        return head;
    }

    void put(PreparedStatement put) throws SQLException {
        put.setLong(1, key);
        put.setString(2, site.value());
        put.setLong(3, epoch);
        put.setLong(4, seq);
        put.setLong(5, logBytes);
        put.setLong(6, prunedTo);
        put.setLong(7, checkpoint);
        put.setLong(8, logSum);
        put.setLong(9, rows.count());
        put.setLong(10, rows.sum());
        put.setLong(11, items.count());
        put.setLong(12, items.sum());
        put.setLong(13, commit);
        put.setLong(14, sum());
        put.executeUpdate();
    }

    /** Whether this differs from the head before it only in what rows of the log and the commit change. */
    boolean onlyAppends(Head before) {
        return key == before.key
                && epoch == before.epoch
                && prunedTo == before.prunedTo
                && checkpoint == before.checkpoint
                && rows.equals(before.rows)
                && items.equals(before.items);
    }

    /** Writes what differs from a head of which {@link #onlyAppends} holds. Returns 0 where no such head is stored. */
    int append(PreparedStatement append) throws SQLException {
        append.setLong(1, seq);
        append.setLong(2, logBytes);
        append.setLong(3, logSum);
        append.setLong(4, commit);
        append.setLong(5, sum());
        append.setLong(6, key);
        return append.executeUpdate();
    }

    private long sum() {
        return new Checksum()
                .number(key)
                .text(site.value())
                .number(epoch)
                .number(seq)
                .number(logBytes)
                .number(prunedTo)
                .number(checkpoint)
                .number(logSum)
                .number(rows.count())
                .number(rows.sum())
                .number(items.count())
                .number(items.sum())
                .number(commit)
                .value();
    }

    Head of(long newEpoch) {
        return new Head(key, site, newEpoch, seq, logBytes, prunedTo, checkpoint, logSum, rows, items, commit);
    }

    /** After one more row of the log. */
    Head appended(long newSeq, long bytes, long sum) {
        return new Head(key, site, epoch, newSeq, logBytes + bytes, prunedTo, checkpoint, sum, rows, items, commit);
    }

    Head pruned(long to, long bytes) {
        return new Head(key, site, epoch, seq, logBytes - bytes, to, checkpoint, logSum, rows, items, commit);
    }

    /** Rows and history tell of everything now. */
    Head checkpoint(Tally newRows, Tally newItems) {
        return new Head(key, site, epoch, seq, logBytes, prunedTo, seq, logSum, newRows, newItems, commit);
    }

    Head holding(Tally newItems) {
        return new Head(key, site, epoch, seq, logBytes, prunedTo, checkpoint, logSum, rows, newItems, commit);
    }

    Head at(long newCommit) {
        return new Head(key, site, epoch, seq, logBytes, prunedTo, checkpoint, logSum, rows, items, newCommit);
    }
}

package io.candelabra.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The rows to be removed, in portions: a month of log at once would keep every other writer waiting. */
sealed interface Cleaning {
    int PORTION = 1_000;

    /** The site's number, from 1. */
    long key();

    /** Removes the next portion. */
    Portion portion(Statements sql, Head head) throws SQLException;

    /**
     * The remainder after a portion.
     *
     * @param head the site's, as it is now
     * @param more whether more may be left
     */
    record Portion(Head head, boolean more) {}

    /** The log of a site up to and including a number. */
    record OfLog(long key, long upToSeq) implements Cleaning {
        @Override
        public Portion portion(Statements sql, Head head) throws SQLException {
            // what the rows do not tell yet is needed at the next start
            long until = LogPosition.of(key, Math.min(upToSeq, head.checkpoint()));
            sql.firstOfLog.setLong(1, LogPosition.of(key, 0));
            sql.firstOfLog.setLong(2, until);
            long first = number(sql.firstOfLog);
            if (first == 0) {
                return new Portion(head, false);
            }
            long last = Math.min(until, first + PORTION - 1);
            sql.bytesOfLog.setLong(1, first);
            sql.bytesOfLog.setLong(2, last);
            long bytes = number(sql.bytesOfLog);
            sql.pruneLog.setLong(1, first);
            sql.pruneLog.setLong(2, last);
            sql.pruneLog.executeUpdate();
            return new Portion(head.pruned(LogPosition.seq(last), bytes), last < until);
        }

        private static long number(PreparedStatement query) throws SQLException {
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** A site's history of one kind, up to and including an item, by its time and its place. */
    record OfHistory(long key, int kind, long atMs, long place) implements Cleaning {
        @Override
        public Portion portion(Statements sql, Head head) throws SQLException {
            sql.pruneHistory.setLong(1, key);
            sql.pruneHistory.setInt(2, kind);
            sql.pruneHistory.setLong(3, atMs);
            sql.pruneHistory.setLong(4, place);
            sql.pruneHistory.setInt(5, PORTION);
            Tally items = head.items();
            int gone = 0;
            try (ResultSet row = sql.pruneHistory.executeQuery()) {
                while (row.next()) {
                    items = items.without(row.getLong(1));
                    gone++;
                }
            }
            return new Portion(head.holding(items), gone == PORTION);
        }
    }
}

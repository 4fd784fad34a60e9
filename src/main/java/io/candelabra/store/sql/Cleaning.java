package io.candelabra.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/** What is to be removed, in portions: a month of log at once would keep everybody else from writing. */
@FunctionalInterface
interface Cleaning {
    int PORTION = 1_000;

    /** Removes the next portion; whether more may be left. */
    boolean portion(Statements sql) throws SQLException;

    /** The log of a site up to and including a number. */
    static Cleaning ofLog(long key, long upToSeq) {
        long until = LogPlace.of(key, upToSeq);
        return sql -> {
            sql.firstOfLog.setLong(1, LogPlace.of(key, 0));
            sql.firstOfLog.setLong(2, until);
            long first;
            try (ResultSet row = sql.firstOfLog.executeQuery()) {
                first = row.next() ? row.getLong(1) : 0;
            }
            if (first == 0) {
                return false;
            }
            long last = Math.min(until, first + PORTION - 1);
            sql.lightenLog.setLong(1, key);
            sql.lightenLog.setLong(2, first);
            sql.lightenLog.setLong(3, last);
            sql.lightenLog.executeUpdate();
            sql.pruneLog.setLong(1, first);
            sql.pruneLog.setLong(2, last);
            sql.pruneLog.executeUpdate();
            return last < until;
        };
    }

    /** A site's history of one kind, up to and including an item, by its time and its place. */
    static Cleaning ofHistory(long key, int kind, long atMs, long place) {
        return sql -> {
            sql.pruneHistory.setLong(1, key);
            sql.pruneHistory.setInt(2, kind);
            sql.pruneHistory.setLong(3, atMs);
            sql.pruneHistory.setLong(4, place);
            sql.pruneHistory.setInt(5, PORTION);
            return sql.pruneHistory.executeUpdate() == PORTION;
        };
    }
}

package io.candelabra.store.sql;

import io.candelabra.core.site.SiteStore.Damaged;
import io.candelabra.model.SiteId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The table of sites as a whole, which is looked at before anything else is. */
final class Heads {

    private Heads() {}

    /** A site's head as a reader sees it; that of a site that was never written has the key 0, which no site has. */
    static Head of(Readers.Reader reader, SiteId site) throws SQLException {
        PreparedStatement query = reader.prepare("SELECT " + Head.COLUMNS + " FROM site WHERE id = ?");
        query.setString(1, site.value());
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? Head.of(row) : Head.fresh(0, site);
        }
    }

    /** Number of the last commit of the store; 0 before the first. */
    static long lastCommit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(max(written), 0) FROM site")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /**
     * Checks that the table and its index agree: a site that the index does not find would be taken for a new one, and
     * begun afresh.
     *
     * @throws Damaged if they do not
     */
    static void check(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA integrity_check('site')")) {
            String found = row.next() ? row.getString(1) : "nothing";
            if (!"ok".equals(found)) {
                throw new Damaged(
                        "the table of sites is damaged (" + found
                                + "); put a backup in its place, or have it repaired, and start anew",
                        null);
            }
        }
    }
}

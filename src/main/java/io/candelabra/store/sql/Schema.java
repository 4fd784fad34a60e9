package io.candelabra.store.sql;

import io.candelabra.core.site.SiteStore.StoreFailed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables, as steps from an empty file to the newest version. SQLite itself keeps the version ({@code user_version}), in
 * the same transaction as the step. A step is never changed once it is released: add another.
 */
final class Schema {

    /** Marks a file as ours: "Cndl". */
    private static final int APPLICATION = 0x436e646c;

    private static final List<List<String>> STEPS = List.of(List.of(
            // Sites have a small number of their own here, since it stands in every row.
            """
            CREATE TABLE site (
                key INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                epoch INTEGER NOT NULL,
                seq INTEGER NOT NULL,
                log_bytes INTEGER NOT NULL
            ) STRICT""",
            // One tree for all: "place" is the site's key in the upper bits and the event's number in the lower 40.
            // With two
            // columns as the key, each body of more than a quarter of a page would take a page of its own.
            """
            CREATE TABLE log (
                place INTEGER PRIMARY KEY,
                at INTEGER NOT NULL,
                body BLOB NOT NULL
            ) STRICT""",
            // The state. "place" keeps lists in the order in which things came; an update leaves it as it is.
            """
            CREATE TABLE row (
                place INTEGER PRIMARY KEY,
                site INTEGER NOT NULL REFERENCES site (key),
                kind INTEGER NOT NULL,
                id TEXT NOT NULL,
                body BLOB NOT NULL,
                UNIQUE (site, kind, id)
            ) STRICT""",
            """
            CREATE TABLE history (
                place INTEGER PRIMARY KEY,
                site INTEGER NOT NULL REFERENCES site (key),
                kind INTEGER NOT NULL,
                id TEXT NOT NULL,
                at INTEGER NOT NULL,
                body BLOB NOT NULL,
                UNIQUE (site, kind, id)
            ) STRICT""",
            "CREATE INDEX history_by_time ON history (site, kind, at, place)"));

    private Schema() {}

    /** Brings the file to the newest version. */
    static void migrate(Connection connection) throws SQLException {
        int application = number(connection, "PRAGMA application_id");
        int version = number(connection, "PRAGMA user_version");
        boolean empty = number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (application != APPLICATION && !empty) {
            throw new StoreFailed("the database file holds something else than Candelabra's data", null);
        }
        if (version > STEPS.size()) {
            throw new StoreFailed(
                    "the data was written by a newer Candelabra (version " + version + " of the tables, this one knows "
                            + STEPS.size() + ")",
                    null);
        }
        try (Statement statement = connection.createStatement()) {
            for (int step = version; step < STEPS.size(); step++) {
                statement.execute("BEGIN EXCLUSIVE");
                try {
                    for (String sql : STEPS.get(step)) {
                        statement.execute(sql);
                    }
                    statement.execute("PRAGMA application_id = " + APPLICATION);
                    statement.execute("PRAGMA user_version = " + (step + 1));
                    statement.execute("COMMIT");
                } catch (SQLException failed) {
                    statement.execute("ROLLBACK");
                    throw failed;
                }
            }
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }
}

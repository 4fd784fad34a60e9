package io.candelabra.store.sql;

import io.candelabra.core.site.SiteStore.StoreFailed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.Function;

/**
 * The tables, as steps from an empty file to the newest version. SQLite itself keeps the version
 * ({@code user_version}), in the same transaction as the step. A step is never changed once it is released: add
 * another.
 */
final class Schema {
    private static final Logger log = LoggerFactory.getLogger(Schema.class);
    /** SQLite's codes for the types of columns. */
    private static final int INTEGER = 1;

    private static final int TEXT = 3;
    private static final int BLOB = 4;

    /** Marks a file as ours: "Cndl". */
    private static final int APPLICATION = 0x436e646c;

    private static final List<List<String>> STEPS =
            List.of(tables(), checksums(), writtenNames(), checkpoints(), packing(), series());

    private Schema() {}

    private static List<String> tables() {
        return List.of(
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
                "CREATE INDEX history_by_time ON history (site, kind, at, place)");
    }

    /** Rows from before are taken as whole: nobody can tell any more whether they are. */
    private static List<String> checksums() {
        return List.of(
                "ALTER TABLE log ADD COLUMN sum INTEGER NOT NULL DEFAULT 0",
                "ALTER TABLE row ADD COLUMN sum INTEGER NOT NULL DEFAULT 0",
                "ALTER TABLE history ADD COLUMN sum INTEGER NOT NULL DEFAULT 0",
                "ALTER TABLE site ADD COLUMN pruned_to INTEGER NOT NULL DEFAULT 0",
                "ALTER TABLE site ADD COLUMN rows INTEGER NOT NULL DEFAULT 0",
                "ALTER TABLE site ADD COLUMN row_sum INTEGER NOT NULL DEFAULT 0",
                "ALTER TABLE site ADD COLUMN items INTEGER NOT NULL DEFAULT 0",
                "ALTER TABLE site ADD COLUMN item_sum INTEGER NOT NULL DEFAULT 0",
                "ALTER TABLE site ADD COLUMN written INTEGER NOT NULL DEFAULT 0",
                "ALTER TABLE site ADD COLUMN sum INTEGER NOT NULL DEFAULT 0",
                // facts about the whole store, by name
                "CREATE TABLE fact (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT",
                "UPDATE log SET sum = checksum(place, at, body)",
                "UPDATE row SET sum = checksum(site, kind, id, body)",
                "UPDATE history SET sum = checksum(site, kind, id, at, body)",
                """
                UPDATE site SET
                    pruned_to = coalesce((SELECT min(place) FROM log WHERE place BETWEEN key << 40 AND (key + 1 << 40) - 1)
                        - (key << 40) - 1, seq),
                    rows = (SELECT count(*) FROM row WHERE site = key),
                    row_sum = (SELECT coalesce(sum(r.sum), 0) FROM row r WHERE r.site = key),
                    items = (SELECT count(*) FROM history WHERE site = key),
                    item_sum = (SELECT coalesce(sum(h.sum), 0) FROM history h WHERE h.site = key)""",
                """
                UPDATE site SET sum = checksum(
                    key, id, epoch, seq, log_bytes, pruned_to, rows, row_sum, items, item_sum, written)""");
    }

    /** Kinds of records stand under names that are written out: see {@link WrittenNames}. */
    private static List<String> writtenNames() {
        return List.of(
                "UPDATE log SET body = written_out(body), sum = checksum(place, at, written_out(body))",
                "UPDATE row SET id = written_out(id), body = written_out(body),"
                        + " sum = checksum(site, kind, written_out(id), written_out(body)) WHERE kind = 4",
                "UPDATE history SET body = written_out(body), sum = checksum(site, kind, id, at, written_out(body))",
                """
                UPDATE site SET
                    row_sum = (SELECT coalesce(sum(r.sum), 0) FROM row r WHERE r.site = key),
                    item_sum = (SELECT coalesce(sum(h.sum), 0) FROM history h WHERE h.site = key)""",
                """
                UPDATE site SET sum = checksum(
                    key, id, epoch, seq, log_bytes, pruned_to, rows, row_sum, items, item_sum, written)""");
    }

    /**
     * Rows of the log hold the events of a whole commit, and the checksum of the row before; the rows of the state may
     * be behind the log. The existing rows are of one event each, and in step.
     */
    private static List<String> checkpoints() {
        return List.of(
                "ALTER TABLE log ADD COLUMN before INTEGER NOT NULL DEFAULT 0",
                "ALTER TABLE site ADD COLUMN checkpoint INTEGER NOT NULL DEFAULT 0",
                "ALTER TABLE site ADD COLUMN log_sum INTEGER NOT NULL DEFAULT 0",
                """
                UPDATE site SET
                    checkpoint = seq,
                    log_sum = coalesce((SELECT log.sum FROM log WHERE place = (key << 40 | seq)), 0)""",
                """
                UPDATE site SET sum = checksum(
                    key, id, epoch, seq, log_bytes, pruned_to, checkpoint, log_sum, rows, row_sum, items, item_sum,
                    written)""");
    }

    /** Rows of the log may be packed, which older servers cannot read; what is there stays as it is. */
    private static List<String> packing() {
        return List.of();
    }

    /** Series of values; {@link SeriesRows} tells how they stand. The log proves them, so that no head counts them. */
    private static List<String> series() {
        return List.of(
                """
            CREATE TABLE series (
                key INTEGER PRIMARY KEY AUTOINCREMENT,
                site INTEGER NOT NULL REFERENCES site (key),
                device TEXT NOT NULL,
                state TEXT NOT NULL,
                rolled_to INTEGER NOT NULL DEFAULT -9223372036854775808,
                UNIQUE (site, device, state)
            ) STRICT""",
                // "place" is the series' key in the upper bits and the block's number in the lower 24, as in the log
                """
            CREATE TABLE sample (
                place INTEGER PRIMARY KEY,
                first INTEGER NOT NULL,
                last INTEGER NOT NULL,
                until INTEGER NOT NULL,
                head INTEGER NOT NULL,
                sum INTEGER NOT NULL,
                body BLOB NOT NULL
            ) STRICT""",
                "CREATE TABLE hours (place INTEGER PRIMARY KEY, sum INTEGER NOT NULL, body BLOB NOT NULL) STRICT",
                """
            CREATE TABLE recorded (
                site INTEGER PRIMARY KEY REFERENCES site (key),
                seq INTEGER NOT NULL,
                until INTEGER NOT NULL
            ) STRICT""");
    }

    /** Whether the file holds nothing at all. */
    static boolean isEmpty(Connection connection) throws SQLException {
        return number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
    }

    /** @throws StoreFailed unless the file is ours and of this version */
    static void checkOurs(Connection connection) throws SQLException {
        int version = versionOfOurs(connection);
        if (version < STEPS.size()) {
            throw new StoreFailed(
                    "the data was written by an older Candelabra (version " + version + " of the tables, this one has "
                            + STEPS.size() + "); start the server once, which brings it up to date",
                    null);
        }
    }

    private static int versionOfOurs(Connection connection) throws SQLException {
        int version = number(connection, "PRAGMA user_version");
        boolean empty = isEmpty(connection);
        if (number(connection, "PRAGMA application_id") != APPLICATION && !empty) {
            throw new StoreFailed("the database file holds something else than Candelabra's data", null);
        }
        if (version > STEPS.size()) {
            throw new StoreFailed(
                    "the data was written by a newer Candelabra (version " + version + " of the tables, this one knows "
                            + STEPS.size() + ")",
                    null);
        }
        return version;
    }

    /** Brings the file to the newest version. */
    static void migrate(Connection connection) throws SQLException {
        int version = versionOfOurs(connection);
        boolean empty = isEmpty(connection);
        if (version < STEPS.size() && !empty) {
            log.info("the data is brought from version {} of the tables to {}", version, STEPS.size());
        }
        Function.create(connection, "checksum", new OfRow());
        Function.create(connection, "written_out", new WrittenNames());
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

    /** {@link Checksum} over the columns that it is given. */
    private static final class OfRow extends Function {
        @Override
        protected void xFunc() throws SQLException {
            Checksum sum = new Checksum();
            for (int i = 0; i < args(); i++) {
                switch (value_type(i)) {
                    case INTEGER -> sum.number(value_long(i));
                    case TEXT -> sum.text(value_text(i));
                    case BLOB -> sum.bytes(value_blob(i));
                    default -> error("no checksum of this");
                }
            }
            result(sum.value());
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }
}

package io.candelabra.store.sql;

import io.candelabra.core.site.DiskSpace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** How connections are opened: the settings that make "written" mean "on disk". */
final class Connections {
    /** A checkpoint carries the log's pages into the file; each costs two syncs, so not after every few commits. */
    private static final int CHECKPOINT_PAGES = 4_000;
    /** While there is little room: a megabyte. */
    private static final int SHORT_PAGES = 250;

    private static final int PAGE_BYTES = 4_096;

    private static final List<String> ALL = List.of(
            "PRAGMA busy_timeout = 5000",
            "PRAGMA foreign_keys = ON",
            "PRAGMA trusted_schema = OFF",
            "PRAGMA temp_store = MEMORY");

    private Connections() {}

    static Connection writing(Path file) throws SQLException {
        Connection connection = open(file);
        run(connection, "PRAGMA journal_mode = WAL");
        run(connection, "PRAGMA synchronous = FULL");
        run(connection, "PRAGMA cache_size = -65536");
        run(connection, "PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
        run(connection, "PRAGMA journal_size_limit = 67108864");
        return connection;
    }

    static Connection reading(Path file) throws SQLException {
        Connection connection = open(file);
        run(connection, "PRAGMA cache_size = -16384");
        run(connection, "PRAGMA query_only = ON");
        return connection;
    }

    /** Cannot write, not even when it is closed as the last one: the file stays as it is found. */
    static Connection looking(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        return open(file, config);
    }

    private static Connection open(Path file) throws SQLException {
        return open(file, new SQLiteConfig());
    }

    private static Connection open(Path file, SQLiteConfig config) throws SQLException {
        // Else each insert is followed by a query for the id that it made, which is prepared anew every time.
        config.setGetGeneratedKeys(false);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        for (String setting : ALL) {
            run(connection, setting);
        }
        return connection;
    }

    /** Pages that the log may have before it is carried over; where a reserve is kept, at most half of what that holds. */
    static int checkpointPages(DiskSpace space, long reserve) {
        if (space != DiskSpace.PLENTY) {
            return SHORT_PAGES;
        }
        return reserve == 0
                ? CHECKPOINT_PAGES
                : (int) Math.clamp(reserve / 2 / PAGE_BYTES, SHORT_PAGES, CHECKPOINT_PAGES);
    }

    /** Carries all of the log into the file, and syncs both; false where a reader that still looks at an older state kept some. */
    static boolean carriedOver(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
            return row.next() && row.getInt(1) == 0 && row.getInt(2) == row.getInt(3);
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

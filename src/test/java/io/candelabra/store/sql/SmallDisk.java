package io.candelabra.store.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A disk of so many pages, of which the database and the reserve take theirs: SQLite itself says that it is full, at
 * the same page every time. Its other files grow and shrink as the test says.
 */
final class SmallDisk implements Disk {
    private static final int PAGE = 4_096;

    private final Path database;
    private long pages;
    private long heldPages;
    private Optional<Connection> writing = Optional.empty();
    private int refuse;

    SmallDisk(Path folder, long pages) {
        this.database = folder.resolve("candelabra.db");
        this.pages = pages;
    }

    /** Opens the writing connection; as often as it was told to, that fails. */
    Connection open(Path file) throws SQLException {
        if (refuse > 0) {
            refuse--;
            throw new SQLException("told to fail", "", 14);
        }
        Connection connection = Connections.writing(file);
        writing = Optional.of(connection);
        bound();
        return connection;
    }

    /** From now on so many openings fail. */
    void refuse(int openings) {
        refuse = openings;
    }

    /** Something else takes room, or gives it back where the number is negative. */
    void othersTake(long more) throws SQLException {
        pages -= more;
        bound();
    }

    /** Something else takes all that is free. */
    void othersTakeAll() throws SQLException {
        othersTake(free() / PAGE);
    }

    private void bound() throws SQLException {
        if (writing.isPresent()) {
            // less than it has already is not taken from it
            Connections.run(writing.get(), "PRAGMA max_page_count = " + Math.max(1, pages - heldPages));
        }
    }

    private long used() {
        try (Connection looking = Connections.reading(database);
                var statement = looking.createStatement();
                var row = statement.executeQuery("PRAGMA page_count")) {
            return row.getLong(1);
        } catch (SQLException notThere) {
            return 0;
        }
    }

    @Override
    public long free() {
        return Math.max(0, pages - heldPages - used()) * PAGE;
    }

    @Override
    public long held() {
        return heldPages * PAGE;
    }

    @Override
    public void hold(long bytes) throws IOException {
        long wanted = bytes / PAGE;
        if (wanted > heldPages + free() / PAGE) {
            throw new IOException("no room for the reserve");
        }
        heldPages = wanted;
        try {
            bound();
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }
}

package io.candelabra.store.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** The connection that writes, with its statements. It is used under the writer's lock. */
final class Pen {

    /** Opens a connection. */
    @FunctionalInterface
    interface Opening {
        Connection open() throws SQLException;
    }

    private final Opening opening;
    private Connection connection;
    private Statements sql;
    private int checkpointPages;

    /**
     * @param connection the first one
     * @param opening opens others, where it fails
     */
    Pen(Connection connection, Opening opening) throws SQLException {
        this.connection = connection;
        this.opening = opening;
        this.sql = new Statements(connection);
    }

    Connection connection() {
        return connection;
    }

    Statements sql() {
        return sql;
    }

    /** The statements have to be prepared again: SQLite's driver does not use one again that has failed. */
    void sharpen() throws SQLException {
        sql = sql.anew();
    }

    void rollBack() throws SQLException {
        try {
            sql.rollback.executeUpdate();
        } catch (SQLException failed) {
            // "No transaction is active": some errors, such as a full disk, have ended it already.
            if (Trouble.of(failed) != Trouble.REQUEST) {
                throw failed;
            }
        }
        sharpen();
    }

    /** Takes another connection. */
    void replace() throws SQLException {
        connection.close();
        connection = opening.open();
        sql = new Statements(connection);
        checkpointPages = 0;
    }

    /** Bounds the log by what can be spared: carrying it over takes room in the file, which has to be there then. */
    void boundLog(Reserve reserve) throws SQLException {
        int pages = Connections.checkpointPages(reserve.space(), reserve.size());
        if (pages != checkpointPages) {
            Connections.run(connection, "PRAGMA wal_autocheckpoint = " + pages);
            checkpointPages = pages;
        }
    }
}

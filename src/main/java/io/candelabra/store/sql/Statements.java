package io.candelabra.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The statements of the writer, prepared once. Transactions are begun and ended by statements like any other. */
final class Statements {
    private final Connection connection;
    private final List<PreparedStatement> all = new ArrayList<>();

    final PreparedStatement begin;
    final PreparedStatement commit;
    final PreparedStatement rollback;
    final PreparedStatement savepoint;
    final PreparedStatement rollbackToSavepoint;
    final PreparedStatement release;
    final PreparedStatement takeOver;
    final PreparedStatement owned;
    final PreparedStatement moveHead;
    final PreparedStatement appendLog;
    final PreparedStatement putRow;
    final PreparedStatement deleteRow;
    final PreparedStatement putHistory;
    final PreparedStatement eraseHistory;
    final PreparedStatement firstOfLog;
    final PreparedStatement lightenLog;
    final PreparedStatement pruneLog;
    final PreparedStatement pruneHistory;

    Statements(Connection connection) throws SQLException {
        this.connection = connection;
        begin = prepare("BEGIN IMMEDIATE");
        commit = prepare("COMMIT");
        rollback = prepare("ROLLBACK");
        savepoint = prepare("SAVEPOINT site");
        rollbackToSavepoint = prepare("ROLLBACK TO site");
        release = prepare("RELEASE site");
        takeOver = prepare("INSERT INTO site (id, epoch, seq, log_bytes) VALUES (?, 1, 0, 0)"
                + " ON CONFLICT (id) DO UPDATE SET epoch = epoch + 1 RETURNING key, epoch, seq");
        owned = prepare("SELECT 1 FROM site WHERE key = ? AND epoch = ?");
        moveHead =
                prepare("UPDATE site SET seq = ?, log_bytes = log_bytes + ? WHERE key = ? AND epoch = ? AND seq = ?");
        appendLog = prepare("INSERT INTO log (place, at, body) VALUES (?, ?, ?)");
        putRow = prepare("INSERT INTO row (site, kind, id, body) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (site, kind, id) DO UPDATE SET body = excluded.body");
        deleteRow = prepare("DELETE FROM row WHERE site = ? AND kind = ? AND id = ?");
        putHistory = prepare("INSERT INTO history (site, kind, id, at, body) VALUES (?, ?, ?, ?, ?)"
                + " ON CONFLICT (site, kind, id) DO UPDATE SET at = excluded.at, body = excluded.body");
        eraseHistory =
                prepare("DELETE FROM history WHERE site = ? AND at < ? AND kind IN (" + RowKinds.erasable() + ")");
        firstOfLog = prepare("SELECT min(place) FROM log WHERE place BETWEEN ? AND ?");
        lightenLog = prepare("UPDATE site SET log_bytes = log_bytes - (SELECT coalesce(sum(length(body)), 0) FROM log"
                + " WHERE place BETWEEN ?2 AND ?3) WHERE key = ?1");
        pruneLog = prepare("DELETE FROM log WHERE place BETWEEN ? AND ?");
        pruneHistory =
                prepare("DELETE FROM history WHERE place IN (SELECT place FROM history WHERE site = ? AND kind = ?"
                        + " AND (at, place) <= (?, ?) ORDER BY at, place LIMIT ?)");
    }

    /** The same statements, prepared again: SQLite's driver does not use one again that has failed. */
    Statements anew() throws SQLException {
        for (PreparedStatement statement : all) {
            statement.close();
        }
        return new Statements(connection);
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        all.add(statement);
        return statement;
    }
}

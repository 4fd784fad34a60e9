package io.candelabra.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements of the writer, prepared once. Transactions are begun and ended by statements like any other. */
final class Statements {
    private final Connection connection;
    private final List<PreparedStatement> all = new ArrayList<>();
    private final Map<String, PreparedStatement> asked = new HashMap<>();

    final PreparedStatement begin;
    final PreparedStatement commit;
    final PreparedStatement rollback;
    final PreparedStatement savepoint;
    final PreparedStatement rollbackToSavepoint;
    final PreparedStatement release;
    final PreparedStatement head;
    final PreparedStatement headByKey;
    final PreparedStatement nextKey;
    final PreparedStatement putHead;
    final PreparedStatement appendHead;
    final PreparedStatement appendLog;
    final PreparedStatement formerRow;
    final PreparedStatement addRow;
    final PreparedStatement changeRow;
    final PreparedStatement deleteRow;
    final PreparedStatement formerItem;
    final PreparedStatement addItem;
    final PreparedStatement changeItem;
    final PreparedStatement eraseHistory;
    final PreparedStatement putFact;
    final PreparedStatement firstOfLog;
    final PreparedStatement bytesOfLog;
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
        head = prepare("SELECT " + Head.COLUMNS + " FROM site WHERE id = ?");
        headByKey = prepare("SELECT " + Head.COLUMNS + " FROM site WHERE key = ?");
        nextKey = prepare("SELECT coalesce(max(key), 0) + 1 FROM site");
        putHead = prepare(Head.PUT);
        appendHead = prepare(Head.APPEND);
        appendLog = prepare("INSERT INTO log (place, at, body, before, sum) VALUES (?, ?, ?, ?, ?)");
        // what is there is looked for once, for its checksum, and then changed by its place: that costs less than an
        // upsert,
        // which looks for it in the index again
        formerRow = prepare("SELECT place, sum FROM row WHERE site = ? AND kind = ? AND id = ?");
        addRow = prepare("INSERT INTO row (body, sum, site, kind, id) VALUES (?, ?, ?, ?, ?)");
        changeRow = prepare("UPDATE row SET body = ?, sum = ? WHERE place = ?");
        deleteRow = prepare("DELETE FROM row WHERE place = ?");
        formerItem = prepare("SELECT place, sum FROM history WHERE site = ? AND kind = ? AND id = ?");
        addItem = prepare("INSERT INTO history (body, sum, at, site, kind, id) VALUES (?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (site, kind, id) DO NOTHING");
        changeItem = prepare("UPDATE history SET body = ?, sum = ?, at = ? WHERE place = ?");
        eraseHistory = prepare("DELETE FROM history WHERE site = ? AND at < ? AND kind IN (" + RowKinds.erasable()
                + ") RETURNING sum");
        putFact = prepare("INSERT OR REPLACE INTO fact VALUES (?, ?)");
        firstOfLog = prepare("SELECT min(place) FROM log WHERE place BETWEEN ? AND ?");
        bytesOfLog = prepare("SELECT coalesce(sum(length(body)), 0) FROM log WHERE place BETWEEN ? AND ?");
        pruneLog = prepare("DELETE FROM log WHERE place BETWEEN ? AND ?");
        pruneHistory =
                prepare("DELETE FROM history WHERE place IN (SELECT place FROM history WHERE site = ? AND kind = ?"
                        + " AND (at, place) <= (?, ?) ORDER BY at, place LIMIT ?) RETURNING sum");
    }

    /** The same statements, prepared again: SQLite's driver does not use one again that has failed. */
    Statements anew() throws SQLException {
        for (PreparedStatement statement : all) {
            statement.close();
        }
        return new Statements(connection);
    }

    /** A statement that is prepared when it is first asked for, and kept. */
    PreparedStatement of(String sql) throws SQLException {
        PreparedStatement statement = asked.get(sql);
        if (statement == null) {
            statement = prepare(sql);
            asked.put(sql, statement);
        }
        return statement;
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        all.add(statement);
        return statement;
    }
}

package io.candelabra.store.sql;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.site.SiteStore.Batch;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A site's share of a commit, written down as bytes before the transaction begins.
 *
 * @param rows of the batch, in order; null where the row goes
 * @param bytes of all together
 */
record Share(Batch batch, List<byte[]> events, List<byte @Nullable []> rows, List<byte[]> history, int bytes) {

    static Share empty(Batch batch) {
        return new Share(batch, List.of(), List.of(), List.of(), 0);
    }

    static Share of(Batch batch) {
        int bytes = 0;
        List<byte[]> events = new ArrayList<>(batch.events().size());
        for (var event : batch.events()) {
            byte[] body = Bodies.of(event);
            bytes += body.length;
            events.add(body);
        }
        List<byte @Nullable []> rows = new ArrayList<>(batch.rows().size());
        for (var row : batch.rows()) {
            byte[] body = row.value() == null ? null : Bodies.of(row.value());
            bytes += body == null ? 0 : body.length;
            rows.add(body);
        }
        List<byte[]> history = new ArrayList<>(batch.history().size());
        for (var item : batch.history()) {
            byte[] body = Bodies.of(item);
            bytes += body.length;
            history.add(body);
        }
        return new Share(batch, events, rows, history, bytes);
    }

    /** Bytes that the log has grown by. */
    long writeLog(Statements sql, Head head) throws SQLException {
        long bytes = 0;
        for (int i = 0; i < events.size(); i++) {
            LoggedEvent event = batch.events().get(i);
            byte[] body = events.get(i);
            bytes += body.length;
            long place = LogPlace.of(head.key(), event.seq());
            sql.appendLog.setLong(1, place);
            sql.appendLog.setLong(2, event.atMs());
            sql.appendLog.setBytes(3, body);
            sql.appendLog.setLong(4, Checksum.ofLog(place, event.atMs(), body));
            sql.appendLog.executeUpdate();
        }
        return bytes;
    }

    Tally writeState(Statements sql, Head head) throws SQLException {
        Tally tally = head.rows();
        for (int i = 0; i < rows.size(); i++) {
            var row = batch.rows().get(i);
            byte[] body = rows.get(i);
            int kind = RowKinds.code(row.table());
            String id = RowKinds.text(row.key());
            tally = without(tally, body == null ? sql.deleteRow : sql.sumOfRow, head.key(), kind, id);
            if (body != null) {
                long sum = Checksum.ofRow(head.key(), kind, id, body);
                sql.putRow.setLong(1, head.key());
                sql.putRow.setInt(2, kind);
                sql.putRow.setString(3, id);
                sql.putRow.setBytes(4, body);
                sql.putRow.setLong(5, sum);
                sql.putRow.executeUpdate();
                tally = tally.with(sum);
            }
        }
        return tally;
    }

    /** Without the row that a statement gives the checksum of; the same where there is none. */
    private static Tally without(Tally tally, PreparedStatement former, long key, int kind, String id)
            throws SQLException {
        former.setLong(1, key);
        former.setInt(2, kind);
        former.setString(3, id);
        try (ResultSet row = former.executeQuery()) {
            return row.next() ? tally.without(row.getLong(1)) : tally;
        }
    }

    Tally writeHistory(Statements sql, Head head) throws SQLException {
        Tally items = head.items();
        if (batch.eraseHistoryBeforeMs() > 0) {
            sql.eraseHistory.setLong(1, head.key());
            sql.eraseHistory.setLong(2, batch.eraseHistoryBeforeMs());
            try (ResultSet row = sql.eraseHistory.executeQuery()) {
                while (row.next()) {
                    items = items.without(row.getLong(1));
                }
            }
        }
        for (int i = 0; i < history.size(); i++) {
            var item = batch.history().get(i);
            byte[] body = history.get(i);
            int kind = RowKinds.code(item.getClass());
            String id = RowKinds.text(item.id());
            items = without(items, sql.sumOfItem, head.key(), kind, id);
            long sum = Checksum.ofItem(head.key(), kind, id, item.atMs(), body);
            sql.putHistory.setLong(1, head.key());
            sql.putHistory.setInt(2, kind);
            sql.putHistory.setString(3, id);
            sql.putHistory.setLong(4, item.atMs());
            sql.putHistory.setBytes(5, body);
            sql.putHistory.setLong(6, sum);
            sql.putHistory.executeUpdate();
            items = items.with(sum);
        }
        return items;
    }
}

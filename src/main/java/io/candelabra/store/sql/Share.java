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
            byte[] body = RowBodies.of(event);
            bytes += body.length;
            events.add(body);
        }
        List<byte @Nullable []> rows = new ArrayList<>(batch.rows().size());
        for (var row : batch.rows()) {
            byte[] body = row.value() == null ? null : RowBodies.of(row.value());
            bytes += body == null ? 0 : body.length;
            rows.add(body);
        }
        List<byte[]> history = new ArrayList<>(batch.history().size());
        for (var item : batch.history()) {
            byte[] body = RowBodies.of(item);
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
            long place = LogPosition.of(head.key(), event.seq());
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
            Former former = Former.of(sql.formerRow, head.key(), kind, id);
            tally = former == null ? tally : tally.without(former.sum());
            if (body != null) {
                long sum = Checksum.ofRow(head.key(), kind, id, body);
                tally = tally.with(sum);
                PreparedStatement put = former == null ? sql.addRow : sql.changeRow;
                put.setBytes(1, body);
                put.setLong(2, sum);
                Former.locate(put, 3, former, head.key(), kind, id);
                put.executeUpdate();
            } else if (former != null) {
                sql.deleteRow.setLong(1, former.place());
                sql.deleteRow.executeUpdate();
            }
        }
        return tally;
    }

    /** The row under a name before it is written. */
    private record Former(long place, long sum) {
        /** Null where nothing does. */
        static @Nullable Former of(PreparedStatement query, long key, int kind, String id) throws SQLException {
            locate(query, 1, null, key, kind, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? new Former(row.getLong(1), row.getLong(2)) : null;
            }
        }

        /** Sets the last parameters of a statement: the place of what is there, or the name of what is not. */
        static void locate(
                PreparedStatement statement, int first, @Nullable Former there, long key, int kind, String id)
                throws SQLException {
            if (there != null) {
                statement.setLong(first, there.place());
                return;
            }
            statement.setLong(first, key);
            statement.setInt(first + 1, kind);
            statement.setString(first + 2, id);
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
            Former former = Former.of(sql.formerItem, head.key(), kind, id);
            items = former == null ? items : items.without(former.sum());
            long sum = Checksum.ofItem(head.key(), kind, id, item.atMs(), body);
            PreparedStatement put = former == null ? sql.addItem : sql.changeItem;
            put.setBytes(1, body);
            put.setLong(2, sum);
            put.setLong(3, item.atMs());
            Former.locate(put, 4, former, head.key(), kind, id);
            put.executeUpdate();
            items = items.with(sum);
        }
        return items;
    }
}

package io.candelabra.store.sql;

import io.candelabra.core.site.SiteStore.Batch;
import io.candelabra.core.site.SiteStore.Checkpoint;
import io.candelabra.core.site.SiteStore.Damaged;
import io.candelabra.core.site.SiteStore.Row;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A site's share of a commit, written down as bytes before the transaction begins.
 *
 * @param rows of the checkpoint, in order; null where the row goes
 * @param bytes of all together
 */
record Share(Batch batch, List<Block> log, List<byte @Nullable []> rows, List<byte[]> history, int bytes) {

    static Share empty(Batch batch) {
        return new Share(batch, List.of(), List.of(), List.of(), 0);
    }

    static Share of(Batch batch, Packing packing) {
        List<Block> log = Block.of(batch.events(), packing);
        int bytes = log.stream().mapToInt(block -> block.body().length).sum();
        List<byte @Nullable []> rows = new ArrayList<>();
        List<byte[]> history = new ArrayList<>();
        if (batch.checkpoint().isPresent()) {
            Checkpoint checkpoint = batch.checkpoint().get();
            for (var row : checkpoint.rows()) {
                byte[] body = row.value() == null ? null : RowBodies.of(row.value());
                bytes += body == null ? 0 : body.length;
                rows.add(body);
            }
            for (var item : checkpoint.history()) {
                byte[] body = RowBodies.of(item);
                bytes += body.length;
                history.add(body);
            }
        }
        return new Share(batch, log, rows, history, bytes);
    }

    /** Writes all of it after what the head tells of. Returns the head after it. */
    Head write(Statements sql, Head before) throws SQLException {
        Head head = writeLog(sql, before);
        if (batch.checkpoint().isEmpty()) {
            return head;
        }
        Checkpoint checkpoint = batch.checkpoint().get();
        return head.checkpoint(writeState(sql, head, checkpoint.rows()), writeHistory(sql, head, checkpoint));
    }

    private Head writeLog(Statements sql, Head before) throws SQLException {
        Head head = before;
        for (Block block : log) {
            long place = LogPosition.of(head.key(), block.seq());
            long sum = Checksum.ofLog(place, block.atMs(), head.logSum(), block.body());
            sql.appendLog.setLong(1, place);
            sql.appendLog.setLong(2, block.atMs());
            sql.appendLog.setBytes(3, block.body());
            sql.appendLog.setLong(4, head.logSum());
            sql.appendLog.setLong(5, sum);
            sql.appendLog.executeUpdate();
            head = head.appended(block.seq(), block.body().length, sum);
        }
        return head;
    }

    private Tally writeState(Statements sql, Head head, List<Row> things) throws SQLException {
        Tally tally = head.rows();
        for (int i = 0; i < rows.size(); i++) {
            Row row = things.get(i);
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

        /** Sets the last parameters of a statement: the position of an existing row, or the name of a missing one. */
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

    private Tally writeHistory(Statements sql, Head head, Checkpoint checkpoint) throws SQLException {
        Tally items = head.items();
        if (checkpoint.eraseHistoryBeforeMs() > 0) {
            sql.eraseHistory.setLong(1, head.key());
            sql.eraseHistory.setLong(2, checkpoint.eraseHistoryBeforeMs());
            try (ResultSet row = sql.eraseHistory.executeQuery()) {
                while (row.next()) {
                    items = items.without(row.getLong(1));
                }
            }
        }
        for (int i = 0; i < history.size(); i++) {
            var item = checkpoint.history().get(i);
            byte[] body = history.get(i);
            int kind = RowKinds.code(item.getClass());
            String id = RowKinds.text(item.id());
            long sum = Checksum.ofItem(head.key(), kind, id, item.atMs(), body);
            // most are new, and are not looked for
            if (put(sql.addItem, body, sum, item.atMs(), null, head.key(), kind, id) == 0) {
                Former former = Former.of(sql.formerItem, head.key(), kind, id);
                if (former == null) {
                    throw new Damaged("the history's index tells of an item that is not there: " + id, null);
                }
                items = items.without(former.sum());
                put(sql.changeItem, body, sum, item.atMs(), former, head.key(), kind, id);
            }
            items = items.with(sum);
        }
        return items;
    }

    private static int put(
            PreparedStatement put,
            byte[] body,
            long sum,
            long atMs,
            @Nullable Former there,
            long key,
            int kind,
            String id)
            throws SQLException {
        put.setBytes(1, body);
        put.setLong(2, sum);
        put.setLong(3, atMs);
        Former.locate(put, 4, there, key, kind, id);
        return put.executeUpdate();
    }
}

package io.candelabra.store.sql;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.site.SiteStore.Batch;
import io.candelabra.core.site.SiteStore.StoreFailed;
import io.candelabra.model.SiteId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection that writes. Commits, takings over and prunings come one after the other, in the order in which they
 * were asked for.
 *
 * <p>A commit is one transaction, so one sync, for many sites; more than one only where it would grow beyond
 * {@link #TRANSACTION_BYTES}. Within it each site has a savepoint: what goes wrong with one site's rows is undone, and the
 * others go on. A crash before the sync leaves nothing of the transaction, a crash after it all.
 */
final class Writer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Writer.class);
    static final int TRANSACTION_BYTES = 1 << 20;
    private record Encoded(
            Batch batch, List<byte[]> events, List<byte @Nullable []> rows, List<byte[]> history, int bytes) {}

    private final Connection connection;
    private Statements sql;
    /** Fair, so that pruning, which comes back again and again, does not keep the commits waiting. */
    private final ReentrantLock lock = new ReentrantLock(true);

    /** Number of the last commit. */
    private long commits;

    private volatile @Nullable String trouble;
    private volatile boolean stopped;

    Writer(Connection connection) throws SQLException {
        this.connection = connection;
        this.sql = new Statements(connection);
        this.commits = Heads.lastCommit(connection);
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Raises the epoch of a site, which is made if it is not there. */
    Head takeOver(SiteId site) {
        lock.lock();
        try {
            refuseIfStopped();
            sql.begin.executeUpdate();
            Head head = head(site).raised().at(commits + 1);
            head.put(sql.putHead);
            sql.commit.executeUpdate();
            commits++;
            return head;
        } catch (SQLException failed) {
            rollBack();
            throw noted(failed).failed(failed);
        } catch (StoreFailed damaged) {
            rollBack();
            throw damaged;
        } finally {
            lock.unlock();
        }
    }

    private Head head(SiteId site) throws SQLException {
        sql.head.setString(1, site.value());
        try (ResultSet row = sql.head.executeQuery()) {
            if (row.next()) {
                return Head.of(row);
            }
        }
        try (ResultSet row = sql.nextKey.executeQuery()) {
            return Head.fresh(row.next() ? row.getLong(1) : 1, site);
        }
    }

    List<Optional<StoreFailed>> commit(List<Batch> batches) {
        List<@Nullable StoreFailed> outcomes = new ArrayList<>(batches.size());
        List<Encoded> encoded = new ArrayList<>(batches.size());
        for (Batch batch : batches) {
            outcomes.add(null);
            try {
                encoded.add(encode(batch));
            } catch (RuntimeException broken) {
                encoded.add(new Encoded(batch, List.of(), List.of(), List.of(), 0));
                outcomes.set(
                        encoded.size() - 1, new StoreFailed("what is to be stored cannot be written down", broken));
            }
        }
        lock.lock();
        try {
            refuseIfStopped();
            boolean any = false;
            for (int from = 0; from < encoded.size(); ) {
                int to = transactionEnd(encoded, from);
                any |= transaction(encoded, from, to, outcomes);
                from = to;
            }
            if (!any) {
                throw new StoreFailed(trouble == null ? "nothing could be written" : trouble, outcomes.getFirst());
            }
        } finally {
            lock.unlock();
        }
        return outcomes.stream().map(Optional::ofNullable).toList();
    }

    private static Encoded encode(Batch batch) {
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
        return new Encoded(batch, events, rows, history, bytes);
    }

    private static int transactionEnd(List<Encoded> encoded, int from) {
        int to = from + 1;
        int bytes = encoded.get(from).bytes();
        while (to < encoded.size() && bytes + encoded.get(to).bytes() <= TRANSACTION_BYTES) {
            bytes += encoded.get(to++).bytes();
        }
        return to;
    }

    /** Writes the batches from one index to before another; whether it was committed. */
    private boolean transaction(List<Encoded> encoded, int from, int to, List<@Nullable StoreFailed> outcomes) {
        try {
            sql.begin.executeUpdate();
            for (int i = from; i < to; i++) {
                if (outcomes.get(i) == null) {
                    outcomes.set(i, write(encoded.get(i)));
                }
            }
            sql.commit.executeUpdate();
            commits++;
            trouble = null;
            return true;
        } catch (SQLException failed) {
            Trouble kind = noted(failed);
            rollBack();
            for (int i = from; i < to; i++) {
                if (outcomes.get(i) == null) {
                    outcomes.set(i, kind.failed(failed));
                }
            }
            return false;
        }
    }

    /** One site's share; why it was undone, or null. Throws where the whole transaction is at stake. */
    private @Nullable StoreFailed write(Encoded encoded) throws SQLException {
        sql.savepoint.executeUpdate();
        StoreFailed refusal;
        boolean broken = false;
        try {
            refusal = writeRows(encoded);
        } catch (SQLException failed) {
            if (Trouble.of(failed) != Trouble.REQUEST) {
                throw failed;
            }
            broken = true;
            refusal = Trouble.REQUEST.failed(failed);
        }
        if (refusal != null) {
            sql.rollbackToSavepoint.executeUpdate();
        }
        sql.release.executeUpdate();
        if (broken) {
            sql = sql.anew();
        }
        return refusal;
    }

    private @Nullable StoreFailed writeRows(Encoded encoded) throws SQLException {
        Batch batch = encoded.batch();
        Head head;
        try {
            head = head(batch.site());
        } catch (StoreFailed damaged) {
            return damaged;
        }
        if (head.epoch() == 0) {
            return new StoreFailed("the site " + batch.site() + " was not opened", null);
        }
        StoreFailed refusal = refusal(batch, head);
        if (refusal != null) {
            return refusal;
        }
        Head after = head.appended(head.seq() + batch.events().size(), writeLog(head.key(), encoded))
                .holding(writeState(head, encoded), writeHistory(head, encoded))
                .at(commits + 1);
        after.put(sql.putHead);
        return null;
    }

    private static @Nullable StoreFailed refusal(Batch batch, Head head) {
        if (batch.epoch() != head.epoch()) {
            return new StoreFailed("somebody else has taken over the site " + batch.site(), null);
        }
        long next = head.seq();
        for (LoggedEvent event : batch.events()) {
            if (event.seq() != ++next) {
                return new StoreFailed("the log of the site " + batch.site() + " would have a gap", null);
            }
        }
        return null;
    }

    /** Bytes that the log has grown by. */
    private long writeLog(long key, Encoded encoded) throws SQLException {
        long bytes = 0;
        for (int i = 0; i < encoded.events().size(); i++) {
            LoggedEvent event = encoded.batch().events().get(i);
            byte[] body = encoded.events().get(i);
            bytes += body.length;
            long place = LogPlace.of(key, event.seq());
            sql.appendLog.setLong(1, place);
            sql.appendLog.setLong(2, event.atMs());
            sql.appendLog.setBytes(3, body);
            sql.appendLog.setLong(4, Checksum.ofLog(place, event.atMs(), body));
            sql.appendLog.executeUpdate();
        }
        return bytes;
    }

    private Tally writeState(Head head, Encoded encoded) throws SQLException {
        Tally rows = head.rows();
        for (int i = 0; i < encoded.rows().size(); i++) {
            var row = encoded.batch().rows().get(i);
            byte[] body = encoded.rows().get(i);
            int kind = RowKinds.code(row.table());
            String id = RowKinds.text(row.key());
            rows = without(rows, body == null ? sql.deleteRow : sql.sumOfRow, head.key(), kind, id);
            if (body != null) {
                long sum = Checksum.ofRow(head.key(), kind, id, body);
                sql.putRow.setLong(1, head.key());
                sql.putRow.setInt(2, kind);
                sql.putRow.setString(3, id);
                sql.putRow.setBytes(4, body);
                sql.putRow.setLong(5, sum);
                sql.putRow.executeUpdate();
                rows = rows.with(sum);
            }
        }
        return rows;
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

    private Tally writeHistory(Head head, Encoded encoded) throws SQLException {
        Batch batch = encoded.batch();
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
        for (int i = 0; i < encoded.history().size(); i++) {
            var item = batch.history().get(i);
            byte[] body = encoded.history().get(i);
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

    /** Removes what nobody needs any more, each portion in a transaction of its own; commits get in between. */
    void clean(Cleaning cleaning) {
        boolean more = true;
        while (more) {
            lock.lock();
            try {
                refuseIfStopped();
                sql.begin.executeUpdate();
                more = portion(cleaning);
                sql.commit.executeUpdate();
                commits++;
            } catch (SQLException failed) {
                rollBack();
                throw noted(failed).failed(failed);
            } catch (StoreFailed damaged) {
                rollBack();
                throw damaged;
            } finally {
                lock.unlock();
            }
        }
    }

    private boolean portion(Cleaning cleaning) throws SQLException {
        sql.headByKey.setLong(1, cleaning.key());
        Head head;
        try (ResultSet row = sql.headByKey.executeQuery()) {
            if (!row.next()) {
                return false;
            }
            head = Head.of(row);
        }
        Cleaning.Portion done = cleaning.portion(sql, head);
        done.head().at(commits + 1).put(sql.putHead);
        return done.more();
    }

    private void refuseIfStopped() {
        if (stopped) {
            throw new StoreFailed(trouble == null ? "the store is closed" : trouble, null);
        }
    }

    private Trouble noted(SQLException failed) {
        Trouble kind = Trouble.of(failed);
        if (kind != Trouble.REQUEST) {
            trouble = kind.sentence(failed);
            stopped |= kind != Trouble.PASSING;
            log.error("{}", trouble, failed);
        }
        return kind;
    }

    private void rollBack() {
        try {
            rollBackIfOpen();
            sql = sql.anew();
        } catch (SQLException failed) {
            // What is on the disk is still whole: an open transaction is not part of it. But nothing can be begun anew.
            stopped = true;
            trouble = Trouble.LASTING.sentence(failed);
            log.error("a transaction could not be undone", failed);
        }
    }

    private void rollBackIfOpen() throws SQLException {
        try {
            sql.rollback.executeUpdate();
        } catch (SQLException failed) {
            // "No transaction is active": some errors, such as a full disk, have ended it already.
            if (Trouble.of(failed) != Trouble.REQUEST) {
                throw failed;
            }
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            stopped = true;
            connection.close();
        } catch (SQLException failed) {
            log.warn("the writing connection could not be closed", failed);
        } finally {
            lock.unlock();
        }
    }

    /** For tests: changes a setting of the writing connection, to bring about what a broken disk would. */
    void run(String sql) throws SQLException {
        lock.lock();
        try {
            Connections.run(connection, sql);
        } finally {
            lock.unlock();
        }
    }
}

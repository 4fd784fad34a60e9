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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    /** A site that was taken over. */
    record Owned(long key, long epoch, long seq) {}

    private record Encoded(
            Batch batch, List<byte[]> events, List<byte @Nullable []> rows, List<byte[]> history, int bytes) {}

    private final Connection connection;
    private Statements sql;
    /** Fair, so that pruning, which comes back again and again, does not keep the commits waiting. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final Map<SiteId, Long> keys = new HashMap<>();
    private volatile @Nullable String trouble;
    private volatile boolean stopped;

    Writer(Connection connection) throws SQLException {
        this.connection = connection;
        this.sql = new Statements(connection);
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Raises the epoch of a site, which is made if it is not there. */
    Owned takeOver(SiteId site) {
        lock.lock();
        try {
            refuseIfStopped();
            sql.begin.executeUpdate();
            Owned owned = raiseEpoch(site);
            sql.commit.executeUpdate();
            keys.put(site, owned.key());
            return owned;
        } catch (SQLException failed) {
            rollBack();
            throw noted(failed).failed(failed);
        } finally {
            lock.unlock();
        }
    }

    private Owned raiseEpoch(SiteId site) throws SQLException {
        sql.takeOver.setString(1, site.value());
        try (ResultSet row = sql.takeOver.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("no row of the site " + site);
            }
            return new Owned(row.getLong(1), row.getLong(2), row.getLong(3));
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
        Long key = keys.get(batch.site());
        if (key == null) {
            return new StoreFailed("the site " + batch.site() + " was not opened", null);
        }
        StoreFailed refusal = batch.events().isEmpty() ? checkOwner(key, batch) : writeLog(key, encoded);
        if (refusal != null) {
            return refusal;
        }
        for (int i = 0; i < encoded.rows().size(); i++) {
            var row = batch.rows().get(i);
            byte[] body = encoded.rows().get(i);
            PreparedStatement statement = body == null ? sql.deleteRow : sql.putRow;
            statement.setLong(1, key);
            statement.setInt(2, RowKinds.code(row.table()));
            statement.setString(3, RowKinds.text(row.key()));
            if (body != null) {
                statement.setBytes(4, body);
            }
            statement.executeUpdate();
        }
        if (batch.eraseHistoryBeforeMs() > 0) {
            sql.eraseHistory.setLong(1, key);
            sql.eraseHistory.setLong(2, batch.eraseHistoryBeforeMs());
            sql.eraseHistory.executeUpdate();
        }
        for (int i = 0; i < encoded.history().size(); i++) {
            var item = batch.history().get(i);
            sql.putHistory.setLong(1, key);
            sql.putHistory.setInt(2, RowKinds.code(item.getClass()));
            sql.putHistory.setString(3, RowKinds.text(item.id()));
            sql.putHistory.setLong(4, item.atMs());
            sql.putHistory.setBytes(5, encoded.history().get(i));
            sql.putHistory.executeUpdate();
        }
        return null;
    }

    private @Nullable StoreFailed checkOwner(long key, Batch batch) throws SQLException {
        sql.owned.setLong(1, key);
        sql.owned.setLong(2, batch.epoch());
        try (ResultSet row = sql.owned.executeQuery()) {
            return row.next() ? null : takenOver(batch);
        }
    }

    private static StoreFailed takenOver(Batch batch) {
        return new StoreFailed(
                "somebody else has taken over the site " + batch.site() + ", or its log would have a gap", null);
    }

    private @Nullable StoreFailed writeLog(long key, Encoded encoded) throws SQLException {
        Batch batch = encoded.batch();
        List<LoggedEvent> events = batch.events();
        long bytes = 0;
        for (int i = 0; i < events.size(); i++) {
            LoggedEvent event = events.get(i);
            if (event.seq() != events.getFirst().seq() + i) {
                return new StoreFailed("the log of the site " + batch.site() + " would have a gap", null);
            }
            byte[] body = encoded.events().get(i);
            bytes += body.length;
            sql.appendLog.setLong(1, LogPlace.of(key, event.seq()));
            sql.appendLog.setLong(2, event.atMs());
            sql.appendLog.setBytes(3, body);
            sql.appendLog.executeUpdate();
        }
        sql.moveHead.setLong(1, events.getLast().seq());
        sql.moveHead.setLong(2, bytes);
        sql.moveHead.setLong(3, key);
        sql.moveHead.setLong(4, batch.epoch());
        sql.moveHead.setLong(5, events.getFirst().seq() - 1);
        return sql.moveHead.executeUpdate() == 1 ? null : takenOver(batch);
    }

    /** Removes what nobody needs any more, each portion in a transaction of its own; commits get in between. */
    void clean(Cleaning cleaning) {
        boolean more = true;
        while (more) {
            lock.lock();
            try {
                refuseIfStopped();
                sql.begin.executeUpdate();
                more = cleaning.portion(sql);
                sql.commit.executeUpdate();
            } catch (SQLException failed) {
                rollBack();
                throw noted(failed).failed(failed);
            } finally {
                lock.unlock();
            }
        }
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

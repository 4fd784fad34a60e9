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
import java.util.function.Supplier;
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

    private final Connection connection;
    private final Witness witness;
    private final Supplier<Optional<String>> moved;
    private Statements sql;
    /** Fair, so that pruning, which comes back again and again, does not keep the commits waiting. */
    private final ReentrantLock lock = new ReentrantLock(true);

    /** Number of the last commit. */
    private long commits;

    private volatile @Nullable String trouble;
    private volatile boolean stopped;

    /**
     * @param witness is told of each commit
     * @param moved why nothing may be written any more, looked at before each commit; empty where it may
     */
    Writer(Connection connection, Witness witness, Supplier<Optional<String>> moved) throws SQLException {
        this.connection = connection;
        this.witness = witness;
        this.moved = moved;
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
            committed();
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
        List<Share> encoded = new ArrayList<>(batches.size());
        for (Batch batch : batches) {
            outcomes.add(null);
            try {
                encoded.add(Share.of(batch));
            } catch (RuntimeException broken) {
                encoded.add(Share.empty(batch));
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

    private static int transactionEnd(List<Share> encoded, int from) {
        int to = from + 1;
        int bytes = encoded.get(from).bytes();
        while (to < encoded.size() && bytes + encoded.get(to).bytes() <= TRANSACTION_BYTES) {
            bytes += encoded.get(to++).bytes();
        }
        return to;
    }

    /** Writes the batches from one index to before another; whether it was committed. */
    private boolean transaction(List<Share> encoded, int from, int to, List<@Nullable StoreFailed> outcomes) {
        try {
            sql.begin.executeUpdate();
            for (int i = from; i < to; i++) {
                if (outcomes.get(i) == null) {
                    outcomes.set(i, write(encoded.get(i)));
                }
            }
            sql.commit.executeUpdate();
            if (outcomes.subList(from, to).contains(null)) {
                committed();
            }
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
    private @Nullable StoreFailed write(Share share) throws SQLException {
        sql.savepoint.executeUpdate();
        StoreFailed refusal;
        boolean broken = false;
        try {
            refusal = writeRows(share);
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

    private @Nullable StoreFailed writeRows(Share share) throws SQLException {
        Batch batch = share.batch();
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
        Head after = head.appended(head.seq() + batch.events().size(), share.writeLog(sql, head))
                .holding(share.writeState(sql, head), share.writeHistory(sql, head))
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

    /** Removes what nobody needs any more, each portion in a transaction of its own; commits get in between. */
    void clean(Cleaning cleaning) {
        boolean more = true;
        while (more) {
            lock.lock();
            try {
                refuseIfStopped();
                sql.begin.executeUpdate();
                Portion done = portion(cleaning);
                more = done.more();
                sql.commit.executeUpdate();
                if (done.head() != null) {
                    committed();
                }
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

    private record Portion(@Nullable Head head, boolean more) {}

    /** Its number stands in the head of each site that it wrote. */
    private void committed() {
        commits++;
        witness.saw(commits);
    }

    private Portion portion(Cleaning cleaning) throws SQLException {
        sql.headByKey.setLong(1, cleaning.key());
        Head head;
        try (ResultSet row = sql.headByKey.executeQuery()) {
            if (!row.next()) {
                return new Portion(null, false);
            }
            head = Head.of(row);
        }
        Cleaning.Portion done = cleaning.portion(sql, head);
        done.head().at(commits + 1).put(sql.putHead);
        return new Portion(done.head(), done.more());
    }

    /** Writes what is known of the whole store. */
    void putFact(String name, byte[] value) {
        lock.lock();
        try (PreparedStatement put = connection.prepareStatement("INSERT OR REPLACE INTO fact VALUES (?, ?)")) {
            refuseIfStopped();
            put.setString(1, name);
            put.setBytes(2, value);
            put.executeUpdate();
        } catch (SQLException failed) {
            throw noted(failed).failed(failed);
        } finally {
            lock.unlock();
        }
    }

    private void refuseIfStopped() {
        if (!stopped) {
            moved.get().ifPresent(why -> {
                stopped = true;
                trouble = why;
                log.error("{}", why);
            });
        }
        if (stopped) {
            throw new StoreFailed(trouble == null ? "the store is closed" : trouble, null);
        }
    }

    private Trouble noted(SQLException failed) {
        Trouble kind = Trouble.of(failed);
        if (kind != Trouble.REQUEST) {
            String sentence = kind.sentence(failed);
            // a full disk is met again and again until there is room
            if (!sentence.equals(trouble)) {
                log.error("{}", sentence, failed);
            }
            trouble = sentence;
            stopped |= kind != Trouble.PASSING;
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

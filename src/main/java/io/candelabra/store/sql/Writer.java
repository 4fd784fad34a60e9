package io.candelabra.store.sql;

import io.candelabra.core.site.DiskSpace;
import io.candelabra.core.site.SiteStore.Batch;
import io.candelabra.core.site.SiteStore.StoreFailed;
import io.candelabra.model.SiteId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection that writes. Commits and prunings come one after the other, in the order of their requests.
 *
 * <p>A commit is one transaction, so one sync, for many sites; more than one only where it would grow beyond
 * {@link #TRANSACTION_BYTES}. Where the database refuses the rows of one site, the transaction is undone and done again with a
 * savepoint for each site: so what that site wrote is undone, and the others go on. A crash before the sync leaves nothing of
 * the transaction, a crash after it all.
 *
 * <p>A transaction that finds the disk full is undone, and done again with room of the {@link Reserve}. After a sync
 * that failed nothing is written until {@link #tend} has opened the connection anew and carried the log into the file.
 */
final class Writer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Writer.class);
    static final int TRANSACTION_BYTES = 1 << 20;
    /** Written to see whether anything can be. */
    private static final String PROBE = "probe";

    private static final byte[] NOTHING = {};

    private final Pen pen;
    private final Witness witness;
    private final Reserve reserve;
    private final Supplier<Optional<String>> moved;
    private final Health health = new Health();
    /** Fair, so that pruning, which comes back again and again, does not keep the commits waiting. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final KnownHeads heads = new KnownHeads();
    private final Packing packing = new Packing();
    private final SiteWriter sites;

    /** Number of the last commit. */
    private long commits;

    /**
     * @param witness is told of each commit
     * @param moved why nothing may be written any more, looked at before each commit; empty where it may
     */
    Writer(Pen pen, Witness witness, Reserve reserve, Supplier<Optional<String>> moved) throws SQLException {
        this.pen = pen;
        this.sites = new SiteWriter(pen, heads);
        this.witness = witness;
        this.reserve = reserve;
        this.moved = moved;
        this.commits = Heads.lastCommit(pen.connection());
        pen.boundLog(reserve);
    }

    Optional<String> trouble() {
        return health.trouble();
    }

    /** Gives out a site's next epoch, under which alone it can be written from now on. Nothing is written. */
    long takeOver(SiteId site, Readers.Reader reader) throws SQLException {
        lock.lock();
        try {
            return sites.takeOver(site, Heads.of(reader, site).epoch());
        } finally {
            lock.unlock();
        }
    }

    /** The kind of a transaction: whether it writes a head, and so counts as a commit. */
    private interface Work {
        boolean run() throws SQLException;
    }

    /** @throws StoreFailed where it came to nothing */
    private void transaction(Work work) {
        while (true) {
            // one transaction of a commit may have put in doubt what the disk holds
            health.check();
            try {
                pen.sql().begin.executeUpdate();
                boolean wrote = work.run();
                pen.sql().commit.executeUpdate();
                heads.committed();
                if (wrote) {
                    commits++;
                    witness.saw(commits);
                }
                health.wrote();
                reserve.wrote();
                return;
            } catch (SQLException failed) {
                rollBack();
                if (!Trouble.isFull(failed) || !reserve.giveUp()) {
                    throw health.noted(failed).failed(failed);
                }
            } catch (RuntimeException | Error undone) {
                rollBack();
                throw undone;
            }
        }
    }

    List<Optional<StoreFailed>> commit(List<Batch> batches) {
        List<@Nullable StoreFailed> outcomes = new ArrayList<>(batches.size());
        List<Share> encoded = new ArrayList<>(batches.size());
        for (Batch batch : batches) {
            outcomes.add(null);
            try {
                encoded.add(Share.of(batch, packing));
            } catch (RuntimeException broken) {
                encoded.add(Share.empty(batch));
                outcomes.set(
                        encoded.size() - 1, new StoreFailed("what is to be stored cannot be written down", broken));
            }
        }
        lock.lock();
        try {
            check();
            for (int from = 0; from < encoded.size(); ) {
                int to = transactionEnd(encoded, from);
                write(encoded, from, to, outcomes);
                from = to;
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

    /** Writes the batches from one index to before another. */
    private void write(List<Share> encoded, int from, int to, List<@Nullable StoreFailed> outcomes) {
        try {
            if (!together(encoded, from, to, outcomes, false)) {
                together(encoded, from, to, outcomes, true);
            }
        } catch (StoreFailed failed) {
            for (int i = from; i < to; i++) {
                if (outcomes.get(i) == null) {
                    outcomes.set(i, failed);
                }
            }
        }
    }

    /**
     * Writes them in one transaction.
     *
     * @param apart whether each site gets a savepoint, which costs about as much as what is written between
     * @return false where nothing was written, since without savepoints one site would take the others with it
     */
    private boolean together(
            List<Share> encoded, int from, int to, List<@Nullable StoreFailed> outcomes, boolean apart) {
        try {
            transaction(() -> {
                for (int i = from; i < to; i++) {
                    if (outcomes.get(i) == null) {
                        outcomes.set(i, sites.write(encoded.get(i), commits + 1, apart));
                    }
                }
                return outcomes.subList(from, to).contains(null);
            });
            return true;
        } catch (SiteWriter.OneRefused one) {
            log.debug("the database refused a site's rows: each site is written by itself", one);
            return false;
        }
    }

    /** Removes rows that nobody needs any more, each portion in a transaction of its own; commits get in between. */
    void clean(Cleaning cleaning) {
        AtomicBoolean more = new AtomicBoolean(true);
        while (more.get()) {
            lock.lock();
            try {
                check();
                transaction(() -> {
                    Portion done = portion(cleaning);
                    more.set(done.more());
                    return done.head() != null;
                });
            } finally {
                lock.unlock();
            }
        }
    }

    private record Portion(@Nullable Head head, boolean more) {}

    private Portion portion(Cleaning cleaning) throws SQLException {
        pen.sql().headByKey.setLong(1, cleaning.key());
        Head head;
        try (ResultSet row = pen.sql().headByKey.executeQuery()) {
            if (!row.next()) {
                return new Portion(null, false);
            }
            head = Head.of(row);
        }
        Cleaning.Portion done = cleaning.portion(pen.sql(), head);
        heads.put(done.head().at(commits + 1), pen.sql());
        return new Portion(done.head(), done.more());
    }

    /** What is written beside the sites' commits. */
    @FunctionalInterface
    interface Beside {
        void write(Statements sql, Packing packing) throws SQLException;
    }

    /** Writes rows that no head tells of, in one transaction. */
    void beside(Beside rows) {
        lock.lock();
        try {
            check();
            transaction(() -> {
                rows.write(pen.sql(), packing);
                return false;
            });
        } finally {
            lock.unlock();
        }
    }

    /** Writes the facts about the whole store. */
    void putFact(String name, byte[] value) {
        lock.lock();
        try {
            check();
            write(name, value);
        } finally {
            lock.unlock();
        }
    }

    private void write(String fact, byte[] value) {
        transaction(() -> {
            putNow(fact, value);
            return false;
        });
    }

    private void putNow(String fact, byte[] value) throws SQLException {
        PreparedStatement put = pen.sql().putFact;
        put.setString(1, fact);
        put.setBytes(2, value);
        put.executeUpdate();
    }

    /** Looks how much room there is, and mends faults that need no person. */
    void tend() {
        lock.lock();
        try {
            stopIfMoved();
            if (health.stopped()) {
                return;
            }
            if (health.doubtful()) {
                openAnew();
            } else if (reserve.space() == DiskSpace.NONE && reserve.mayBeRoom()) {
                write(PROBE, NOTHING);
            }
            if (reserve.space() != DiskSpace.NONE) {
                reserve.look();
            }
            pen.boundLog(reserve);
        } catch (StoreFailed | SQLException still) {
            log.debug("the store cannot write yet", still);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The state on disk is known again when a new connection has written something, which covers any rest of the failed
     * commit at the end of the log, and has carried the whole log into the file and synced both. The readers stay open
     * meanwhile: so the log is never read anew, which would bring back what nobody was told is done.
     */
    private void openAnew() throws SQLException {
        heads.forget();
        try {
            pen.replace();
            putNow(PROBE, NOTHING);
            if (!Connections.carriedOver(pen.connection())) {
                return;
            }
        } catch (SQLException failed) {
            if (Trouble.isFull(failed)) {
                reserve.giveUp();
            }
            health.noted(failed);
            throw failed;
        }
        long there = Heads.lastCommit(pen.connection());
        if (there != commits) {
            health.stop("the database holds " + there + " commits and not the " + commits
                    + " that were written: nothing more is written until the server is started anew");
            return;
        }
        health.wrote();
        log.info("the database was opened anew, and holds all that was written");
    }

    private void check() {
        stopIfMoved();
        health.check();
    }

    private void stopIfMoved() {
        if (!health.stopped()) {
            moved.get().ifPresent(health::stop);
        }
    }

    private void rollBack() {
        heads.rolledBack();
        try {
            pen.rollBack();
        } catch (SQLException failed) {
            // the data on the disk is still whole: an open transaction is not part of it; but nothing can be begun anew
            log.error("a transaction could not be undone", failed);
            health.doubt(Trouble.LASTING.sentence(failed));
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            health.close();
            packing.close();
            pen.connection().close();
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
            Connections.run(pen.connection(), sql);
        } finally {
            lock.unlock();
        }
    }
}

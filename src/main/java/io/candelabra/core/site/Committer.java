package io.candelabra.core.site;

import io.candelabra.core.site.SiteStore.NotWritten;
import io.candelabra.core.site.SiteStore.StoreFailed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what the sites have decided, for all sites in turn, many commands in one commit.
 *
 * <p>While one commit is on its way to the disk, the next gathers by itself: the busier the server, the larger the commits.
 * A site gets at most {@link #SHARE} events into one commit and then queues up behind the others, so none can crowd out the
 * rest; and a commit takes about {@link #LOAD} events and rows of all of them together, so that the first need not wait for
 * the last. One thread calls {@link #run}; a test may call {@link #step} by hand instead.
 */
public final class Committer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Committer.class);
    /** Events of one site in one commit. A command that leads to more is still written whole. */
    private static final int SHARE = 2_000;
    /** Events in one commit, with the rows and items of checkpoints. */
    private static final int LOAD = 8_000;

    /** Long beside a commit, short beside what people and protocols take. */
    private static final long COMPANY_NANOS = 1_000_000;

    private final SiteStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Set<LocalSite> dirty = new LinkedHashSet<>();
    private boolean closing;
    /** Commands that have come since {@link #gather}, and that had come then. */
    private int came;

    private int company;
    /** The first command waits for company, and the others wake the committer only when there is enough. */
    private boolean gathering;

    private volatile @Nullable String ended;

    public Committer(SiteStore store) {
        this.store = store;
    }

    /** A command waits in a site. */
    void wake(LocalSite site) {
        queue(site, 1);
    }

    /** There may be something to write in a site, beside commands that have been told of. */
    void look(LocalSite site) {
        queue(site, 0);
    }

    private void queue(LocalSite site, int commands) {
        lock.lock();
        try {
            dirty.add(site);
            came += commands;
            if (!gathering || came >= company) {
                work.signal();
            }
        } finally {
            lock.unlock();
        }
        // Read after the site is in the set: a committer that ends in between either finds it there, or has ended
        // before.
        String why = ended;
        if (why != null) {
            site.close(why);
        }
    }

    /** Writes what waits; false where nothing did. */
    public boolean step() {
        List<LocalSite.Commit> taken = take();
        if (taken.isEmpty()) {
            return false;
        }
        // A command that led to no event has waited for the decisions before it, and those are written.
        List<LocalSite.Commit> writing =
                taken.stream().filter(t -> !t.batch().isEmpty()).toList();
        Map<LocalSite.Commit, StoreFailed> failures = new IdentityHashMap<>();
        List<LocalSite.Commit> again;
        try {
            again = commit(writing, failures);
        } catch (RuntimeException | Error failed) {
            log.error(
                    "nothing could be written; {} sites are closed until they are loaded afresh", taken.size(), failed);
            String why = "the store failed: " + failed.getMessage();
            taken.forEach(t -> t.failed(why));
            if (failed instanceof Error error) {
                throw error;
            }
            return true;
        }
        Error fatal = null;
        try {
            commit(again, failures);
        } catch (RuntimeException | Error failed) {
            // what was written the first time is on disk, and its askers are told so
            log.error("{} sites could not be written without their checkpoints", again.size(), failed);
            again.forEach(one -> failures.put(one, new StoreFailed(String.valueOf(failed.getMessage()), failed)));
            fatal = failed instanceof Error error ? error : null;
        }
        for (LocalSite.Commit one : taken) {
            switch (failures.get(one)) {
                case null -> one.written();
                case NotWritten notNow -> one.unwritten(String.valueOf(notNow.getMessage()));
                case StoreFailed broken -> {
                    log.error("site {} could not be written", one.batch().site(), broken);
                    one.failed("the store failed: " + broken.getMessage());
                }
            }
        }
        if (fatal != null) {
            throw fatal;
        }
        return true;
    }

    /**
     * Writes what is taken. Where a checkpoint does not fit on the disk, it may take no command with it, neither of its site nor
     * of the others in its transaction: returned is what is to be written once more, now that no checkpoint is with it.
     */
    private List<LocalSite.Commit> commit(List<LocalSite.Commit> writing, Map<LocalSite.Commit, StoreFailed> failures) {
        if (writing.isEmpty()) {
            return List.of();
        }
        List<Optional<StoreFailed>> outcomes;
        try {
            outcomes =
                    store.commit(writing.stream().map(LocalSite.Commit::batch).toList());
        } catch (NotWritten notNow) {
            // said once by the store, however many want to write meanwhile
            log.debug("{} sites could not be written", writing.size(), notNow);
            outcomes = Collections.nCopies(writing.size(), Optional.of(notNow));
        }
        boolean heldOff = false;
        List<LocalSite.Commit> unwritten = new ArrayList<>();
        for (int i = 0; i < writing.size(); i++) {
            LocalSite.Commit one = writing.get(i);
            failures.remove(one);
            outcomes.get(i).ifPresent(failed -> failures.put(one, failed));
            if (failures.get(one) instanceof NotWritten) {
                unwritten.add(one);
                heldOff |= one.holdsCheckpointOff();
            }
        }
        if (!heldOff) {
            return List.of();
        }
        unwritten.forEach(failures::remove);
        return unwritten.stream().filter(one -> !one.batch().isEmpty()).toList();
    }

    private List<LocalSite.Commit> take() {
        List<LocalSite.Commit> taken = new ArrayList<>();
        int load = 0;
        // Each site once: one that has more than its share goes to the end, and waits for the next commit.
        for (int sites = waiting(); sites > 0 && load < LOAD; sites--) {
            LocalSite site = first();
            LocalSite.Commit some = site == null ? null : site.take(SHARE);
            if (site != null && some != null) {
                taken.add(some);
                load += some.batch().size();
                if (site.hasPending()) {
                    look(site);
                }
            }
        }
        return taken;
    }

    private int waiting() {
        lock.lock();
        try {
            return dirty.size();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable LocalSite first() {
        lock.lock();
        try {
            Iterator<LocalSite> sites = dirty.iterator();
            if (!sites.hasNext()) {
                return null;
            }
            LocalSite site = sites.next();
            sites.remove();
            return site;
        } finally {
            lock.unlock();
        }
    }

    /** Writes until {@link #close}; then what is left. For a thread of its own. */
    public void run() {
        String why = "the writer has died";
        try {
            while (awaitWork()) {
                step();
            }
            while (step()) {
                log.debug("writing what was left");
            }
            why = "the server is stopping";
        } finally {
            end(why);
        }
    }

    /** From here on nobody may wait for an answer that cannot come. */
    private void end(String why) {
        ended = why;
        List<LocalSite> left;
        lock.lock();
        try {
            left = List.copyOf(dirty);
            dirty.clear();
        } finally {
            lock.unlock();
        }
        left.forEach(site -> site.close(why));
    }

    /** Why nothing is written any more; empty where it is. */
    public Optional<String> trouble() {
        return Optional.ofNullable(ended);
    }

    private boolean awaitWork() {
        lock.lock();
        try {
            while (dirty.isEmpty() && !closing) {
                work.awaitUninterruptibly();
            }
            gather();
            return !closing;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Where commands came side by side last time, the first waits a moment for as many: a commit costs much the same for all of
     * them as for one. Where the last one came alone, nobody is waited for.
     */
    private void gather() {
        long left = company > 1 ? COMPANY_NANOS : 0;
        gathering = true;
        try {
            while (left > 0 && came < company && !closing) {
                left = work.awaitNanos(left);
            }
        } catch (InterruptedException told) {
            // the writer ends by being closed; what waits is written now
            Thread.currentThread().interrupt();
        } finally {
            gathering = false;
        }
        company = came;
        came = 0;
    }

    /** Ends {@link #run} after what waits is written. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

package io.candelabra.core.site;

import io.candelabra.core.site.SiteStore.StoreFailed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what the sites have decided, for all sites in turn, many commands in one commit.
 *
 * <p>While one commit is on its way to the disk, the next gathers by itself: the busier the server, the larger the commits.
 * A site gets at most {@link #SHARE} events into one commit and then queues up behind the others, so none can crowd out the
 * rest. One thread calls {@link #step}; a test may call it by hand.
 */
public final class Committer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Committer.class);
    /** Events of one site in one commit. */
    private static final int SHARE = 2_000;

    private final SiteStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Set<LocalSite> dirty = new LinkedHashSet<>();
    private boolean closing;

    public Committer(SiteStore store) {
        this.store = store;
    }

    void wake(LocalSite site) {
        lock.lock();
        try {
            dirty.add(site);
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Writes what waits; false where nothing did. */
    public boolean step() {
        List<LocalSite.Taken> taken = take();
        if (taken.isEmpty()) {
            return false;
        }
        List<Optional<StoreFailed>> outcomes;
        try {
            outcomes = store.commit(taken.stream().map(LocalSite.Taken::batch).toList());
        } catch (RuntimeException failed) {
            log.error(
                    "nothing could be written; {} sites are closed until they are loaded afresh", taken.size(), failed);
            String why = "the store failed: " + failed.getMessage();
            taken.forEach(t -> t.failed(why));
            return true;
        }
        for (int i = 0; i < taken.size(); i++) {
            LocalSite.Taken one = taken.get(i);
            outcomes.get(i)
                    .ifPresentOrElse(
                            failed -> {
                                log.error(
                                        "site {} could not be written",
                                        one.batch().site(),
                                        failed);
                                one.failed("the store failed: " + failed.getMessage());
                            },
                            one::written);
        }
        return true;
    }

    private List<LocalSite.Taken> take() {
        List<LocalSite> sites;
        lock.lock();
        try {
            sites = new ArrayList<>(dirty);
            dirty.clear();
        } finally {
            lock.unlock();
        }
        List<LocalSite.Taken> taken = new ArrayList<>(sites.size());
        for (LocalSite site : sites) {
            LocalSite.Taken some = site.take(SHARE);
            if (some != null) {
                taken.add(some);
                if (site.hasPending()) {
                    wake(site);
                }
            }
        }
        return taken;
    }

    /** Writes until {@link #close}; then what is left. For a thread of its own. */
    public void run() {
        while (awaitWork()) {
            step();
        }
        while (step()) {
            log.debug("writing what was left");
        }
    }

    private boolean awaitWork() {
        lock.lock();
        try {
            while (dirty.isEmpty() && !closing) {
                work.awaitUninterruptibly();
            }
            return !closing;
        } finally {
            lock.unlock();
        }
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

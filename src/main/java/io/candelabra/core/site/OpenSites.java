package io.candelabra.core.site;

import io.candelabra.core.access.Refused;
import io.candelabra.model.SiteId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sites that are open on this node, and how one is opened: its lease is taken, it is loaded, those who wait for sites are
 * told, and what a crash left open is settled. A site that was closed after a failure is loaded afresh when it is asked for.
 */
final class OpenSites {
    private static final Logger log = LoggerFactory.getLogger(OpenSites.class);

    private final Leases leases;
    private final Function<SiteId, LocalSite> load;
    private final Supplier<Moment> now;
    private final Map<SiteId, LocalSite> open = new ConcurrentHashMap<>();
    private final Map<SiteId, ReentrantLock> openings = new ConcurrentHashMap<>();
    private final List<Sites.Opened> whenOpened = new CopyOnWriteArrayList<>();
    /** Sites whose rows are damaged, and why: they are not loaded again, since only a person can help. */
    private final Map<SiteId, String> damaged = new ConcurrentHashMap<>();

    /**
     * @param load takes a site over and loads it; called only where this node holds the lease
     * @param now the moment in which what a crash left open is settled
     */
    OpenSites(Leases leases, Function<SiteId, LocalSite> load, Supplier<Moment> now) {
        this.leases = leases;
        this.load = load;
        this.now = now;
    }

    void whenOpened(Sites.Opened opened) {
        whenOpened.add(opened);
    }

    Stream<SiteId> all() {
        return open.keySet().stream();
    }

    /** Does something to each that can be written. */
    void each(Consumer<LocalSite> what) {
        open.values().stream().filter(local -> !local.isClosed()).forEach(what);
    }

    /** A site that is open and can be written. */
    Optional<LocalSite> writable(SiteId site) {
        return Optional.ofNullable(open.get(site)).filter(local -> !local.isClosed());
    }

    /** A sentence for each site that is damaged. */
    Stream<String> warnings() {
        return damaged.entrySet().stream().map(e -> "the site " + e.getKey() + " is closed: " + e.getValue());
    }

    /** Those that were closed and can be loaded afresh. */
    List<SiteId> closed() {
        return open.entrySet().stream()
                .filter(e -> e.getValue().isClosed() && !damaged.containsKey(e.getKey()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /**
     * The site for callers who only look. One that was closed since it cannot be written goes on showing what is on
     * disk, also where it cannot be loaded afresh: that is a write, for which there may be no room.
     */
    LocalSite shown(SiteId site) {
        try {
            return local(site);
        } catch (Refused refused) {
            LocalSite last = open.get(site);
            if (last == null || refused.reason() != Refused.Reason.UNAVAILABLE || damaged.containsKey(site)) {
                throw refused;
            }
            return last;
        }
    }

    /** The site for callers who write it, opened if it is not open. */
    LocalSite local(SiteId site) {
        LocalSite local = open.get(site);
        if (local != null && !local.isClosed()) {
            return local;
        }
        // A lock for each site, rather than the map's: loading a large site may not hold up another one.
        ReentrantLock opening = openings.computeIfAbsent(site, s -> new ReentrantLock());
        CompletableFuture<Boolean> settled = new CompletableFuture<>();
        opening.lock();
        try {
            local = open.get(site);
            if (local != null && !local.isClosed()) {
                return local;
            }
            local = load(site, settled);
        } finally {
            opening.unlock();
        }
        // Only now that the lock is let go: a listener that hears of this may wait for a thread that waits for the
        // lock.
        local.recovered().whenComplete((some, failed) -> {
            if (failed == null) {
                settled.complete(some);
            } else {
                settled.completeExceptionally(failed);
            }
        });
        return local;
    }

    private LocalSite load(SiteId site, CompletableFuture<Boolean> settled) {
        String why = damaged.get(site);
        if (why != null) {
            throw new Refused(new Refused.Closed(site, why));
        }
        Optional<String> other = leases.heldElsewhere(site);
        if (other.isPresent()) {
            throw new Refused(new Refused.Closed(site, "the node " + other.get() + " has it"));
        }
        LocalSite local;
        try {
            local = load.apply(site);
        } catch (SiteStore.Damaged damage) {
            String what = String.valueOf(damage.getMessage());
            damaged.put(site, what);
            log.error("the site {} is closed until a backup is put in its place: {}", site, what);
            throw new Refused(new Refused.Closed(site, what));
        } catch (SiteStore.StoreFailed failed) {
            throw new Refused(new Refused.Closed(site, String.valueOf(failed.getMessage())));
        }
        whenOpened.forEach(o -> o.opened(site, local::onDurable, settled));
        local.recover(now.get());
        open.put(site, local);
        return local;
    }
}

package io.candelabra.push;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.EditRule;
import io.candelabra.core.site.Sites;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Cursor;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.SiteId;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where readers are in the logs of their sites and how they fare, on disk. Places are kept in a site of their own: there they
 * do not fill the logs that they are about. Of one reader at most one place is being written; the next one waits and is then
 * the newest.
 *
 * <p>A place is written as soon as there is a reader, before anything is delivered: the log behind it is kept for its sake.
 */
final class Cursors {
    /** Key in {@link Subscription#vendor}: number of the last event before the subscription was made. */
    static final String FROM = "from";

    /** A reader to whom nothing matters for so many events moves its place all the same, so that they can be pruned. */
    private static final long IDLE_STRIDE = 1_000;

    private static final String PREFIX = "webhook/";

    private static final Logger log = LoggerFactory.getLogger(Cursors.class);

    private static final class Place {
        private @Nullable Standing stored;
        private boolean owed;
        private boolean storing;
        private boolean failed;
    }

    private final Sites sites;
    private final SiteId home;
    private final InstantSource wall;
    private final Map<String, Place> places = new ConcurrentHashMap<>();

    /** @param home the site that keeps the places */
    Cursors(Sites sites, SiteId home, InstantSource wall) {
        this.sites = sites;
        this.home = home;
        this.wall = wall;
    }

    private static String cursorId(SiteId site, String subscription) {
        return PREFIX + site.value() + "/" + subscription;
    }

    /** Differs from one setting of a subscription to the next: with the address that failed, its failures are forgotten. */
    private static String reader(Subscription subscription) {
        return PREFIX + Integer.toHexString(subscription.secretHandle().hashCode());
    }

    /** Where a subscription begins; with the oldest event where that cannot be read any more. */
    private static long from(Subscription subscription) {
        String from = subscription.vendor().getOrDefault(FROM, "0");
        return from.matches("[0-9]{1,18}") ? Long.parseLong(from) : 0;
    }

    /** Up to where everything was delivered, or is not for this subscription, and how often its receiver has failed. */
    Standing start(SiteId site, Subscription subscription) {
        String id = cursorId(site, subscription.id());
        Optional<Cursor> kept = sites.state(Caller.CORE, home).resource(Cursor.class, id);
        long from = from(subscription);
        long seq = Math.max(from, kept.map(Cursor::seq).orElse(0L));
        Optional<Cursor> same = kept.filter(c -> c.reader().equals(reader(subscription)));
        Place place = places.computeIfAbsent(id, key -> new Place());
        synchronized (place) {
            place.stored = same.map(c -> new Standing(c.seq(), c.failures(), c.failingSinceMs()))
                    .orElse(null);
        }
        return new Standing(
                seq,
                same.map(Cursor::failures).orElse(0),
                same.map(Cursor::failingSinceMs).orElse(0L));
    }

    /** The last place that is on disk; where the subscription begins, if there is none. */
    long place(SiteId site, Subscription subscription) {
        long from = from(subscription);
        return sites.state(Caller.CORE, home)
                .resource(Cursor.class, cursorId(site, subscription.id()))
                .map(cursor -> Math.max(from, cursor.seq()))
                .orElse(from);
    }

    /**
     * How it stands now. Returns at once; false when the last attempt to write failed and it should be tried again after a
     * pause.
     *
     * @param acknowledged whether the receiver has taken something since the last call
     * @param written run when a place was written, so that a later one can follow
     */
    boolean keep(SiteId site, Subscription subscription, Standing now, boolean acknowledged, Runnable written) {
        String id = cursorId(site, subscription.id());
        Place place = places.computeIfAbsent(id, key -> new Place());
        synchronized (place) {
            place.owed |= acknowledged;
            if (place.storing || !worthWriting(place, now)) {
                return true;
            }
            if (place.failed) {
                place.failed = false;
                return false;
            }
            place.storing = true;
            place.owed = false;
        }
        Cursor cursor = new Cursor(
                id, reader(subscription), site, now.seq(), wall.millis(), now.failures(), now.failingSinceMs());
        sites.bookkeep(
                        Caller.CORE,
                        home,
                        new Command.Edit<>(
                                "move cursor", Resource.Verb.ADMINISTER, (state, nowMs) -> new EditRule.Changes(state)
                                        .put(cursor)
                                        .answer(true)),
                        Cause.CLOCK)
                .whenComplete((stored, failed) -> {
                    synchronized (place) {
                        place.storing = false;
                        place.failed = failed != null || !stored;
                        place.owed |= place.failed;
                        place.stored = place.failed ? place.stored : now;
                    }
                    if (failed != null) {
                        log.warn("the place of {} could not be written; it follows", id, failed);
                    }
                    written.run();
                });
        return true;
    }

    private static boolean worthWriting(Place place, Standing now) {
        Standing stored = place.stored;
        return stored == null
                || stored.failures() != now.failures()
                || now.seq() - stored.seq() >= (place.owed ? 1 : IDLE_STRIDE);
    }

    /** The reader is gone. */
    void forget(SiteId site, String subscription) {
        forget(cursorId(site, subscription));
    }

    /** Forgets readers whose subscription is gone, which a crash may have left behind. */
    void sweep() {
        for (Cursor cursor : sites.state(Caller.CORE, home).resources(Cursor.class)) {
            String prefix = cursorId(cursor.site(), "");
            if (cursor.id().startsWith(prefix)
                    && sites.state(Caller.CORE, cursor.site())
                            .resource(Subscription.class, cursor.id().substring(prefix.length()))
                            .isEmpty()) {
                forget(cursor.id());
            }
        }
    }

    private void forget(String id) {
        places.remove(id);
        sites.submitAsync(
                        Caller.CORE,
                        home,
                        new Command.Edit<>(
                                "forget cursor", Resource.Verb.ADMINISTER, (state, nowMs) -> new EditRule.Changes(state)
                                        .delete(Resource.ref(Cursor.class, id))
                                        .answer(true)),
                        Cause.CLOCK)
                .exceptionally(failed -> {
                    log.warn("the place of {} could not be removed; it does no harm", id, failed);
                    return false;
                });
    }
}

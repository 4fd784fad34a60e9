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
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where readers are in the logs of their sites, on disk. Places are kept in a site of their own: there they do not fill the
 * logs that they are about. Of one reader at most one place is being written; the next one waits and is then the newest.
 */
final class Cursors {
    /** Key in {@link Subscription#vendor}: number of the last event before the subscription was made. */
    static final String FROM = "from";

    /** A reader to whom nothing matters for so many events moves its place all the same, so that they can be pruned. */
    private static final long IDLE_STRIDE = 1_000;

    private static final Logger log = LoggerFactory.getLogger(Cursors.class);

    private static final class Place {
        private long stored;
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
        return "webhook/" + site.value() + "/" + subscription;
    }

    /** Up to where everything was delivered, or is not for this subscription. */
    long start(SiteId site, Subscription subscription) {
        String from = subscription.vendor().getOrDefault(FROM, "0");
        long kept = sites.state(Caller.CORE, home)
                .resource(Cursor.class, cursorId(site, subscription.id()))
                .map(Cursor::seq)
                .orElse(0L);
        long start = Math.max(Long.parseLong(from), kept);
        Place place = places.computeIfAbsent(cursorId(site, subscription.id()), key -> new Place());
        synchronized (place) {
            place.stored = Math.max(place.stored, start);
        }
        return start;
    }

    /**
     * Everything up to here is delivered. Returns at once; false when the last attempt to write failed and it should be
     * tried again after a pause.
     *
     * @param acknowledged whether the receiver has taken something since the last call
     * @param written run when a place was written, so that a later one can follow
     */
    boolean delivered(SiteId site, String subscription, long seq, boolean acknowledged, Runnable written) {
        String id = cursorId(site, subscription);
        Place place = places.computeIfAbsent(id, key -> new Place());
        synchronized (place) {
            place.owed |= acknowledged;
            long stride = place.owed ? 1 : IDLE_STRIDE;
            if (place.storing || seq - place.stored < stride) {
                return true;
            }
            if (place.failed) {
                place.failed = false;
                return false;
            }
            place.storing = true;
            place.owed = false;
        }
        Cursor cursor = new Cursor(id, "webhook", site, seq, wall.millis());
        sites.submitAsync(
                        Caller.CORE,
                        home,
                        new Command.Edit<>(
                                "move cursor", Resource.Verb.ADMINISTER, (state, nowMs) -> new EditRule.Changes(state)
                                        .put(cursor)
                                        .answer(true)),
                        Cause.CLOCK)
                .whenComplete((done, failed) -> {
                    synchronized (place) {
                        place.storing = false;
                        place.failed = failed != null;
                        place.owed |= place.failed;
                        place.stored = failed == null ? seq : place.stored;
                    }
                    if (failed != null) {
                        log.warn("the place of {} could not be written; it follows", id, failed);
                    }
                    written.run();
                });
        return true;
    }

    /** The reader is gone. */
    void forget(SiteId site, String subscription) {
        String id = cursorId(site, subscription);
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

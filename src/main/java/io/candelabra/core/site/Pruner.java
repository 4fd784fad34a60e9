package io.candelabra.core.site;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.clock.Loop;
import io.candelabra.core.site.SiteStore.StoreFailed;
import io.candelabra.core.state.Lookup;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource.Cursor;
import io.candelabra.model.SiteId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Looks at log and history of every site now and then, and removes the parts that {@link Retention} lets go; alerts of
 * things that were set aside end. For a loop at the wall's pace.
 */
public final class Pruner implements Loop.Stepper {
    private static final Logger log = LoggerFactory.getLogger(Pruner.class);
    private static final long PAUSE_MS = Duration.ofMinutes(10).toMillis();
    /** While the disk is short: rows that are removed make room in the file for new ones. */
    private static final long SHORT_PAUSE_MS = Duration.ofSeconds(10).toMillis();

    private final SiteStore store;
    private final Sites sites;
    private final SiteId cursors;
    private final Retention retention;
    private final ToLongFunction<SiteId> recorded;
    private final InstantSource siteClock;
    private final InstantSource wall;

    /**
     * @param cursors the site that keeps the places of readers
     * @param recorded up to which event the history of a site's values no longer needs its log
     * @param siteClock the time that sites live in, by which events are old
     * @param wall the time by which it looks again
     */
    public Pruner(
            SiteStore store,
            Sites sites,
            SiteId cursors,
            Retention retention,
            ToLongFunction<SiteId> recorded,
            InstantSource siteClock,
            InstantSource wall) {
        this.store = store;
        this.sites = sites;
        this.cursors = cursors;
        this.retention = retention;
        this.recorded = recorded;
        this.siteClock = siteClock;
        this.wall = wall;
    }

    @Override
    public long step() {
        boolean plenty = store.space() == DiskSpace.PLENTY;
        Retention now = plenty ? retention : retention.atLeast();
        // what is newer than a site's checkpoint cannot go: it is gone next time
        sites.checkpoint();
        try {
            SiteState places = sites.state(Caller.CORE, cursors);
            store.sites().forEach(site -> tryToPrune(site, places, now));
        } catch (Refused | StoreFailed failed) {
            log.warn("old log or history could not be removed; it is tried again", failed);
        }
        return wall.millis() + (plenty ? PAUSE_MS : SHORT_PAUSE_MS);
    }

    /** A site that is closed or damaged keeps no other from growing lighter. */
    private void tryToPrune(SiteId site, SiteState places, Retention now) {
        try {
            prune(site, places, now);
            store.pruneHistory(site, siteClock.millis() - now.historyMs(), now.historyItems());
            Quarantine.ending(sites.state(Caller.CORE, site), siteClock.millis())
                    .ifPresent(
                            end -> sites.bookkeep(Caller.CORE, site, (state, nowMs) -> Composed.of(end), Cause.CLOCK));
        } catch (Refused | StoreFailed failed) {
            // on a short disk it is tried each few seconds, and people have been told what is the matter
            log.atLevel(store.space() == DiskSpace.PLENTY ? Level.WARN : Level.DEBUG)
                    .log("old log or history of the site {} could not be removed: {}", site, failed.getMessage());
        }
    }

    private void prune(SiteId site, SiteState places, Retention now) {
        SiteStore.LogExtent there = store.log(site);
        long first = there.prunedTo() + 1;
        if (first > there.last()) {
            return;
        }
        // A reader that has missed something already is told the present state: for its sake no log needs to be kept.
        OptionalLong slowest = LongStream.concat(
                        places.resources(Lookup.cursorsIn(site)).stream().mapToLong(Cursor::seq),
                        LongStream.of(recorded.applyAsLong(site)))
                .filter(seq -> seq >= first - 1)
                .min();
        long upTo = now.upTo(
                new Retention.Log(first, there.last(), there.bytes(), seq -> store.loggedAtMs(site, seq)),
                siteClock.millis(),
                slowest);
        long gone = upTo >= first ? store.prune(site, upTo) : 0;
        if (gone >= first) {
            log.atLevel(store.space() == DiskSpace.PLENTY ? Level.INFO : Level.DEBUG)
                    .log("of the log of site {} events {} to {} were removed", site, first, gone);
        }
    }
}

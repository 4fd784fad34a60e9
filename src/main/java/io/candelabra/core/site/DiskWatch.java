package io.candelabra.core.site;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.clock.Loop;
import io.candelabra.core.command.Command;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Alert;
import io.candelabra.model.Cause;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the disk, every few seconds: lets the store mend itself, loads afresh what was closed meanwhile, and tells
 * people, once, when the disk became short and when it is well again, from when until when and how much was left out. For a
 * loop at the wall's pace.
 *
 * <p>The word stands as one alert in the home site. Each site that lost a part of its record gets a notification in its
 * history as well, since that is where somebody will look for what is missing.
 */
public final class DiskWatch implements Loop.Stepper {
    private static final Logger log = LoggerFactory.getLogger(DiskWatch.class);
    private static final long PAUSE_MS = 5_000;
    private static final long FIRST_PAUSE_MS = 1_000;
    private static final long LONGEST_PAUSE_MS = 8_000;
    /** How long the word that all is well again stands, ms of site time. */
    private static final long TOLD_MS = Duration.ofDays(1).toMillis();

    private static final Alert.Subject SUBJECT = Alert.Subject.of("disk");
    private static final String NOW = "DISK_SHORT";
    private static final String WAS = "DISK_WAS_SHORT";

    private final SiteStore store;
    private final Sites sites;
    private final SiteId home;
    private final InstantSource siteClock;
    private final InstantSource wall;
    private final Runnable changed;
    private CompletableFuture<?> onTheWay = CompletableFuture.completedFuture(true);
    private @Nullable Instant since;
    private boolean written = true;
    private long pauseMs = FIRST_PAUSE_MS;

    /**
     * @param home the site that the alert stands in
     * @param siteClock the time that sites live in
     * @param wall the time by which it looks again, and which people read
     * @param changed run when there is more or less room than before
     */
    public DiskWatch(
            SiteStore store, Sites sites, SiteId home, InstantSource siteClock, InstantSource wall, Runnable changed) {
        this.store = store;
        this.sites = sites;
        this.home = home;
        this.siteClock = siteClock;
        this.wall = wall;
        this.changed = changed;
    }

    @Override
    public long step() {
        // asked before as well: a disk that was short and is well again by the look itself was short all the same
        boolean wasShort = store.space() != DiskSpace.PLENTY;
        store.tend();
        boolean plenty = store.space() == DiskSpace.PLENTY;
        boolean writes = store.trouble().isEmpty();
        if (writes && !written) {
            log.info("the store writes again");
            sites.reopen();
            changed.run();
        }
        written = writes;
        if (onTheWay.isDone()) {
            try {
                tell(wasShort, plenty);
            } catch (Refused closed) {
                log.debug("how the disk is cannot be told now", closed);
            }
        }
        pauseMs = plenty && writes ? FIRST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, 2 * pauseMs);
        return wall.millis() + (plenty && writes ? PAUSE_MS : pauseMs);
    }

    private void tell(boolean wasShort, boolean plenty) {
        Optional<Alert> now = standing(NOW);
        if (since == null && (wasShort || !plenty || now.isPresent())) {
            // where the process before did not see the end of it, that goes on
            since = now.map(alert -> Instant.ofEpochMilli(alert.raisedMs()))
                    .orElseGet(() -> wall.instant().truncatedTo(ChronoUnit.SECONDS));
            log.warn("{}", during(since));
            changed.run();
        }
        Instant from = since;
        if (from == null) {
            forget();
        } else if (plenty) {
            end(from);
        } else if (now.isEmpty()) {
            onTheWay = tell(home, new Command.RaiseAlert(new Alert(SUBJECT, NOW, during(from), siteClock.millis())));
        }
    }

    private static String during(Instant from) {
        return "since " + from + " the disk is short of room: history, visits and the places of readers are left out;"
                + " lights, settings and accounts go on";
    }

    private void end(Instant from) {
        Instant until = wall.instant().truncatedTo(ChronoUnit.SECONDS);
        Map<SiteId, Long> rows = sites.shedding().taken();
        long all = rows.values().stream().mapToLong(Long::longValue).sum();
        String word = "the disk was short of room from " + from + " until " + until + ": " + all
                + (all == 1 ? " row" : " rows") + " of history and visits were left out";
        log.warn("{}; there is room again", word);
        long nowMs = siteClock.millis();
        List<CompletableFuture<?>> told = new ArrayList<>();
        rows.forEach((site, some) -> {
            String text = "the disk was short of room from " + from + " until " + until + ": " + some
                    + (some == 1 ? " row" : " rows") + " of this history were left out";
            told.add(tell(
                    site,
                    new Command.WriteHistory(new HistoryItem.Notification(
                            "disk-" + from.getEpochSecond(), nowMs, "DISK", "WARNING", text))));
        });
        told.add(tell(
                home,
                Command.Together.of(
                        new Command.ClearAlert(NOW, SUBJECT),
                        new Command.RaiseAlert(new Alert(SUBJECT, WAS, word, nowMs)))));
        onTheWay = CompletableFuture.allOf(told.toArray(CompletableFuture[]::new));
        since = null;
        changed.run();
    }

    /** The word that it was short goes after a day. */
    private void forget() {
        Optional<Alert> was = standing(WAS);
        if (was.isPresent() && siteClock.millis() - was.get().raisedMs() > TOLD_MS) {
            onTheWay = tell(home, new Command.ClearAlert(WAS, SUBJECT));
        }
    }

    private CompletableFuture<?> tell(SiteId site, Command<?> word) {
        return sites.submitAsync(Caller.CORE, site, word, Cause.CLOCK).handle((done, failed) -> {
            if (failed != null) {
                log.debug("{}: not stored", word, failed);
            }
            return failed == null;
        });
    }

    private Optional<Alert> standing(String kind) {
        return sites.state(Caller.CORE, home).alerts().find(key(kind));
    }

    private static String key(String kind) {
        return SiteState.key(kind, SUBJECT);
    }

    /** The news of the disk, a sentence each; empty while all is well and was for a day. */
    public List<String> warnings() {
        List<String> told = new ArrayList<>();
        if (store.space() == DiskSpace.SHORT) {
            told.add("disk short: history is shed (" + sites.shedding().total()
                    + " rows since the start); lights, settings and accounts go on");
        }
        try {
            standing(WAS).map(Alert::detail).ifPresent(was -> told.add("recovered: " + was));
        } catch (Refused closed) {
            log.debug("what was told of the disk cannot be read", closed);
        }
        return told;
    }
}

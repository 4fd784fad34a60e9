package io.candelabra.core.history;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.clock.Loop;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.history.RecordedSite.Round;
import io.candelabra.core.series.Bucket;
import io.candelabra.core.series.CalendarSpan;
import io.candelabra.core.series.Gatherer;
import io.candelabra.core.series.Samples;
import io.candelabra.core.series.SeriesStore;
import io.candelabra.core.series.SeriesStore.Addition;
import io.candelabra.core.series.SeriesStore.Kept;
import io.candelabra.core.series.SeriesStore.Mark;
import io.candelabra.core.series.SeriesStore.Old;
import io.candelabra.core.site.DiskSpace;
import io.candelabra.core.site.SiteStore;
import io.candelabra.core.site.SiteStore.StoreFailed;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource.Profile;
import io.candelabra.model.SiteId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what is measured from the logs of the sites into their series. For a loop with a thread of the machine: it computes.
 *
 * <p>The log proves each value, so nothing is written when a value comes: it is kept in memory, sixteen bytes of it, and a round writes all
 * that has come, when a series has some samples on average or one is some hours old. A row is then touched once for many samples. A crash
 * before or within a round costs only that the log is read again; the log is kept until then.
 */
public final class Recorder implements Loop.Stepper, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Recorder.class);
    /** Raw samples are kept for so long, and until the month is over. */
    public static final long RAW_MS = Duration.ofDays(400).toMillis();

    private static final long PAUSE_MS = 1_000;
    private static final long ROLL_PAUSE_MS = Duration.ofHours(6).toMillis();
    /** A sample waits for so long at most; the log is kept for longer. */
    private static final long OLDEST_MS = Duration.ofHours(6).toMillis();

    private static final int PAGE = 1_000;
    private static final int FEWEST = 4_096;
    private static final int EACH = 8;
    /** Series of one transaction: all who write wait for it. */
    private static final int PORTION = 200;
    /** Samples in memory of all sites together; some ten MB. */
    private static final int MOST = 2_000_000;
    /** At the end so many of a site are written; more are read from the log again sooner than a stop may take. */
    private static final int MOST_AT_END = 50_000;
    /** Series that are looked for at a time. */
    private static final int MANY = 5_000;

    private static final int MOST_WARNINGS = 20;

    private final Sites sites;
    private final SiteStore stored;
    private final SeriesStore store;
    private final Recording recording;
    private final InstantSource siteClock;
    private final InstantSource wall;
    private final Map<SiteId, RecordedSite> known = new ConcurrentHashMap<>();
    private final Set<SiteId> moved = ConcurrentHashMap.newKeySet();
    private final int most;
    private final AtomicLong held = new AtomicLong();
    private final Map<String, String> warnings = new ConcurrentHashMap<>();
    private long rolledMs = Long.MIN_VALUE;

    /**
     * To be made before the sites are opened: it hears what comes into them.
     *
     * @param siteClock the time that sites live in
     * @param wall the time by which it steps
     */
    public Recorder(Sites sites, SiteStore stored, Recording recording, InstantSource siteClock, InstantSource wall) {
        this(sites, stored, stored.series(), recording, siteClock, wall, MOST);
    }

    /** @param most samples in memory */
    Recorder(
            Sites sites,
            SiteStore stored,
            SeriesStore store,
            Recording recording,
            InstantSource siteClock,
            InstantSource wall,
            int most) {
        this.most = most;
        this.sites = sites;
        this.stored = stored;
        this.store = store;
        this.recording = recording;
        this.siteClock = siteClock;
        this.wall = wall;
        sites.whenOpened((site, register, settled) -> {
            moved.add(site);
            register.accept(events -> moved.add(site));
        });
    }

    @Override
    public long step() {
        for (SiteId site : List.copyOf(moved)) {
            moved.remove(site);
            try {
                catchUp(site);
            } catch (Refused | StoreFailed later) {
                // it is in the log, and is read when the site can be
                log.debug("the values of the site {} cannot be read yet", site, later);
                moved.add(site);
            }
        }
        // while the disk is short, what can wait does: it stands in the log
        if (stored.space() == DiskSpace.PLENTY) {
            writeDue();
        }
        long nowMs = siteClock.millis();
        boolean first = rolledMs == Long.MIN_VALUE;
        if (first || Math.abs(nowMs - rolledMs) >= ROLL_PAUSE_MS) {
            rolledMs = nowMs;
            if (!first) {
                known.values().forEach(site -> tryTo("written", site.site, () -> write(site, PAGE)));
            }
            List.copyOf(known.keySet()).forEach(site -> tryTo("rolled up", site, () -> rollUp(site)));
        }
        return wall.millis() + PAUSE_MS;
    }

    /** Of a site: number of the event up to which its log is no longer needed. */
    public long stored(SiteId site) {
        return of(site).stored();
    }

    /** What was lost, a sentence each. */
    public List<String> warnings() {
        return warnings.values().stream().sorted().toList();
    }

    void warn(String about, String sentence) {
        if (warnings.size() < MOST_WARNINGS || warnings.containsKey(about)) {
            warnings.put(about, sentence);
        }
    }

    SeriesStore store() {
        return store;
    }

    RecordedSite of(SiteId site) {
        RecordedSite there = known.get(site);
        if (there != null) {
            return there;
        }
        // the store is asked outside the map, whose lock others may want
        RecordedSite fresh = new RecordedSite(site, store, recording);
        RecordedSite earlier = known.putIfAbsent(site, fresh);
        return earlier == null ? fresh : earlier;
    }

    /** Takes in all that is on disk of a site. Where memory is full on the way, a round makes room. */
    RecordedSite catchUp(SiteId site) {
        RecordedSite recorded = of(site);
        while (!isCaughtUp(recorded)) {
            makeRoom();
        }
        return recorded;
    }

    /** False where there was no room for all of it. Nobody waits for the store's writer with the site in hand. */
    private boolean isCaughtUp(RecordedSite recorded) {
        SiteId site = recorded.site;
        synchronized (recorded) {
            while (true) {
                long seen = recorded.seen();
                Sites.Page page = sites.read(Caller.CORE, site, seen, PAGE);
                if (page.gap() && seen > 0) {
                    missed(site, seen, page);
                }
                if (page.events().isEmpty()) {
                    recorded.seen(page.upTo());
                    return true;
                }
                SiteState state = sites.state(Caller.CORE, site);
                for (LoggedEvent event : page.events()) {
                    held.addAndGet(recorded.take(event, state));
                }
                if (held.get() >= most) {
                    return false;
                }
            }
        }
    }

    /** The log was cut before it was read, or is damaged: that time is a gap, and it is said. */
    private void missed(SiteId site, long seen, Sites.Page page) {
        String sentence = "the history of values of the site " + site + " has a gap: its log was not there after event "
                + seen + " up to event "
                + (page.events().isEmpty()
                        ? page.upTo()
                        : page.events().getFirst().seq() - 1);
        log.error(sentence);
        warn("gap " + site, sentence);
    }

    private void writeDue() {
        long beforeMs = siteClock.millis() - OLDEST_MS;
        List<RecordedSite> due = new ArrayList<>();
        for (RecordedSite site : known.values()) {
            if (site.isDue(FEWEST, EACH, beforeMs)) {
                due.add(site);
            }
        }
        for (RecordedSite site : due) {
            tryTo("written", site.site, () -> write(site, 1));
        }
    }

    /** Writes the site that holds the most. */
    private void makeRoom() {
        known.values().stream().max(Comparator.comparingInt(RecordedSite::held)).ifPresent(site -> write(site, 1));
    }

    /** What is not possible now is tried again: nothing that is in the log is lost by it. */
    private static void tryTo(String what, SiteId site, Runnable work) {
        try {
            work.run();
        } catch (Refused | StoreFailed later) {
            log.debug("values of the site {} cannot be {} yet", site, what, later);
        }
    }

    /** Writes a round. One that fails is gone on with: what is in the store of it already is not written again. */
    private synchronized void write(RecordedSite site, long fewestEvents) {
        Round round = site.begin();
        if (!round.again()) {
            round.additions().forEach(one -> held.addAndGet(-one.samples().size()));
        }
        long events = round.until() - round.before().seq();
        if (round.additions().isEmpty() && round.gone().isEmpty()) {
            // nothing of all that was measured: that is noted now and then, so that the log need not be kept
            if (events >= fewestEvents) {
                store.mark(site.site, new Mark(round.until(), round.until()));
                site.ended(round);
            }
            return;
        }
        store.mark(site.site, new Mark(round.before().seq(), round.until()));
        round.gone().forEach((device, seq) -> store.remove(site.site, device, seq));
        List<Addition> left = round.again()
                ? round.additions().stream()
                        .filter(one -> store.added(site.site, one.name()) < round.until())
                        .toList()
                : round.additions();
        for (int from = 0; from < left.size(); from += PORTION) {
            store.add(site.site, left.subList(from, Math.min(left.size(), from + PORTION)), round.until());
        }
        store.mark(site.site, new Mark(round.until(), round.until()));
        site.ended(round);
    }

    /** Writes what is on disk and not in a series yet, unless it is so much that it takes long. */
    public void write() {
        Set<SiteId> all = new TreeSet<>(known.keySet());
        all.addAll(moved);
        for (SiteId site : all) {
            tryTo("written", site, () -> {
                RecordedSite recorded = catchUp(site);
                if (recorded.held() <= MOST_AT_END) {
                    // one that failed before comes first
                    write(recorded, PAGE);
                    write(recorded, PAGE);
                }
            });
        }
    }

    // ---- old samples become hours ----

    private void rollUp(SiteId site) {
        ZoneId zone = zone(sites.state(Caller.CORE, site));
        long toMs = CalendarSpan.MONTH.startMs(siteClock.millis() - RAW_MS, zone);
        List<Old> old = store.olderThan(site, toMs, MANY);
        while (!old.isEmpty()) {
            for (Old series : old) {
                Kept kept = store.read(site, series.name(), series.rolledToMs(), toMs - 1);
                Samples samples = kept.samples();
                double before = kept.hours().isEmpty()
                        ? Double.NaN
                        : kept.hours().getLast().last();
                List<Bucket> hours = new Gatherer(CalendarSpan.HOUR, zone)
                        .after(before)
                        .add(samples)
                        .buckets();
                kept.damaged().forEach(sentence -> warn(series.name().toString(), sentence));
                store.rollUp(site, series.name(), hours, toMs);
            }
            old = store.olderThan(site, toMs, MANY);
        }
    }

    /** Where a site is, as its days go: as its profile says, else its first gateway that says so; UTC where nobody does. */
    static ZoneId zone(SiteState site) {
        return Stream.concat(
                        site.resource(Profile.class, "site").map(Profile::timezone).stream(),
                        site.gateways().stream().map(Gateway::timezone))
                .filter(zone -> !zone.isEmpty())
                .findFirst()
                .map(Recorder::zone)
                .orElse(ZoneOffset.UTC);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            log.debug("the zone {} is not known", name, unknown);
            return ZoneOffset.UTC;
        }
    }

    /** What cannot be written any more is read from the log at the next start. */
    @Override
    public void close() {
        write();
    }
}

package io.candelabra.store.memory;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.series.SeriesStore;
import io.candelabra.core.site.DiskSpace;
import io.candelabra.core.site.SiteStore;
import io.candelabra.core.site.StoredRows;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.SiteId;
import io.candelabra.model.Stored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A store for tests. It outlives the sites that write to it, so a test "restarts" by building new sites over the same
 * store; and it fails where it is told to.
 */
public final class MemoryStore implements SiteStore {

    /** Decides which batches cannot be written. */
    @FunctionalInterface
    public interface Fault {
        /**
         * Looks at a batch before it is written: the reason if it shall fail, else empty. A look that throws
         * {@link StoreFailed} fails the whole commit.
         *
         * @param commit number of the commit since the store was made, from 1
         */
        Optional<StoreFailed> at(long commit, Batch batch);
    }

    private static final class Rows {
        private long epoch;
        private long seq;
        private long checkpoint;
        private final Map<Table, Map<String, Object>> tables = new EnumMap<>(Table.class);
        private final NavigableMap<Long, LoggedEvent> log = new TreeMap<>();
        private final Map<String, HistoryItem> history = new LinkedHashMap<>();

        private Map<String, Object> table(Table table) {
            return tables.computeIfAbsent(table, t -> new LinkedHashMap<>());
        }
    }

    private final Map<SiteId, Rows> sites = new TreeMap<>();
    private final Map<String, byte[]> facts = new TreeMap<>();
    private final MemorySeries series = new MemorySeries();
    private Fault fault = (commit, batch) -> Optional.empty();
    private long commits;
    private Optional<String> trouble = Optional.empty();
    private DiskSpace space = DiskSpace.PLENTY;

    /** From now on this decides what fails; it takes the place of the one before. */
    public synchronized void fault(Fault decides) {
        fault = decides;
    }

    /** Fails the whole n-th commit from here, 1 for the next. */
    public synchronized void failCommit(long n) {
        long at = commits + n;
        fault = (commit, batch) -> {
            if (commit == at) {
                throw new StoreFailed("told to fail commit " + commit, null);
            }
            return Optional.empty();
        };
    }

    /** How many commits were tried. */
    public synchronized long commits() {
        return commits;
    }

    /** The answer of {@link #trouble()} from now on. */
    public synchronized void trouble(Optional<String> why) {
        trouble = why;
    }

    @Override
    public synchronized List<SiteId> sites() {
        return sites.entrySet().stream()
                .filter(e -> e.getValue().seq > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public synchronized Optional<byte[]> fact(String name) {
        return Optional.ofNullable(facts.get(name)).map(byte[]::clone);
    }

    @Override
    public synchronized void putFact(String name, byte[] value) {
        facts.put(name, value.clone());
    }

    @Override
    public synchronized Loaded open(SiteId site) {
        Rows kept = sites.computeIfAbsent(site, s -> new Rows());
        kept.epoch++;
        StoredRows rows = new StoredRows(site, kept.checkpoint);
        kept.tables.forEach((table, content) -> content.forEach((key, value) -> rows.add(table, key, value)));
        List<LoggedEvent> since =
                List.copyOf(kept.log.tailMap(kept.checkpoint, false).values());
        return new Loaded(rows.state(), since, kept.epoch);
    }

    @Override
    public synchronized List<Optional<StoreFailed>> commit(List<Batch> batches) {
        commits++;
        List<Optional<StoreFailed>> outcomes = new ArrayList<>(batches.size());
        // asked for all before anything is written: one that throws fails the whole
        batches.forEach(batch -> outcomes.add(fault.at(commits, batch).or(() -> refusal(batch))));
        for (int i = 0; i < batches.size(); i++) {
            if (outcomes.get(i).isEmpty()) {
                write(batches.get(i));
            }
        }
        return outcomes;
    }

    private Optional<StoreFailed> refusal(Batch batch) {
        Rows kept = sites.get(batch.site());
        if (kept == null || kept.epoch != batch.epoch()) {
            return Optional.of(new StoreFailed("somebody else has taken over the site " + batch.site(), null));
        }
        long next = kept.seq;
        for (LoggedEvent event : batch.events()) {
            if (event.seq() != ++next) {
                return Optional.of(new StoreFailed(
                        "the log of the site " + batch.site() + " would have a gap before " + event.seq(), null));
            }
        }
        long last = next;
        return batch.checkpoint()
                .filter(checkpoint -> checkpoint.seq() != last)
                .map(checkpoint ->
                        new StoreFailed("a checkpoint of the site " + batch.site() + " is of another moment", null));
    }

    private void write(Batch batch) {
        Rows kept = kept(batch.site());
        for (LoggedEvent event : batch.events()) {
            kept.log.put(event.seq(), event);
            kept.seq = event.seq();
        }
        batch.checkpoint().ifPresent(checkpoint -> write(kept, checkpoint));
    }

    private static void write(Rows kept, Checkpoint checkpoint) {
        kept.checkpoint = kept.seq;
        for (Row row : checkpoint.rows()) {
            if (row.value() == null) {
                kept.table(row.table()).remove(row.key());
            } else {
                kept.table(row.table()).put(row.key(), row.value());
            }
        }
        long before = checkpoint.eraseHistoryBeforeMs();
        if (before > 0) {
            kept.history.values().removeIf(item -> item.isErasable() && item.atMs() < before);
        }
        checkpoint.history().forEach(item -> kept.history.put(key(item.getClass(), item.id()), item));
    }

    @Override
    public synchronized List<LoggedEvent> read(SiteId site, long afterSeq, int max) {
        return kept(site).log.tailMap(afterSeq, false).values().stream()
                .limit(max)
                .toList();
    }

    @Override
    public synchronized long prune(SiteId site, long upToSeq) {
        Rows kept = kept(site);
        kept.log.headMap(Math.min(upToSeq, kept.checkpoint), true).clear();
        return kept.log.isEmpty() ? kept.seq : kept.log.firstKey() - 1;
    }

    @Override
    public synchronized LogExtent log(SiteId site) {
        Rows kept = kept(site);
        long bytes =
                kept.log.values().stream().mapToLong(e -> e.toString().length()).sum();
        return new LogExtent(kept.log.isEmpty() ? kept.seq : kept.log.firstKey() - 1, kept.seq, bytes);
    }

    @Override
    public synchronized long loggedAtMs(SiteId site, long seq) {
        Map.Entry<Long, LoggedEvent> found = kept(site).log.ceilingEntry(seq);
        if (found == null) {
            throw new StoreFailed("the log of the site " + site + " has no event " + seq, null);
        }
        return found.getValue().atMs();
    }

    @Override
    public synchronized <H extends HistoryItem> List<H> history(
            SiteId site, Class<H> kind, long fromMs, long toMs, int max) {
        return items(site, kind, item -> item.atMs() >= fromMs && item.atMs() <= toMs).stream()
                .limit(max)
                .toList();
    }

    @Override
    public synchronized <H extends HistoryItem> List<H> latest(SiteId site, Class<H> kind, int max) {
        return items(site, kind, item -> true).reversed().stream().limit(max).toList();
    }

    @Override
    public synchronized <H extends HistoryItem> Optional<H> historyItem(SiteId site, Class<H> kind, String id) {
        return Optional.ofNullable(kept(site).history.get(key(kind, id))).map(kind::cast);
    }

    @Override
    public synchronized void pruneHistory(SiteId site, long beforeMs, int mostOfEach) {
        Map<String, HistoryItem> history = kept(site).history;
        history.values().removeIf(item -> item.atMs() < beforeMs);
        for (Class<?> kind : HistoryItem.class.getPermittedSubclasses()) {
            List<? extends HistoryItem> all = items(site, kind.asSubclass(HistoryItem.class), item -> true);
            all.stream()
                    .limit(Math.max(0, all.size() - mostOfEach))
                    .forEach(item -> history.remove(key(kind, item.id())));
        }
    }

    /** Oldest first; of one moment, in the order in which they came in. */
    private <H extends HistoryItem> List<H> items(SiteId site, Class<H> kind, Predicate<H> wanted) {
        return kept(site).history.values().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(wanted)
                .sorted(Comparator.comparingLong(HistoryItem::atMs))
                .toList();
    }

    @Override
    public SeriesStore series() {
        return series;
    }

    @Override
    public synchronized Optional<String> trouble() {
        return trouble;
    }

    /** The answer of {@link #space()} from now on. */
    public synchronized void space(DiskSpace now) {
        space = now;
    }

    @Override
    public synchronized DiskSpace space() {
        return space;
    }

    @Override
    public void tend() {
        // the test says how it is
    }

    @Override
    public void close() {
        // nothing is held that would have to be let go
    }

    private static String key(Class<?> kind, String id) {
        return Stored.Name.of(kind) + "/" + id;
    }

    private Rows kept(SiteId site) {
        return sites.getOrDefault(site, new Rows());
    }
}

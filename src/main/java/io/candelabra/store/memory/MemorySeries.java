package io.candelabra.store.memory;

import io.candelabra.core.series.Bucket;
import io.candelabra.core.series.Samples;
import io.candelabra.core.series.SeriesStore;
import io.candelabra.model.DeviceId;
import io.candelabra.model.SiteId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Series for tests, beside the sites of a {@link MemoryStore}. */
final class MemorySeries implements SeriesStore {
    private static final class Series {
        private final List<Bucket> hours = new ArrayList<>();
        private Samples samples = Samples.NONE;
        private long until;
        private long rolledToMs = Long.MIN_VALUE;
    }

    private final Map<SiteId, Map<Name, Series>> sites = new TreeMap<>();
    private final Map<SiteId, Mark> marks = new TreeMap<>();

    private Map<Name, Series> of(SiteId site) {
        return sites.computeIfAbsent(site, s -> new LinkedHashMap<>());
    }

    @Override
    public synchronized Mark mark(SiteId site) {
        return marks.getOrDefault(site, Mark.NONE);
    }

    @Override
    public synchronized void mark(SiteId site, Mark mark) {
        marks.put(site, mark);
    }

    @Override
    public synchronized void add(SiteId site, List<Addition> additions, long until) {
        for (Addition addition : additions) {
            Series series = of(site).computeIfAbsent(addition.name(), n -> new Series());
            series.samples = Samples.joined(List.of(series.samples, addition.samples()));
            series.until = until;
        }
    }

    @Override
    public synchronized long added(SiteId site, Name name) {
        Series series = of(site).get(name);
        return series == null ? 0 : series.until;
    }

    @Override
    public synchronized void remove(SiteId site, DeviceId device, long beforeSeq) {
        of(site).entrySet().removeIf(one -> one.getKey().device().equals(device) && one.getValue().until < beforeSeq);
    }

    @Override
    public synchronized List<String> states(SiteId site, DeviceId device) {
        return of(site).keySet().stream()
                .filter(name -> name.device().equals(device))
                .map(Name::state)
                .toList();
    }

    @Override
    public synchronized Kept read(SiteId site, Name name, long fromMs, long toMs) {
        Series series = of(site).get(name);
        if (series == null) {
            return Kept.NOTHING;
        }
        Samples all = series.samples.ordered();
        int end = toMs == Long.MAX_VALUE ? all.size() : all.before(toMs + 1);
        int first = Math.max(all.before(series.rolledToMs), all.before(fromMs) - 1);
        return new Kept(
                List.copyOf(series.hours),
                all.part(Math.clamp(first, 0, end), end),
                series.until,
                series.rolledToMs,
                List.of());
    }

    @Override
    public synchronized List<Old> olderThan(SiteId site, long ms, int most) {
        return of(site).entrySet().stream()
                .filter(one -> one.getValue().rolledToMs < ms)
                .filter(one -> one.getValue().samples.firstMs() < ms)
                .map(one -> new Old(one.getKey(), one.getValue().rolledToMs))
                .limit(most)
                .toList();
    }

    @Override
    public synchronized void rollUp(SiteId site, Name name, List<Bucket> hours, long rolledToMs) {
        Series series = of(site).get(name);
        if (series != null) {
            series.hours.addAll(hours);
            series.rolledToMs = rolledToMs;
        }
    }
}

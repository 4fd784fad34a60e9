package io.candelabra.core.history;

import io.candelabra.core.history.RecordedSite.Fresh;
import io.candelabra.core.series.Bucket;
import io.candelabra.core.series.CalendarSpan;
import io.candelabra.core.series.Gatherer;
import io.candelabra.core.series.Gathering;
import io.candelabra.core.series.Samples;
import io.candelabra.core.series.SeriesStore.Kept;
import io.candelabra.core.series.SeriesStore.Name;
import io.candelabra.core.view.View;
import io.candelabra.model.Device;
import io.candelabra.model.SiteId;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The history of values, as a caller sees it: of a device that is hidden there is none, as of one that is not there. Whatever is on disk
 * is in the answer. It reads and computes for some ms, so that it is no work for a virtual thread.
 */
public final class Histories {
    private final Recorder recorder;

    public Histories(Recorder recorder) {
        this.recorder = recorder;
    }

    /** The zone by whose days a site's values are gathered. */
    public ZoneId zone(View view) {
        return Recorder.zone(view.state());
    }

    /** The states of a device that have a history. */
    public List<String> states(View view, Device device) {
        if (!view.sees(device)) {
            return List.of();
        }
        RecordedSite site = recorder.catchUp(view.site());
        Set<String> states = new LinkedHashSet<>(site.states(device.id()));
        states.addAll(recorder.store().states(view.site(), device.id()));
        return states.stream().sorted().toList();
    }

    /** The samples of a state between two moments, both included, by time. */
    public Samples samples(View view, Device device, String state, long fromMs, long toMs) {
        Samples found = kept(view, device, state, fromMs, toMs).samples();
        return found.part(found.before(fromMs), found.size());
    }

    /** The spans of the calendar that have a part between two moments, each whole, in the site's zone; none for those without samples. */
    public List<Bucket> gathered(View view, Device device, String state, CalendarSpan span, long fromMs, long toMs) {
        ZoneId zone = zone(view);
        long startMs = span.startMs(fromMs, zone);
        Kept kept = kept(view, device, state, startMs, span.nextMs(toMs, zone) - 1);
        double before = Double.NaN;
        List<Bucket> hours = new ArrayList<>();
        for (Bucket hour : kept.hours()) {
            if (hour.startMs() < startMs) {
                before = hour.last();
            } else if (hour.startMs() <= toMs) {
                hours.add(hour);
            }
        }
        Samples samples = kept.samples();
        int first = samples.before(startMs);
        if (first > 0) {
            before = samples.value(first - 1);
        }
        return new Gatherer(span, zone)
                .after(before)
                .addHours(hours)
                .add(samples.part(first, samples.size()))
                .buckets();
    }

    /**
     * By how much a counter grew between two moments, from the last reading at the first one on; one that fell was set back and counts
     * from zero.
     */
    public double growth(View view, Device device, String state, long fromMs, long toMs) {
        Kept kept = kept(view, device, state, fromMs, toMs);
        double before = Double.NaN;
        double growth = 0;
        for (Bucket hour : kept.hours()) {
            if (hour.startMs() < fromMs) {
                before = hour.last();
            } else if (hour.startMs() <= toMs) {
                growth += hour.growth();
                before = hour.last();
            }
        }
        Samples samples = kept.samples();
        for (int i = 0; i < samples.size(); i++) {
            if (samples.atMs(i) > fromMs) {
                growth += Gathering.growth(before, samples.value(i));
            }
            before = samples.value(i);
        }
        return growth;
    }

    private Kept kept(View view, Device device, String state, long fromMs, long toMs) {
        if (!view.sees(device) || fromMs > toMs) {
            return Kept.NOTHING;
        }
        return kept(view.site(), new Name(device.id(), state), fromMs, toMs);
    }

    /**
     * From both places. Memory is looked at first: a round in between moves it to the store, where it is found as well, and the number of
     * that round tells so; the other way round it would be seen at neither place.
     */
    private Kept kept(SiteId site, Name name, long fromMs, long toMs) {
        Fresh fresh = recorder.catchUp(site).fresh(name);
        Kept kept = recorder.store().read(site, name, fromMs, toMs);
        kept.damaged().forEach(sentence -> recorder.warn(name.toString(), sentence));
        if (kept.until() < fresh.goneAt()) {
            kept = Kept.NOTHING;
        }
        List<Samples> parts = new ArrayList<>();
        parts.add(kept.samples());
        if (kept.until() < fresh.writingUntil()) {
            parts.add(fresh.writing());
        }
        if (kept.until() < fresh.seen() || kept.until() == fresh.writingUntil()) {
            parts.add(fresh.open());
        }
        Samples all = Samples.joined(parts).ordered();
        int end = toMs == Long.MAX_VALUE ? all.size() : all.before(toMs + 1);
        int first = Math.max(all.before(kept.rolledToMs()), all.before(fromMs) - 1);
        return new Kept(
                kept.hours(),
                all.part(Math.clamp(first, 0, end), end),
                kept.until(),
                kept.rolledToMs(),
                kept.damaged());
    }
}

package io.candelabra.core.series;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers a series into spans of the calendar of a zone. Samples, and hours that were gathered earlier, come in order of time. A span
 * without any gives none: what nobody measured is no zero, and no copy of what was before.
 */
public final class Gatherer {
    private final CalendarSpan span;
    private final ZoneId zone;
    private final List<Bucket> buckets = new ArrayList<>();
    private long startMs;
    private long knownUntilMs = Long.MIN_VALUE;
    private double before = Double.NaN;
    private @Nullable Bucket open;

    public Gatherer(CalendarSpan span, ZoneId zone) {
        this.span = span;
        this.zone = zone;
    }

    /** The value before the first sample that is added, from which a counter grows; without one, the first is where it begins. */
    public Gatherer after(double value) {
        before = value;
        return this;
    }

    public Gatherer add(Samples samples) {
        for (int i = 0; i < samples.size(); i++) {
            double value = samples.value(i);
            add(samples.atMs(i), new Bucket(0, 1, value, value, value, value, Gathering.growth(before, value)));
            before = value;
        }
        return this;
    }

    /** Hours of the same zone. */
    public Gatherer addHours(List<Bucket> hours) {
        for (Bucket hour : hours) {
            add(hour.startMs(), hour);
            before = hour.last();
        }
        return this;
    }

    private void add(long ms, Bucket more) {
        if (ms >= knownUntilMs) {
            long start = span.startMs(ms, zone);
            if (start != startMs) {
                close();
                startMs = start;
            }
            knownUntilMs = span.knownUntilMs(ms, zone);
        }
        open = open == null
                ? new Bucket(startMs, more.samples(), more.sum(), more.min(), more.max(), more.last(), more.growth())
                : open.with(more);
    }

    private void close() {
        if (open != null) {
            buckets.add(open);
            open = null;
        }
    }

    /** The spans that had samples, in order. */
    public List<Bucket> buckets() {
        close();
        return List.copyOf(buckets);
    }
}

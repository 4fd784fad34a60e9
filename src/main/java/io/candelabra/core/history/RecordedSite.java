package io.candelabra.core.history;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.series.Samples;
import io.candelabra.core.series.SeriesStore;
import io.candelabra.core.series.SeriesStore.Addition;
import io.candelabra.core.series.SeriesStore.Mark;
import io.candelabra.core.series.SeriesStore.Name;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.SiteId;
import io.candelabra.model.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The samples of one site that are not in the store yet. They lie in two layers: those that a round is writing just now, and those that
 * have come since. All is guarded by the object itself; nothing in here waits for the store, but the look for what a round that was cut
 * short has written.
 */
final class RecordedSite {
    final SiteId site;
    private final SeriesStore store;
    private final Recording recording;
    private Mark mark;
    /** Number of the last event that was taken. */
    private long seen;

    private Map<DeviceId, List<Line>> open = new HashMap<>();
    private int held;
    private int series;
    private long oldestMs = Long.MAX_VALUE;
    private Map<DeviceId, List<Line>> writing = Map.of();
    private long writingUntil;
    /** Devices that went, each with the event's number, and are still in the store. */
    private final Map<DeviceId, Long> gone = new HashMap<>();
    /** Of a round that was cut short: up to which event a series has its part. */
    private final Map<Name, Long> added = new HashMap<>();

    /** The samples of a state. */
    private record Line(String state, Samples.Growing samples) {}

    RecordedSite(SiteId site, SeriesStore store, Recording recording) {
        this.site = site;
        this.store = store;
        this.recording = recording;
        this.mark = store.mark(site);
        this.seen = mark.seq();
    }

    synchronized long seen() {
        return seen;
    }

    /** Number of the last event that the store's series contain. */
    synchronized long stored() {
        return mark.seq();
    }

    synchronized void seen(long upTo) {
        seen = upTo;
    }

    /** Takes an event in; returns how many samples it brought. */
    synchronized int take(LoggedEvent logged, SiteState state) {
        int before = held;
        switch (logged.event()) {
            case SiteEvent.StatesChanged changed -> {
                for (SiteEvent.DeviceStates device : changed.changes()) {
                    // one that is gone by now has no history any more
                    state.device(device.device()).ifPresent(d -> take(logged, state, d, device.states()));
                }
            }
            case SiteEvent.DevicePut put -> {
                if (put.created()) {
                    take(logged, state, put.device(), put.device().states().all());
                }
            }
            case SiteEvent.DeviceRemoved removed -> remove(removed.device(), logged.seq());
            case SiteEvent.AvailabilityChanged ignored -> {}
            case SiteEvent.GatewayAliveChanged ignored -> {}
            case SiteEvent.GatewayPut ignored -> {}
            case SiteEvent.GatewayRemoved ignored -> {}
            case SiteEvent.ResourcePut ignored -> {}
            case SiteEvent.ResourceDeleted ignored -> {}
            case SiteEvent.ExecutionStarted ignored -> {}
            case SiteEvent.StepMoved ignored -> {}
            case SiteEvent.ExecutionMoved ignored -> {}
            case SiteEvent.JobMoved ignored -> {}
            case SiteEvent.AlertRaised ignored -> {}
            case SiteEvent.AlertCleared ignored -> {}
            case SiteEvent.Noted ignored -> {}
            case SiteEvent.HistoryErased ignored -> {}
        }
        seen = logged.seq();
        return held - before;
    }

    private void take(LoggedEvent logged, SiteState site, Device device, List<State> states) {
        for (State state : states) {
            double value = state.value().asNumber();
            if (Double.isFinite(value)
                    && recording.records(site, device, state.name())
                    && !isAdded(device.id(), state.name(), logged.seq())) {
                line(device.id(), state.name()).samples().add(logged.atMs(), value);
                held++;
                oldestMs = Math.min(oldestMs, logged.atMs());
            }
        }
    }

    private boolean isAdded(DeviceId device, String state, long seq) {
        return seq <= mark.until()
                && mark.until() > mark.seq()
                && seq <= added.computeIfAbsent(new Name(device, state), name -> store.added(site, name));
    }

    private Line line(DeviceId device, String state) {
        List<Line> lines = open.computeIfAbsent(device, d -> new ArrayList<>(2));
        for (Line line : lines) {
            if (line.state().equals(state)) {
                return line;
            }
        }
        Line line = new Line(state, new Samples.Growing());
        lines.add(line);
        series++;
        return line;
    }

    private void remove(DeviceId device, long seq) {
        List<Line> lines = open.remove(device);
        if (lines != null) {
            series -= lines.size();
            held -= lines.stream().mapToInt(line -> line.samples().size()).sum();
        }
        gone.put(device, seq);
    }

    /** Samples that wait, beside those that are being written. */
    synchronized int held() {
        return held;
    }

    /** Whether there are so many samples for each series, or one is so old, that a round is worth its rows. */
    synchronized boolean isDue(int fewest, int each, long beforeMs) {
        return held >= Math.max(fewest, each * series) || oldestMs < beforeMs || !gone.isEmpty() || !writing.isEmpty();
    }

    /** What a round has to do. */
    record Round(long until, Mark before, Map<DeviceId, Long> gone, List<Addition> additions, boolean again) {}

    /** Begins a round, or gives the one that failed once more. */
    synchronized Round begin() {
        boolean again = !writing.isEmpty();
        if (!again) {
            writing = open;
            writingUntil = seen;
            open = new HashMap<>();
            held = 0;
            series = 0;
            oldestMs = Long.MAX_VALUE;
        }
        List<Addition> additions = new ArrayList<>();
        writing.forEach((device, lines) -> lines.forEach(line -> additions.add(
                new Addition(new Name(device, line.state()), line.samples().now()))));
        return new Round(writingUntil, mark, Map.copyOf(gone), additions, again);
    }

    /** A round is in the store. */
    synchronized void ended(Round round) {
        mark = new Mark(round.until(), round.until());
        writing = Map.of();
        added.clear();
        gone.entrySet().removeIf(one -> one.getValue() <= round.until());
    }

    /**
     * What is known of a series beside the store.
     *
     * @param writing samples of the round that is being written, up to event {@code writingUntil}
     * @param open samples that have come since, up to event {@code seen}
     * @param goneAt what was added to the store in a round before this event is of a device that is gone; 0 for none
     */
    record Fresh(Samples writing, long writingUntil, Samples open, long seen, long goneAt) {}

    synchronized Fresh fresh(Name name) {
        long goneAt = gone.getOrDefault(name.device(), 0L);
        return new Fresh(
                goneAt > writingUntil || writing.isEmpty() ? Samples.NONE : samples(writing, name),
                writingUntil,
                samples(open, name),
                seen,
                goneAt);
    }

    private static Samples samples(Map<DeviceId, List<Line>> layer, Name name) {
        for (Line line : layer.getOrDefault(name.device(), List.of())) {
            if (line.state().equals(name.state())) {
                return line.samples().now();
            }
        }
        return Samples.NONE;
    }

    /** The states of a device of which there are samples in memory. */
    synchronized List<String> states(DeviceId device) {
        List<String> states = new ArrayList<>();
        writing.getOrDefault(device, List.of()).forEach(line -> states.add(line.state()));
        open.getOrDefault(device, List.of()).forEach(line -> states.add(line.state()));
        return states;
    }
}

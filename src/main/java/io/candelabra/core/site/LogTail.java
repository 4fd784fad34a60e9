package io.candelabra.core.site;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.model.Job;
import io.candelabra.model.Reach;
import io.candelabra.model.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest part of a site's log, decoded, in memory: one for all readers. It grows as needed up to its bound, then
 * forgets the oldest events; those are read from the store. It is also bound by weight, since one event may tell of
 * thousands of states.
 */
final class LogTail {
    /** In things told of, for each event that there may be. */
    private static final int WEIGHT = 4;
    /** Characters that weigh as much as one thing. */
    private static final int TEXT = 100;

    private final int bound;
    private long weight;
    private @Nullable LoggedEvent[] ring = new LoggedEvent[16];
    private long first;
    private long last;

    /** @param seq number of the last event that is already stored; the tail begins after it */
    LogTail(long seq, int bound) {
        this.first = seq + 1;
        this.last = seq;
        this.bound = Integer.highestOneBit(Math.max(16, bound));
    }

    synchronized void add(List<LoggedEvent> events) {
        for (LoggedEvent event : events) {
            if (event.seq() != last + 1) {
                throw new IllegalStateException("a gap in the log: " + event.seq() + " after " + last);
            }
            if (last - first + 1 == ring.length) {
                makeRoom();
            }
            last = event.seq();
            ring[at(last)] = event;
            weight += weight(event);
            // the newest stays, however heavy
            while (weight > (long) bound * WEIGHT && first < last) {
                forgetFirst();
            }
        }
    }

    private void forgetFirst() {
        LoggedEvent oldest = ring[at(first)];
        if (oldest != null) {
            weight -= weight(oldest);
        }
        ring[at(first)] = null;
        first++;
    }

    private static int weight(LoggedEvent event) {
        return switch (event.event()) {
            case SiteEvent.StatesChanged changed -> {
                int states = 1;
                for (SiteEvent.DeviceStates device : changed.changes()) {
                    states += device.states().size();
                }
                yield states;
            }
            case SiteEvent.ExecutionStarted started -> 1 + started.steps().size();
            case SiteEvent.ResourcePut put -> 1 + parts(put.resource());
            case SiteEvent.ResourceDeleted deleted -> 1 + parts(deleted.resource());
            case SiteEvent.ExecutionMoved moved -> 1 + moved.failed().size();
            case SiteEvent.DevicePut put ->
                1
                        + put.device().states().all().size()
                        + put.device().attributes().size();
            case SiteEvent.JobMoved moved -> 1 + parts(moved.job());
            case SiteEvent.AvailabilityChanged ignored -> 1;
            case SiteEvent.GatewayAliveChanged ignored -> 1;
            case SiteEvent.DeviceRemoved ignored -> 1;
            case SiteEvent.GatewayPut ignored -> 1;
            case SiteEvent.GatewayRemoved ignored -> 1;
            case SiteEvent.StepMoved ignored -> 1;
            case SiteEvent.AlertRaised ignored -> 1;
            case SiteEvent.AlertCleared ignored -> 1;
            case SiteEvent.Noted ignored -> 1;
            case SiteEvent.HistoryErased ignored -> 1;
        };
    }

    private static int parts(Job job) {
        int parts = job.asked().size() + job.open().size() + job.failed().size();
        for (Job.Told told : job.told()) {
            parts += 1 + text(told.result());
        }
        return parts + text(job.parameters());
    }

    private static int text(Map<String, String> named) {
        int length = 0;
        for (var one : named.entrySet()) {
            length += one.getKey().length() + one.getValue().length();
        }
        return named.size() + length / TEXT;
    }

    /** The parts that make some resources larger than others: lists, and text as long as so many parts. */
    private static int parts(Resource resource) {
        return switch (resource) {
            case Resource.Group group -> group.devices().size();
            case Resource.Scene scene -> scene.actions().size();
            case Resource.DelayedStart start -> start.plan().actions().size();
            case Resource.QueuedSettings queued -> queued.waiting().size();
            case Resource.Extra extra -> extra.json().length() / TEXT;
            case Resource.SiteType type -> type.vendorJson().length() / TEXT;
            case Resource.Account account ->
                account.grants().stream()
                        .mapToInt(grant -> 1 + grant.reach().map(Reach::size).orElse(0))
                        .sum();
            case Resource.FaceBinding binding -> binding.accounts().size();
            case Resource.Integration integration -> integration.keys().size();
            case Resource.FoundDevice found ->
                found.device().states().all().size()
                        + found.device().attributes().size();
            case Resource.Role role -> role.reach().size();
            case Resource.Reception ignored -> 0;
            case Resource.Agenda ignored -> 0;
            case Resource.DriverNote note -> note.sealed().length() / TEXT;
            case Resource.DriverDocument document -> document.text().length() / TEXT;
            case Resource.Profile ignored -> 0;
            case Resource.Area ignored -> 0;
            case Resource.Subscription ignored -> 0;
            case Resource.Session ignored -> 0;
            case Resource.AccessKey ignored -> 0;
            case Resource.Cursor ignored -> 0;
        };
    }

    private void makeRoom() {
        if (ring.length < bound) {
            List<LoggedEvent> kept = slice(first - 1, ring.length);
            ring = new LoggedEvent[ring.length * 2];
            kept.forEach(e -> ring[at(e.seq())] = e);
        } else {
            forgetFirst();
        }
    }

    /** Events after a number, at most so many; empty where the tail does not reach back that far. */
    synchronized Optional<List<LoggedEvent>> read(long afterSeq, int max) {
        return afterSeq + 1 < first ? Optional.empty() : Optional.of(slice(afterSeq, max));
    }

    private List<LoggedEvent> slice(long afterSeq, int max) {
        long until = Math.min(last, afterSeq + max);
        List<LoggedEvent> result = new ArrayList<>((int) Math.max(0, until - afterSeq));
        for (long seq = Math.max(afterSeq + 1, first); seq <= until; seq++) {
            LoggedEvent event = ring[at(seq)];
            if (event == null) {
                throw new IllegalStateException("a hole in the tail at " + seq + " of " + Arrays.asList(first, last));
            }
            result.add(event);
        }
        return result;
    }

    private int at(long seq) {
        return (int) (seq & (ring.length - 1));
    }
}

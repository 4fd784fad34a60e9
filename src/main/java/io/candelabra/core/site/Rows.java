package io.candelabra.core.site;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.execution.Running;
import io.candelabra.core.site.SiteStore.Row;
import io.candelabra.core.site.SiteStore.Table;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Execution;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.GatewayId;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Job;
import io.candelabra.model.Resource;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a run of events touches, and how they are after it. The cost is what changed, never what is there: a row is
 * written once per batch, however often it changed.
 */
final class Rows {
    private record Key(Table table, String key) {}

    private final SiteState after;
    private final Map<Key, Row> rows = new LinkedHashMap<>();
    private final Set<Key> gone = new LinkedHashSet<>();
    private final Set<ExecutionId> startedHere = new HashSet<>();
    private final List<HistoryItem> history = new ArrayList<>();
    private final Map<ExecutionId, Running> endings;
    private long eraseBeforeMs;

    private Rows(SiteState after, Map<ExecutionId, Running> endings) {
        this.after = after;
        this.endings = endings;
    }

    /**
     * @param after the state after the last of the events
     * @param endings executions that ended within the events, as they were just before
     */
    static SiteStore.Batch batch(
            SiteState after, long epoch, List<LoggedEvent> events, Map<ExecutionId, Running> endings) {
        Rows result = new Rows(after, endings);
        events.forEach(e -> result.touch(e));
        return new SiteStore.Batch(
                after.site(), epoch, events, result.all(), List.copyOf(result.history), result.eraseBeforeMs);
    }

    /**
     * First what went, then what is there: a thing that went and came back within the batch stands at the end of its list,
     * and so must its row.
     */
    private List<Row> all() {
        List<Row> all = new ArrayList<>(gone.size() + rows.size());
        gone.forEach(key -> all.add(new Row(key.table(), key.key(), null)));
        all.addAll(rows.values());
        return List.copyOf(all);
    }

    private void touch(LoggedEvent logged) {
        switch (logged.event()) {
            case SiteEvent.StatesChanged changed -> changed.changes().forEach(c -> states(c.device()));
            case SiteEvent.AvailabilityChanged changed -> device(changed.device());
            case SiteEvent.DevicePut put -> {
                device(put.device().id());
                states(put.device().id());
            }
            case SiteEvent.DeviceRemoved removed -> {
                gone(Table.DEVICE, removed.device().value());
                gone(Table.STATES, removed.device().value());
            }
            case SiteEvent.GatewayPut put -> gateway(put.gateway().id());
            case SiteEvent.GatewayRemoved removed ->
                gone(Table.GATEWAY, removed.gateway().value());
            case SiteEvent.GatewayAliveChanged changed -> gateway(changed.gateway());
            case SiteEvent.ResourcePut put -> resource(put.resource().ref());
            case SiteEvent.ResourceDeleted deleted ->
                gone(Table.RESOURCE, key(deleted.resource().ref()));
            case SiteEvent.ExecutionStarted started -> {
                startedHere.add(started.execution().id());
                execution(started.execution().id());
                started.steps().forEach(s -> step(s.ref()));
            }
            case SiteEvent.StepMoved moved -> stepAndNext(moved.step());
            case SiteEvent.ExecutionMoved moved -> {
                if (moved.to().ended()) {
                    ended(moved, logged.atMs());
                } else {
                    execution(moved.execution());
                }
            }
            case SiteEvent.JobMoved moved -> job(moved.job());
            case SiteEvent.AlertRaised raised -> alert(raised.alert());
            case SiteEvent.AlertCleared cleared -> gone(Table.ALERT, SiteState.key(cleared.alert()));
            case SiteEvent.Noted noted -> history.add(noted.item());
            case SiteEvent.HistoryErased erased -> {
                history.removeIf(item -> item.isErasable() && item.atMs() < erased.beforeMs());
                eraseBeforeMs = Math.max(eraseBeforeMs, erased.beforeMs());
            }
        }
    }

    private void ended(SiteEvent.ExecutionMoved moved, long atMs) {
        Running running = endings.get(moved.execution());
        if (running == null) {
            throw new IllegalStateException("an execution ended that never ran: " + moved.execution());
        }
        vanished(running);
        if (!running.execution().plan().hidden()) {
            Execution execution = running.execution().at(moved.to(), moved.failure(), atMs);
            history.add(new HistoryItem.EndedExecution(execution, List.copyOf(running.steps())));
        }
    }

    /** What began and ended within the batch was never stored. */
    private void vanished(Running running) {
        ExecutionId id = running.execution().id();
        List<Key> keys = new ArrayList<>(running.steps().size() + 1);
        keys.add(new Key(Table.EXECUTION, id.value()));
        running.steps().forEach(s -> keys.add(new Key(Table.STEP, key(s.ref()))));
        keys.forEach(rows::remove);
        if (!startedHere.remove(id)) {
            gone.addAll(keys);
        }
    }

    private void device(DeviceId id) {
        Device device = after.devices().get(id);
        put(Table.DEVICE, id.value(), device == null ? null : device.withStates(States.NONE));
    }

    private void states(DeviceId id) {
        Device device = after.devices().get(id);
        put(Table.STATES, id.value(), device == null ? null : device.states());
    }

    private void gateway(GatewayId id) {
        put(Table.GATEWAY, id.value(), after.gateways().get(id));
    }

    private void resource(Resource.Ref ref) {
        put(Table.RESOURCE, key(ref), after.resource(ref).orElse(null));
    }

    private static String key(Resource.Ref ref) {
        return ref.kind() + "/" + ref.id();
    }

    private void execution(ExecutionId id) {
        Running running = after.executions().get(id);
        put(Table.EXECUTION, id.value(), running == null ? null : running.execution());
    }

    private void step(Step.Ref ref) {
        Running running = after.executions().get(ref.execution());
        put(Table.STEP, key(ref), running == null ? null : running.step(ref.index()));
    }

    private static String key(Step.Ref ref) {
        return ref.execution() + "/" + ref.index();
    }

    /** A step that ended makes the one after it ready. */
    private void stepAndNext(Step.Ref ref) {
        step(ref);
        Running running = after.executions().get(ref.execution());
        if (running != null) {
            running.next(running.step(ref.index())).ifPresent(n -> step(n.ref()));
        }
    }

    private void job(Job job) {
        if (job.phase().ended()) {
            gone(Table.JOB, job.id());
            history.add(new HistoryItem.EndedJob(job));
        } else {
            put(Table.JOB, job.id(), after.jobs().get(job.id()));
        }
    }

    private void alert(Alert alert) {
        String key = SiteState.key(alert);
        put(Table.ALERT, key, after.alerts().get(key));
    }

    private void gone(Table table, String key) {
        Key which = new Key(table, key);
        rows.remove(which);
        gone.add(which);
    }

    private void put(Table table, String key, @Nullable Object value) {
        rows.put(new Key(table, key), new Row(table, key, value));
    }
}

package io.candelabra.core.site;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.execution.Running;
import io.candelabra.core.site.SiteStore.Row;
import io.candelabra.core.site.SiteStore.Table;
import io.candelabra.core.state.AlertKeys;
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
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of the log that the rows do not tell yet: the rows that have to be written at the next checkpoint, and the
 * items that have to be added to the history. The cost follows the changes, never the size of the site: a row is
 * written once per checkpoint, however often it changed, and an execution that began and ended in between is never
 * written.
 *
 * <p>After a crash it is made anew from the log, since all of it follows from the events.
 */
final class Rows {
    private record Key(Table table, String key) {}

    private record Item(Class<?> kind, String id) {}

    /** Finds what a row says; null where the thing is gone. */
    private interface Value {
        @Nullable
        Object in(SiteState state);
    }

    private final Map<Key, Value> changed = new LinkedHashMap<>();
    private final Set<Key> gone = new LinkedHashSet<>();
    /** Those of them that no row was ever written for. */
    private final Set<Key> created = new HashSet<>();

    private final Map<Item, HistoryItem> history = new LinkedHashMap<>();
    private long eraseBeforeMs;
    private int events;

    /**
     * Takes in events.
     *
     * @param after the state after the last of them
     * @param endings executions that ended within them, as they were just before
     * @throws IllegalStateException if one of them cannot be
     */
    void add(List<LoggedEvent> more, SiteState after, Map<ExecutionId, Running> endings) {
        more.forEach(event -> touch(event, after, endings));
        events += more.size();
    }

    /** Takes in what followed. */
    void add(Rows next) {
        next.gone.forEach(this::vanished);
        next.changed.forEach(changed::put);
        created.addAll(next.created);
        if (next.eraseBeforeMs > 0) {
            erase(next.eraseBeforeMs);
        }
        next.history.values().forEach(this::note);
        events += next.events;
    }

    /** These, and what followed; this one stays as it is. */
    Rows and(Rows next) {
        Rows both = new Rows();
        both.add(this);
        both.add(next);
        return both;
    }

    /** Adds nothing to the history. Returns how many items that leaves out. */
    int leaveOutHistory() {
        int left = history.size();
        history.clear();
        return left;
    }

    /** Takes in what the log of a site tells beyond its rows. Returns the state after it. */
    SiteState replay(SiteState rows, List<LoggedEvent> since) {
        SiteState state = rows;
        for (LoggedEvent logged : since) {
            Map<ExecutionId, Running> endings = logged.event() instanceof SiteEvent.ExecutionMoved moved
                            && moved.to().ended()
                    ? state.executions()
                            .find(moved.execution())
                            .map(r -> Map.of(moved.execution(), r))
                            .orElse(Map.of())
                    : Map.of();
            state = state.after(logged.event(), logged.atMs());
            add(List.of(logged), state, endings);
        }
        return state;
    }

    /** Events that were taken in. */
    int events() {
        return events;
    }

    /** The items to be added to the history, in the order in which they happened. */
    List<HistoryItem> history() {
        return List.copyOf(history.values());
    }

    /** One of these items. */
    <H extends HistoryItem> Optional<H> item(Class<H> kind, String id) {
        return Optional.ofNullable(history.get(new Item(kind, id))).map(kind::cast);
    }

    /**
     * Rows and items that a checkpoint would write, beside those of executions that began after the last one: they are gone
     * again if the checkpoint waits.
     */
    int lasting() {
        return changed.size() - created.size() + history.size();
    }

    boolean erases() {
        return eraseBeforeMs > 0;
    }

    /**
     * First the deleted things, then the existing ones: a thing that was deleted and came back stands at the end of its
     * list, and so must its row.
     *
     * @param now the state after all events that were taken in
     */
    SiteStore.Checkpoint checkpoint(SiteState now) {
        List<Row> all = new ArrayList<>(gone.size() + changed.size());
        gone.forEach(key -> all.add(new Row(key.table(), key.key(), null)));
        changed.forEach((key, value) -> all.add(new Row(key.table(), key.key(), value.in(now))));
        return new SiteStore.Checkpoint(now.seq(), List.copyOf(all), history(), eraseBeforeMs);
    }

    private void touch(LoggedEvent logged, SiteState after, Map<ExecutionId, Running> endings) {
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
                execution(started.execution().id());
                started.steps().forEach(s -> step(s.ref()));
                created.addAll(keys(started.execution().id(), started.steps()));
            }
            case SiteEvent.StepMoved moved -> stepAndNext(moved.step(), after);
            case SiteEvent.ExecutionMoved moved -> {
                if (moved.to().ended()) {
                    ended(moved, logged.atMs(), endings.get(moved.execution()));
                } else {
                    execution(moved.execution());
                }
            }
            case SiteEvent.JobMoved moved -> job(moved.job());
            case SiteEvent.AlertRaised raised -> alert(raised.alert());
            case SiteEvent.AlertCleared cleared -> {
                alert(cleared.alert());
                gone(Table.ALERT, SiteState.key(cleared.alert()));
            }
            case SiteEvent.Noted noted -> note(noted.item());
            case SiteEvent.HistoryErased erased -> {
                erase(erased.beforeMs());
            }
        }
    }

    /** An item that is there already takes its new place in time. */
    private void note(HistoryItem item) {
        Item name = new Item(item.getClass(), item.id());
        history.remove(name);
        history.put(name, item);
    }

    private void erase(long beforeMs) {
        history.values().removeIf(item -> item.isErasable() && item.atMs() < beforeMs);
        eraseBeforeMs = Math.max(eraseBeforeMs, beforeMs);
    }

    private void ended(SiteEvent.ExecutionMoved moved, long atMs, @Nullable Running running) {
        if (running == null) {
            throw new IllegalStateException("an execution ended that never ran: " + moved.execution());
        }
        keys(running.execution().id(), running.steps()).forEach(this::vanished);
        if (!running.execution().plan().hidden()) {
            Execution execution = running.execution().at(moved.to(), moved.failure(), atMs);
            note(new HistoryItem.EndedExecution(execution, List.copyOf(running.steps())));
        }
    }

    private static List<Key> keys(ExecutionId id, Collection<Step> steps) {
        List<Key> keys = new ArrayList<>(steps.size() + 1);
        keys.add(new Key(Table.EXECUTION, id.value()));
        steps.forEach(s -> keys.add(new Key(Table.STEP, key(s.ref()))));
        return keys;
    }

    /** An execution that began and ended since the last checkpoint was never stored. */
    private void vanished(Key key) {
        changed.remove(key);
        if (!created.remove(key)) {
            gone.add(key);
        }
    }

    private void device(DeviceId id) {
        put(Table.DEVICE, id.value(), state -> state.device(id)
                .map(d -> d.withStates(States.NONE))
                .orElse(null));
    }

    private void states(DeviceId id) {
        put(Table.STATES, id.value(), state -> state.device(id)
                .map(Device::states)
                .orElse(null));
    }

    private void gateway(GatewayId id) {
        put(Table.GATEWAY, id.value(), state -> state.gateways().get(id));
    }

    private void resource(Resource.Ref ref) {
        put(Table.RESOURCE, key(ref), state -> state.resource(ref).orElse(null));
    }

    private static String key(Resource.Ref ref) {
        return ref.kind() + "/" + ref.id();
    }

    private void execution(ExecutionId id) {
        put(
                Table.EXECUTION,
                id.value(),
                state -> state.executions().find(id).map(Running::execution).orElse(null));
    }

    private void step(Step.Ref ref) {
        put(Table.STEP, key(ref), state -> state.executions()
                .find(ref.execution())
                .map(r -> r.step(ref.index()))
                .orElse(null));
    }

    private static String key(Step.Ref ref) {
        return ref.execution() + "/" + ref.index();
    }

    /** A step that ended makes the one after it ready. */
    private void stepAndNext(Step.Ref ref, SiteState after) {
        step(ref);
        Running running = after.executions().get(ref.execution());
        if (running != null) {
            running.next(running.step(ref.index())).ifPresent(n -> step(n.ref()));
        }
    }

    private void job(Job job) {
        if (job.phase().ended()) {
            gone(Table.JOB, job.id());
            note(new HistoryItem.EndedJob(job));
        } else {
            put(Table.JOB, job.id(), state -> state.jobs().get(job.id()));
        }
    }

    private void alert(Alert alert) {
        gone(Table.ALERT, AlertKeys.before(alert));
        AlertKeys.told(alert)
                .forEach(key -> put(Table.ALERT, key, state -> state.alerts().get(key)));
    }

    private void gone(Table table, String key) {
        vanished(new Key(table, key));
    }

    private void put(Table table, String key, Value value) {
        changed.put(new Key(table, key), value);
    }
}

package io.candelabra.core.state;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.execution.GatewayQueue;
import io.candelabra.core.execution.Running;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Job;
import io.candelabra.model.Phase;
import io.candelabra.model.Resource;
import io.candelabra.model.Step;
import java.util.Optional;
import java.util.OptionalLong;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;

/**
 * The part of a site's state that moves devices: executions, the queue of each gateway, and due times. All work
 * waits here, in the state, so that a restart finds it where it was.
 */
public record Work(
        Ordered<ExecutionId, Running> executions, HashPMap<GatewayId, GatewayQueue> queues, TreePMap<DueAt, Due> due) {
    static final Work NONE = new Work(Ordered.empty(), HashTreePMap.empty(), TreePMap.empty());

    /** A moment of site time, made unique by a key. */
    public record DueAt(long atMs, String key) implements Comparable<DueAt> {
        @Override
        public int compareTo(DueAt other) {
            int byTime = Long.compare(atMs, other.atMs);
            return byTime != 0 ? byTime : key.compareTo(other.key);
        }
    }

    /** A thing that comes due. */
    public sealed interface Due {
        /** A step that waits for its time. */
        record StepDue(Step.Ref step) implements Due {}

        /** Long work whose time is over. */
        record JobDue(String job) implements Due {}

        /** A plan that starts at its time. */
        record StartDue(String delayedStart) implements Due {}

        /** The next moment of a schedule. */
        record AgendaDue(String dialect) implements Due {}
    }

    public GatewayQueue queue(GatewayId gateway) {
        return queues.getOrDefault(gateway, GatewayQueue.EMPTY);
    }

    /** When something comes due next, site time in ms. */
    public OptionalLong nextDueMs() {
        return due.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(due.firstKey().atMs());
    }

    Work started(SiteEvent.ExecutionStarted started, long seq) {
        Work result = new Work(
                executions.with(started.execution().id(), Running.of(started.execution(), started.steps())),
                queues,
                due);
        for (Step step : started.steps()) {
            boolean ready = step.rank() == 0 && step.notBeforeMs() == 0;
            result = result.placed(ready ? step.at(Phase.WAITING, step.failure(), seq) : step);
        }
        return result;
    }

    Work moved(SiteEvent.StepMoved moved, long seq, long atMs) {
        Running running = executions.get(moved.step().execution());
        if (running == null) {
            return this;
        }
        Step old = running.step(moved.step().index());
        boolean keepsPlace = moved.phase() == Phase.RUNNING || moved.phase().ended();
        Step step = old.at(moved.phase(), moved.failure(), keepsPlace ? old.place() : seq);
        Work result = removed(old).placed(step);
        if (moved.phase() != Phase.COMPLETED) {
            return result;
        }
        return running.next(step)
                .filter(next -> !next.phase().ended())
                .map(next -> result.follow(next, seq, atMs))
                .orElse(result);
    }

    /** The step before this one is done: it is ready now, or when its delay is over. */
    private Work follow(Step next, long seq, long atMs) {
        long delayMs = next.command().delayMs();
        Step placed = delayMs == 0 ? next.at(Phase.WAITING, next.failure(), seq) : next.notBefore(atMs + delayMs);
        return removed(next).placed(placed);
    }

    Work moved(SiteEvent.ExecutionMoved moved) {
        Running running = executions.get(moved.execution());
        if (running == null) {
            return this;
        }
        return moved.to().ended()
                ? new Work(executions.without(moved.execution()), queues, due)
                : new Work(
                        executions.with(
                                moved.execution(),
                                running.with(running.execution().at(moved.to(), moved.failure(), 0))),
                        queues,
                        due);
    }

    Work withResource(Resource resource) {
        if (resource instanceof Resource.DelayedStart start) {
            return new Work(executions, queues, due.plus(dueAt(start), new Due.StartDue(start.id())));
        }
        return resource instanceof Resource.Agenda agenda
                ? new Work(executions, queues, due.plus(dueAt(agenda), new Due.AgendaDue(agenda.id())))
                : this;
    }

    Work withoutResource(Resource resource) {
        if (resource instanceof Resource.DelayedStart start) {
            return new Work(executions, queues, due.minus(dueAt(start)));
        }
        return resource instanceof Resource.Agenda agenda
                ? new Work(executions, queues, due.minus(dueAt(agenda)))
                : this;
    }

    private static DueAt dueAt(Resource.DelayedStart start) {
        return new DueAt(start.atMs(), "start " + start.id());
    }

    private static DueAt dueAt(Resource.Agenda agenda) {
        return new DueAt(agenda.nextMs(), "agenda " + agenda.id());
    }

    /** Long work went on or ended; {@code before} is how it was, if it was there. */
    Work moved(Optional<Job> before, Job job) {
        TreePMap<DueAt, Due> times = before.map(old -> due.minus(dueAt(old))).orElse(due);
        boolean timed = !job.phase().ended() && job.deadlineMs() > 0;
        return new Work(executions, queues, timed ? times.plus(dueAt(job), new Due.JobDue(job.id())) : times);
    }

    private static DueAt dueAt(Job job) {
        return new DueAt(job.deadlineMs(), "job " + job.id());
    }

    Work restored(Running running) {
        Work result = new Work(executions.with(running.execution().id(), running), queues, due);
        for (Step step : running.steps()) {
            result = result.placed(step);
        }
        return result;
    }

    /** With this step in its execution and, unless it has ended, in the queue of its gateway and among the due things. */
    private Work placed(Step step) {
        Running running = executions.get(step.execution());
        Ordered<ExecutionId, Running> changed =
                running == null ? executions : executions.with(step.execution(), running.with(step));
        if (step.phase().ended()) {
            return new Work(changed, queues, due);
        }
        GatewayId gateway = step.device().gateway();
        TreePMap<DueAt, Due> timed =
                step.held() && step.notBeforeMs() > 0 ? due.plus(dueAt(step), new Due.StepDue(step.ref())) : due;
        return new Work(changed, queues.plus(gateway, queue(gateway).with(step)), timed);
    }

    private Work removed(Step step) {
        if (step.phase().ended()) {
            return this;
        }
        GatewayId gateway = step.device().gateway();
        GatewayQueue queue = queue(gateway).without(step);
        return new Work(
                executions,
                queue.size() == 0 ? queues.minus(gateway) : queues.plus(gateway, queue),
                step.held() && step.notBeforeMs() > 0 ? due.minus(dueAt(step)) : due);
    }

    private static DueAt dueAt(Step step) {
        return new DueAt(step.notBeforeMs(), "step " + step.execution() + "#" + step.index());
    }
}

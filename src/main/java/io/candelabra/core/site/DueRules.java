package io.candelabra.core.site;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.Work;
import io.candelabra.model.Alert;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.Phase;
import io.candelabra.model.Resource;
import java.util.Map.Entry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Due work happens, one thing after the other by its time. A thing that cannot be decided is set aside, and those
 * behind it happen.
 */
final class DueRules {
    private DueRules() {}

    /** How much came due. A thing that could neither happen nor be set aside stays due, and does not count. */
    static Integer tick(Draft draft) {
        long now = draft.moment().nowMs();
        int came = 0;
        Work.@Nullable DueAt last = null;
        // what was due when the clock asked may have been taken back since
        while (!draft.state().work().due().isEmpty()) {
            Entry<Work.DueAt, Work.Due> next = last == null
                    ? draft.state().work().due().firstEntry()
                    : draft.state().work().due().higherEntry(last);
            if (next == null || next.getKey().atMs() > now) {
                return came;
            }
            last = next.getKey();
            if (happens(draft, next.getValue())) {
                came++;
            }
        }
        return came;
    }

    private static boolean happens(Draft draft, Work.Due due) {
        return switch (due) {
            case Work.Due.StepDue step -> {
                Optional<Throwable> failed = draft.attempt(() -> ExecutionRules.ready(draft, step.step()));
                yield failed.map(why -> fails(draft, step, why)).orElse(true);
            }
            case Work.Due.JobDue job ->
                draft.attempt(() -> JobRules.timeOut(draft, job.job())).isEmpty();
            case Work.Due.StartDue start -> {
                Optional<Throwable> failed = draft.attempt(() -> startDelayed(draft, start.delayedStart()));
                yield failed.map(why -> endsUnstarted(draft, start, why)).orElse(true);
            }
            case Work.Due.AgendaDue agenda -> {
                Optional<Throwable> failed = draft.attempt(() -> ScheduleRules.happen(draft, agenda.dialect()));
                yield failed.map(why -> ScheduleRules.putOff(draft, agenda.dialect(), why))
                        .orElse(true);
            }
        };
    }

    /** A step that cannot be sent when its time has come fails. */
    private static boolean fails(Draft draft, Work.Due.StepDue due, Throwable why) {
        return draft.attempt(() -> {
                    DeviceId device = draft.state()
                            .executions()
                            .find(due.step().execution())
                            .orElseThrow(() -> new IllegalStateException("due without an execution: " + due.step()))
                            .step(due.step().index())
                            .device();
                    ExecutionRules.moveStep(draft, due.step(), Phase.FAILED, Failure.OTHER);
                    Quarantine.setAsideForGood(draft, Alert.Subject.of(device), "a delayed command", why);
                })
                .isEmpty();
    }

    private static boolean endsUnstarted(Draft draft, Work.Due.StartDue due, Throwable why) {
        return draft.attempt(() -> {
                    Resource.DelayedStart start = delayed(draft, due.delayedStart());
                    draft.add(new SiteEvent.ResourceDeleted(start));
                    String label = start.plan().label().isEmpty()
                            ? ""
                            : " of " + start.plan().label();
                    Quarantine.setAsideForGood(
                            draft, Alert.Subject.of(draft.state().site().value()), "the delayed start" + label, why);
                })
                .isEmpty();
    }

    private static Resource.DelayedStart delayed(Draft draft, String id) {
        return draft.state()
                .resource(Resource.DelayedStart.class, id)
                .orElseThrow(() -> new IllegalStateException("due without a delayed start: " + id));
    }

    private static void startDelayed(Draft draft, String id) {
        Resource.DelayedStart start = delayed(draft, id);
        draft.add(new SiteEvent.ResourceDeleted(start));
        ExecutionRules.startFor(draft, start.owner(), SceneRules.asItIs(draft.state(), start.plan()), start.cause());
    }
}

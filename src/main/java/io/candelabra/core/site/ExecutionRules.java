package io.candelabra.core.site;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.execution.GatewayQueue;
import io.candelabra.core.execution.Running;
import io.candelabra.core.state.SiteState;
import io.candelabra.core.view.View;
import io.candelabra.model.Action;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Execution;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Phase;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How executions go on. A plan becomes steps; a step that is ready is sent as soon as its gateway has room, in the same
 * decision; when all steps have ended, the execution has.
 */
final class ExecutionRules {
    private ExecutionRules() {}

    static ExecutionId start(Draft draft, Caller caller, Plan plan, Cause cause) {
        return start(draft, caller, List.of(plan), cause).getFirst();
    }

    /** Starts what was allowed when it was asked for, in the name of who asked. */
    static ExecutionId startFor(Draft draft, String owner, Plan plan, Cause cause) {
        return start(draft, View.whole(draft.state()), owner, List.of(plan), cause)
                .getFirst();
    }

    /** Starts several at once, in order, or none: they count together against every limit. */
    static List<ExecutionId> start(Draft draft, Caller caller, List<Plan> plans, Cause cause) {
        return start(draft, View.of(caller, draft.state()), caller.name(), plans, cause);
    }

    private static List<ExecutionId> start(Draft draft, View seen, String owner, List<Plan> plans, Cause cause) {
        int limit = draft.moment().limits().executions();
        if (draft.state().executions().size() + plans.size() > limit) {
            throw new Refused(new Refused.TooMany("execution", limit));
        }
        List<ExecutionId> ids = new ArrayList<>();
        List<List<Step>> steps = new ArrayList<>();
        for (Plan plan : plans) {
            ExecutionId id = new ExecutionId(draft.moment().ids().get());
            ids.add(id);
            steps.add(steps(draft, seen, plan, id));
        }
        checkRoom(draft, steps);
        for (int i = 0; i < plans.size(); i++) {
            Plan plan = marked(draft, plans.get(i));
            ExecutionId id = ids.get(i);
            List<Step> own = steps.get(i);
            draft.because(cause, () -> begin(draft, owner, plan, id, own));
        }
        return ids;
    }

    /** Refuses unless the caller may do all of it now; a device that is not seen is not there. */
    static void mayStart(View view, List<Action> actions) {
        for (Action action : actions) {
            if (view.device(action.device()).isEmpty()) {
                throw new Refused(new Refused.NoSuchDevice(action.device()));
            }
            needControl(view, action);
        }
    }

    private static void needControl(View view, Action action) {
        for (DeviceCommand command : action.commands()) {
            if (!view.controls(action.device(), command.name())) {
                throw new Refused(new Refused.Rights(Verb.CONTROL, view.site()));
            }
        }
    }

    private static Plan marked(Draft draft, Plan plan) {
        List<Action> actions = Parameters.marked(draft, plan.actions());
        return actions.equals(plan.actions()) ? plan : plan.withActions(actions);
    }

    private static ExecutionId begin(Draft draft, String owner, Plan plan, ExecutionId id, List<Step> steps) {
        Execution execution = new Execution(
                id,
                plan,
                owner,
                draft.cause(),
                Phase.WAITING,
                Failure.NONE,
                draft.moment().nowMs(),
                0);
        draft.add(new SiteEvent.ExecutionStarted(execution, steps));
        Set<GatewayId> gateways = new HashSet<>();
        for (Step step : steps) {
            if (gateways.add(step.device().gateway())) {
                send(draft, step.device().gateway());
            }
        }
        if (steps.isEmpty()) {
            end(draft, id, Phase.COMPLETED, Failure.NONE);
        }
        return id;
    }

    private static List<Step> steps(Draft draft, View view, Plan plan, ExecutionId id) {
        List<Step> steps = new ArrayList<>();
        Set<DeviceId> seen = new HashSet<>();
        for (int a = 0; a < plan.actions().size(); a++) {
            Action action = plan.actions().get(a);
            if (!seen.add(action.device())) {
                throw new Refused(new Refused.SameDeviceTwice(action.device()));
            }
            Device device = view.device(action.device())
                    .orElseThrow(() -> new Refused(new Refused.NoSuchDevice(action.device())));
            DeviceType type = draft.moment().types().of(view.state(), device);
            int rank = 0;
            needControl(view, action);
            for (DeviceCommand command : action.commands()) {
                DeviceType.CommandType known = Parameters.check(device, type, command);
                long notBefore =
                        rank == 0 && command.delayMs() > 0 ? draft.moment().nowMs() + command.delayMs() : 0;
                DeviceType.Repeat repeat = type.feedback() ? known.repeat() : DeviceType.Repeat.NEVER;
                steps.add(new Step(
                        id,
                        steps.size(),
                        a,
                        rank++,
                        device.id(),
                        Parameters.marked(type, command),
                        repeat,
                        plan.urgent(),
                        Phase.WAITING,
                        Failure.NONE,
                        notBefore,
                        0));
            }
        }
        return steps;
    }

    private static void checkRoom(Draft draft, List<List<Step>> plans) {
        Map<GatewayId, Integer> load = new HashMap<>();
        plans.forEach(steps -> steps.forEach(step -> load.merge(step.device().gateway(), 1, Integer::sum)));
        int limit = draft.moment().limits().stepsPerGateway();
        load.forEach((gateway, more) -> {
            // A single plan may be larger than the limit (all lamps of a street at once); the steps that wait may not
            // grow beyond it.
            int waiting = draft.state().queue(gateway).size();
            if (waiting > 0 && waiting + more > limit) {
                throw new Refused(new Refused.QueueFull(gateway, limit));
            }
        });
    }

    /** The time of a step has come. */
    static void ready(Draft draft, Step.Ref ref) {
        Running running = draft.state().executions().get(ref.execution());
        if (running == null) {
            throw new IllegalStateException("due without an execution: " + ref);
        }
        Step step = running.step(ref.index());
        draft.because(running.execution().cause(), () -> {
            draft.add(new SiteEvent.StepMoved(ref, step.device(), Phase.WAITING, Failure.NONE));
            return ref;
        });
        send(draft, step.device().gateway());
    }

    /** Sends what is ready at a gateway, as far as it has room. Steps to a gateway that is down fail at once. */
    static void send(Draft draft, GatewayId gateway) {
        boolean alive = draft.state().gateway(gateway).map(Gateway::alive).orElse(false);
        while (true) {
            GatewayQueue queue = draft.state().queue(gateway);
            Optional<Step.Ref> first = queue.first();
            if (first.isEmpty()
                    || alive
                            && queue.inFlight().size()
                                    >= draft.moment().limits().window()) {
                return;
            }
            if (alive) {
                moveStep(draft, first.get(), Phase.SENT, Failure.NONE);
            } else {
                moveStep(draft, first.get(), Phase.FAILED, Failure.GATEWAY_DOWN);
            }
        }
    }

    /**
     * Moves a step forward, and its execution with it, because of the caller who started it. A phase that does not lead
     * forward is ignored: reports may come twice.
     */
    static boolean moveStep(Draft draft, Step.Ref ref, Phase phase, Failure failure) {
        return causeOf(draft.state(), ref)
                .map(cause -> draft.because(cause, () -> move(draft, ref, phase, failure)))
                .orElse(false);
    }

    /** Ends a step because of what is being decided, as where somebody wants something else by now. */
    static boolean overtake(Draft draft, Step.Ref ref) {
        return move(draft, ref, Phase.FAILED, Failure.CANCELLED);
    }

    /** Why an execution was started; empty where it has ended. */
    static Optional<Cause> causeOf(SiteState state, Step.Ref step) {
        return state.executions().find(step.execution()).map(running -> running.execution()
                .cause());
    }

    private static boolean move(Draft draft, Step.Ref ref, Phase phase, Failure failure) {
        Running running = draft.state().executions().get(ref.execution());
        if (running == null || ref.index() >= running.steps().size()) {
            return false;
        }
        Step step = running.step(ref.index());
        if (step.phase().ended() || phase.compareTo(step.phase()) <= 0) {
            return false;
        }
        draft.add(new SiteEvent.StepMoved(ref, step.device(), phase, failure));
        if (phase == Phase.FAILED) {
            // The later commands to the same device do not happen.
            for (Optional<Step> next = running.next(step); next.isPresent(); next = running.next(next.get())) {
                draft.add(new SiteEvent.StepMoved(next.get().ref(), step.device(), Phase.FAILED, failure));
            }
        }
        SettingRules.moved(draft, step, phase, failure);
        Running moved = draft.state().executions().get(ref.execution());
        if (moved == null) {
            throw new IllegalStateException("an execution vanished while a step moved: " + ref);
        }
        if (moved.open() == 0) {
            boolean failed = moved.anyFailed();
            Failure why = moved.steps().stream()
                    .map(Step::failure)
                    .filter(f -> f != Failure.NONE)
                    .findFirst()
                    .orElse(Failure.NONE);
            end(draft, ref.execution(), failed ? Phase.FAILED : Phase.COMPLETED, why);
        } else if (!phase.ended() && phase.compareTo(moved.execution().phase()) > 0) {
            draft.add(new SiteEvent.ExecutionMoved(
                    ref.execution(), moved.execution().phase(), phase, Failure.NONE, List.of()));
        }
        return true;
    }

    private static void end(Draft draft, ExecutionId id, Phase phase, Failure failure) {
        Running running = draft.state().executions().get(id);
        if (running == null) {
            return;
        }
        List<SiteEvent.FailedStep> failed = running.steps().stream()
                .filter(s -> s.phase() == Phase.FAILED)
                .map(s -> new SiteEvent.FailedStep(s.device(), s.rank(), s.failure()))
                .toList();
        draft.add(new SiteEvent.ExecutionMoved(id, running.execution().phase(), phase, failure, failed));
    }

    static void cancel(Draft draft, ExecutionId id) {
        Running running = draft.state().executions().get(id);
        if (running == null) {
            return;
        }
        Set<GatewayId> gateways = new HashSet<>();
        for (Step step : running.steps()) {
            if (!step.phase().ended()) {
                draft.add(new SiteEvent.StepMoved(step.ref(), step.device(), Phase.FAILED, Failure.CANCELLED));
                gateways.add(step.device().gateway());
            }
        }
        end(draft, id, Phase.FAILED, Failure.CANCELLED);
        gateways.forEach(g -> send(draft, g));
    }

    /**
     * After a restart: steps that were on their way are sent again if that is safe, else nobody knows how they ended.
     */
    static void recover(Draft draft) {
        for (Running running : draft.state().executions()) {
            for (Step step : running.steps()) {
                if (step.inFlight() && step.repeat() == DeviceType.Repeat.NEVER) {
                    moveStep(draft, step.ref(), Phase.FAILED, Failure.OUTCOME_UNKNOWN);
                }
            }
        }
        for (Gateway gateway : draft.state().gateways()) {
            send(draft, gateway.id());
        }
        SettingRules.recover(draft);
    }
}

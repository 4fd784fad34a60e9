package io.candelabra.core.site;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Answers;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.execution.Running;
import io.candelabra.core.state.SiteState;
import io.candelabra.core.view.View;
import io.candelabra.model.Cause;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rule of a site: from the state, the caller and the command to events, or to a refusal. Pure: the same input gives
 * the same decision, for every caller and at any time.
 */
final class Decider {
    private Decider() {}

    static <A> Decision<A> decide(SiteState state, Caller caller, Command<A> command, Cause cause, Moment moment) {
        Rights.check(moment.declared(), state, caller, command);
        Draft draft = new Draft(state, moment, cause);
        A answer = answer(draft, caller, command, cause);
        ScheduleRules.planAnew(draft);
        return draft.answer(answer);
    }

    // The answer's type follows from the command's: each case gives what its record says.
    @SuppressWarnings("unchecked")
    private static <A> A answer(Draft draft, Caller caller, Command<A> command, Cause cause) {
        return (A)
                switch (command) {
                    case Command.StartExecution start -> ExecutionRules.start(draft, caller, start.plan(), cause);
                    case Command.StartScene start -> startScene(draft, caller, start, cause);
                    case Command.CancelExecutions cancel -> cancel(draft, caller, cancel);
                    case Command.Configure configure -> SettingRules.take(draft, caller, configure, cause);
                    case Command.StartJob start -> JobRules.start(draft, caller, start);
                    case Command.CancelJob cancel -> JobRules.cancel(draft, caller, cancel);
                    case Command.CancelJobs cancel -> JobRules.cancel(draft, caller, cancel);
                    case Command.Put put -> put(draft, caller, put);
                    case Command.Delete delete -> delete(draft, caller, delete);
                    case Command.ChangeDevice change -> DeviceRules.change(draft, caller, change);
                    case Command.ChangeGateway change -> GatewayRules.change(draft, change);
                    case Command.AddGateway add -> GatewayRules.add(draft, add);
                    case Command.SetUpGateway change -> GatewayRules.setUp(draft, caller, change);
                    case Command.SealSettings seal -> GatewayRules.seal(draft, seal);
                    case Command.RemoveGateway remove -> GatewayRules.remove(draft, caller, remove);
                    case Command.PutDevice put -> DeviceRules.put(draft, put.device());
                    case Command.PutGateway put -> GatewayRules.put(draft, put.gateway());
                    case Command.RemoveDevice remove -> DeviceRules.remove(draft, caller, remove.device());
                    case Command.KeepNote keep -> GatewayRules.keep(draft, keep);
                    case Command.AcceptDevice accept -> FoundRules.accept(draft, caller, accept);
                    case Command.RefuseDevice refuse -> FoundRules.refuse(draft, caller, refuse);
                    case Command.ForgetFoundDevice forget -> FoundRules.forget(draft, caller, forget);
                    case Command.ReceiveDevices receive -> FoundRules.receive(draft, receive);
                    case Command.SwitchOff off -> SubscriptionRules.switchOff(draft, off);
                    case Command.TellLate late -> SubscriptionRules.tellLate(draft, late);
                    case Command.Entitle entitle -> GrantRules.entitle(draft, entitle);
                    case Command.EndSessions end -> AccountRules.endSessions(draft, end);
                    case Command.OpenCursor open -> AccountRules.open(draft, open);
                    case Command.RaiseAlert raise -> AlertRules.raise(draft, raise.alert());
                    case Command.ClearAlert clear -> AlertRules.clear(draft, clear.kind(), clear.subject());
                    case Command.WriteHistory write -> write(draft, write.item());
                    case Command.EraseHistory ignored -> erase(draft);
                    case Command.Together together -> together(draft, caller, together, cause);
                    case Command.Hear hear -> Hearing.hear(draft, hear.reports());
                    case Command.SetAside aside -> Quarantine.setAside(draft, aside);
                    case Command.Tick ignored -> DueRules.tick(draft);
                };
    }

    private static boolean put(Draft draft, Caller caller, Command.Put put) {
        PartRules.put(draft, View.of(caller, draft.state()), put.resource());
        return ResourceRules.put(draft, put);
    }

    private static boolean delete(Draft draft, Caller caller, Command.Delete delete) {
        draft.state()
                .resource(delete.ref())
                .ifPresent(gone -> PartRules.delete(draft, View.of(caller, draft.state()), gone));
        return ResourceRules.delete(draft, delete);
    }

    private static ExecutionId startScene(Draft draft, Caller caller, Command.StartScene start, Cause cause) {
        Resource.Scene scene = draft.state()
                .resource(Resource.Scene.class, start.scene())
                .orElseThrow(() -> Refused.noSuch("scene", start.scene()));
        Map<String, String> vendor = new HashMap<>(scene.vendor());
        vendor.putAll(start.vendor());
        Plan plan = new Plan(
                scene.label(), scene.id(), start.kind(), start.urgent(), start.hidden(), scene.actions(), vendor);
        return ExecutionRules.start(draft, caller, plan, cause);
    }

    private static List<ExecutionId> cancel(Draft draft, Caller caller, Command.CancelExecutions cancel) {
        List<ExecutionId> wanted = new ArrayList<>();
        View view = View.of(caller, draft.state());
        Iterable<Running> named = cancel.execution().isPresent()
                ? draft.state().executions().find(cancel.execution().get()).stream()
                        .toList()
                : draft.state().executions();
        for (Running running : named) {
            boolean there = cancel.gateway()
                    .map(g -> running.steps().stream()
                            .anyMatch(s -> s.device().gateway().equals(g)))
                    .orElse(true);
            boolean mayKnow = running.steps().stream().allMatch(s -> view.sees(s.device()));
            boolean may = running.steps().stream()
                    .allMatch(s -> view.controls(s.device(), s.command().name()));
            if (mayKnow && !may && cancel.execution().isPresent()) {
                throw new Refused(new Refused.Rights(Resource.Verb.CONTROL, view.site()));
            }
            if (there && mayKnow && may) {
                wanted.add(running.execution().id());
            }
        }
        if (wanted.isEmpty() && cancel.execution().isPresent()) {
            throw Refused.noSuch("execution", cancel.execution().get().value());
        }
        wanted.forEach(id -> ExecutionRules.cancel(draft, id));
        return wanted;
    }

    /** One after the other in the same draft: where one is refused, the draft is dropped as a whole. */
    private static Answers together(Draft draft, Caller caller, Command.Together together, Cause cause) {
        List<Object> answers = new ArrayList<>(together.parts().size());
        for (Command<?> part : together.parts()) {
            answers.add(answer(draft, caller, part, cause));
        }
        return new Answers(together.parts(), answers);
    }

    private static String write(Draft draft, HistoryItem item) {
        draft.add(new SiteEvent.Noted(item));
        return item.id();
    }

    private static Long erase(Draft draft) {
        long now = draft.moment().nowMs();
        draft.add(new SiteEvent.HistoryErased(now + 1));
        return now;
    }
}

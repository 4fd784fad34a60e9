package io.candelabra.core.site;

import io.candelabra.core.access.Access;
import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.EditRule;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.execution.Running;
import io.candelabra.core.state.Lookup;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Cause;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Job;
import io.candelabra.model.Phase;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The rule of a site: from the state, the caller and the command to events, or to a refusal. Pure: the same input gives
 * the same decision, whoever asks and whenever.
 */
final class Decider {
    private Decider() {}

    /** The right that a command needs. */
    static Verb need(Command<?> command) {
        return switch (command) {
            case Command.StartExecution ignored -> Verb.CONTROL;
            case Command.StartScene ignored -> Verb.CONTROL;
            case Command.CancelExecutions ignored -> Verb.CONTROL;
            case Command.Configure ignored -> Verb.CONTROL;
            case Command.StartJob ignored -> Verb.CONTROL;
            case Command.Edit<?> edit -> edit.verb();
            case Command.Hear ignored -> Verb.ADMINISTER;
            case Command.SetAside ignored -> Verb.ADMINISTER;
            case Command.Tick ignored -> Verb.ADMINISTER;
        };
    }

    static <A> Decision<A> decide(SiteState state, Caller caller, Command<A> command, Cause cause, Moment moment) {
        Access.check(caller, state.site(), need(command));
        Draft draft = new Draft(state, moment, cause);
        return draft.answer(answer(draft, caller, command, cause));
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
                    case Command.StartJob start -> startJob(draft, start);
                    case Command.Edit<?> edit -> edit(draft, edit);
                    case Command.Hear hear -> Hearing.hear(draft, hear.reports());
                    case Command.SetAside aside -> Quarantine.setAside(draft, aside);
                    case Command.Tick ignored -> DueRules.tick(draft);
                };
    }

    private static ExecutionId startScene(Draft draft, Caller caller, Command.StartScene start, Cause cause) {
        Resource.Scene scene = draft.state()
                .resource(Resource.Scene.class, start.scene())
                .orElseThrow(() -> Refused.noSuch("scene", start.scene()));
        Plan plan = new Plan(
                scene.label(),
                scene.id(),
                start.kind(),
                start.urgent(),
                start.hidden(),
                scene.actions(),
                scene.vendor());
        return ExecutionRules.start(draft, caller, plan, cause);
    }

    private static List<ExecutionId> cancel(Draft draft, Caller caller, Command.CancelExecutions cancel) {
        List<ExecutionId> wanted = new ArrayList<>();
        Iterable<Running> named = cancel.execution().isPresent()
                ? draft.state().executions().find(cancel.execution().get()).stream()
                        .toList()
                : draft.state().executions();
        for (Running running : named) {
            boolean there = cancel.gateway()
                    .map(g -> running.steps().stream()
                            .anyMatch(s -> s.device().gateway().equals(g)))
                    .orElse(true);
            boolean mayKnow = running.steps().stream()
                    .allMatch(s -> Access.sees(caller, draft.state().site(), s.device()));
            if (there && mayKnow) {
                wanted.add(running.execution().id());
            }
        }
        if (wanted.isEmpty() && cancel.execution().isPresent()) {
            throw Refused.noSuch("execution", cancel.execution().get().value());
        }
        wanted.forEach(id -> ExecutionRules.cancel(draft, id));
        return wanted;
    }

    private static String startJob(Draft draft, Command.StartJob start) {
        List<GatewayId> gateways = start.gateways().isEmpty()
                ? StreamSupport.stream(draft.state().gateways().spliterator(), false)
                        .map(Gateway::id)
                        .toList()
                : start.gateways();
        for (GatewayId gateway : gateways) {
            if (draft.state().gateway(gateway).isEmpty()) {
                throw Refused.noSuch("gateway", gateway.value());
            }
        }
        String id = draft.moment().ids().get();
        Phase phase = gateways.isEmpty() ? Phase.COMPLETED : Phase.RUNNING;
        draft.add(new SiteEvent.JobMoved(new Job(
                id,
                start.kind(),
                gateways,
                List.of(),
                Map.copyOf(start.parameters()),
                phase,
                draft.moment().nowMs())));
        return id;
    }

    private static <A> A edit(Draft draft, Command.Edit<A> edit) {
        EditRule.Outcome<A> outcome =
                edit.rule().decide(draft.state(), draft.moment().nowMs());
        for (SiteEvent event : outcome.events()) {
            Labels.check(draft.state(), event);
            draft.add(event);
            if (event instanceof SiteEvent.ResourceDeleted deleted
                    && deleted.resource() instanceof Resource.Scene scene) {
                endDelayed(draft, scene);
            }
            if (event instanceof SiteEvent.ResourcePut put && put.created()) {
                int limit = draft.moment().limits().resourcesPerKind();
                if (draft.state().count(put.resource().getClass()) > limit) {
                    throw new Refused(new Refused.TooMany(put.resource().ref().kind(), limit));
                }
            }
        }
        return outcome.answer();
    }

    /** A scene that is gone does not start any more, whenever it was to start. */
    private static void endDelayed(Draft draft, Resource.Scene scene) {
        for (Resource.DelayedStart start : draft.state().resources(Lookup.startsOf(scene.id()))) {
            draft.add(new SiteEvent.ResourceDeleted(start));
        }
    }
}

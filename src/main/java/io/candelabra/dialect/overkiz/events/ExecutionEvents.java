package io.candelabra.dialect.overkiz.events;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.ActionGroupBody;
import io.candelabra.dialect.overkiz.document.DetailedStatusDocument;
import io.candelabra.dialect.overkiz.events.EventDocument.ActionDocument;
import io.candelabra.dialect.overkiz.events.EventDocument.CommandDocument;
import io.candelabra.dialect.overkiz.events.EventDocument.FailedCommandDocument;
import io.candelabra.dialect.overkiz.events.EventDocument.ParameterDocument;
import io.candelabra.dialect.overkiz.events.EventDocument.RelatedDevice;
import io.candelabra.dialect.overkiz.spelling.OverkizFailures;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.dialect.overkiz.spelling.OverkizPlans;
import io.candelabra.dialect.overkiz.spelling.OverkizValues;
import io.candelabra.model.Action;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.Execution;
import io.candelabra.model.Failure;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource.Scene;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Executions and action groups in events. An execution always ends with {@code timeToNextState} at -1: clients wait for it. */
final class ExecutionEvents {
    private static final String HIDDEN = "******";

    private final OverkizEvents events;

    ExecutionEvents(OverkizEvents events) {
        this.events = events;
    }

    void started(long at, SiteEvent.ExecutionStarted started) {
        Execution execution = started.execution();
        Plan plan = execution.plan();
        events.plans().heard(execution);
        if (!events.state().seesAll(plan.actions())) {
            return;
        }
        String trigger = plan.vendor().get(OverkizPlans.TRIGGER);
        if (trigger != null) {
            events.add(new EventDocument.GroupTriggered(
                    "GroupTriggeredEvent",
                    at,
                    events.session().setupOid(),
                    trigger,
                    "DELAYED",
                    OverkizIds.actionGroup(events.state(), plan.scene()),
                    execution.id().value()));
        }
        String metadata = ActionGroupBody.GroupFields.of(plan.vendor()).metadata();
        events.add(new EventDocument.ExecutionRegistered(
                "ExecutionRegisteredEvent",
                at,
                events.session().setupOid(),
                execution.id().value(),
                plan.label(),
                metadata == null ? "" : metadata,
                OverkizPlans.typeCode(plan.kind()),
                OverkizPlans.subTypeCode(plan.kind()),
                actions(plan.actions()),
                OverkizPlans.source(execution),
                execution.owner()));
        String id = execution.id().value();
        change(at, id, Optional.of(plan), "INITIALIZED", "NOT_TRANSMITTED", 0, Failure.NONE, List.of());
        events.synchronised(at, gateways(events.state(), plan.actions()), () -> {});
    }

    void moved(long at, SiteEvent.ExecutionMoved moved) {
        Optional<Plan> plan = events.plans().plan(events.session(), events.state(), moved.execution());
        if (plan.isEmpty()
                ? !events.state().everything()
                : !events.state().seesAll(plan.get().actions())) {
            return;
        }
        boolean ended = moved.to().ended();
        change(
                at,
                moved.execution().value(),
                plan,
                OverkizPlans.state(moved.from()),
                OverkizPlans.state(moved.to()),
                ended ? -1 : 0,
                moved.failure(),
                ended ? moved.failed() : List.of());
    }

    private static FailedCommandDocument failed(SiteEvent.FailedStep step) {
        return new FailedCommandDocument(
                step.device().value(),
                step.rank(),
                OverkizFailures.of(step.failure()).name(),
                DetailedStatusDocument.of(step.failure()));
    }

    private void change(
            long at,
            String execution,
            Optional<Plan> plan,
            String from,
            String to,
            int timeToNextState,
            Failure why,
            List<SiteEvent.FailedStep> failedSteps) {
        String setup = events.session().setupOid();
        boolean failed = !failedSteps.isEmpty();
        OverkizFailures failure = OverkizFailures.of(why);
        events.add(new EventDocument.ExecutionState(
                "ExecutionStateChangedEvent",
                at,
                setup,
                execution,
                to,
                setup,
                plan.map(p -> OverkizPlans.typeCode(p.kind())).orElse(1),
                plan.map(p -> OverkizPlans.subTypeCode(p.kind())).orElse(1),
                from,
                timeToNextState,
                plan.map(ExecutionEvents::relatedDevices).orElse(null),
                plan.isPresent() && plan.get().hidden(),
                failed ? failure.name() : null,
                failed ? failure.code() : null,
                failed ? failedSteps.stream().map(ExecutionEvents::failed).toList() : null));
    }

    private static List<RelatedDevice> relatedDevices(Plan plan) {
        return plan.actions().stream()
                .map(action -> new RelatedDevice(action.device().value()))
                .toList();
    }

    /** The fields that can be told of an action group. */
    static Map<String, @Nullable Object> scene(OverkizEvents events, Scene scene) {
        ActionGroupBody.GroupFields words = ActionGroupBody.GroupFields.of(scene.vendor());
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("actionGroupOID", OverkizIds.actionGroup(events.state().site(), scene));
        fields.put("actionGroupLabel", scene.label());
        fields.put("metadata", words.metadata() == null ? "" : words.metadata());
        fields.put(
                "notificationCondition",
                words.notificationCondition() == null ? "NEVER" : words.notificationCondition());
        fields.put("actions", new ExecutionEvents(events).actions(scene.actions()));
        return fields;
    }

    /** The gateways that actions reach. Without actions they are all gateways of the site. */
    static Set<GatewayId> gateways(View state, List<Action> actions) {
        Set<GatewayId> gateways = new LinkedHashSet<>();
        actions.forEach(a -> gateways.add(a.device().gateway()));
        if (gateways.isEmpty()) {
            state.gateways().map(Gateway::id).forEach(gateways::add);
        }
        return gateways;
    }

    /** In events, parameters are objects with a type. */
    private List<ActionDocument> actions(List<Action> actions) {
        return actions.stream()
                .map(action -> new ActionDocument(
                        action.device().value(),
                        action.commands().stream().map(this::command).toList()))
                .toList();
    }

    private CommandDocument command(DeviceCommand command) {
        List<ParameterDocument> parameters = new ArrayList<>();
        for (int i = 0; i < command.parameters().size(); i++) {
            Value value = command.parameters().get(i);
            Object text = command.sensitive().contains(i) ? HIDDEN : events.value(value);
            parameters.add(new ParameterDocument(OverkizValues.kindOf(value).code(), text));
        }
        return new CommandDocument(command.name(), command.delayMs() / 1_000, parameters);
    }
}

package io.candelabra.dialect.overkiz.events;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.DetailedStatus;
import io.candelabra.dialect.overkiz.words.OverkizFailures;
import io.candelabra.dialect.overkiz.words.OverkizGroup;
import io.candelabra.dialect.overkiz.words.OverkizIds;
import io.candelabra.dialect.overkiz.words.OverkizPlans;
import io.candelabra.dialect.overkiz.words.OverkizValues;
import io.candelabra.model.Action;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.Execution;
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
        events.remembered().heard(execution);
        if (!events.state().seesAll(plan.actions())) {
            return;
        }
        String trigger = plan.vendor().get(OverkizPlans.TRIGGER);
        if (trigger != null) {
            Map<String, Object> event = events.ofSetup("GroupTriggeredEvent", at);
            event.put("triggerId", trigger);
            event.put("triggerType", "DELAYED");
            event.put("actionGroupOID", OverkizIds.actionGroup(events.state(), plan.scene()));
            event.put("execId", execution.id().value());
        }
        Map<String, Object> event = events.ofSetup("ExecutionRegisteredEvent", at);
        event.put("execId", execution.id().value());
        event.put("label", plan.label());
        String metadata = OverkizGroup.Words.of(plan.vendor()).metadata();
        event.put("metadata", metadata == null ? "" : metadata);
        event.put("type", OverkizPlans.typeCode(plan.kind()));
        event.put("subType", OverkizPlans.subTypeCode(plan.kind()));
        event.put("actions", actions(plan.actions()));
        event.put("source", OverkizPlans.source(execution));
        event.put("owner", execution.owner());
        change(at, execution.id().value(), plan, "INITIALIZED", "NOT_TRANSMITTED", 0);
        events.synchronised(at, gateways(events.state(), plan.actions()), () -> {});
    }

    void moved(long at, SiteEvent.ExecutionMoved moved) {
        Optional<Plan> plan = events.remembered().plan(events.session(), events.state(), moved.execution());
        if (plan.isEmpty()
                ? !events.state().everything()
                : !events.state().seesAll(plan.get().actions())) {
            return;
        }
        Map<String, Object> event = change(
                at,
                moved.execution().value(),
                plan.orElse(null),
                OverkizPlans.state(moved.from()),
                OverkizPlans.state(moved.to()),
                moved.to().ended() ? -1 : 0);
        if (moved.to().ended() && !moved.failed().isEmpty()) {
            OverkizFailures failure = OverkizFailures.of(moved.failure());
            event.put("failureType", failure.name());
            event.put("failureTypeCode", failure.code());
            event.put(
                    "failedCommands",
                    moved.failed().stream().map(ExecutionEvents::failed).toList());
        }
    }

    private static Map<String, Object> failed(SiteEvent.FailedStep step) {
        OverkizFailures failure = OverkizFailures.of(step.failure());
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("deviceURL", step.device().value());
        shown.put("rank", step.rank());
        shown.put("failureType", failure.name());
        shown.put("detailedStatus", DetailedStatus.of(step.failure()));
        return shown;
    }

    private Map<String, Object> change(
            long at, String execution, @Nullable Plan plan, String from, String to, int timeToNextState) {
        Map<String, Object> event = events.ofSetup("ExecutionStateChangedEvent", at);
        event.put("execId", execution);
        event.put("newState", to);
        event.put("ownerKey", events.session().setupOid());
        event.put("type", plan == null ? 1 : OverkizPlans.typeCode(plan.kind()));
        event.put("subType", plan == null ? 1 : OverkizPlans.subTypeCode(plan.kind()));
        event.put("oldState", from);
        event.put("timeToNextState", timeToNextState);
        if (plan != null) {
            event.put(
                    "relatedDevices",
                    plan.actions().stream()
                            .map(a -> Map.of("deviceURL", a.device().value()))
                            .toList());
        }
        event.put("technical", plan != null && plan.hidden());
        return event;
    }

    /** What can be told of an action group. */
    static Map<String, @Nullable Object> scene(OverkizEvents events, Scene scene) {
        OverkizGroup.Words words = OverkizGroup.Words.of(scene.vendor());
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

    /** The gateways that actions reach; all of the site where there are no actions. */
    static Set<GatewayId> gateways(View state, List<Action> actions) {
        Set<GatewayId> gateways = new LinkedHashSet<>();
        actions.forEach(a -> gateways.add(a.device().gateway()));
        if (gateways.isEmpty()) {
            state.gateways().map(Gateway::id).forEach(gateways::add);
        }
        return gateways;
    }

    /** What one device is told to do, as events say it. */
    private record Told(String deviceURL, List<ToldCommand> commands) {}

    /** @param delay in seconds */
    private record ToldCommand(String name, long delay, List<ToldParameter> parameters) {}

    /** @param type number of the data type */
    private record ToldParameter(int type, @Nullable Object value) {}

    /** In events, parameters are objects with a type. */
    private List<Told> actions(List<Action> actions) {
        return actions.stream()
                .map(action -> new Told(
                        action.device().value(),
                        action.commands().stream().map(this::command).toList()))
                .toList();
    }

    private ToldCommand command(DeviceCommand command) {
        List<ToldParameter> parameters = new ArrayList<>();
        for (int i = 0; i < command.parameters().size(); i++) {
            Value value = command.parameters().get(i);
            Object text = command.sensitive().contains(i) ? HIDDEN : events.value(value);
            parameters.add(new ToldParameter(OverkizValues.kindOf(value).code(), text));
        }
        return new ToldCommand(command.name(), command.delayMs() / 1_000, parameters);
    }
}

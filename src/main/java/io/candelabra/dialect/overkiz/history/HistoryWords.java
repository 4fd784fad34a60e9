package io.candelabra.dialect.overkiz.history;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.words.OverkizFailures;
import io.candelabra.dialect.overkiz.words.OverkizGroup;
import io.candelabra.dialect.overkiz.words.OverkizIds;
import io.candelabra.dialect.overkiz.words.OverkizPlans;
import io.candelabra.model.Execution;
import io.candelabra.model.Failure;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource.Scene;
import io.candelabra.model.Step;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Items of the history, as they are shown. */
final class HistoryWords {
    private HistoryWords() {}

    static Map<String, Object> execution(View state, HistoryItem.EndedExecution ended) {
        Execution execution = ended.execution();
        Plan plan = execution.plan();
        String type = OverkizPlans.type(plan.kind());
        String subType = OverkizPlans.subType(plan.kind());
        String metadata = OverkizGroup.Words.of(plan.vendor()).metadata();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", execution.id().value());
        shown.put("eventTime", execution.startedMs());
        if (!plan.scene().isEmpty()) {
            shown.put(
                    "actionGroupOID",
                    state.resource(Scene.class, plan.scene())
                            .map(scene -> OverkizIds.actionGroup(state.site(), scene))
                            .orElse(plan.scene()));
            if (metadata != null) {
                shown.put("actionGroupMetadata", metadata);
            }
        }
        shown.put("owner", execution.owner());
        shown.put("source", OverkizPlans.source(execution));
        shown.put("endTime", execution.endedMs());
        shown.put("effectiveStartTime", execution.startedMs());
        shown.put("duration", execution.endedMs() - execution.startedMs());
        shown.put("label", plan.label());
        if (metadata != null) {
            shown.put("metaData", metadata);
        }
        shown.put("type", type + " - " + subType);
        shown.put("state", OverkizPlans.state(execution.phase()));
        shown.put("failureType", OverkizFailures.of(execution.failure()).name());
        shown.put("commands", ended.steps().stream().map(HistoryWords::command).toList());
        shown.put("executionType", type);
        shown.put("executionSubType", subType);
        return shown;
    }

    private static Map<String, Object> command(Step step) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("deviceURL", step.device().value());
        shown.put("command", step.command().name());
        shown.put("parameters", OverkizGroup.parameters(step.command(), true));
        if (step.failure() != Failure.NONE) {
            shown.put(
                    "detailedStatus",
                    Map.of("type", "generic-error", "message", step.failure().sentence(), "error", true));
        }
        shown.put("rank", step.rank());
        shown.put("dynamic", false);
        shown.put("delay", step.command().delayMs() / 1_000);
        shown.put("state", OverkizPlans.state(step.phase()));
        shown.put("failureType", OverkizFailures.of(step.failure()).name());
        return shown;
    }

    static Map<String, Object> deviceEvent(HistoryItem.DeviceEvent event) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", event.id());
        shown.put("eventTime", event.atMs());
        shown.put("deviceURL", event.device().value());
        shown.put("value", event.detail());
        shown.put("type", event.fault() ? "FAULT" : "WARNING");
        shown.put("subType", event.kind());
        return shown;
    }

    static Map<String, Object> notification(HistoryItem.Notification notification) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", notification.id());
        shown.put("eventTime", notification.atMs());
        shown.put("text", notification.text());
        shown.put("originatorType", notification.originator());
        shown.put("type", notification.level());
        shown.put("level", notification.level());
        return shown;
    }

    /** One line of the audit. */
    static String visit(HistoryItem.Visit visit) {
        return Instant.ofEpochMilli(visit.atMs()) + " " + visit.account() + " came in by " + visit.dialect() + " from "
                + visit.address();
    }
}

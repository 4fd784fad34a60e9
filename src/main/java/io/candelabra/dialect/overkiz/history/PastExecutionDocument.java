package io.candelabra.dialect.overkiz.history;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.ActionGroupBody;
import io.candelabra.dialect.overkiz.document.DetailedStatusDocument;
import io.candelabra.dialect.overkiz.spelling.OverkizFailures;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.dialect.overkiz.spelling.OverkizPlans;
import io.candelabra.model.Execution;
import io.candelabra.model.Failure;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Plan;
import io.candelabra.model.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An execution that has ended, as it is shown. Times are ms since 1970.
 *
 * @param eventTime when it was asked for
 * @param actionGroupOID null where no stored group was executed, and so is {@code actionGroupMetadata}
 * @param duration ms
 * @param type what kind of execution it was, as one text
 */
record PastExecutionDocument(
        String id,
        long eventTime,
        @Nullable String actionGroupOID,
        @Nullable String actionGroupMetadata,
        String owner,
        String source,
        long endTime,
        long effectiveStartTime,
        long duration,
        String label,
        @Nullable String metaData,
        String type,
        String state,
        String failureType,
        List<PastCommandDocument> commands,
        String executionType,
        String executionSubType,
        @Nullable Boolean geolocated) {

    /**
     * @param detailedStatus null where the command did not fail
     * @param dynamic whether its parameters were found out only when it ran: they never are
     * @param delay in seconds, after the command before
     */
    record PastCommandDocument(
            String deviceURL,
            String command,
            List<@Nullable Object> parameters,
            @Nullable DetailedStatusDocument detailedStatus,
            int rank,
            boolean dynamic,
            long delay,
            String state,
            String failureType) {
        private static PastCommandDocument of(Step step) {
            return new PastCommandDocument(
                    step.device().value(),
                    step.command().name(),
                    ActionGroupBody.parameters(step.command(), true),
                    step.failure() == Failure.NONE ? null : DetailedStatusDocument.of(step.failure()),
                    step.rank(),
                    false,
                    step.command().delayMs() / 1_000,
                    OverkizPlans.state(step.phase()),
                    OverkizFailures.of(step.failure()).name());
        }
    }

    static PastExecutionDocument of(View state, HistoryItem.EndedExecution ended) {
        Execution execution = ended.execution();
        Plan plan = execution.plan();
        String type = OverkizPlans.type(plan.kind());
        String subType = OverkizPlans.subType(plan.kind());
        String metadata = ActionGroupBody.GroupFields.of(plan.vendor()).metadata();
        boolean stored = !plan.scene().isEmpty();
        return new PastExecutionDocument(
                execution.id().value(),
                execution.startedMs(),
                stored ? OverkizIds.actionGroup(state, plan.scene()) : null,
                stored ? metadata : null,
                execution.owner(),
                OverkizPlans.source(execution),
                execution.endedMs(),
                execution.startedMs(),
                execution.endedMs() - execution.startedMs(),
                plan.label(),
                metadata,
                type + " - " + subType,
                OverkizPlans.state(execution.phase()),
                OverkizFailures.of(execution.failure()).name(),
                ended.steps().stream().map(PastCommandDocument::of).toList(),
                type,
                subType,
                OverkizPlans.geolocated(plan));
    }
}

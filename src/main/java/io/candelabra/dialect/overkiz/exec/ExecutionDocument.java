package io.candelabra.dialect.overkiz.exec;

import io.candelabra.core.execution.Running;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.ActionGroupDocument;
import io.candelabra.dialect.overkiz.spelling.OverkizPlans;
import io.candelabra.model.Execution;
import io.candelabra.model.Plan;
import org.jspecify.annotations.Nullable;

/**
 * An execution that runs, as it is shown.
 *
 * @param startTime ms since 1970
 * @param owner who asked for it
 * @param geolocated true where a person's location started it; else left out
 */
public record ExecutionDocument(
        long startTime,
        String owner,
        ActionGroupDocument actionGroup,
        String description,
        String id,
        String state,
        String executionType,
        String executionSubType,
        @Nullable Boolean geolocated) {

    static ExecutionDocument of(View state, Running running) {
        Execution execution = running.execution();
        Plan plan = execution.plan();
        return new ExecutionDocument(
                execution.startedMs(),
                execution.owner(),
                ActionGroupDocument.of(state, plan),
                "Execution : " + plan.label(),
                execution.id().value(),
                OverkizPlans.state(execution.phase()),
                OverkizPlans.type(plan.kind()),
                OverkizPlans.subType(plan.kind()),
                OverkizPlans.geolocated(plan));
    }
}

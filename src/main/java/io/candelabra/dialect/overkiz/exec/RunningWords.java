package io.candelabra.dialect.overkiz.exec;

import io.candelabra.core.execution.Running;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.words.OverkizGroup;
import io.candelabra.dialect.overkiz.words.OverkizIds;
import io.candelabra.dialect.overkiz.words.OverkizPlans;
import io.candelabra.model.Execution;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource.Scene;
import java.util.LinkedHashMap;
import java.util.Map;

/** An execution that runs, as it is shown. */
final class RunningWords {
    private RunningWords() {}

    static Map<String, Object> show(View state, Running running) {
        Execution execution = running.execution();
        Plan plan = execution.plan();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("startTime", execution.startedMs());
        shown.put("owner", execution.owner());
        Map<String, Object> group = OverkizGroup.show(plan.label(), plan.actions(), plan.vendor(), true);
        if (!plan.scene().isEmpty()) {
            group.put(
                    "oid",
                    state.resource(Scene.class, plan.scene())
                            .map(scene -> OverkizIds.actionGroup(state.site(), scene))
                            .orElse(plan.scene()));
        }
        shown.put("actionGroup", group);
        shown.put("description", "Execution : " + plan.label());
        shown.put("id", execution.id().value());
        shown.put("state", OverkizPlans.state(execution.phase()));
        shown.put("executionType", OverkizPlans.type(plan.kind()));
        shown.put("executionSubType", OverkizPlans.subType(plan.kind()));
        return shown;
    }
}

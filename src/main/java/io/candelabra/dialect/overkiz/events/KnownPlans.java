package io.candelabra.dialect.overkiz.events;

import io.candelabra.core.execution.Running;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.model.Execution;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Plan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The plans of executions, which later events of an execution do not say again. The events fill it as listeners read them. A
 * plan that was read before a restart is found in the state or in the history. The oldest plans are forgotten.
 */
final class KnownPlans {
    private static final int MOST = 20_000;

    private final Map<String, Plan> plans = oldestFirst();

    private static <V> Map<String, V> oldestFirst() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MOST;
            }
        };
    }

    synchronized void heard(Execution execution) {
        plans.putIfAbsent(execution.id().value(), execution.plan());
    }

    /** The plan of an execution; empty where nobody knows it any more. */
    Optional<Plan> plan(OverkizSession session, View state, ExecutionId id) {
        synchronized (this) {
            Plan plan = plans.get(id.value());
            if (plan != null) {
                return Optional.of(plan);
            }
        }
        Optional<Plan> found = state.execution(id)
                .map(Running::execution)
                .or(() -> session.sites()
                        .historyItem(session.caller(), session.site(), HistoryItem.EndedExecution.class, id.value())
                        .map(HistoryItem.EndedExecution::execution))
                .map(Execution::plan);
        found.ifPresent(plan -> {
            synchronized (this) {
                plans.putIfAbsent(id.value(), plan);
            }
        });
        return found;
    }
}

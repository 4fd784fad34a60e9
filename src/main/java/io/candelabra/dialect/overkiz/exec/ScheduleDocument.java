package io.candelabra.dialect.overkiz.exec;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.dialect.overkiz.spelling.OverkizPlans;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource.DelayedStart;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * A start that waits for its time, as it is shown.
 *
 * @param utcTime when it starts, ms since 1970
 * @param randomTimeRange 0: nothing starts at random
 */
public record ScheduleDocument(
        String triggerId,
        String label,
        long utcTime,
        String actionGroupOID,
        int randomTimeRange,
        boolean serverSideManaged,
        String executionType,
        String executionSubType) {

    /** The next one first. */
    static List<ScheduleDocument> of(OverkizSession session, Predicate<DelayedStart> wanted) {
        View state = session.state();
        return state.resources(DelayedStart.class).stream()
                .filter(wanted)
                .filter(start -> state.seesAll(start.plan().actions()))
                .sorted(Comparator.comparingLong(DelayedStart::atMs).thenComparing(DelayedStart::id))
                .map(start -> of(state, start))
                .toList();
    }

    private static ScheduleDocument of(View state, DelayedStart start) {
        Plan plan = start.plan();
        return new ScheduleDocument(
                start.id(),
                plan.label(),
                start.atMs(),
                OverkizIds.actionGroup(state, plan.scene()),
                0,
                true,
                OverkizPlans.type(plan.kind()),
                OverkizPlans.subType(plan.kind()));
    }
}

package io.candelabra.dialect.overkiz.exec;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.words.OverkizIds;
import io.candelabra.dialect.overkiz.words.OverkizPlans;
import io.candelabra.dialect.overkiz.words.OverkizSession;
import io.candelabra.model.Resource.DelayedStart;
import io.candelabra.model.Resource.Scene;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What waits for its time, as it is shown; the next one first. */
final class ScheduleWords {
    private ScheduleWords() {}

    static List<Map<String, Object>> show(OverkizSession session, Predicate<DelayedStart> wanted) {
        View state = session.state();
        return state.resources(DelayedStart.class).stream()
                .filter(wanted)
                .filter(state::sees)
                .sorted(Comparator.comparingLong(DelayedStart::atMs).thenComparing(DelayedStart::id))
                .map(start -> show(state, start))
                .toList();
    }

    private static Map<String, Object> show(View state, DelayedStart start) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("triggerId", start.id());
        shown.put("label", start.plan().label());
        shown.put("utcTime", start.atMs());
        shown.put(
                "actionGroupOID",
                state.resource(Scene.class, start.plan().scene())
                        .map(scene -> OverkizIds.actionGroup(state.site(), scene))
                        .orElse(start.plan().scene()));
        shown.put("randomTimeRange", 0);
        shown.put("serverSideManaged", true);
        shown.put("executionType", OverkizPlans.type(start.plan().kind()));
        shown.put("executionSubType", OverkizPlans.subType(start.plan().kind()));
        return shown;
    }
}

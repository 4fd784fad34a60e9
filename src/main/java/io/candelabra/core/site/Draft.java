package io.candelabra.core.site;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.execution.Running;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.ExecutionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A decision in the making: the state moves with every event that is added. */
final class Draft {
    private final List<SiteEvent> events = new ArrayList<>();
    private final Map<ExecutionId, Running> endings = new HashMap<>();
    private final Moment moment;
    private SiteState state;

    Draft(SiteState state, Moment moment) {
        this.state = state;
        this.moment = moment;
    }

    SiteState state() {
        return state;
    }

    Moment moment() {
        return moment;
    }

    void add(SiteEvent event) {
        events.add(event);
        if (event instanceof SiteEvent.ExecutionMoved moved && moved.to().ended()) {
            state.executions().find(moved.execution()).ifPresent(r -> endings.put(moved.execution(), r));
        }
        state = state.after(event, moment.nowMs());
    }

    boolean unchanged() {
        return events.isEmpty();
    }

    <A> Decision<A> answer(A answer) {
        return new Decision<>(List.copyOf(events), state, endings, answer);
    }
}

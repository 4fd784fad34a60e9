package io.candelabra.core.site;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.SiteState;
import java.util.ArrayList;
import java.util.List;

/** A decision in the making: the state moves with every event that is added. */
final class Draft {
    private final List<SiteEvent> events = new ArrayList<>();
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
        state = state.after(event, moment.nowMs());
    }

    boolean unchanged() {
        return events.isEmpty();
    }

    <A> Decision<A> answer(A answer) {
        return new Decision<>(List.copyOf(events), state, answer);
    }
}

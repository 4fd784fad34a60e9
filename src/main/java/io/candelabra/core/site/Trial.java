package io.candelabra.core.site;

import io.candelabra.core.event.SiteEvent;
import java.util.List;

/** The outcome that a command would have. */
public record Trial<A>(List<SiteEvent> events, A answer) {
    public Trial {
        events = List.copyOf(events);
    }

    static <A> Trial<A> of(Decision<A> decision) {
        return new Trial<>(
                decision.events().stream().map(Decision.Caused::event).toList(), decision.answer());
    }
}

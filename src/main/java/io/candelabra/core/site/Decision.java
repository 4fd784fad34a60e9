package io.candelabra.core.site;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.SiteState;
import java.util.List;

/** What a command leads to: events, the state after them, and the answer once they are on disk. */
record Decision<A>(List<SiteEvent> events, SiteState after, A answer) {}

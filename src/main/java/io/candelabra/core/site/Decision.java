package io.candelabra.core.site;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.execution.Running;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Cause;
import io.candelabra.model.ExecutionId;
import java.util.List;
import java.util.Map;

/**
 * The outcome of a command: events, the state after them, and the answer once they are on disk.
 *
 * @param endings executions that ended within the events, as they were just before
 * @param asides what could not be decided or told, and is out of the way
 */
record Decision<A>(
        List<Caused> events,
        SiteState after,
        Map<ExecutionId, Running> endings,
        List<Quarantine.Aside> asides,
        A answer) {

    /** An event, and why it is: one decision may go on with what several people wanted. */
    record Caused(SiteEvent event, Cause cause) {}
}

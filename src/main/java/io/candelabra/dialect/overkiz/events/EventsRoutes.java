package io.candelabra.dialect.overkiz.events;

import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.Map;

/** How clients hear of changes: they register, and fetch. Bodies are not looked at, of any type. */
public final class EventsRoutes implements RouteSet {
    /** The listener that was opened. */
    private record Listener(String id) {}

    private final Listeners listeners;

    public EventsRoutes(Listeners listeners) {
        this.listeners = listeners;
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/events/register", this::postRegister)
                .post("/events/{listenerId}/unregister", this::postByListenerIdUnregister)
                .post("/events/{listenerId}/fetch", this::postByListenerIdFetch);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "POST /events/register",
                Bodies.answers(Listener.class),
                "POST /events/{listenerId}/fetch",
                Bodies.listOf(EventDocument.class));
    }

    /** Opens a listener; the session's earlier one is void from now on. */
    public Reply postRegister(Exchange x) {
        return Reply.ok(new Listener(listeners.register(OverkizSession.of(x))));
    }

    /** Ends a listener; 200 for unknown ids too. */
    public Reply postByListenerIdUnregister(Exchange x) {
        listeners.unregister(OverkizSession.of(x), x.path("listenerId"));
        return Reply.emptyOk();
    }

    /** The events since the last fetch, at once; an empty list where there are none. */
    public Reply postByListenerIdFetch(Exchange x) {
        return Reply.json(listeners.fetch(OverkizSession.of(x), x.path("listenerId")));
    }
}

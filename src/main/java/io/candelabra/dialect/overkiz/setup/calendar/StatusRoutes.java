package io.candelabra.dialect.overkiz.setup.calendar;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.site.Composed;
import io.candelabra.dialect.overkiz.document.ExtraKind;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Resource.Verb;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import io.candelabra.wire.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether the calendar is at work. While it is not, nothing starts by it, and nothing is made up for afterwards. */
public final class StatusRoutes implements RouteSet {
    /**
     * The number of the function in the event. The document gives none: the calendar is taken for the third of the functions that
     * gateways name, the one that starts scenarios by itself.
     */
    private static final int FUNCTION = 3;

    private record StatusDocument(@Nullable Boolean enabled) {}

    /** How it is stored, and what the event tells. */
    private record Stored(int functionType, boolean enabled) {}

    @Override
    public void routes(Routes routes) {
        routes.get("/setup/calendar/status", this::get).put("/setup/calendar/status", this::put);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /setup/calendar/status", Bodies.answers(StatusDocument.class),
                "PUT /setup/calendar/status", Bodies.takes(StatusDocument.class));
    }

    public Reply get(Exchange x) {
        return Reply.ok(
                new StatusDocument(CalendarPlan.isEnabled(OverkizSession.of(x).state())));
    }

    /** A status that is so already changes nothing, and nobody is told. */
    public Reply put(Exchange x) {
        Boolean enabled = x.json(StatusDocument.class).enabled();
        if (enabled == null) {
            throw OverkizFault.missing("calendar status: enabled");
        }
        OverkizSession session = OverkizSession.of(x);
        // a status that is so already is no reason to answer somebody as if it had been set
        session.caller().need(session.site(), Verb.CONFIGURE);
        session.compose((state, now) -> {
            Command.Put put = new Command.Put(
                    ExtraKind.CALENDAR_STATUS.extra(CalendarPlan.STATUS, Json.text(new Stored(FUNCTION, enabled))),
                    Expect.ANY);
            return Composed.of(
                    CalendarPlan.isEnabled(state) == enabled ? Command.Together.NOTHING : Command.Together.of(put));
        });
        return Reply.emptyOk();
    }
}

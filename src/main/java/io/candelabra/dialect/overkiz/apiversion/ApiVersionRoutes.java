package io.candelabra.dialect.overkiz.apiversion;

import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.Map;

/** The first call of local clients. */
public final class ApiVersionRoutes implements RouteSet {
    /** Of the local protocol, as clients compare it: a date, a revision. */
    private static final ApiVersion VERSION = new ApiVersion("2025.1.4-11");

    private record ApiVersion(String protocolVersion) {}

    @Override
    public void routes(Routes routes) {
        routes.get("/apiVersion", this::get);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of("GET /apiVersion", Bodies.answers(ApiVersion.class));
    }

    /** Answers {@code {"protocolVersion":"…"}}; needs no proof. */
    public Reply get(Exchange x) {
        return Reply.ok(VERSION);
    }
}

package io.candelabra.dialect.overkiz.doc;

import io.candelabra.ops.ReferencePage;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.function.Supplier;

/** A page for people: the calls of this server, section by section, with parameters, bodies, events and limits. */
public final class DocRoutes implements RouteSet {
    private final Supplier<byte[]> description;

    /** @param description of the dialect, as OpenAPI */
    public DocRoutes(Supplier<byte[]> description) {
        this.description = description;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/doc", this::get);
    }

    public Reply get(Exchange x) {
        return ReferencePage.of(description.get());
    }
}

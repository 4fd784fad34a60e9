package io.candelabra.dialect.overkiz.setup.gateways;

import io.candelabra.dialect.overkiz.document.Kept;
import io.candelabra.dialect.overkiz.words.OverkizSession;
import io.candelabra.model.Gateway;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.Map;

/** Whether a gateway lets programs in by its local face. */
public final class DeveloperModeRoutes implements RouteSet {

    @Override
    public void routes(Routes routes) {
        routes.get("/setup/gateways/{gatewayId}/developerMode", this::get);
    }

    public Reply get(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        Gateway gateway = session.gateway(session.state(), x.path("gatewayId"));
        Object active = Kept.object(gateway.vendor(), Kept.DEVELOPER).get("active");
        return Reply.ok(Map.of("active", Boolean.TRUE.equals(active)));
    }
}

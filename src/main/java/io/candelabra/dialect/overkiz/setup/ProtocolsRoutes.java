package io.candelabra.dialect.overkiz.setup;

import io.candelabra.dialect.overkiz.job.StateRefresh;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;

/** Calls about all devices of a protocol, behind any gateway. */
public final class ProtocolsRoutes implements RouteSet {

    @Override
    public void routes(Routes routes) {
        routes.post(
                "/setup/protocols/{protocolType}/devices/states/refresh", this::postByProtocolTypeDevicesStatesRefresh);
    }

    public Reply postByProtocolTypeDevicesStatesRefresh(Exchange x) {
        StateRefresh.protocol(OverkizSession.of(x), x.path("protocolType"));
        return Reply.emptyOk();
    }
}

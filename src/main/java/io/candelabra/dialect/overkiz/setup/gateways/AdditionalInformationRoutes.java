package io.candelabra.dialect.overkiz.setup.gateways;

import io.candelabra.dialect.overkiz.document.AdditionalInformation;
import io.candelabra.dialect.overkiz.words.OverkizSession;
import io.candelabra.model.Gateway;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;

/** What people noted of gateways. */
public final class AdditionalInformationRoutes implements RouteSet {
    private static final String OWNER = "gatewayId";

    @Override
    public void routes(Routes routes) {
        routes.get("/setup/gateways/{gatewayId}/additionalInformation", this::get)
                .get("/setup/gateways/{gatewayId}/additionalInformation/{templateId}", this::getByTemplateId);
    }

    public Reply get(Exchange x) {
        Gateway gateway = gateway(x);
        return Reply.ok(
                AdditionalInformation.of(gateway.vendor(), OWNER, gateway.id().value()));
    }

    public Reply getByTemplateId(Exchange x) {
        Gateway gateway = gateway(x);
        return Reply.ok(
                AdditionalInformation.of(gateway.vendor(), OWNER, gateway.id().value(), x.path("templateId")));
    }

    private static Gateway gateway(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        return session.gateway(session.state(), x.path("gatewayId"));
    }
}

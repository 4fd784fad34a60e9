package io.candelabra.dialect.overkiz.setup.gateways;

import io.candelabra.dialect.overkiz.document.AdditionalInformationDocument;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.model.Gateway;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.Map;

/** Notes of people about gateways. */
public final class AdditionalInformationRoutes implements RouteSet {
    @Override
    public void routes(Routes routes) {
        routes.get("/setup/gateways/{gatewayId}/additionalInformation", this::get)
                .get("/setup/gateways/{gatewayId}/additionalInformation/{templateId}", this::getByTemplateId);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /setup/gateways/{gatewayId}/additionalInformation",
                        Bodies.listOf(AdditionalInformationDocument.class),
                "GET /setup/gateways/{gatewayId}/additionalInformation/{templateId}",
                        Bodies.answers(AdditionalInformationDocument.class));
    }

    public Reply get(Exchange x) {
        return Reply.ok(AdditionalInformationDocument.of(gateway(x)));
    }

    public Reply getByTemplateId(Exchange x) {
        return Reply.ok(
                AdditionalInformationDocument.one(AdditionalInformationDocument.of(gateway(x)), x.path("templateId")));
    }

    private static Gateway gateway(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        return session.gateway(session.state(), x.path("gatewayId"));
    }
}

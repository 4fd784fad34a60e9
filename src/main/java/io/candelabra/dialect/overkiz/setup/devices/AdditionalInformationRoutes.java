package io.candelabra.dialect.overkiz.setup.devices;

import io.candelabra.dialect.overkiz.document.AdditionalInformationDocument;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.model.Device;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.Map;

/** Notes of people about devices. */
public final class AdditionalInformationRoutes implements RouteSet {
    @Override
    public void routes(Routes routes) {
        routes.get("/setup/devices/additionalInformation", this::get)
                .get("/setup/devices/{deviceURL}/additionalInformation", this::getByDeviceURL)
                .get("/setup/devices/{deviceURL}/additionalInformation/{templateId}", this::getByTemplateId);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /setup/devices/additionalInformation", Bodies.listOf(AdditionalInformationDocument.class),
                "GET /setup/devices/{deviceURL}/additionalInformation",
                        Bodies.listOf(AdditionalInformationDocument.class),
                "GET /setup/devices/{deviceURL}/additionalInformation/{templateId}",
                        Bodies.answers(AdditionalInformationDocument.class));
    }

    public Reply get(Exchange x) {
        return Reply.ok(OverkizSession.of(x)
                .state()
                .devices()
                .flatMap(device -> AdditionalInformationDocument.of(device).stream())
                .toList());
    }

    public Reply getByDeviceURL(Exchange x) {
        return Reply.ok(AdditionalInformationDocument.of(device(x)));
    }

    public Reply getByTemplateId(Exchange x) {
        return Reply.ok(
                AdditionalInformationDocument.one(AdditionalInformationDocument.of(device(x)), x.path("templateId")));
    }

    private static Device device(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        return session.device(session.state(), x.path("deviceURL"));
    }
}

package io.candelabra.dialect.overkiz.setup.devices;

import io.candelabra.dialect.overkiz.document.StateDocument;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Device;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.Map;

/** Attributes of devices: maker, firmware and other facts that do not change by themselves. */
public final class AttributesRoutes implements RouteSet {

    @Override
    public void routes(Routes routes) {
        routes.get("/setup/devices/{deviceURL}/attributes", this::get)
                .get("/setup/devices/{deviceURL}/attributes/{name}", this::getByName);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /setup/devices/{deviceURL}/attributes", Bodies.listOf(StateDocument.class),
                "GET /setup/devices/{deviceURL}/attributes/{name}", Bodies.answers(StateDocument.class));
    }

    public Reply get(Exchange x) {
        return Reply.ok(StateDocument.attributes(device(x)));
    }

    public Reply getByName(Exchange x) {
        String name = x.path("name");
        return Reply.ok(
                StateDocument.attribute(device(x), name).orElseThrow(() -> OverkizFault.noSuch("attribute", name)));
    }

    private static Device device(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        return session.device(session.state(), x.path("deviceURL"));
    }
}

package io.candelabra.dialect.overkiz.setup.devices;

import io.candelabra.dialect.overkiz.document.StateDocuments;
import io.candelabra.dialect.overkiz.words.OverkizFault;
import io.candelabra.dialect.overkiz.words.OverkizSession;
import io.candelabra.model.Device;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;

/** Attributes of devices: maker, firmware and other facts that do not change by themselves. */
public final class AttributesRoutes implements RouteSet {

    @Override
    public void routes(Routes routes) {
        routes.get("/setup/devices/{deviceURL}/attributes", this::get)
                .get("/setup/devices/{deviceURL}/attributes/{name}", this::getByName);
    }

    public Reply get(Exchange x) {
        return Reply.ok(StateDocuments.attributes(device(x)));
    }

    public Reply getByName(Exchange x) {
        String name = x.path("name");
        return Reply.ok(
                StateDocuments.attribute(device(x), name).orElseThrow(() -> OverkizFault.noSuch("attribute", name)));
    }

    private static Device device(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        return session.device(session.state(), x.path("deviceURL"));
    }
}

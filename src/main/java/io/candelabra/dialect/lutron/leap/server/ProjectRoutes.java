package io.candelabra.dialect.lutron.leap.server;

import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.dialect.lutron.leap.route.LeapCall;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.LeapRouteSet;
import io.candelabra.dialect.lutron.leap.route.LeapRoutes;
import io.candelabra.dialect.lutron.leap.route.Topic;
import java.util.List;
import java.util.Map;

/** The installation as a whole. Its product type leads clients to the flat lists, which a hub has. */
public final class ProjectRoutes implements LeapRouteSet {

    @Override
    public void routes(LeapRoutes routes) {
        routes.read("/project", this::read);
        routes.subscribe("/project", this::subscribe);
    }

    LeapReply read(LeapCall call) {
        return project().read(call.now(), call.url());
    }

    LeapReply subscribe(LeapCall call) {
        return LeapReply.subscription(project());
    }

    private static Topic project() {
        return Topic.one(
                "OneProjectDefinition",
                "Project",
                (now, changes) -> changes.anything()
                        ? List.of(LeapObject.at("/project")
                                .put("Name", now.name())
                                .put(
                                        "ProductType",
                                        now.envelope() == Envelope.VIVE
                                                ? "Lutron Vive Project"
                                                : "Lutron Quantum Project")
                                .put("MasterDeviceList", Map.of("Devices", List.of(LeapObject.ref("/device/1")))))
                        : List.of());
    }
}

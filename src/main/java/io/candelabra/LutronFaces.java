package io.candelabra;

import io.candelabra.admin.Declarations;
import io.candelabra.admin.ViveHubs;
import io.candelabra.dialect.lutron.leap.Leap;
import io.candelabra.dialect.lutron.leap.OccupancyNews;
import io.candelabra.dialect.lutron.quantum.QuantumFace;
import io.candelabra.dialect.lutron.quantum.QuantumPushes;
import io.candelabra.dialect.lutron.quantum.QuantumWebhook;
import io.candelabra.dialect.lutron.quantum.WebhookRoutes;
import io.candelabra.push.Pushes;
import io.candelabra.push.Webhooks;
import io.candelabra.wire.http.Face;
import io.candelabra.wire.http.RouteSet;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The two faces that speak LEAP, over one resource tree: Vive on ports of its own, Quantum over HTTPS. */
final class LutronFaces {
    private final Rooms rooms;
    private final Leap leap;
    private final OccupancyNews occupancy;

    LutronFaces(Rooms rooms) {
        this.rooms = rooms;
        this.leap = new Leap(rooms.sites());
        this.occupancy = new OccupancyNews(leap);
    }

    /** The tree of resources that both speak about. */
    Leap leap() {
        return leap;
    }

    /** What webhooks of these faces are told. */
    Pushes pushes() {
        return new QuantumPushes(occupancy);
    }

    Face quantum(Posts posts, Webhooks webhooks) {
        // who tries the demo has installed it, so may set its webhook
        List<RouteSet> more = rooms.settings().demo()
                ? List.of(new WebhookRoutes(rooms.accounts(), webhook(posts, webhooks)))
                : List.of();
        return QuantumFace.of(leap, rooms.accounts(), more);
    }

    /** The occupancy webhooks, for whoever installs servers. */
    QuantumWebhook webhook(Posts posts, Webhooks webhooks) {
        return new QuantumWebhook(rooms.sites(), occupancy, webhooks, posts.sender(), rooms.vault(), rooms.random());
    }

    /**
     * Makes the hubs of all bindings listen, and tells which there are.
     *
     * @param ports by the sites that are shown; of the others, the first has the usual ones
     */
    ViveHubs vive(Map<String, Declarations.HubPorts> ports) throws IOException {
        ViveListeners hubs = new ViveListeners(rooms, leap, ports);
        hubs.openAll();
        return hubs;
    }
}

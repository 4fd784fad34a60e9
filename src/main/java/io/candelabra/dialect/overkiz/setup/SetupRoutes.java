package io.candelabra.dialect.overkiz.setup;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.DeviceDocuments;
import io.candelabra.dialect.overkiz.document.Listings;
import io.candelabra.dialect.overkiz.document.SetupDocument;
import io.candelabra.dialect.overkiz.words.OverkizSession;
import io.candelabra.model.Device;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.stream.Stream;

/** The setup as a whole, and where it is. */
public final class SetupRoutes implements RouteSet {
    private final DeviceDocuments documents;
    private final Listings listings;

    public SetupRoutes(DeviceDocuments documents, Listings listings) {
        this.documents = documents;
        this.listings = listings;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/setup", this::get)
                .get("/setup/location", this::getLocation)
                .get("/setup/features", this::getFeatures);
    }

    public Reply get(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        if (x.query("withManufacturerData").filter("true"::equals).isPresent()) {
            Stream<Device> listed = DeviceDocuments.listed(session, state);
            return Reply.json(
                    SetupDocument.setup(session, state, documents.arrayWithManufacturerData(session, state, listed)));
        }
        return Reply.json(listings.get(
                session,
                state,
                "setup",
                () -> SetupDocument.setup(
                        session, state, documents.array(session, state, DeviceDocuments.listed(session, state)))));
    }

    public Reply getLocation(Exchange x) {
        return Reply.ok(SetupDocument.location(OverkizSession.of(x).state()));
    }

    public Reply getFeatures(Exchange x) {
        return Reply.ok(SetupDocument.features(OverkizSession.of(x).state()));
    }
}

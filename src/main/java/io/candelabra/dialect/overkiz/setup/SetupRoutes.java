package io.candelabra.dialect.overkiz.setup;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.LocationDocument;
import io.candelabra.dialect.overkiz.document.RenderedDevices;
import io.candelabra.dialect.overkiz.document.RenderedLists;
import io.candelabra.dialect.overkiz.document.SetupDocument;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.model.Device;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The setup as a whole, its location and its features. */
public final class SetupRoutes implements RouteSet {
    private final RenderedDevices rendered;
    private final RenderedLists lists;

    public SetupRoutes(RenderedDevices rendered, RenderedLists lists) {
        this.rendered = rendered;
        this.lists = lists;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/setup", this::get)
                .get("/setup/location", this::getLocation)
                .get("/setup/features", this::getFeatures);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /setup", Bodies.answers(SetupDocument.class),
                "GET /setup/location", Bodies.answers(LocationDocument.class),
                "GET /setup/features", Bodies.listOf(SetupDocument.FeatureDocument.class));
    }

    /** The devices that the request names by {@code deviceURL}, which may stand in it several times; without one all that are listed. */
    public Reply get(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        boolean makers = x.query("withManufacturerData").filter("true"::equals).isPresent();
        List<String> urls = x.queries("deviceURL");
        if (makers || !urls.isEmpty()) {
            Stream<Device> devices = urls.isEmpty()
                    ? RenderedDevices.listed(session, state)
                    : urls.stream().distinct().map(url -> session.device(state, url));
            byte[] array = makers
                    ? rendered.arrayWithManufacturerData(session, state, devices)
                    : rendered.array(session, state, devices);
            return Reply.json(SetupDocument.setup(session, state, array));
        }
        return lists.get(
                        session,
                        state,
                        "setup",
                        () -> SetupDocument.setup(
                                session, state, rendered.array(session, state, RenderedDevices.listed(session, state))))
                .reply(x);
    }

    public Reply getLocation(Exchange x) {
        return Reply.ok(LocationDocument.of(OverkizSession.of(x).state()));
    }

    public Reply getFeatures(Exchange x) {
        return Reply.ok(SetupDocument.features(OverkizSession.of(x).state()));
    }
}

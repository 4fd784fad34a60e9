package io.candelabra.dialect.overkiz.setup.devices;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.RenderedDevices;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Device URLs by the controllable of the device. */
public final class ControllablesRoutes implements RouteSet {
    private final RenderedDevices rendered;

    public ControllablesRoutes(RenderedDevices rendered) {
        this.rendered = rendered;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/setup/devices/controllables", this::get)
                .get("/setup/devices/controllables/{controllableName}", this::getByControllableName);
    }

    public Reply get(Exchange x) {
        return Reply.ok(urls(x));
    }

    /** No device of that name is an empty list. */
    public Reply getByControllableName(Exchange x) {
        return Reply.ok(urls(x).getOrDefault(x.path("controllableName"), List.of()));
    }

    private Map<String, List<String>> urls(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        Map<String, List<String>> urls = new LinkedHashMap<>();
        RenderedDevices.listed(session, state).forEach(device -> urls.computeIfAbsent(
                        rendered.definitions()
                                .controllable(state, session.sites().typeOf(state, device)),
                        ignored -> new ArrayList<>())
                .add(device.id().value()));
        return urls;
    }
}

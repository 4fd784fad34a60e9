package io.candelabra.dialect.overkiz.setup.devices;

import io.candelabra.core.history.Histories;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.StateDocument;
import io.candelabra.dialect.overkiz.job.StateRefresh;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Device;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** States of devices, and reading them afresh. */
public final class StatesRoutes implements RouteSet {
    private final Histories histories;

    /** @param histories what was measured */
    public StatesRoutes(Histories histories) {
        this.histories = histories;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/setup/devices/{deviceURL}/states", this::get)
                .get("/setup/devices/{deviceURL}/states/{name}", this::getByName)
                .post("/setup/devices/states/growingIndexes", this::postGrowingIndexes)
                .post("/setup/devices/states/refresh", this::postRefresh)
                .put("/setup/devices/states/refresh", this::putRefresh)
                .post("/setup/devices/{deviceURL}/states/refresh", this::postByDeviceURLRefresh);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /setup/devices/{deviceURL}/states", Bodies.listOf(StateDocument.class),
                "GET /setup/devices/{deviceURL}/states/{name}", Bodies.answers(StateDocument.class),
                "POST /setup/devices/states/growingIndexes", Bodies.listOf(GrowingIndexes.GrowingIndexDocument.class));
    }

    public Reply get(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        return Reply.ok(StateDocument.states(session.device(session.state(), x.path("deviceURL"))));
    }

    public Reply getByName(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        Device device = session.device(session.state(), x.path("deviceURL"));
        String name = x.path("name");
        return Reply.ok(StateDocument.state(device, name).orElseThrow(() -> OverkizFault.noSuch("state", name)));
    }

    public Reply postGrowingIndexes(Exchange x) {
        return GrowingIndexes.answer(histories, x);
    }

    /** Those that the body lists by URL; all where it lists none. Clients send nothing, an empty object or a list. */
    public Reply postRefresh(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        List<Device> devices = new ArrayList<>();
        boolean listed = x.body().length > 0 && !x.isForm();
        if (listed && x.jsonTree() instanceof List<?> urls) {
            View state = session.state();
            urls.forEach(url -> devices.add(session.device(state, String.valueOf(url))));
        }
        if (devices.isEmpty()) {
            StateRefresh.all(session);
        } else {
            StateRefresh.devices(session, devices);
        }
        return Reply.emptyOk();
    }

    public Reply putRefresh(Exchange x) {
        return postRefresh(x);
    }

    public Reply postByDeviceURLRefresh(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        StateRefresh.devices(session, List.of(session.device(session.state(), x.path("deviceURL"))));
        return Reply.emptyOk();
    }
}

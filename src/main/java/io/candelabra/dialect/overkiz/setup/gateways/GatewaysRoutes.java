package io.candelabra.dialect.overkiz.setup.gateways;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.GatewayDocument;
import io.candelabra.dialect.overkiz.document.GatewayFacts;
import io.candelabra.dialect.overkiz.document.VendorFields;
import io.candelabra.dialect.overkiz.job.StateRefresh;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.model.Gateway;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import io.candelabra.wire.json.Spread;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gateways: the list, a single one, its protocols and its condition. */
public final class GatewaysRoutes implements RouteSet {
    /**
     * When the owner hears that a gateway does not answer.
     *
     * @param timeout seconds without contact
     * @param set the configuration that a person set; it replaces the default
     */
    private record DisconnectionAlert(int timeout, @Spread Map<String, @Nullable Object> set) {}

    /** @param result a word, a flag or a list */
    private record Result(Object result) {}

    /** Time without contact before the owner is told, until a person sets another time. */
    private static final int DISCONNECTION_ALERT_SECONDS = 600;

    @Override
    public void routes(Routes routes) {
        routes.get("/setup/gateways", this::get)
                .get("/setup/gateways/{gatewayId}", this::getByGatewayId)
                .get("/setup/gateways/{gatewayId}/activeProtocols", this::getByGatewayIdActiveProtocols)
                .get("/setup/gateways/{gatewayId}/availableProtocols", this::getByGatewayIdAvailableProtocols)
                .get("/setup/gateways/{gatewayId}/supportedProtocols", this::getByGatewayIdSupportedProtocols)
                .get("/setup/gateways/{gatewayId}/usedActiveProtocols", this::getByGatewayIdUsedActiveProtocols)
                .get("/setup/gateways/{gatewayId}/aliveAndReady", this::getByGatewayIdAliveAndReady)
                .get("/setup/gateways/{gatewayId}/synchronized", this::getByGatewayIdSynchronized)
                .get("/setup/gateways/{gatewayId}/functions", this::getByGatewayIdFunctions)
                .get("/setup/gateways/{gatewayId}/version", this::getByGatewayIdVersion)
                .get(
                        "/setup/gateways/{gatewayId}/disconnectionAlert/configuration",
                        this::getByGatewayIdDisconnectionAlertConfiguration)
                .post("/setup/gateways/{gatewayId}/devices/states/refresh", this::postByGatewayIdDevicesStatesRefresh)
                .post(
                        "/setup/gateways/{gatewayId}/protocols/{protocolType}/devices/states/refresh",
                        this::postByGatewayIdProtocolsByProtocolTypeDevicesStatesRefresh);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /setup/gateways",
                Bodies.listOf(GatewayDocument.class),
                "GET /setup/gateways/{gatewayId}/disconnectionAlert/configuration",
                Bodies.answers(DisconnectionAlert.class),
                "GET /setup/gateways/{gatewayId}",
                Bodies.answers(GatewayDocument.class));
    }

    public Reply get(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        return Reply.ok(state.gateways()
                .map(gateway -> GatewayDocument.of(session, state, gateway))
                .toList());
    }

    public Reply getByGatewayId(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        return Reply.ok(GatewayDocument.of(session, state, session.gateway(state, x.path("gatewayId"))));
    }

    // ---- protocols ----

    public Reply getByGatewayIdActiveProtocols(Exchange x) {
        return protocols(x, "active");
    }

    public Reply getByGatewayIdAvailableProtocols(Exchange x) {
        return protocols(x, "available");
    }

    public Reply getByGatewayIdSupportedProtocols(Exchange x) {
        return protocols(x, "supported");
    }

    public Reply getByGatewayIdUsedActiveProtocols(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        Gateway gateway = session.gateway(state, x.path("gatewayId"));
        List<Integer> active = GatewayFacts.protocols(state, gateway, "active");
        return Reply.ok(GatewayFacts.usedProtocols(state, gateway).stream()
                .filter(active::contains)
                .toList());
    }

    private static Reply protocols(Exchange x, String list) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        return Reply.ok(GatewayFacts.protocols(state, session.gateway(state, x.path("gatewayId")), list));
    }

    // ---- how it is ----

    public Reply getByGatewayIdAliveAndReady(Exchange x) {
        Gateway gateway = gateway(x);
        return result(gateway.alive() && !GatewayFacts.synchronizing(gateway));
    }

    public Reply getByGatewayIdSynchronized(Exchange x) {
        return result(!GatewayFacts.synchronizing(gateway(x)));
    }

    public Reply getByGatewayIdFunctions(Exchange x) {
        return Reply.ok(GatewayFacts.functions(gateway(x)));
    }

    public Reply getByGatewayIdVersion(Exchange x) {
        return result(GatewayFacts.version(gateway(x)));
    }

    public Reply getByGatewayIdDisconnectionAlertConfiguration(Exchange x) {
        Map<String, @Nullable Object> kept = VendorFields.object(gateway(x).vendor(), VendorFields.DISCONNECTION);
        return Reply.ok(new DisconnectionAlert(DISCONNECTION_ALERT_SECONDS, kept));
    }

    // ---- reading states afresh ----

    public Reply postByGatewayIdDevicesStatesRefresh(Exchange x) {
        StateRefresh.gateway(OverkizSession.of(x), x.path("gatewayId"));
        return Reply.emptyOk();
    }

    public Reply postByGatewayIdProtocolsByProtocolTypeDevicesStatesRefresh(Exchange x) {
        StateRefresh.gateway(OverkizSession.of(x), x.path("gatewayId"), x.path("protocolType"));
        return Reply.emptyOk();
    }

    private static Gateway gateway(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        return session.gateway(session.state(), x.path("gatewayId"));
    }

    private static Reply result(Object value) {
        return Reply.ok(new Result(value));
    }
}

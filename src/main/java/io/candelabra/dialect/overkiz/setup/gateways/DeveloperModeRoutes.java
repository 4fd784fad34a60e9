package io.candelabra.dialect.overkiz.setup.gateways;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Said;
import io.candelabra.core.site.Composed;
import io.candelabra.dialect.overkiz.document.VendorFields;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource.AccessKey;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.Map;

/** Whether a gateway lets programs in by its local face. */
public final class DeveloperModeRoutes implements RouteSet {
    private record DeveloperMode(boolean active) {}

    private final Accounts accounts;

    public DeveloperModeRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/setup/gateways/{gatewayId}/developerMode", this::get)
                .post("/setup/gateways/{gatewayId}/developerMode", this::post)
                .delete("/setup/gateways/{gatewayId}/developerMode", this::delete);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of("GET /setup/gateways/{gatewayId}/developerMode", Bodies.answers(DeveloperMode.class));
    }

    public Reply get(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        Gateway gateway = session.gateway(session.state(), x.path("gatewayId"));
        Object active =
                VendorFields.object(gateway.vendor(), VendorFields.DEVELOPER).get("active");
        return Reply.ok(new DeveloperMode(Boolean.TRUE.equals(active)));
    }

    /** Switches it on; a token is made by {@code /config/{gatewayId}/local/tokens}. */
    public Reply post(Exchange x) {
        put(x, true);
        return Reply.emptyOk();
    }

    /** Switches it off. All tokens of the gateway end, those of other accounts too. */
    public Reply delete(Exchange x) {
        GatewayId gateway = put(x, false);
        String binding = OverkizSession.of(x).binding();
        for (AccessKey key : accounts.keys(VendorFields.DIALECT)) {
            if (key.binding().equals(binding)
                    && gateway.value().equals(key.vendor().get("gatewayId"))) {
                accounts.revokeKey(key.id());
            }
        }
        return Reply.emptyOk();
    }

    private static GatewayId put(Exchange x, boolean active) {
        OverkizSession session = OverkizSession.of(x);
        return session.compose((state, now) -> {
            Gateway gateway = session.gateway(state, x.path("gatewayId"));
            Said said = Said.note(gateway.vendor(), VendorFields.DEVELOPER, "{\"active\":" + active + "}");
            return Composed.of(new Command.ChangeGateway(gateway.id(), said), gateway.id());
        });
    }
}

package io.candelabra.dialect.sustainder.root;

import io.candelabra.dialect.sustainder.auth.AuthRoutes;
import io.candelabra.dialect.sustainder.document.ApiRoot;
import io.candelabra.dialect.sustainder.document.Hal;
import io.candelabra.dialect.sustainder.lamps.Lamp;
import io.candelabra.dialect.sustainder.lamps.LampDocuments;
import io.candelabra.dialect.sustainder.lamps.Lamps;
import io.candelabra.dialect.sustainder.lamps.NodeDocuments;
import io.candelabra.dialect.sustainder.request.ApiCaller;
import io.candelabra.model.Gateway;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.List;

/** Links to everything, the welcome, and the broken lamps. */
public final class RootRoutes implements RouteSet {
    private final Lamps lamps;
    private final AuthRoutes auth;

    public RootRoutes(Lamps lamps, AuthRoutes auth) {
        this.lamps = lamps;
        this.auth = auth;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/", this::get)
                .get("/welcome", this::getWelcome)
                .post("/welcome", this::postWelcome)
                .get("/me", this::getMe)
                .get("/errors", this::getErrors)
                .get("/issues", this::getIssues);
    }

    Reply get(Exchange x) {
        return Hal.at(ApiRoot.of(x), "/")
                .link("jwt", "/auth/jwt")
                .link("me", "/auth/me")
                .link("welcome", "/welcome")
                .link("nodes", "/nodes")
                .template("node", "/nodes/{node_id}")
                .link("lcms", "/lcms")
                .template("lcm", "/lcms/{lcm_id}")
                .link("gateways", "/gateways")
                .template("gateway", "/gateways/{gateway_id}")
                .link("groups", "/groups")
                .template("group", "/groups/{group_id}")
                .link("issues", "/issues")
                .link("webhooks", "/webhooks")
                .link("dimming_schemes", "/dimming-schemes")
                .put("message", "Welcome to the Sustainder Brokerage Layer V2 API.")
                .reply();
    }

    Reply getWelcome(Exchange x) {
        return Hal.at(ApiRoot.of(x), "/welcome")
                .link("root", "/")
                .put(
                        "message",
                        "You are succesfully authenticated as user "
                                + ApiCaller.of(x).account().id())
                .reply();
    }

    Reply postWelcome(Exchange x) {
        return getWelcome(x);
    }

    /** The text of the document calls it so. */
    Reply getMe(Exchange x) {
        return auth.getMe(x);
    }

    Reply getErrors(Exchange x) {
        return errors(x, "/errors");
    }

    Reply getIssues(Exchange x) {
        return errors(x, "/issues");
    }

    private Reply errors(Exchange x, String self) {
        String base = ApiRoot.of(x);
        Lamps.Shown view = lamps.view(ApiCaller.of(x).named(x));
        List<Hal> broken = lamps.all(view)
                .map(device -> lamps.lamp(view.seen(), device))
                .filter(lamp -> !lamp.errors().isEmpty())
                .map(lamp -> broken(base, lamp))
                .toList();
        List<Hal> down = view.seen()
                .gateways()
                .filter(gateway -> !gateway.alive())
                .map(gateway -> down(base, gateway))
                .toList();
        return Hal.at(base, ApiCaller.of(x).within(view.application(), self))
                .embed("lcms", Hal.documents(broken))
                .embed("gateways", Hal.documents(down))
                .reply();
    }

    private static Hal broken(String base, Lamp lamp) {
        return Hal.at(base, "/lcms/" + lamp.lcmId())
                .put("lcm_id", lamp.lcmId())
                .put("name", lamp.device().label())
                .put("status", LampDocuments.status(lamp))
                .put("error_type", lamp.errors().getFirst());
    }

    private static Hal down(String base, Gateway gateway) {
        String id = NodeDocuments.gatewayId(gateway);
        return Hal.at(base, "/gateways/" + id)
                .put("gateway_id", id)
                .put("name", gateway.label().isEmpty() ? null : gateway.label())
                .put("error_type", "GATEWAY_NOT_RESPONDING");
    }
}

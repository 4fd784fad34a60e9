package io.candelabra.dialect.overkiz.setup;

import io.candelabra.core.account.Accounts;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.Map;

/** The one of the account's setups at which the session looks. */
public final class CurrentRoutes implements RouteSet {
    private static final String DIALECT = "overkiz";

    /** The setup that the session looks at. */
    private record CurrentSetup(String setupOID) {}

    private final Accounts accounts;

    public CurrentRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/setup/current", this::get).post("/setup/current/{setupOID}", this::postBySetupOID);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of("GET /setup/current", Bodies.answers(CurrentSetup.class));
    }

    public Reply get(Exchange x) {
        return Reply.ok(new CurrentSetup(OverkizSession.of(x).setupOid()));
    }

    /**
     * Switches to a setup of the account; the listener ends, also where it is the same setup. Someone else's setup is one that does not exist. A token
     * belongs to one setup and stays there.
     */
    public Reply postBySetupOID(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        String oid = x.path("setupOID");
        FaceBinding binding = accounts.bindings(DIALECT, session.account()).stream()
                .filter(b -> b.address().equals(oid))
                .findFirst()
                .orElseThrow(() -> OverkizFault.noSuch("setup", oid));
        if (session.byToken()) {
            throw OverkizFault.unsupported("A token cannot change its setup");
        }
        accounts.sessions().rebind(session.id(), binding.id());
        return Reply.emptyOk();
    }
}

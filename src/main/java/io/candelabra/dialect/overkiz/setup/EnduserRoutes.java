package io.candelabra.dialect.overkiz.setup;

import io.candelabra.core.account.Accounts;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;

/** Who belongs to a setup. Accounts come and go elsewhere. */
public final class EnduserRoutes implements RouteSet {
    private final Accounts accounts;

    public EnduserRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void routes(Routes routes) {
        routes.delete("/setup/enduser/{userId}", this::deleteByUserId);
    }

    /** Takes somebody off the setup, whose sessions and tokens there end. The account stays; the last who administers stays, too. */
    public Reply deleteByUserId(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        accounts.because(session.cause()).members().remove(session.caller(), session.site(), x.path("userId"));
        return Reply.noContent();
    }
}

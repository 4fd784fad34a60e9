package io.candelabra.dialect.overkiz.enduser;

import io.candelabra.core.account.Accounts;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.Map;

/** The account that a setup belongs to. Guests of the setup see it too. */
public final class MainAccountRoutes implements RouteSet {
    private final Accounts accounts;

    public MainAccountRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/enduser/mainAccount", this::get);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of("GET /enduser/mainAccount", Bodies.answers(MainAccountDocument.class));
    }

    /** The first account of the face that administers the site. */
    public Reply get(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        Account owner = accounts.binding(session.binding()).stream()
                .flatMap(binding -> binding.accounts().stream())
                .flatMap(id -> accounts.account(id).stream())
                .filter(account -> administers(account, session.site()))
                .findFirst()
                .orElseThrow(() -> OverkizFault.noSuch("main account", session.setupOid()));
        return Reply.ok(MainAccountDocument.of(owner));
    }

    private static boolean administers(Account account, SiteId site) {
        return account.grants().stream()
                .anyMatch(grant -> grant.site().equals(site) && grant.verbs().contains(Verb.ADMINISTER));
    }
}

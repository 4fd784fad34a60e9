package io.candelabra.dialect.overkiz.enduser;

import io.candelabra.core.account.Accounts;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Verb;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The people of a setup who do not administer it. */
public final class SecondaryAccountsRoutes implements RouteSet {
    private record Secondary(String userId) {}

    private final Accounts accounts;

    public SecondaryAccountsRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/enduser/secondaryAccounts", this::get)
                .get("/enduser/secondaryAccounts/{secondaryEndUserId}", this::getBySecondaryEndUserId);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /enduser/secondaryAccounts", Bodies.listOf(Secondary.class),
                "GET /enduser/secondaryAccounts/{secondaryEndUserId}", Bodies.answers(Secondary.class));
    }

    /** Those whom the setup is shown to: programs that come in by other faces are not among them. */
    public Reply get(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        Set<String> shown = accounts.binding(session.binding())
                .map(FaceBinding::accounts)
                .map(Set::copyOf)
                .orElse(Set.of());
        List<Account> all = accounts.members().of(session.caller(), session.site());
        return Reply.ok(all.stream()
                .filter(account -> shown.contains(account.id()))
                .filter(account -> account.grant(session.site())
                        .map(Grant::verbs)
                        .filter(verbs -> verbs.contains(Verb.ADMINISTER))
                        .isEmpty())
                .map(account -> new Secondary(account.id()))
                .collect(Collectors.toList()));
    }

    public Reply getBySecondaryEndUserId(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        String id = x.path("secondaryEndUserId");
        return Reply.ok(new Secondary(accounts.members()
                .secondary(session.caller(), session.site(), id)
                .id()));
    }
}

package io.candelabra.dialect.overkiz.enduser;

import io.candelabra.core.account.Accounts;
import io.candelabra.dialect.overkiz.document.Kept;
import io.candelabra.dialect.overkiz.words.OverkizFault;
import io.candelabra.dialect.overkiz.words.OverkizSession;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The account that a setup belongs to, also for those who are guests in it. */
public final class MainAccountRoutes implements RouteSet {
    private final Accounts accounts;

    public MainAccountRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/enduser/mainAccount", this::get);
    }

    /** {@code creationTime, lastUpdateTime, userId, email, emailValidated, commercialMailAgreement, technicalAccount, …}. */
    public Reply get(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        Account owner = accounts.binding(session.binding()).stream()
                .flatMap(binding -> binding.accounts().stream())
                .flatMap(id -> accounts.account(id).stream())
                .filter(account -> administers(account, session.site()))
                .findFirst()
                .orElseThrow(() -> OverkizFault.noSuch("main account", session.setupOid()));
        return Reply.ok(person(owner));
    }

    private static boolean administers(Account account, SiteId site) {
        return account.grants().stream()
                .anyMatch(grant -> grant.site().equals(site) && grant.verbs().contains(Verb.ADMINISTER));
    }

    /** What is kept of the person, over what follows from the account. */
    private static Map<String, @Nullable Object> person(Account account) {
        Map<String, @Nullable Object> person = new LinkedHashMap<>();
        person.put("creationTime", 0);
        person.put("lastUpdateTime", 0);
        person.put("userId", account.id());
        person.put("title", 0);
        person.put("firstName", "");
        person.put("lastName", account.displayName());
        person.put("email", account.id());
        person.put("locale", "en");
        person.put("emailValidated", true);
        person.put("commercialMailAgreement", false);
        person.put("technicalAccount", false);
        person.putAll(Kept.object(account.vendor(), Kept.DOCUMENT));
        return person;
    }
}

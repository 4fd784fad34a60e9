package io.candelabra.dialect.overkiz.enduser;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.command.Command;
import io.candelabra.dialect.overkiz.document.ExtraKind;
import io.candelabra.dialect.overkiz.document.RequestBody;
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
import io.candelabra.wire.json.Json;
import java.time.InstantSource;
import java.util.Map;

/** The account that a setup belongs to. Guests of the setup see it too. */
public final class MainAccountRoutes implements RouteSet {
    private final Accounts accounts;
    private final InstantSource wallClock;

    public MainAccountRoutes(Accounts accounts, InstantSource wallClock) {
        this.accounts = accounts;
        this.wallClock = wallClock;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/enduser/mainAccount", this::get)
                .put("/enduser/mainAccount", this::put)
                .delete("/enduser/mainAccount", this::delete);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /enduser/mainAccount", Bodies.answers(MainAccountDocument.class),
                "PUT /enduser/mainAccount", Bodies.takes(PersonFields.Form.class));
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

    /** Of the person who asks and administers the setup. It has an event of its own. */
    public Reply put(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        session.caller().need(session.site(), Verb.ADMINISTER);
        PersonFields said = PersonFields.of(RequestBody.of(x));
        said.userId().filter(id -> !id.equals(session.account())).ifPresent(id -> {
            throw OverkizFault.noSuch("main account", id);
        });
        long now = wallClock.millis();
        accounts.because(session.cause()).changeAccount(session.account(), account -> said.onto(account, now));
        session.submit(new Command.Put(
                ExtraKind.MAIN_ACCOUNT.extra(session.account(), Json.text(Map.of("lastUpdateTime", now)))));
        return Reply.emptyOk();
    }

    /** Ends the account of the person who asks, who is not the last that administers the setup. */
    public Reply delete(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        accounts.because(session.cause()).members().end(session.caller(), session.site(), session.account());
        return Reply.noContent();
    }

    private static boolean administers(Account account, SiteId site) {
        return account.grants().stream()
                .anyMatch(grant -> grant.site().equals(site) && grant.verbs().contains(Verb.ADMINISTER));
    }
}

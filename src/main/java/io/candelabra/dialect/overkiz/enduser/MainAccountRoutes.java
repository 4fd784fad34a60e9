package io.candelabra.dialect.overkiz.enduser;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Founding;
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
    private final PasswordRoutes passwords;
    private final NewSetups setups;
    private final Founding founding;
    private final InstantSource wallClock;

    public MainAccountRoutes(
            Accounts accounts, PasswordRoutes passwords, NewSetups setups, Founding founding, InstantSource wallClock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.setups = setups;
        this.founding = founding;
        this.wallClock = wallClock;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/enduser/mainAccount", this::get)
                .post("/enduser/mainAccount", this::post)
                .put("/enduser/mainAccount", this::put)
                .delete("/enduser/mainAccount", this::delete)
                .post("/enduser/mainAccount/resetPassword", this::postResetPassword);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /enduser/mainAccount", Bodies.answers(MainAccountDocument.class),
                "POST /enduser/mainAccount", Bodies.takes(NewSetups.PersonForm.class),
                "PUT /enduser/mainAccount", Bodies.takes(PersonFields.Form.class),
                "POST /enduser/mainAccount/resetPassword", Bodies.takes(PasswordRoutes.Forgotten.class));
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

    /** Answers 201 with nothing. Who may is the server's owner's to say; a stranger's account waits for its letter. */
    public Reply post(Exchange x) {
        setups.withAccount(x);
        return Reply.bytes(201, Reply.JSON, new byte[0]);
    }

    /**
     * Ends the account of the person who asks, who is not the last that administers the setup. A setup that the person made, and that
     * has no gateway and nobody else, ends with it.
     */
    public Reply delete(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        session.caller().need(session.site(), Verb.ADMINISTER);
        if (founding.abandon(session.caller(), session.site(), session.account(), session.cause())) {
            return Reply.noContent();
        }
        accounts.because(session.cause()).members().end(session.caller(), session.site(), session.account());
        return Reply.noContent();
    }

    /** For people who administer a setup; for others nothing happens, and the answer is the same. */
    public Reply postResetPassword(Exchange x) {
        return passwords.forgotten(x, account -> account.grants().stream()
                .anyMatch(grant -> grant.verbs().contains(Verb.ADMINISTER)));
    }

    private static boolean administers(Account account, SiteId site) {
        return account.grants().stream()
                .anyMatch(grant -> grant.site().equals(site) && grant.verbs().contains(Verb.ADMINISTER));
    }
}

package io.candelabra.dialect.overkiz.enduser;

import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Members;
import io.candelabra.dialect.overkiz.document.RequestBody;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Grant;
import io.candelabra.model.Period;
import io.candelabra.model.Reach;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Role;
import io.candelabra.model.Resource.Verb;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The people of a setup who do not administer it. A new one sees and controls nothing until it is granted. */
public final class SecondaryAccountsRoutes implements RouteSet {
    /** The template that clients name where they want nothing in particular; a guess, since no source lists the templates. */
    private static final String USUAL = "default";

    /** The form of user ids that can be made. */
    static final String NAME = "[^\\s\\p{Cntrl}]{3,100}";

    private record Secondary(String userId) {}

    /** @param templateName the name of a role of the setup; that it means a role is a guess */
    private record NewSecondary(
            PersonFields.Form endUser,
            String password,
            @Nullable String label,
            @Nullable String templateName,
            @Nullable Long activationTimestamp,
            @Nullable Long expirationTimestamp) {}

    private final Accounts accounts;
    private final InstantSource wallClock;

    public SecondaryAccountsRoutes(Accounts accounts, InstantSource wallClock) {
        this.accounts = accounts;
        this.wallClock = wallClock;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/enduser/secondaryAccounts", this::get)
                .post("/enduser/secondaryAccounts", this::post)
                .put("/enduser/secondaryAccounts", this::put)
                .get("/enduser/secondaryAccounts/{secondaryEndUserId}", this::getBySecondaryEndUserId)
                .delete("/enduser/secondaryAccounts/{secondaryUserId}", this::deleteBySecondaryUserId);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /enduser/secondaryAccounts", Bodies.listOf(Secondary.class),
                "POST /enduser/secondaryAccounts", Bodies.takes(NewSecondary.class),
                "PUT /enduser/secondaryAccounts", Bodies.takes(PersonFields.Form.class),
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
                .toList());
    }

    public Reply getBySecondaryEndUserId(Exchange x) {
        return Reply.ok(new Secondary(secondary(x, x.path("secondaryEndUserId")).id()));
    }

    private Account secondary(Exchange x, String id) {
        OverkizSession session = OverkizSession.of(x);
        return accounts.members().secondary(session.caller(), session.site(), id);
    }

    /** Answers 201 with nothing. Whether a name is taken is told to those alone who administer a setup. */
    public Reply post(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        session.caller().need(session.site(), Verb.ADMINISTER);
        RequestBody body = RequestBody.of(x);
        PersonFields person = PersonFields.of(RequestBody.of(body.fields().get("endUser")));
        String id = person.userId()
                .filter(name -> name.matches(NAME))
                .orElseThrow(() -> OverkizFault.invalid("Invalid userId : 3 to 100 characters without blanks"));
        String password = body.text("password").orElse("");
        PasswordRoutes.check(password, id, "");
        Grant grant = grant(
                session,
                body.text("templateName"),
                AccessPeriodRoutes.period(body.moment("activationTimestamp"), body.moment("expirationTimestamp")));
        Account fresh =
                person.onto(new Account(id, id, accounts.hash(password), List.of(grant), Map.of()), wallClock.millis());
        Account labelled = body.text("label")
                .map(label -> Setups.labelled(fresh, session.setupOid(), label))
                .orElse(fresh);
        accounts.because(session.cause())
                .members()
                .add(session.caller(), session.site(), new Members.Newcomer(labelled, session.binding()));
        return Reply.bytes(201, Reply.JSON, new byte[0]);
    }

    /** Nothing but the permissions of a role; none yet under the usual template, unless there is a role of that name. */
    public static Grant grant(OverkizSession session, Optional<String> role, Optional<Period> period) {
        Optional<String> named = role.filter(name -> !name.isEmpty())
                .filter(name -> !name.equals(USUAL)
                        || session.state().resource(Role.class, name).isPresent());
        named.filter(name -> session.state().resource(Role.class, name).isEmpty())
                .ifPresent(name -> {
                    throw Refused.noSuch("role", name);
                });
        return new Grant(
                session.site(),
                Set.of(Verb.VIEW, Verb.CONTROL),
                Set.of(),
                Optional.of(new Reach(Set.of(), Set.of(), named.map(Set::of).orElse(Set.of()))),
                period);
    }

    /** No event tells of it; that is its successor's. */
    public Reply put(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        PersonFields said = PersonFields.of(RequestBody.of(x));
        Account account =
                secondary(x, said.userId().orElseThrow(() -> OverkizFault.missing("secondary account: userId")));
        accounts.because(session.cause()).changeAccount(account.id(), old -> said.ontoMember(old, wallClock.millis()));
        return Reply.emptyOk();
    }

    /** Ends the account; one that belongs to other setups as well is only taken off this one. */
    public Reply deleteBySecondaryUserId(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        Account account = secondary(x, x.path("secondaryUserId"));
        accounts.because(session.cause()).members().end(session.caller(), session.site(), account.id());
        return Reply.noContent();
    }
}

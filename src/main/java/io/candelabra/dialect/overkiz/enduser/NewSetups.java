package io.candelabra.dialect.overkiz.enduser;

import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Founding;
import io.candelabra.core.account.Pace;
import io.candelabra.core.account.Slips;
import io.candelabra.dialect.api.Registration;
import io.candelabra.dialect.overkiz.document.RequestBody;
import io.candelabra.dialect.overkiz.document.VendorFields;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Cause;
import io.candelabra.model.Grant;
import io.candelabra.model.Label;
import io.candelabra.model.Period;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Profile;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.json.Json;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Setups that people make for themselves, with or without an account. Who may, the server's owner has said. */
public final class NewSetups {
    private static final int A_PERSON = 5;
    private static final double A_PERSON_EACH_MS = 3_600_000;
    private static final int ALL = 200;
    private static final double ALL_EACH_MS = 600_000;
    private static final int ID_LETTERS = 32;

    private final Accounts accounts;
    private final Founding founding;
    private final PersonLetters letters;
    private final Registration registration;
    private final Supplier<String> ids;
    private final InstantSource wallClock;
    private final Pace strangers;
    private final Pace everybody;

    /** @param ids fresh ones, as setups have them */
    public NewSetups(
            Accounts accounts,
            Founding founding,
            PersonLetters letters,
            Registration registration,
            Supplier<String> ids,
            InstantSource wallClock) {
        this.accounts = accounts;
        this.founding = founding;
        this.letters = letters;
        this.registration = registration;
        this.ids = ids;
        this.wallClock = wallClock;
        this.strangers = new Pace(A_PERSON, A_PERSON_EACH_MS, wallClock);
        this.everybody = new Pace(ALL, ALL_EACH_MS, wallClock);
    }

    /** The options of a new setup. {@code templateName} and {@code applicationId} are of the vendor's and mean nothing here. */
    record Form(
            LocationFields.@Nullable Form location,
            @Nullable String label,
            @Nullable String templateName,
            @Nullable String applicationId,
            @Nullable Long activationTimestamp,
            @Nullable Long expirationTimestamp,
            @Nullable List<String> gatewayIds) {}

    /** The same with an account. */
    record PersonForm(
            LocationFields.@Nullable Form location,
            @Nullable String label,
            @Nullable String templateName,
            @Nullable String applicationId,
            @Nullable Long activationTimestamp,
            @Nullable Long expirationTimestamp,
            @Nullable String gatewayId,
            PersonFields.Form endUser,
            String password) {}

    /** Makes an account with a setup of its own. By a stranger, it waits until a letter to its address was answered. */
    void withAccount(Exchange x) {
        Optional<OverkizSession> session = x.find(OverkizSession.KEY);
        admit(x, session);
        RequestBody body = RequestBody.of(x);
        PersonFields person = PersonFields.of(RequestBody.of(body.fields().get("endUser")));
        String id = person.userId()
                .filter(name -> name.matches(SecondaryAccountsRoutes.NAME))
                .orElseThrow(() -> OverkizFault.invalid("Invalid userId : 3 to 100 characters without blanks"));
        String password = body.text("password").orElse("");
        PasswordRoutes.check(password, id, "");
        Cause cause =
                session.map(OverkizSession::cause).orElseGet(() -> new Cause(VendorFields.DIALECT, id, x.traceId()));
        Founding.Plan plan = plan(
                body,
                id,
                body.text("gatewayId").stream()
                        .flatMap(list -> Stream.of(list.split(",", -1)))
                        .toList());
        Account account = labelled(
                person.ontoFounder(new Account(id, id, "", List.of(plan.grant()), Map.of()), wallClock.millis()),
                plan,
                body,
                true);
        if (session.isEmpty() && Slips.address(account).isEmpty()) {
            throw OverkizFault.missing("main account: email");
        }
        if (accounts.account(id).isPresent()) {
            throw new Refused(new Refused.Conflict("there is a user " + id + " already"));
        }
        Account hashed =
                new Account(id, account.displayName(), accounts.hash(password), account.grants(), account.vendor());
        founding.newcomer(session.isPresent() ? hashed : Slips.unproved(hashed), plan, cause);
        if (session.isEmpty()) {
            letters.validateAccount(id, cause);
        }
    }

    /** Makes another setup for the person who asks. */
    void ofCaller(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        admit(x, Optional.of(session));
        RequestBody body = RequestBody.of(x);
        List<String> gateways = body.list("gatewayIds").orElse(List.of()).stream()
                .map(String::valueOf)
                .toList();
        Founding.Plan plan = plan(body, session.account(), gateways);
        founding.another(session.account(), plan, account -> labelled(account, plan, body, false), session.cause());
    }

    private void admit(Exchange x, Optional<OverkizSession> session) {
        switch (registration) {
            case OFF ->
                throw session.isPresent()
                        ? OverkizFault.denied("Security exception : registration is closed on this server")
                        : OverkizFault.notAuthenticated(false);
            case MEMBERS -> {
                OverkizSession known = session.orElseThrow(() -> OverkizFault.notAuthenticated(false));
                known.caller().need(known.site(), Verb.ADMINISTER);
            }
            case OPEN -> {
                if (session.isEmpty()
                        && !(strangers.takeFrom(x.remoteAddress().getHostString()) && everybody.take(""))) {
                    throw OverkizFault.quota();
                }
            }
        }
    }

    /**
     * A setup begins without gateways: those are added by the server's administrator. One that is named is somebody else's or
     * none, and both read alike.
     */
    private Founding.Plan plan(RequestBody body, String owner, List<String> gateways) {
        gateways.stream()
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .findFirst()
                .ifPresent(id -> {
                    throw new OverkizFault(
                            400,
                            "NO_SUCH_GATEWAY",
                            "No such gateway : \"" + RequestBody.bounded("gatewayId", id) + "\"");
                });
        LocationFields location = LocationFields.of(body.fields().get("location"), wallClock.millis());
        Optional<Period> period =
                AccessPeriodRoutes.period(body.moment("activationTimestamp"), body.moment("expirationTimestamp"));
        String oid = ids.get();
        SiteId site = new SiteId("setup-" + oid.replace("-", "").substring(0, ID_LETTERS));
        Profile profile = new Profile(
                label(body).orElse(owner),
                location.latitude(),
                location.longitude(),
                location.timezone(),
                Map.of(VendorFields.DOCUMENT, Json.text(Map.of("oid", oid, "location", location.fields()))));
        return new Founding.Plan(
                profile,
                new FaceBinding(
                        VendorFields.DIALECT + " " + site,
                        VendorFields.DIALECT,
                        site,
                        oid,
                        "",
                        List.of(owner),
                        Map.of()),
                new Grant(site, Set.of(Verb.values()), Set.of(), Optional.empty(), period));
    }

    private static Account labelled(Account account, Founding.Plan plan, RequestBody body, boolean first) {
        return Setups.added(account, plan.binding().address(), label(body), first);
    }

    private static Optional<String> label(RequestBody body) {
        Optional<String> label = body.text("label").filter(text -> !text.isEmpty());
        label.flatMap(Label::fault).ifPresent(fault -> {
            throw OverkizFault.invalid("Invalid label : it " + fault);
        });
        return label;
    }
}

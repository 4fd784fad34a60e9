package io.candelabra.dialect.overkiz.enduser;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Pace;
import io.candelabra.core.command.Command;
import io.candelabra.dialect.overkiz.document.ExtraKind;
import io.candelabra.dialect.overkiz.document.RequestBody;
import io.candelabra.dialect.overkiz.document.VendorFields;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Cause;
import io.candelabra.model.Grant;
import io.candelabra.model.Period;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Verb;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import io.candelabra.wire.json.Json;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The person who asks: what is known of it, and its setups. */
public final class EnduserRoutes implements RouteSet {
    private static final int QUESTIONS = 10;
    private static final double QUESTION_EACH_MS = 6_000;
    private static final int TRIES = 30;
    private static final double TRY_EACH_MS = 60_000;

    private record Result(String result) {}

    private record Label(String label) {}

    private record ShortToken(String jwt) {}

    private record Exists(boolean userExists) {}

    private record Validated(boolean emailAndAccountValidated) {}

    /** @param activationTimestamp ms since 1970, as is {@code expirationTimestamp} */
    private record SetupOfUser(
            String setupOID,
            String userId,
            @Nullable String templateName,
            boolean owner,
            boolean defaultSetup,
            String label,
            @Nullable Long activationTimestamp,
            @Nullable Long expirationTimestamp) {}

    private final Accounts accounts;
    private final InstantSource wallClock;
    private final PersonLetters letters;
    private final NewSetups setups;
    private final ShortTokens tokens;
    private final Pace questions;
    private final Pace tries;

    public EnduserRoutes(
            Accounts accounts, PersonLetters letters, NewSetups setups, ShortTokens tokens, InstantSource wallClock) {
        this.accounts = accounts;
        this.letters = letters;
        this.setups = setups;
        this.tokens = tokens;
        this.questions = new Pace(QUESTIONS, QUESTION_EACH_MS, wallClock);
        this.tries = new Pace(TRIES, TRY_EACH_MS, wallClock);
        this.wallClock = wallClock;
    }

    @Override
    public void routes(Routes routes) {
        routes.put("/enduser/account", this::putAccount)
                .post("/enduser/setup", this::postSetup)
                .post("/enduser/jwt/createToken", this::postJwtCreateToken)
                .get("/enduser/defaultSetupOID", this::getDefaultSetupOID)
                .post("/enduser/defaultSetupOID", this::postDefaultSetupOID)
                .get("/enduser/setupLabel", this::getSetupLabel)
                .put("/enduser/setupLabel", this::putSetupLabel)
                .get("/enduser/setups", this::getSetups)
                .get("/enduser/existingUserIds/{userId}", this::getExistingUserIdsByUserId)
                .post("/enduser/{userId}/validation", this::postByUserIdValidation)
                .post("/enduser/{userId}/validation/{token}", this::postByUserIdValidationByToken);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.ofEntries(
                Map.entry("PUT /enduser/account", Bodies.takes(PersonFields.Form.class)),
                Map.entry("POST /enduser/setup", Bodies.takes(NewSetups.Form.class)),
                Map.entry("GET /enduser/defaultSetupOID", Bodies.answers(Result.class)),
                Map.entry("GET /enduser/setupLabel", Bodies.answers(Result.class)),
                Map.entry("PUT /enduser/setupLabel", Bodies.takes(Label.class)),
                Map.entry("GET /enduser/setups", Bodies.listOf(SetupOfUser.class)),
                Map.entry("GET /enduser/existingUserIds/{userId}", Bodies.answers(Exists.class)),
                Map.entry("POST /enduser/{userId}/validation/{token}", Bodies.answers(Validated.class)),
                Map.entry("POST /enduser/jwt/createToken", Bodies.answers(ShortToken.class)));
    }

    /** Of the one who asks, or of somebody else in the setup where that one administers it. */
    public Reply putAccount(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        PersonFields said = PersonFields.of(RequestBody.of(x));
        String id = said.userId().orElse(session.account());
        if (!id.equals(session.account())) {
            accounts.members().secondary(session.caller(), session.site(), id);
        }
        tell(session, changed(session, id, said));
        return Reply.emptyOk();
    }

    private Account changed(OverkizSession session, String id, PersonFields said) {
        return accounts.because(session.cause())
                .changeAccount(
                        id,
                        account -> id.equals(session.account())
                                ? said.onto(account, wallClock.millis())
                                : said.ontoMember(account, wallClock.millis()))
                .orElseThrow(() -> OverkizFault.noSuch("user", id));
    }

    /** The setup's listeners hear of it by the thing that is stored there. */
    private static void tell(OverkizSession session, Account account) {
        Map<String, @Nullable Object> person = new LinkedHashMap<>();
        Map<String, @Nullable Object> known = VendorFields.object(account.vendor(), VendorFields.DOCUMENT);
        person.put("userId", account.id());
        person.put("locked", false);
        person.put("owner", owns(account, session));
        person.put("setupLabel", Setups.label(account, session.setupOid()));
        for (String name : List.of("firstName", "lastName", "email", "locale", "mobilePhone", "phoneNumber")) {
            person.put(name, known.get(name));
        }
        session.submit(new Command.Put(ExtraKind.PERSON.extra(account.id(), Json.text(person))));
    }

    private static boolean owns(Account account, OverkizSession session) {
        return account.grant(session.site())
                .filter(grant -> grant.verbs().contains(Verb.ADMINISTER))
                .isPresent();
    }

    /** Answers 201 with nothing: {@code GET /enduser/setups} tells its OID. Who may is the server's owner's to say. */
    public Reply postSetup(Exchange x) {
        setups.ofCaller(x);
        return Reply.bytes(201, Reply.JSON, new byte[0]);
    }

    /** A token by which another service logs in for the person who asks, within five minutes, for the setup of this session. */
    public Reply postJwtCreateToken(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        Account account =
                accounts.account(session.account()).orElseThrow(() -> OverkizFault.noSuch("user", session.account()));
        return Reply.ok(new ShortToken(tokens.issue(account, session.binding())))
                .header("Cache-Control", "no-store");
    }

    public Reply getDefaultSetupOID(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        return Reply.ok(new Result(Setups.first(accounts, session.account())
                .map(FaceBinding::address)
                .orElse(session.setupOid())));
    }

    /** The setup that the session looks at: the call has no body. */
    public Reply postDefaultSetupOID(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        accounts.because(session.cause())
                .changeAccount(session.account(), account -> Setups.choosing(account, session.setupOid()));
        return Reply.bytes(201, Reply.JSON, new byte[0]);
    }

    public Reply getSetupLabel(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        return Reply.ok(new Result(accounts.account(session.account())
                .map(account -> Setups.label(account, session.setupOid()))
                .orElse("")));
    }

    /** What the person who asks calls the setup; nobody else sees it. */
    public Reply putSetupLabel(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        String label = RequestBody.of(x)
                .text("label")
                .filter(text -> text.length() <= 200)
                .orElseThrow(() -> OverkizFault.missing("setup label: label of at most 200 characters"));
        accounts.because(session.cause())
                .changeAccount(session.account(), account -> Setups.labelled(account, session.setupOid(), label));
        return Reply.emptyOk();
    }

    public Reply getSetups(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        String first =
                Setups.first(accounts, session.account()).map(FaceBinding::id).orElse("");
        Optional<Account> account = accounts.account(session.account());
        return Reply.ok(accounts.bindings(VendorFields.DIALECT, session.account()).stream()
                .map(binding -> {
                    Optional<Grant> grant = account.flatMap(a -> a.grant(binding.site()));
                    Optional<Period> period = grant.flatMap(Grant::period);
                    return new SetupOfUser(
                            binding.address(),
                            session.account(),
                            grant.flatMap(Grant::reach)
                                    .flatMap(reach ->
                                            reach.roles().stream().sorted().findFirst())
                                    .orElse(null),
                            grant.filter(g -> g.verbs().contains(Verb.ADMINISTER))
                                    .isPresent(),
                            binding.id().equals(first),
                            account.map(a -> Setups.label(a, binding.address())).orElse(""),
                            period.map(Period::fromMs).filter(ms -> ms > 0).orElse(null),
                            period.map(Period::untilMs)
                                    .filter(ms -> ms < Long.MAX_VALUE)
                                    .orElse(null));
                })
                .toList());
    }

    /** Ten in a minute from one address: whoever goes through names learns little. */
    public Reply getExistingUserIdsByUserId(Exchange x) {
        if (!questions.takeFrom(x.remoteAddress().getHostString())) {
            throw OverkizFault.quota();
        }
        return Reply.ok(new Exists(accounts.account(x.path("userId")).isPresent()));
    }

    /** Takes no login: the person cannot log in before. The answer is the same for names that nobody has. */
    public Reply postByUserIdValidation(Exchange x) {
        tried(x);
        letters.validateAccount(x.path("userId"), cause(x));
        return Reply.emptyOk();
    }

    public Reply postByUserIdValidationByToken(Exchange x) {
        tried(x);
        if (!letters.accountValidated(x.path("userId"), x.path("token"), cause(x))) {
            throw OverkizFault.wornToken();
        }
        return Reply.ok(new Validated(true));
    }

    private void tried(Exchange x) {
        if (!tries.takeFrom(x.remoteAddress().getHostString())) {
            throw OverkizFault.quota();
        }
    }

    private static Cause cause(Exchange x) {
        return new Cause(VendorFields.DIALECT, x.path("userId"), x.traceId());
    }
}

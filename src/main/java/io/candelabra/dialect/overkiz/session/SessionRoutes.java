package io.candelabra.dialect.overkiz.session;

import io.candelabra.core.access.Caller;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Login;
import io.candelabra.core.account.Pace;
import io.candelabra.core.account.Sessions;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Composed;
import io.candelabra.core.site.Sites;
import io.candelabra.dialect.overkiz.enduser.Setups;
import io.candelabra.dialect.overkiz.enduser.ShortTokens;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.model.Cause;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Login with a password or a short token, logout, and the user of the session. */
public final class SessionRoutes implements RouteSet {
    private static final String DIALECT = "overkiz";
    private static final int LONGEST_FIELD = 4_000;
    private static final int WRONG_TOKENS = 100;
    private static final double WRONG_TOKEN_EACH_MS = 60_000;

    /** The form that goes in. */
    private record Credentials(
            @Nullable String userId,
            @Nullable String userPassword,
            @Nullable String jwt,
            @Nullable String setupOID) {}

    private record LoggedIn(boolean success, List<Role> roles) {}

    private record Role(String name) {}

    private record LoggedOut(boolean logout) {}

    private record Authenticated(boolean authenticated) {}

    private record UserId(String userId) {}

    private final Sites sites;
    private final Accounts accounts;
    private final ShortTokens tokens;
    private final Pace wrongTokens;
    private final RandomGenerator random;

    public SessionRoutes(
            Sites sites, Accounts accounts, ShortTokens tokens, InstantSource wallClock, RandomGenerator random) {
        this.sites = sites;
        this.accounts = accounts;
        this.tokens = tokens;
        this.wrongTokens = new Pace(WRONG_TOKENS, WRONG_TOKEN_EACH_MS, wallClock);
        this.random = random;
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/login", this::postLogin)
                .post("/logout", this::postLogout)
                .get("/logout", this::getLogout)
                .get("/authenticated", this::getAuthenticated)
                .get("/currentUserId", this::getCurrentUserId);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "POST /login", Bodies.answers(LoggedIn.class).takingForm(Credentials.class),
                "POST /logout", Bodies.answers(LoggedOut.class),
                "GET /logout", Bodies.answers(LoggedOut.class),
                "GET /authenticated", Bodies.answers(Authenticated.class),
                "GET /currentUserId", Bodies.answers(UserId.class));
    }

    /**
     * Form fields (or query parameters): {@code userId} with {@code userPassword}, or {@code jwt}, which another service got by {@code POST
     * /enduser/jwt/createToken}; {@code setupOID} chooses among several setups. The other two proofs of the document (SSO token, access
     * token) are of services that this server has none of: they are bad credentials, as is more than one proof. The answer's cookie is
     * the session.
     */
    public Reply postLogin(Exchange x) {
        Optional<String> jwt = field(x, "jwt");
        Optional<String> password = field(x, "userPassword");
        boolean otherProof = Stream.of("ssoToken", "accessToken")
                .anyMatch(proof -> field(x, proof).isPresent());
        if (otherProof || jwt.isPresent() == password.isPresent()) {
            throw OverkizFault.badCredentials();
        }
        return jwt.isPresent() ? byToken(x, jwt.get()) : byPassword(x, password.orElseThrow());
    }

    private Reply byPassword(Exchange x, String password) {
        String userId = field(x, "userId").orElseThrow(OverkizFault::badCredentials);
        switch (accounts.login(userId, password, x.remoteAddress().getHostString())) {
            case Login.Known ignored -> {
                // goes on below
            }
            case Login.Wrong ignored -> throw OverkizFault.badCredentials();
            case Login.TooMany ignored -> throw OverkizFault.tooManyLogins(userId);
        }
        return loggedIn(x, userId, binding(userId, field(x, "setupOID")));
    }

    /** For the setup that the token was made for. The rights are those that the person has now. */
    private Reply byToken(Exchange x, String jwt) {
        Optional<ShortTokens.Claims> claims = tokens.read(jwt)
                .filter(read ->
                        accounts.account(read.account()).filter(read::fits).isPresent());
        FaceBinding binding = claims.flatMap(read -> accounts.through(read.account(), read.binding()))
                .map(Accounts.Through::binding)
                .filter(shown -> shown.dialect().equals(DIALECT))
                .filter(shown -> field(x, "setupOID")
                        .filter(oid -> !oid.equals(shown.address()))
                        .isEmpty())
                .orElseThrow(() -> wrongTokens.takeFrom(x.remoteAddress().getHostString())
                        ? OverkizFault.badCredentials()
                        : OverkizFault.quota());
        return loggedIn(x, claims.orElseThrow().account(), binding);
    }

    private Reply loggedIn(Exchange x, String userId, FaceBinding binding) {
        String address = x.remoteAddress().getHostString();
        Sessions.Opened opened = accounts.sessions().open(userId, DIALECT, binding.id(), address);
        note(binding, userId, address, x.traceId());
        return Reply.ok(new LoggedIn(true, List.of(new Role("ENDUSER"))))
                .header(
                        "Set-Cookie",
                        "JSESSIONID=" + opened.secret() + "; Path=/enduser-mobile-web; HttpOnly; Secure; SameSite=Lax");
    }

    private FaceBinding binding(String userId, Optional<String> setupOid) {
        List<FaceBinding> bindings = accounts.bindings(DIALECT, userId);
        if (bindings.isEmpty()) {
            throw new OverkizFault(401, "AUTHENTICATION_ERROR", "No such user account : " + userId);
        }
        return setupOid.flatMap(oid ->
                        bindings.stream().filter(b -> b.address().equals(oid)).findFirst())
                .or(() -> Setups.first(accounts, userId))
                .orElse(bindings.getFirst());
    }

    /** Writes the login into the setup's audit. The line belongs to the record, and is left out while the disk is short. */
    private void note(FaceBinding binding, String userId, String address, String request) {
        String id = OverkizIds.fresh(random);
        sites.note(
                        Caller.CORE,
                        binding.site(),
                        (state, now) -> Composed.of(
                                new Command.WriteHistory(new HistoryItem.Visit(id, now, userId, DIALECT, address))),
                        new Cause(DIALECT, userId, request))
                .join();
    }

    private static Optional<String> field(Exchange x, String name) {
        Optional<String> value = x.form(name).or(() -> x.query(name)).filter(text -> !text.isEmpty());
        if (value.isPresent() && value.get().length() > LONGEST_FIELD) {
            throw OverkizFault.badCredentials();
        }
        return value;
    }

    /** Ends the session and its listener; a session that is gone already is as good as ended. */
    public Reply postLogout(Exchange x) {
        x.find(OverkizSession.KEY).ifPresent(session -> accounts.sessions().end(session.id()));
        return Reply.ok(new LoggedOut(true));
    }

    public Reply getLogout(Exchange x) {
        return postLogout(x);
    }

    /** Whether the session is alive; never an error. */
    public Reply getAuthenticated(Exchange x) {
        return Reply.ok(new Authenticated(x.find(OverkizSession.KEY).isPresent()));
    }

    public Reply getCurrentUserId(Exchange x) {
        return Reply.ok(new UserId(OverkizSession.of(x).account()));
    }
}

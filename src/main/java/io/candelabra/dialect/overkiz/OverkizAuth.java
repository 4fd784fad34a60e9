package io.candelabra.dialect.overkiz;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.TokenBucket;
import io.candelabra.core.site.Sites;
import io.candelabra.dialect.overkiz.request.OverkizLimits;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource.AccessKey;
import io.candelabra.model.Resource.Session;
import io.candelabra.wire.http.AnotherSite;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Filter;
import io.candelabra.wire.http.Handler;
import io.candelabra.wire.http.Method;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.Route;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stands around every request of a face: it turns the proof into a session, then asks the limits. The cloud face takes a cookie,
 * the local face a token. A wrong proof and a proof for a setup that is gone read alike: the caller is unknown.
 */
final class OverkizAuth implements Filter {
    private static final String COOKIE = "JSESSIONID";
    private static final String BEARER = "bearer ";
    /** Calls that need no proof; where a good one comes along, the handler finds the session. */
    static final Map<String, Set<Method>> OPEN = Map.ofEntries(
            Map.entry("/login", Set.of(Method.POST)),
            Map.entry("/authenticated", Set.of(Method.GET)),
            Map.entry("/logout", Set.of(Method.POST, Method.GET)),
            Map.entry("/apiVersion", Set.of(Method.GET)),
            Map.entry("/doc", Set.of(Method.GET)),
            Map.entry("/accountManagement/resetPassword", Set.of(Method.GET, Method.POST)),
            Map.entry("/accountManagement/resetPasswordFailure", Set.of(Method.GET)),
            Map.entry("/accountManagement/resetPasswordSuccess", Set.of(Method.GET)),
            Map.entry("/enduser/mainAccount", Set.of(Method.POST)),
            Map.entry("/enduser/password/reset", Set.of(Method.POST)),
            Map.entry("/enduser/mainAccount/resetPassword", Set.of(Method.POST)),
            Map.entry("/enduser/{userId}/validation", Set.of(Method.POST)),
            Map.entry("/enduser/{userId}/validation/{token}", Set.of(Method.POST)));

    private static final int WRONG_TOKENS = 100;
    private static final double WRONG_TOKEN_REFILL_MS = 60_000;
    private static final int REMEMBERED = 10_000;

    private final Accounts accounts;
    private final Sites sites;
    private final InstantSource wallClock;
    private final OverkizLimits limits;
    private final OverkizOperations operations;
    private final boolean local;
    private final Map<String, TokenBucket> wrongTokens = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    OverkizAuth(
            Accounts accounts,
            Sites sites,
            InstantSource wallClock,
            OverkizLimits limits,
            OverkizOperations operations,
            boolean local) {
        this.accounts = accounts;
        this.sites = sites;
        this.wallClock = wallClock;
        this.limits = limits;
        this.operations = operations;
        this.local = local;
    }

    @Override
    public Reply around(Exchange x, Handler next) throws Exception {
        Optional<Route> route = x.route();
        if (route.isPresent() && isOpen(route.get())) {
            if (route.get().path().equals("/login")) {
                // else another site's page could log a person in as another account, and see what they then leave there
                sameSite(x);
            }
            if (bearer(x).isEmpty() || !local) {
                x.cookie(COOKIE).flatMap(secret -> byCookie(x, secret)).ifPresent(s -> x.put(OverkizSession.KEY, s));
            }
            if (x.find(OverkizSession.KEY).isEmpty()) {
                bearer(x).flatMap(token -> byToken(x, token)).ifPresent(s -> x.put(OverkizSession.KEY, s));
            }
            return next.handle(x);
        }
        OverkizSession session = prove(x);
        if (mayBring(x.method())) {
            // it may take its time, and the rights are those that hold when all of it has come
            x.body();
            session = prove(x);
        }
        x.put(OverkizSession.KEY, session);
        if (route.isPresent()) {
            String path = route.get().path();
            if (session.byToken() && changesPeople(x.method(), path)) {
                throw OverkizFault.denied("Access denied: a token changes nothing of people and their rights");
            }
            OverkizOperations.Call call = operations.call(x.method(), path);
            limits.take(session.id(), call.limit(), call.name(), wallClock.millis());
        }
        return next.handle(x);
    }

    private static boolean mayBring(Method method) {
        return method == Method.POST || method == Method.PUT || method == Method.PATCH;
    }

    /** A token that could let people in would outlive its own end. */
    private static boolean changesPeople(Method method, String path) {
        return method != Method.GET
                && method != Method.HEAD
                && (path.startsWith("/enduser/")
                        || path.startsWith("/setup/enduser")
                        || path.startsWith("/setup/roles")
                        || path.startsWith("/setup/secrets"));
    }

    static boolean isOpen(Route route) {
        return OPEN.getOrDefault(route.path(), Set.of()).contains(route.method());
    }

    private OverkizSession prove(Exchange x) {
        Optional<String> token = bearer(x);
        Optional<String> cookie = x.cookie(COOKIE).filter(c -> !c.isEmpty());
        if (token.isPresent() && cookie.isPresent()) {
            throw OverkizFault.cookieAndToken();
        }
        if (token.isPresent()) {
            return byToken(x, token.get()).orElseThrow(() -> wrongToken(x));
        }
        if (local) {
            throw OverkizFault.missingToken();
        }
        return cookie.flatMap(secret -> byCookie(x, secret)).orElseThrow(() -> OverkizFault.notAuthenticated(false));
    }

    private static Optional<String> bearer(Exchange x) {
        return x.header("Authorization")
                .filter(h -> h.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(h -> h.substring(BEARER.length()).strip())
                .filter(t -> !t.isEmpty());
    }

    /**
     * Refuses a request with a cookie, and one that would get a cookie, where a browser says that another site's page asks.
     * Browsers send cookies along, and such a page needs no more than a form. Programs that are no browser say neither.
     */
    private static void sameSite(Exchange x) {
        boolean reads = x.method() == Method.GET || x.method() == Method.HEAD || x.method() == Method.OPTIONS;
        boolean ends = x.route().map(r -> r.path().equals("/logout")).orElse(false);
        if ((!reads || ends) && AnotherSite.asks(x)) {
            throw OverkizFault.otherSite();
        }
    }

    private Optional<OverkizSession> byCookie(Exchange x, String secret) {
        sameSite(x);
        Optional<Session> session =
                accounts.sessions().use(secret).filter(s -> s.dialect().equals(OverkizFace.DIALECT));
        return session.flatMap(s -> seen(x, s.id(), s.account(), s.binding(), false));
    }

    /** A token is of the local gateway: the cloud's face knows none. */
    private Optional<OverkizSession> byToken(Exchange x, String token) {
        if (!local) {
            return Optional.empty();
        }
        Optional<AccessKey> key = accounts.key(token).filter(k -> k.dialect().equals(OverkizFace.DIALECT));
        return key.flatMap(k -> seen(x, k.id(), k.account(), k.binding(), true));
    }

    private Optional<OverkizSession> seen(Exchange x, String id, String accountId, String bindingId, boolean byToken) {
        return accounts.through(accountId, bindingId)
                .map(through -> new OverkizSession(
                        id,
                        accountId,
                        through.caller(),
                        bindingId,
                        through.binding().site(),
                        through.binding().address(),
                        local,
                        byToken,
                        sites,
                        new Cause(OverkizFace.DIALECT, accountId, x.traceId())));
    }

    private OverkizFault wrongToken(Exchange x) {
        String address = x.remoteAddress().getHostString();
        boolean taken;
        synchronized (wrongTokens) {
            taken = wrongTokens
                    .computeIfAbsent(
                            address, a -> new TokenBucket(WRONG_TOKENS, WRONG_TOKEN_REFILL_MS, wallClock.millis()))
                    .take(wallClock.millis());
        }
        return taken ? OverkizFault.notAuthenticated(local) : OverkizFault.banned();
    }
}

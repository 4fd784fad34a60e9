package io.candelabra.dialect.overkiz.config;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Secrets;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.model.Resource.AccessKey;
import io.candelabra.model.Resource.Verb;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import io.candelabra.wire.json.EvenNull;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tokens for the local face. A token never expires, has a name, and can be revoked. Its hash alone is kept. The document has
 * none of these calls, yet every local client logs in by them.
 */
public final class LocalRoutes implements RouteSet {
    private static final String DIALECT = "overkiz";
    private static final String SCOPE = "devmode";
    private static final long PENDING_MS = 600_000;
    private static final int MOST_PENDING = 1_000;
    private static final Set<String> MAKE_OR_END = Set.of("GENERATE_TOKEN", "ADD_TOKEN", "DELETE_TOKEN");

    private record Pending(String account, String gateway, long untilMs) {}

    private final Accounts accounts;
    private final InstantSource wallClock;
    private final RandomGenerator random;
    private final Map<String, Pending> pending = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Pending> eldest) {
            return size() > MOST_PENDING;
        }
    };

    public LocalRoutes(Accounts accounts, InstantSource wallClock, RandomGenerator random) {
        this.accounts = accounts;
        this.wallClock = wallClock;
        this.random = random;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/config/{gatewayId}/local/tokens/generate", this::getTokensGenerate)
                .get("/config/{gatewayId}/local/tokens/{scope}", this::getTokensByScope)
                .post("/config/{gatewayId}/local/tokens", this::postTokens)
                .delete("/config/{gatewayId}/local/tokens/{uuid}", this::deleteTokensByUuid)
                .post("/config/{gatewayId}/local/openPairing", this::postOpenPairing);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /config/{gatewayId}/local/tokens/generate", Bodies.answers(Token.class),
                "GET /config/{gatewayId}/local/tokens/{scope}", Bodies.listOf(ActiveTokenDocument.class),
                "POST /config/{gatewayId}/local/tokens",
                        Bodies.answers(TokenRequest.class).taking(TokenActivation.class),
                "DELETE /config/{gatewayId}/local/tokens/{uuid}", Bodies.answers(TokenRequest.class));
    }

    /** A token that opens nothing until it is activated, within ten minutes. */
    public Reply getTokensGenerate(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        String gateway = gateway(session, x, "GENERATE_TOKEN");
        String token = Secrets.fresh(random);
        synchronized (pending) {
            pending.put(Secrets.kept(token), new Pending(session.account(), gateway, wallClock.millis() + PENDING_MS));
        }
        return Reply.ok(new Token(token));
    }

    private record Token(String token) {}

    /** @param scope {@value #SCOPE} where it is missing */
    private record TokenActivation(
            @Nullable String label,
            @Nullable String token,
            @Nullable String scope) {}

    /** @param requestId the token's id in the list */
    private record TokenRequest(String requestId) {}

    /** Activates a token that {@link #getTokensGenerate} made for the same account and gateway. */
    public Reply postTokens(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        String gateway = gateway(session, x, "ADD_TOKEN");
        TokenActivation body = x.json(TokenActivation.class);
        if (body.token() == null || body.label() == null || body.label().length() > 200) {
            throw OverkizFault.missing("Missing token or label");
        }
        Pending waits;
        synchronized (pending) {
            waits = pending.remove(Secrets.kept(body.token()));
        }
        if (waits == null
                || waits.untilMs() < wallClock.millis()
                || !waits.account().equals(session.account())
                || !waits.gateway().equals(gateway)) {
            throw OverkizFault.unspecified("Invalid token : "
                    + body.token().substring(0, Math.min(64, body.token().length())));
        }
        String uuid = OverkizIds.fresh(random);
        accounts.putKey(
                body.token(),
                body.label(),
                session.account(),
                DIALECT,
                session.binding(),
                Map.of("uuid", uuid, "gatewayId", gateway, "scope", body.scope() == null ? SCOPE : body.scope()));
        return Reply.ok(new TokenRequest(uuid));
    }

    /** The active tokens of a gateway: their names, never the tokens. */
    public Reply getTokensByScope(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        String gateway = gateway(session, x, "LIST_TOKENS");
        String scope = x.path("scope");
        return Reply.ok(keys(session, gateway).stream()
                .filter(k -> scope.equals(k.vendor().get("scope")))
                .map(ActiveTokenDocument::of)
                .toList());
    }

    /**
     * A token that opens the local face.
     *
     * @param gatewayCreationTime ms since 1970
     * @param expirationTime null: a token lives until it is revoked, but clients want the field
     */
    private record ActiveTokenDocument(
            String label,
            String gatewayId,
            long gatewayCreationTime,
            String uuid,
            String scope,
            @EvenNull @Nullable Long expirationTime) {
        private static ActiveTokenDocument of(AccessKey key) {
            return new ActiveTokenDocument(
                    key.name(),
                    key.vendor().getOrDefault("gatewayId", ""),
                    key.createdMs(),
                    key.vendor().getOrDefault("uuid", ""),
                    key.vendor().getOrDefault("scope", SCOPE),
                    null);
        }
    }

    /** Revokes a token by the id that the list shows. */
    public Reply deleteTokensByUuid(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        String gateway = gateway(session, x, "DELETE_TOKEN");
        String uuid = x.path("uuid");
        AccessKey key = keys(session, gateway).stream()
                .filter(k -> uuid.equals(k.vendor().get("uuid")))
                .findFirst()
                .orElseThrow(() -> OverkizFault.unspecified("Not such token with UUID: " + uuid));
        accounts.revokeKey(key.id());
        return Reply.ok(new TokenRequest(uuid));
    }

    /** The local face of this server is always open; there is nothing to be done on the box. */
    public Reply postOpenPairing(Exchange x) {
        gateway(OverkizSession.of(x), x, "OPEN_PAIRING");
        return Reply.ok(Map.of());
    }

    private List<AccessKey> keys(OverkizSession session, String gateway) {
        return accounts.keys(DIALECT).stream()
                .filter(k -> k.account().equals(session.account())
                        && gateway.equals(k.vendor().get("gatewayId")))
                .toList();
    }

    private static String gateway(OverkizSession session, Exchange x, String action) {
        String gateway =
                session.gateway(session.state(), x.path("gatewayId")).id().value();
        // a token that could make tokens would outlive its own end
        boolean tokens = MAKE_OR_END.contains(action) && session.byToken();
        if (tokens || !session.caller().may(session.site(), Verb.ADMINISTER)) {
            throw OverkizFault.denied("Access denied to gateway #" + gateway + " for action " + action);
        }
        return gateway;
    }
}

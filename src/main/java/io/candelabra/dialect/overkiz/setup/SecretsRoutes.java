package io.candelabra.dialect.overkiz.setup;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.site.Composed;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.ExtraKind;
import io.candelabra.dialect.overkiz.document.RequestBody;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.model.Resource.Extra;
import io.candelabra.model.Resource.Verb;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.KeptJson;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Secrets of a setup, such as a code that somebody has to say to a voice service. A value is set and replaced, and never read: it is
 * sealed before it is stored. An exclusive secret is the only one of its target and scope.
 */
public final class SecretsRoutes implements RouteSet {
    private static final String ACTION_GROUP = "ACTION_GROUP";
    private static final int LONGEST = 1_000;

    /** As it is stored; all may be missing, since a text may break. @param sealed the value; null where none was set */
    private record Kept(
            @Nullable String userId,
            @Nullable String label,
            @Nullable String targetType,
            @Nullable String targetId,
            @Nullable Boolean exclusive,
            @Nullable String scopeName,
            @Nullable String sealed) {

        boolean sameTargetAs(Kept other) {
            return String.valueOf(targetType).equals(String.valueOf(other.targetType))
                    && String.valueOf(targetId).equals(String.valueOf(other.targetId))
                    && String.valueOf(scopeName).equals(String.valueOf(other.scopeName));
        }

        boolean alone() {
            return Boolean.TRUE.equals(exclusive);
        }

        Kept sealed(@Nullable String value) {
            return new Kept(userId, label, targetType, targetId, exclusive, scopeName, value);
        }
    }

    private record SecretDocument(
            String setupOID,
            @Nullable String userId,
            @Nullable String label,
            @Nullable String targetType,
            @Nullable String targetId,
            boolean exclusive,
            @Nullable String scopeName,
            String oid) {
        static SecretDocument of(OverkizSession session, Extra extra) {
            Kept kept = read(extra);
            return new SecretDocument(
                    session.setupOid(),
                    kept.userId(),
                    kept.label(),
                    kept.targetType(),
                    kept.targetId(),
                    kept.alone(),
                    kept.scopeName(),
                    extra.name());
        }
    }

    /** What comes in. */
    private record NewSecret(
            @Nullable String userId,
            @Nullable String label,
            @Nullable String targetType,
            @Nullable String targetId,
            @Nullable Boolean exclusive,
            @Nullable String scopeName) {}

    private record Value(String value) {}

    private record Created(String OID) {}

    private final Vault vault;
    private final Supplier<String> ids;

    public SecretsRoutes(Vault vault, Supplier<String> ids) {
        this.vault = vault;
        this.ids = ids;
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/setup/secrets", this::post)
                .put("/setup/secrets/{OID}", this::putByOID)
                .delete("/setup/secrets/{OID}", this::deleteByOID)
                .put("/setup/secrets/{OID}/value", this::putByOIDValue)
                .get("/setup/secrets/scope/{scopeName}", this::getScopeByScopeName);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "POST /setup/secrets", Bodies.answers(Created.class).taking(NewSecret.class),
                "PUT /setup/secrets/{OID}", Bodies.takes(NewSecret.class),
                "PUT /setup/secrets/{OID}/value", Bodies.takes(Value.class),
                "GET /setup/secrets/scope/{scopeName}", Bodies.listOf(SecretDocument.class));
    }

    public Reply post(Exchange x) {
        OverkizSession session = configuring(x);
        Kept secret = taken(session, x);
        String oid = ids.get();
        session.compose((state, now) -> {
            check(state, oid, secret);
            return Composed.of(new Command.Put(extra(oid, secret), Expect.ABSENT));
        });
        return Reply.status(201, new Created(oid));
    }

    /** Replaces all but the value. */
    public Reply putByOID(Exchange x) {
        OverkizSession session = configuring(x);
        Kept secret = taken(session, x);
        String oid = x.path("OID");
        session.compose((state, now) -> {
            Extra old = find(state, oid);
            check(state, oid, secret);
            return Composed.of(
                    new Command.Put(extra(oid, secret.sealed(read(old).sealed())), Expect.same(old)));
        });
        return Reply.emptyOk();
    }

    /** The document does not name the field; {@code value} is a guess. */
    public Reply putByOIDValue(Exchange x) {
        OverkizSession session = configuring(x);
        String value = RequestBody.of(x)
                .text("value")
                .filter(v -> !v.isEmpty() && v.length() <= LONGEST)
                .orElseThrow(() -> OverkizFault.missing("secret: value of at most " + LONGEST + " characters"));
        String oid = x.path("OID");
        session.compose((state, now) -> {
            Extra old = find(state, oid);
            String sealed = vault.seal("overkiz secret " + session.site() + " " + oid, value);
            return Composed.of(new Command.Put(extra(oid, read(old).sealed(sealed)), Expect.same(old)));
        });
        return Reply.emptyOk();
    }

    public Reply deleteByOID(Exchange x) {
        OverkizSession session = configuring(x);
        session.compose((state, now) -> Composed.of(new Command.Delete(find(state, x.path("OID")))));
        return Reply.emptyOk();
    }

    public Reply getScopeByScopeName(Exchange x) {
        OverkizSession session = configuring(x);
        String scope = x.path("scopeName");
        return Reply.ok(ExtraKind.SECRET.all(session.state()).stream()
                .filter(extra -> scope.equals(read(extra).scopeName()))
                .map(extra -> SecretDocument.of(session, extra))
                .toList());
    }

    private static Kept taken(OverkizSession session, Exchange x) {
        RequestBody body = RequestBody.of(x);
        String type = body.text("targetType").orElseThrow(() -> OverkizFault.missing("secret: targetType"));
        String target = body.text("targetId").orElseThrow(() -> OverkizFault.missing("secret: targetId"));
        String scope = body.text("scopeName")
                .filter(name -> !name.isBlank())
                .orElseThrow(() -> OverkizFault.missing("secret: scopeName"));
        if (!type.equals(ACTION_GROUP)) {
            throw OverkizFault.invalid("Invalid targetType : " + ACTION_GROUP + " is needed");
        }
        return new Kept(
                body.text("userId").orElse(session.account()),
                body.text("label").orElse(""),
                type,
                target,
                Boolean.TRUE.equals(body.fields().get("exclusive")),
                scope,
                null);
    }

    private static void check(View state, String oid, Kept secret) {
        if (OverkizIds.findActionGroup(state, String.valueOf(secret.targetId()))
                .filter(state::sees)
                .isEmpty()) {
            throw Refused.noSuch("scene", String.valueOf(secret.targetId()));
        }
        boolean taken = ExtraKind.SECRET.all(state).stream()
                .filter(extra -> !extra.name().equals(oid))
                .map(SecretsRoutes::read)
                .anyMatch(other -> other.sameTargetAs(secret) && (other.alone() || secret.alone()));
        if (taken) {
            throw OverkizFault.unspecified("Another secret of this target and scope exists");
        }
    }

    private static Extra extra(String oid, Kept secret) {
        return ExtraKind.SECRET.extra(oid, Json.text(secret));
    }

    private static Extra find(View state, String oid) {
        return ExtraKind.SECRET.find(state, oid).orElseThrow(() -> OverkizFault.noSuch("secret", oid));
    }

    private static Kept read(Extra extra) {
        return KeptJson.read(extra.json(), Kept.class).orElse(new Kept(null, null, null, null, null, null, null));
    }

    private static OverkizSession configuring(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        session.caller().need(session.site(), Verb.CONFIGURE);
        return session;
    }
}

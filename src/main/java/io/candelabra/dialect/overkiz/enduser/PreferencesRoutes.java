package io.candelabra.dialect.overkiz.enduser;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.site.Composed;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.ExtraKind;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Resource.Extra;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.KeptJson;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Names and values that clients keep for somebody in a setup. They are that person's alone, and so are the events about them. */
public final class PreferencesRoutes implements RouteSet {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_VALUE = 2_000;
    private static final int MOST = 200;

    /** As it is stored; all may be missing, since a text may break. */
    private record Kept(
            @Nullable String userId,
            @Nullable String name,
            @Nullable String value) {}

    private record PreferenceDocument(String name, String value, String oid) {
        static PreferenceDocument of(Extra extra) {
            Kept kept = read(extra);
            return new PreferenceDocument(
                    kept.name() == null ? "" : kept.name(), kept.value() == null ? "" : kept.value(), extra.name());
        }
    }

    private final Supplier<String> ids;

    public PreferencesRoutes(Supplier<String> ids) {
        this.ids = ids;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/enduser/preferences", this::get)
                .post("/enduser/preferences/{name}/{value}", this::postByNameAndValue)
                .get("/enduser/preferences/{preferenceId}", this::getByPreferenceId)
                .delete("/enduser/preferences/{preferenceId}", this::deleteByPreferenceId)
                .put("/enduser/preferences/{preferenceId}/{value}", this::putByPreferenceIdAndValue);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /enduser/preferences", Bodies.listOf(PreferenceDocument.class),
                "GET /enduser/preferences/{preferenceId}", Bodies.answers(PreferenceDocument.class));
    }

    public Reply get(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        return Reply.ok(ExtraKind.PREFERENCE.all(session.state()).stream()
                .filter(extra -> owns(session, extra))
                .map(PreferenceDocument::of)
                .toList());
    }

    public Reply getByPreferenceId(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        return Reply.ok(PreferenceDocument.of(find(session, session.state(), x.path("preferenceId"))));
    }

    /** Answers 201 with nothing: the event brings the OID. */
    public Reply postByNameAndValue(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        String name = bounded("name", x.path("name"), LONGEST_NAME);
        String value = bounded("value", x.path("value"), LONGEST_VALUE);
        String oid = ids.get();
        session.compose((state, now) -> {
            long own = ExtraKind.PREFERENCE.all(state).stream()
                    .filter(extra -> owns(session, extra))
                    .count();
            if (own >= MOST) {
                throw OverkizFault.unspecified("No further preference : there are " + MOST + " already");
            }
            return Composed.of(new Command.Put(extra(oid, session.account(), name, value), Expect.ABSENT));
        });
        return Reply.bytes(201, Reply.JSON, new byte[0]);
    }

    public Reply putByPreferenceIdAndValue(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        String value = bounded("value", x.path("value"), LONGEST_VALUE);
        session.compose((state, now) -> {
            Extra old = find(session, state, x.path("preferenceId"));
            String name = PreferenceDocument.of(old).name();
            return Composed.of(new Command.Put(extra(old.name(), session.account(), name, value), Expect.same(old)));
        });
        return Reply.emptyOk();
    }

    public Reply deleteByPreferenceId(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        session.compose((state, now) -> Composed.of(new Command.Delete(find(session, state, x.path("preferenceId")))));
        return Reply.noContent();
    }

    private static Extra extra(String oid, String user, String name, String value) {
        return ExtraKind.PREFERENCE.extra(oid, Json.text(new Kept(user, name, value)));
    }

    /** Somebody else's is not there. */
    private static Extra find(OverkizSession session, View state, String oid) {
        return ExtraKind.PREFERENCE
                .find(state, oid)
                .filter(extra -> owns(session, extra))
                .orElseThrow(() -> OverkizFault.noSuch("preference", oid));
    }

    private static boolean owns(OverkizSession session, Extra extra) {
        return session.account().equals(read(extra).userId());
    }

    private static Kept read(Extra extra) {
        Optional<Kept> kept = KeptJson.read(extra.json(), Kept.class);
        return kept.orElse(new Kept(null, null, null));
    }

    private static String bounded(String field, String text, int longest) {
        if (text.isEmpty() || text.length() > longest) {
            throw OverkizFault.invalid("Invalid " + field + " : 1 to " + longest + " characters are needed");
        }
        return text;
    }
}

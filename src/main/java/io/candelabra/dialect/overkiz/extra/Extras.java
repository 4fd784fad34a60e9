package io.candelabra.dialect.overkiz.extra;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.site.Composed;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.ExtraKind;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Resource.Extra;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.KeptJson;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All documents of one kind in a setup: they are listed, shown, created, replaced and deleted here. */
public final class Extras<T extends ExtraDocument<T>> {
    private final ExtraKind kind;
    private final Class<T> type;

    /** @param type the record that the JSON of an extra holds. All its components must be nullable, since a text may break */
    public Extras(ExtraKind kind, Class<T> type) {
        this.kind = kind;
        this.type = type;
    }

    /** The documents that the session sees. */
    public List<T> all(OverkizSession session) {
        return kind.all(session.state()).stream().map(this::read).toList();
    }

    /** The document of an OID; refuses where there is none and where the session does not see it, in the same words. */
    public T one(OverkizSession session, String oid) {
        return read(find(session.state(), oid));
    }

    /** @param check refuses what does not fit the state */
    public void create(OverkizSession session, String oid, T document, Consumer<View> check) {
        session.compose((state, now) -> {
            check.accept(state);
            return Composed.of(new Command.Put(extra(oid, document.stored(oid, now, now)), Expect.ABSENT));
        });
    }

    /** Replaces the document of the same OID. @param check refuses what does not fit the state */
    public void replace(OverkizSession session, T document, Consumer<View> check) {
        String oid = document.oid();
        if (oid == null) {
            throw OverkizFault.missing(kind.noun() + ": oid");
        }
        session.compose((state, now) -> {
            Extra old = find(state, oid);
            check.accept(state);
            Long created = read(old).creationTime();
            T next = document.stored(oid, created == null ? now : created, now);
            return Composed.of(new Command.Put(extra(oid, next), Expect.same(old)));
        });
    }

    public void delete(OverkizSession session, String oid) {
        session.compose((state, now) -> Composed.of(new Command.Delete(find(state, oid))));
    }

    private Extra find(View state, String oid) {
        return kind.find(state, oid).orElseThrow(() -> OverkizFault.noSuch(kind.noun(), oid));
    }

    private Extra extra(String oid, T document) {
        return kind.extra(oid, Json.text(document));
    }

    /** A text that has broken reads as a document that has an OID alone. */
    private T read(Extra extra) {
        return KeptJson.read(extra.json(), type).orElseGet(() -> Json.convert(Map.of("oid", extra.name()), type));
    }
}

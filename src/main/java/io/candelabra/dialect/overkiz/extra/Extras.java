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
import java.util.ArrayList;
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
        create(session, Map.of(oid, document), check);
    }

    /**
     * Creates all of these or none.
     *
     * @param documents by their OIDs, in their order
     * @param check refuses what does not fit the state
     */
    public void create(OverkizSession session, Map<String, T> documents, Consumer<View> check) {
        session.compose((state, now) -> {
            check.accept(state);
            List<Command<?>> all = new ArrayList<>();
            documents.forEach((oid, document) ->
                    all.add(new Command.Put(extra(oid, document.stored(oid, now, now)), Expect.ABSENT)));
            return Composed.of(new Command.Together(all));
        });
    }

    /** Replaces the document of the same OID. @param check refuses what does not fit the state */
    public void replace(OverkizSession session, T document, Consumer<View> check) {
        replace(session, List.of(document), check);
    }

    /** Replaces the documents of the same OIDs, all or none. @param check refuses what does not fit the state */
    public void replace(OverkizSession session, List<T> documents, Consumer<View> check) {
        session.compose((state, now) -> {
            List<Command<?>> all = new ArrayList<>();
            for (T document : documents) {
                String oid = document.oid();
                if (oid == null) {
                    throw OverkizFault.missing(kind.noun() + ": oid");
                }
                Extra old = find(state, oid);
                Long created = read(old).creationTime();
                T next = document.stored(oid, created == null ? now : created, now);
                all.add(new Command.Put(extra(oid, next), Expect.same(old)));
            }
            check.accept(state);
            return Composed.of(new Command.Together(all));
        });
    }

    public void delete(OverkizSession session, String oid) {
        delete(session, List.of(oid));
    }

    /** Deletes all of these or none. */
    public void delete(OverkizSession session, List<String> oids) {
        session.compose((state, now) -> Composed.of(new Command.Together(oids.stream()
                .distinct()
                .<Command<?>>map(oid -> new Command.Delete(find(state, oid)))
                .toList())));
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

package io.candelabra.dialect.overkiz.kept;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.site.Composed;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.Kept;
import io.candelabra.dialect.overkiz.words.KeptThing;
import io.candelabra.dialect.overkiz.words.OverkizFault;
import io.candelabra.dialect.overkiz.words.OverkizSession;
import io.candelabra.model.Resource.Extra;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.KeptJson;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All things of a sort in a setup. Each is an extra whose JSON is the record. Which right it takes to change them is declared
 * by the face; how its events read stands in the table of events.
 */
public final class KeptThings<T extends KeptThing<T>> {
    private final String kind;
    private final String word;
    private final Class<T> type;
    private final boolean forEverybody;
    private final Function<String, T> broken;

    /**
     * @param kind of the extras
     * @param word what errors call such a thing
     * @param forEverybody whether those see it who see a part of a setup only: it names no device then
     * @param broken makes what is shown of an OID whose record cannot be read any more
     */
    public KeptThings(String kind, String word, Class<T> type, boolean forEverybody, Function<String, T> broken) {
        this.kind = kind;
        this.word = word;
        this.type = type;
        this.forEverybody = forEverybody;
        this.broken = broken;
    }

    /** Those that the session sees. */
    public List<T> all(OverkizSession session) {
        return Kept.extras(session.state(), kind).stream()
                .filter(extra -> sees(session))
                .map(this::read)
                .toList();
    }

    /** One by its OID; refuses where it is not there or not to be seen, in the same words. */
    public T one(OverkizSession session, String oid) {
        return read(find(session, session.state(), oid));
    }

    /** @param check refuses what does not fit the state */
    public void create(OverkizSession session, String oid, T thing, Consumer<View> check) {
        session.compose((state, now) -> {
            check.accept(state);
            return Composed.of(new Command.Put(extra(oid, thing.kept(oid, now, now)), Expect.ABSENT));
        });
    }

    /** Replaces the one whose OID the thing has. @param check refuses what does not fit the state */
    public void replace(OverkizSession session, T thing, Consumer<View> check) {
        String oid = thing.oid();
        if (oid == null) {
            throw OverkizFault.missing(word + ": oid");
        }
        session.compose((state, now) -> {
            Extra old = find(session, state, oid);
            check.accept(state);
            Long created = read(old).creationTime();
            T next = thing.kept(oid, created == null ? now : created, now);
            return Composed.of(new Command.Put(extra(oid, next), Expect.same(old)));
        });
    }

    public void delete(OverkizSession session, String oid) {
        session.compose((state, now) -> Composed.of(new Command.Delete(find(session, state, oid))));
    }

    private boolean sees(OverkizSession session) {
        return forEverybody || session.state().everything();
    }

    private Extra find(OverkizSession session, View state, String oid) {
        return Kept.extra(state, kind, oid)
                .filter(extra -> sees(session))
                .orElseThrow(() -> OverkizFault.noSuch(word, oid));
    }

    private Extra extra(String oid, T thing) {
        return new Extra(Kept.DIALECT, kind, oid, Json.text(thing));
    }

    private T read(Extra extra) {
        return KeptJson.read(extra.json(), type).orElseGet(() -> broken.apply(extra.name()));
    }
}

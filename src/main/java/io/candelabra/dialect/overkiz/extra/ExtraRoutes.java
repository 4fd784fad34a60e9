package io.candelabra.dialect.overkiz.extra;

import io.candelabra.dialect.overkiz.document.ExtraKind;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The five calls that all kinds of extras have: list, show, create, replace and delete. A kind extends this class by its paths
 * and by what else it can do.
 */
public abstract class ExtraRoutes<T extends ExtraDocument<T>> implements RouteSet {
    private final Extras<T> extras;
    private final Class<T> type;
    private final Function<String, ? extends Record> created;
    private final Supplier<String> ids;

    /**
     * @param created makes the answer to the call that creates a document, from its OID
     * @param ids gives a fresh UUID in text form at each call
     */
    protected ExtraRoutes(
            ExtraKind kind, Class<T> type, Function<String, ? extends Record> created, Supplier<String> ids) {
        this.extras = new Extras<>(kind, type);
        this.type = type;
        this.created = created;
        this.ids = ids;
    }

    /**
     * The documents of the five calls.
     *
     * @param path of the list
     * @param answer what {@code created} makes
     */
    protected final Map<String, Bodies> bodies(String path, Class<? extends Record> answer) {
        return Map.of(
                "GET " + path, Bodies.listOf(type),
                "POST " + path, Bodies.answers(answer).taking(type),
                "PUT " + path, Bodies.takes(type),
                "GET " + path + "/{oid}", Bodies.answers(type));
    }

    /** The document that the path names; refuses where there is none and where the caller does not see it. */
    protected final T one(Exchange x) {
        return extras.one(OverkizSession.of(x), x.path("oid"));
    }

    public Reply get(Exchange x) {
        return Reply.ok(extras.all(OverkizSession.of(x)));
    }

    public Reply getByOid(Exchange x) {
        return Reply.ok(one(x));
    }

    /** Stores the body under a fresh OID; answers 201 with that OID. */
    public Reply post(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        T document = x.json(type).checked(ids);
        String oid = ids.get();
        extras.create(session, oid, document, state -> document.check(session, state));
        return Reply.status(201, created.apply(oid));
    }

    /** Replaces the document that the body's {@code oid} names. */
    public Reply put(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        T document = x.json(type).checked(ids);
        extras.replace(session, document, state -> document.check(session, state));
        return Reply.emptyOk();
    }

    public Reply deleteByOid(Exchange x) {
        extras.delete(OverkizSession.of(x), x.path("oid"));
        return Reply.noContent();
    }
}

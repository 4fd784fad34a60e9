package io.candelabra.dialect.overkiz.extra;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A document that is stored as an extra. It comes in, is stored and goes out in one shape. */
public interface ExtraDocument<T> {
    /** The OID under which it is stored; null before it is. */
    @Nullable
    String oid();

    /** ms since 1970; null before it is stored. */
    @Nullable
    Long creationTime();

    /** The same document as it is stored under an OID. Times are ms since 1970. */
    T stored(String oid, long creationTime, long lastUpdateTime);

    /**
     * The document that came in, with its missing parts added; refuses one that is not whole. @param ids gives fresh
     * UUIDs
     */
    T checked(Supplier<String> ids);

    /** Refuses a document that names what the state does not have. */
    void check(OverkizSession session, View state);
}

package io.candelabra.dialect.overkiz.extra;

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
}

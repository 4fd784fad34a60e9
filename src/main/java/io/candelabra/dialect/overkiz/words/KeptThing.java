package io.candelabra.dialect.overkiz.words;

import org.jspecify.annotations.Nullable;

/** A record that is kept, and shown as it is kept. */
public interface KeptThing<T> {
    /** Under which it is kept; null before it is. */
    @Nullable
    String oid();

    /** ms since 1970; null before it is kept. */
    @Nullable
    Long creationTime();

    /** The same as it is kept under an OID. Times are ms since 1970. */
    T kept(String oid, long creationTime, long lastUpdateTime);
}

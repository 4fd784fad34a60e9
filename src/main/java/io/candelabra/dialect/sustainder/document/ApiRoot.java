package io.candelabra.dialect.sustainder.document;

import io.candelabra.wire.http.Exchange;

/** The address below which this face is reached: links lead back the way that the request came. */
public final class ApiRoot {
    public static final String PREFIX = "/v2";

    private ApiRoot() {}

    /** Such as {@code https://localhost:8443/v2}. */
    public static String of(Exchange x) {
        return at(x.authority());
    }

    /** The same at a host and port. */
    public static String at(String authority) {
        return "https://" + authority + PREFIX;
    }
}

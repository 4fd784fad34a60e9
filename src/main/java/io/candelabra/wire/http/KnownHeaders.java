package io.candelabra.wire.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names of headers that our own code asks for or sets, each made once: the library checks a name letter by letter
 * whenever one is made. Headers of clients never come in here, so it stays small.
 */
final class KnownHeaders {

    private static final Map<String, HeaderName> NAMES = new ConcurrentHashMap<>();

    private KnownHeaders() {}

    static HeaderName of(String name) {
        HeaderName known = NAMES.get(name);
        return known != null ? known : NAMES.computeIfAbsent(name, HeaderNames::create);
    }
}

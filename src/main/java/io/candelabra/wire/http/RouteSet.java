package io.candelabra.wire.http;

import java.util.Map;

/** A class that holds operations: its paths stand in {@link #routes}, whole and literal, as a table of contents. */
public interface RouteSet {
    void routes(Routes routes);

    /**
     * The bodies that go in and out, by method and path, such as {@code GET /setup/places}, as far as they are
     * described.
     */
    default Map<String, Bodies> bodies() {
        return Map.of();
    }
}

package io.candelabra.wire.http;

import java.util.Map;

/** A class that holds operations: its paths stand in {@link #routes}, whole and literal, as a table of contents. */
public interface RouteSet {
    void routes(Routes routes);

    /** What goes in and comes out, by method and path, such as {@code GET /setup/places}, as far as it is told. */
    default Map<String, Bodies> bodies() {
        return Map.of();
    }
}

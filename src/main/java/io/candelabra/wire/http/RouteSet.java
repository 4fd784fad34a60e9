package io.candelabra.wire.http;

/** A class that holds operations: its paths stand in {@link #routes}, whole and literal, as a table of contents. */
public interface RouteSet {
    void routes(Routes routes);
}

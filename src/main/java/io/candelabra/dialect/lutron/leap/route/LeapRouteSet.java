package io.candelabra.dialect.lutron.leap.route;

/** A class that holds operations: its paths stand in {@link #routes}, whole and literal, as a table of contents. */
public interface LeapRouteSet {
    void routes(LeapRoutes routes);
}

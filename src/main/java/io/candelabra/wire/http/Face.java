package io.candelabra.wire.http;

import java.util.List;

/**
 * A path prefix with its own operations, its own proof of the caller, and its own texts for errors. Several faces share
 * a listener; the longest prefix that fits wins, and a request then never falls back to another face.
 *
 * @param name for logs and the route table
 * @param prefix such as {@code /v2}; empty for the root; literal words only, no slash at the end
 * @param routes the operations; the same set may stand in several faces
 * @param around stands around every request of the face
 * @param errors the face's texts for errors
 */
public record Face(String name, String prefix, List<RouteSet> routes, Filter around, FaceErrors errors) {

    public Face {
        routes = List.copyOf(routes);
        if (!prefix.isEmpty() && (!prefix.startsWith("/") || prefix.endsWith("/") || prefix.contains("{"))) {
            throw new IllegalArgumentException(
                    "a prefix starts with a slash, ends without one, has no variables: " + prefix);
        }
    }

    /** The same face under another prefix, sharing routes, filter and errors. */
    public Face at(String otherName, String otherPrefix) {
        return new Face(otherName, otherPrefix, routes, around, errors);
    }

    /** The face's live routes, in the order in which its sets give them. Refuses what {@link Routes} refuses. */
    public List<Route> routeTable() {
        return FaceRouter.of(this).table();
    }
}

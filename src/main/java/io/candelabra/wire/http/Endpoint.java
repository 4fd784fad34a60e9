package io.candelabra.wire.http;

import java.util.List;

/** The end of a path in a {@link RouteTrie}. */
record Endpoint(Route route, Handler handler, List<String> variables) {}

package io.candelabra.wire.http;

import java.util.ArrayList;
import java.util.List;

/** A face with its routes in a tree. */
record FaceRouter(Face face, List<String> prefix, RouteTrie trie, List<Route> table) {

    static FaceRouter of(Face face) {
        RouteTrie trie = new RouteTrie();
        List<Route> table = new ArrayList<>();
        for (RouteSet set : face.routes()) {
            set.routes(new Collector(face, set.getClass(), trie, table));
        }
        return new FaceRouter(face, PercentText.segments(face.prefix()), trie, List.copyOf(table));
    }

    /** Whether the segments start with the face's prefix. */
    boolean covers(List<String> clear) {
        return clear.size() >= prefix.size() && clear.subList(0, prefix.size()).equals(prefix);
    }

    /** Looks up a path that this face covers. */
    RouteMatch find(Method method, List<String> clear, List<String> raw) {
        int from = prefix.size();
        return trie.find(method, clear.subList(from, clear.size()), raw.subList(from, raw.size()));
    }

    private record Collector(Face face, Class<?> owner, RouteTrie trie, List<Route> table) implements Routes {
        @Override
        public Routes route(Method method, String path, Handler handler) {
            Route route = new Route(face.name(), method, face.prefix(), path, owner);
            trie.add(route, handler);
            table.add(route);
            return this;
        }
    }
}

package io.candelabra.wire.http;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tree of path segments. Looking up goes down literal words before variables and comes back where that leads nowhere;
 * each node is visited once at most, so no path can make it slow.
 */
final class RouteTrie {

    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();

        @Nullable
        Node variable;

        final Map<Method, Endpoint> endpoints = new EnumMap<>(Method.class);
    }

    private final Node root = new Node();

    /** Adds a route; refuses an unusable path, and a second handler for one method and shape. */
    void add(Route route, Handler handler) {
        String path = route.path();
        if (!path.startsWith("/") || path.contains("//") || (path.length() > 1 && path.endsWith("/"))) {
            throw new IllegalArgumentException("a path starts with a slash, and has one before each segment: " + path);
        }
        Node node = root;
        List<String> variables = new ArrayList<>();
        for (String segment : PercentText.segments(path)) {
            if (segment.startsWith("{") && segment.endsWith("}") && segment.length() > 2) {
                String name = segment.substring(1, segment.length() - 1);
                if (variables.contains(name)) {
                    throw new IllegalArgumentException("a variable stands twice in " + path);
                }
                variables.add(name);
                if (node.variable == null) {
                    node.variable = new Node();
                }
                node = node.variable;
            } else if (segment.contains("{") || segment.contains("}")) {
                throw new IllegalArgumentException("a segment is a word or a variable: " + path);
            } else {
                node = node.literals.computeIfAbsent(segment, _ -> new Node());
            }
        }
        Endpoint other =
                node.endpoints.putIfAbsent(route.method(), new Endpoint(route, handler, List.copyOf(variables)));
        if (other != null) {
            throw new IllegalArgumentException(route.method() + " " + path + " of " + route.owner() + " is taken by "
                    + other.route().path() + " of " + other.route().owner());
        }
    }

    /** Looks up a path by its segments, in clear and raw, each list as long as the other. */
    RouteMatch find(Method method, List<String> clear, List<String> raw) {
        List<Integer> indexes = new ArrayList<>();
        Endpoint endpoint = find(root, method == Method.HEAD ? Method.GET : method, clear, 0, indexes);
        if (endpoint != null) {
            List<String> values = new ArrayList<>(indexes.size());
            List<String> rawValues = new ArrayList<>(indexes.size());
            for (int index : indexes) {
                values.add(clear.get(index));
                rawValues.add(raw.get(index));
            }
            return new RouteMatch.Found(endpoint, values, rawValues);
        }
        Set<Method> allowed = EnumSet.noneOf(Method.class);
        collect(root, clear, 0, allowed);
        if (allowed.contains(Method.GET)) {
            allowed.add(Method.HEAD);
        }
        return allowed.isEmpty() ? new RouteMatch.NoPath() : new RouteMatch.OtherMethods(allowed);
    }

    private static @Nullable Endpoint find(
            Node node, Method method, List<String> clear, int at, List<Integer> indexes) {
        if (at == clear.size()) {
            return node.endpoints.get(method);
        }
        String segment = clear.get(at);
        Node literal = node.literals.get(segment);
        Endpoint endpoint = literal == null ? null : find(literal, method, clear, at + 1, indexes);
        if (endpoint == null && node.variable != null) {
            indexes.addLast(at);
            endpoint = find(node.variable, method, clear, at + 1, indexes);
            if (endpoint == null) {
                indexes.removeLast();
            }
        }
        return endpoint;
    }

    private static void collect(Node node, List<String> clear, int at, Set<Method> allowed) {
        if (at == clear.size()) {
            allowed.addAll(node.endpoints.keySet());
            return;
        }
        String segment = clear.get(at);
        Node literal = node.literals.get(segment);
        if (literal != null) {
            collect(literal, clear, at + 1, allowed);
        }
        if (node.variable != null) {
            collect(node.variable, clear, at + 1, allowed);
        }
    }
}

package io.candelabra.wire.http;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/** The outcome of matching a path and a method. */
sealed interface RouteMatch {

    /** A route and what its variables stand for, by position. */
    record Found(Endpoint endpoint, List<String> values, List<String> rawValues) implements RouteMatch {

        String value(String variable) {
            return values.get(position(variable));
        }

        String rawValue(String variable) {
            return rawValues.get(position(variable));
        }

        private int position(String variable) {
            int position = endpoint.variables().indexOf(variable);
            if (position < 0) {
                throw new NoSuchElementException(endpoint.route().path() + " has no variable " + variable);
            }
            return position;
        }
    }

    /** Routes fit the path, none the method. */
    record OtherMethods(Set<Method> allowed) implements RouteMatch {}

    /** No route fits the path. */
    record NoPath() implements RouteMatch {}

    /** The path could not be decoded, or nothing is known of it. */
    record Unreadable() implements RouteMatch {}
}

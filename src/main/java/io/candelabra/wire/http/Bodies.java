package io.candelabra.wire.http;

import java.util.Optional;

/**
 * What goes in and comes out of an operation, for its description: records, whose components are the fields. A component
 * that may be missing is nullable; fields that no record names may be there as well.
 *
 * @param takes the body of the request; empty where none is looked at
 * @param answers the body of a good answer, or one of its items; empty where it is not told
 * @param list whether the answer is an array of {@code answers}
 */
public record Bodies(Optional<Class<?>> takes, Optional<Class<?>> answers, boolean list) {

    public static Bodies takes(Class<?> request) {
        return new Bodies(Optional.of(request), Optional.empty(), false);
    }

    public static Bodies answers(Class<?> answer) {
        return new Bodies(Optional.empty(), Optional.of(answer), false);
    }

    public static Bodies listOf(Class<?> item) {
        return new Bodies(Optional.empty(), Optional.of(item), true);
    }

    /** The same with a body that goes in. */
    public Bodies taking(Class<?> request) {
        return new Bodies(Optional.of(request), answers, list);
    }
}

package io.candelabra.wire.http;

import java.util.Optional;

/**
 * The bodies that go in and out of an operation, for its description: records, whose components are the fields. A
 * component that may be missing is nullable; fields that no record names may be there as well.
 *
 * @param takes the body of the request; empty where none is looked at
 * @param answers the body of a good answer, or one of its items; empty where it is not told
 * @param list whether the answer is an array of {@code answers}
 * @param form whether the request's body is a form, rather than JSON
 */
public record Bodies(Optional<Class<?>> takes, Optional<Class<?>> answers, boolean list, boolean form) {

    public static Bodies takes(Class<?> request) {
        return new Bodies(Optional.of(request), Optional.empty(), false, false);
    }

    public static Bodies answers(Class<?> answer) {
        return new Bodies(Optional.empty(), Optional.of(answer), false, false);
    }

    public static Bodies listOf(Class<?> item) {
        return new Bodies(Optional.empty(), Optional.of(item), true, false);
    }

    /** The same with a body that goes in. */
    public Bodies taking(Class<?> request) {
        return new Bodies(Optional.of(request), answers, list, false);
    }

    /** The same with a form that goes in. */
    public Bodies takingForm(Class<?> request) {
        return new Bodies(Optional.of(request), answers, list, true);
    }
}

package io.candelabra.core.command;

import io.candelabra.model.Resource;
import java.util.Optional;

/**
 * The resource that must be stored for a change to be made. A change that is composed from a resource names it so: where
 * another caller was quicker, the change is refused as {@code Refused.Changed}, and is composed anew.
 */
public sealed interface Expect {
    /** Any resource, or none. */
    Expect ANY = new Any();

    /** There is none yet. */
    Expect ABSENT = new Absent();

    /** It is still as it was read. */
    static Expect same(Resource was) {
        return new Same(was);
    }

    /** It is still as it was read, or there is still none. */
    static Expect as(Optional<? extends Resource> read) {
        return read.isPresent() ? new Same(read.get()) : ABSENT;
    }

    record Any() implements Expect {}

    record Absent() implements Expect {}

    record Same(Resource was) implements Expect {}
}

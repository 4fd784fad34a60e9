package io.candelabra.core.command;

import io.candelabra.model.Resource;
import java.util.Optional;

/**
 * What must be stored for a change to be made. Whoever composes a change from what it has read says so by it: where
 * somebody else was quicker, the change is refused as {@code Refused.Changed}, and is composed anew.
 */
public sealed interface Expect {
    /** Whatever is there. */
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

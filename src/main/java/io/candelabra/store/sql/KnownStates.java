package io.candelabra.store.sql;

import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * States by their stored texts: nine of ten states of a town are those of another lamp as well, and are found by their bytes, without
 * being made out. Like {@link Alike} it remembers so many and forgets by chance.
 */
final class KnownStates {
    private static final int SIZE = 1 << 14;
    private static final int WAYS = 2;
    /** A longer text is hardly that of another device as well. */
    private static final int LONGEST = 200;

    private record Known(byte[] text, State state) {}

    private final AtomicReferenceArray<Known> known = new AtomicReferenceArray<>(SIZE);

    /** The state that comes next in a text; null where it is not written as usual. */
    @Nullable
    State read(RowText in) {
        int from = in.at();
        int hash = in.skipElement();
        int to = in.at();
        if (to - from > LONGEST) {
            return made(in, from, to);
        }
        int place = (hash * 0x9E3779B9 >>> 16) & (SIZE - 1);
        for (int way = 0; way < WAYS; way++) {
            Known there = known.get(place ^ way);
            if (there != null && in.matches(from, to, there.text())) {
                return there.state();
            }
        }
        State state = made(in, from, to);
        if (state != null) {
            int at = known.get(place) == null ? place : place ^ 1;
            known.set(at, new Known(Arrays.copyOfRange(in.bytes(), from, to), state));
        }
        return state;
    }

    /** {@code ["core:ClosureState",1,42]}, or without a value. */
    private static @Nullable State made(RowText in, int from, int to) {
        RowText element = in.part(from, to);
        element.expect('[');
        String name = element.string();
        element.expect(',');
        long code = element.whole();
        Value value = element.skips(',') ? element.value() : Value.NOTHING;
        element.expect(']');
        return element.isRead() ? RowBodies.state(name, code, value) : null;
    }
}

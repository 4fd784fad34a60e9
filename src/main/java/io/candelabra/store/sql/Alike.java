package io.candelabra.store.sql;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Gives one object for equal ones, where it remembers: a town that was read has the same few states a hundred thousand
 * times. It remembers so many and forgets by chance, so it needs no lock and never grows.
 *
 * @param <T> something immutable with an equality of its own
 */
final class Alike<T> {
    /** Places in which a thing may stand; more make it forget less. */
    private static final int WAYS = 4;

    private final AtomicReferenceArray<T> known;
    private final int mask;

    /** @param size how many it remembers, a power of two */
    Alike(int size) {
        known = new AtomicReferenceArray<>(size);
        mask = size - 1;
    }

    /** The one that is known, or this one, which is known from now on. */
    T one(T thing) {
        int hash = thing.hashCode() * 0x9E3779B9;
        int from = (hash ^ hash >>> 16) & mask;
        for (int way = 0; way < WAYS; way++) {
            int at = (from + way) & mask;
            T there = known.get(at);
            if (there == null) {
                known.set(at, thing);
                return thing;
            }
            if (there.equals(thing)) {
                return there;
            }
        }
        known.set((from + (hash >>> 28) % WAYS) & mask, thing);
        return thing;
    }
}

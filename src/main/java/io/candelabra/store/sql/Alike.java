package io.candelabra.store.sql;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.UnaryOperator;

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
    private final UnaryOperator<T> first;

    /** @param size how many it remembers, a power of two */
    Alike(int size) {
        this(size, thing -> thing);
    }

    /** @param first what stands for a thing that is not known yet: its equal */
    Alike(int size, UnaryOperator<T> first) {
        this.first = first;
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
                return remember(at, thing);
            }
            if (there.equals(thing)) {
                return there;
            }
        }
        return remember((from + (hash >>> 28) % WAYS) & mask, thing);
    }

    private T remember(int at, T thing) {
        T one = first.apply(thing);
        known.set(at, one);
        return one;
    }
}

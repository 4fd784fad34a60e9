package io.candelabra.core.state;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * A persistent map that keeps the order in which keys first came in. Changing a value costs one path of the map; the
 * order is touched only when keys come and go.
 */
public final class Ordered<K, V> implements Iterable<V> {
    private record Slot<V>(long number, V value) {}

    private final Trie<K, Slot<V>> slots;
    private final TreePMap<Long, K> order;

    private Ordered(Trie<K, Slot<V>> slots, TreePMap<Long, K> order) {
        this.slots = slots;
        this.order = order;
    }

    public static <K, V> Ordered<K, V> empty() {
        return new Ordered<>(Trie.empty(), TreePMap.empty());
    }

    public @Nullable V get(K key) {
        Slot<V> slot = slots.get(key);
        return slot == null ? null : slot.value();
    }

    public Optional<V> find(K key) {
        return Optional.ofNullable(get(key));
    }

    /** A number that stands for where a key is in the order; smaller ones stand before. */
    long slot(K key) {
        Slot<V> slot = slots.get(key);
        if (slot == null) {
            throw new IllegalArgumentException("not there: " + key);
        }
        return slot.number();
    }

    public boolean has(K key) {
        return slots.containsKey(key);
    }

    public Ordered<K, V> with(K key, V value) {
        Slot<V> old = slots.get(key);
        if (old != null) {
            return new Ordered<>(slots.plus(key, new Slot<>(old.number(), value)), order);
        }
        long number = order.isEmpty() ? 0 : order.lastKey() + 1;
        return new Ordered<>(slots.plus(key, new Slot<>(number, value)), order.plus(number, key));
    }

    public Ordered<K, V> without(K key) {
        Slot<V> old = slots.get(key);
        return old == null ? this : new Ordered<>(slots.minus(key), order.minus(old.number()));
    }

    public int size() {
        return slots.size();
    }

    public boolean isEmpty() {
        return slots.isEmpty();
    }

    /** The values in order. */
    @Override
    public Iterator<V> iterator() {
        Iterator<Map.Entry<Long, K>> numbers = order.entrySet().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return numbers.hasNext();
            }

            @Override
            public V next() {
                K key = numbers.next().getValue();
                Slot<V> slot = slots.get(key);
                if (slot == null) {
                    throw new IllegalStateException("order and values do not fit at " + key);
                }
                return slot.value();
            }
        };
    }

    public java.util.stream.Stream<V> stream() {
        return java.util.stream.StreamSupport.stream(spliterator(), false);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Ordered<?, ?> that) || that.size() != size()) {
            return false;
        }
        Iterator<?> theirs = that.iterator();
        for (V mine : this) {
            if (!mine.equals(theirs.next())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (V value : this) {
            hash = 31 * hash + value.hashCode();
        }
        return hash;
    }
}

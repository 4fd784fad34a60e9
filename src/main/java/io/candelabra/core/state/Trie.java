package io.candelabra.core.state;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A persistent map without an order: the way to a change is copied, all the rest is shared. It branches 32-fold
 * by the bits of the hash, so that in a town of a hundred thousand lamps a look passes four nodes, where a binary tree would
 * pass seventeen.
 *
 * @param <K> keys with a hash that spreads
 */
final class Trie<K, V> {
    private static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;
    private static final Trie<?, ?> EMPTY = new Trie<>(new Node(0, new Object[0]), 0);

    /** Of the possible branches those that are there, in order: each another node or an {@link Entry}. */
    private record Node(int there, Object[] branches) {
        int index(int bit) {
            return Integer.bitCount(there & (bit - 1));
        }

        Node replaced(int index, Object branch) {
            Object[] copy = branches.clone();
            copy[index] = branch;
            return new Node(there, copy);
        }

        Node inserted(int bit, Object branch) {
            int index = index(bit);
            Object[] copy = new Object[branches.length + 1];
            System.arraycopy(branches, 0, copy, 0, index);
            copy[index] = branch;
            System.arraycopy(branches, index, copy, index + 1, branches.length - index);
            return new Node(there | bit, copy);
        }

        Node removed(int bit) {
            int index = index(bit);
            Object[] copy = Arrays.copyOf(branches, branches.length - 1);
            System.arraycopy(branches, index + 1, copy, index, copy.length - index);
            return new Node(there & ~bit, copy);
        }
    }

    /** @param next another key with the very same hash */
    private record Entry(
            int hash, Object key, Object value, @Nullable Entry next) {}

    private final Node root;
    private final int size;

    private Trie(Node root, int size) {
        this.root = root;
        this.size = size;
    }

    @SuppressWarnings("unchecked") // nothing is in it
    static <K, V> Trie<K, V> empty() {
        return (Trie<K, V>) EMPTY;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    @Nullable
    V get(K key) {
        return found(key);
    }

    boolean containsKey(K key) {
        return found(key) != null;
    }

    @SuppressWarnings("unchecked") // only such values were put in
    private @Nullable V found(Object key) {
        int hash = hash(key);
        Node node = root;
        for (int shift = 0; ; shift += BITS) {
            int bit = bit(hash, shift);
            if ((node.there() & bit) == 0) {
                return null;
            }
            Object branch = node.branches()[node.index(bit)];
            if (branch instanceof Node deeper) {
                node = deeper;
                continue;
            }
            for (Entry entry = (Entry) branch; entry != null; entry = entry.next()) {
                if (entry.hash() == hash && entry.key().equals(key)) {
                    return (V) entry.value();
                }
            }
            return null;
        }
    }

    /** With this value under the key. */
    Trie<K, V> plus(K key, V value) {
        int more = containsKey(key) ? 0 : 1;
        return new Trie<>(put(root, 0, new Entry(hash(key), key, value, null)), size + more);
    }

    private static Node put(Node node, int shift, Entry fresh) {
        int bit = bit(fresh.hash(), shift);
        if ((node.there() & bit) == 0) {
            return node.inserted(bit, fresh);
        }
        int index = node.index(bit);
        Object branch = node.branches()[index];
        if (branch instanceof Node deeper) {
            return node.replaced(index, put(deeper, shift + BITS, fresh));
        }
        Entry there = (Entry) branch;
        if (there.hash() == fresh.hash()) {
            Entry others = without(there, fresh.key());
            return node.replaced(index, new Entry(fresh.hash(), fresh.key(), fresh.value(), others));
        }
        Node both = new Node(bit(there.hash(), shift + BITS), new Object[] {there});
        return node.replaced(index, put(both, shift + BITS, fresh));
    }

    /** Those of a chain that are not of this key. */
    private static @Nullable Entry without(@Nullable Entry chain, Object key) {
        if (chain == null) {
            return null;
        }
        return chain.key().equals(key)
                ? chain.next()
                : new Entry(chain.hash(), chain.key(), chain.value(), without(chain.next(), key));
    }

    /** Without the key; the same where it is not there. */
    Trie<K, V> minus(K key) {
        return containsKey(key) ? new Trie<>(remove(root, 0, hash(key), key), size - 1) : this;
    }

    private static Node remove(Node node, int shift, int hash, Object key) {
        int bit = bit(hash, shift);
        int index = node.index(bit);
        Object branch = node.branches()[index];
        if (branch instanceof Node deeper) {
            Node left = remove(deeper, shift + BITS, hash, key);
            boolean lone = left.branches().length == 1 && left.branches()[0] instanceof Entry;
            return node.replaced(index, lone ? left.branches()[0] : left);
        }
        Entry left = without((Entry) branch, key);
        return left == null ? node.removed(bit) : node.replaced(index, left);
    }

    private static int bit(int hash, int shift) {
        return 1 << (hash >>> shift & MASK);
    }

    private static int hash(Object key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    private static boolean all(Node node, BiPredicate<Object, Object> test) {
        for (Object branch : node.branches()) {
            if (branch instanceof Node deeper) {
                if (!all(deeper, test)) {
                    return false;
                }
                continue;
            }
            for (Entry entry = (Entry) branch; entry != null; entry = entry.next()) {
                if (!test.test(entry.key(), entry.value())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the same keys lead to the same values. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other == this
                || other instanceof Trie<?, ?> that
                        && that.size == size
                        && all(root, (key, value) -> value.equals(that.found(key)));
    }

    @Override
    public int hashCode() {
        int[] sum = {0};
        all(root, (key, value) -> {
            sum[0] += Objects.hash(key, value);
            return true;
        });
        return sum[0];
    }
}

package io.candelabra.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrieTest {

    /** Keys of which many have the same hash, so that chains come and go as well. */
    private record Key(int number) {
        @Override
        public int hashCode() {
            return number % 300;
        }
    }

    @Test
    void isWhatAMapIsAfterAnyChanges() {
        Random random = new Random(7);
        Trie<Key, Integer> trie = Trie.empty();
        Map<Key, Integer> map = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            Key key = new Key(random.nextInt(1_200));
            if (random.nextInt(3) == 0) {
                trie = trie.minus(key);
                map.remove(key);
            } else {
                trie = trie.plus(key, i);
                map.put(key, i);
            }
            assertThat(trie.size()).isEqualTo(map.size());
            assertThat(trie.get(key)).isEqualTo(map.get(key));
        }
        for (int number = 0; number < 1_300; number++) {
            assertThat(trie.get(new Key(number))).as("key %d", number).isEqualTo(map.get(new Key(number)));
        }
        for (Key key : List.copyOf(map.keySet())) {
            trie = trie.minus(key);
        }
        assertThat(trie.isEmpty()).isTrue();
        assertThat(trie).isEqualTo(Trie.empty());
    }

    @Test
    void oldOnesStayAsTheyAre() {
        List<Trie<String, Integer>> all = new ArrayList<>(List.of(Trie.empty()));
        for (int i = 0; i < 2_000; i++) {
            all.add(all.getLast().plus("lamp " + i, i));
        }
        Trie<String, Integer> whole = all.getLast();
        Trie<String, Integer> changed = whole;
        for (int i = 0; i < 2_000; i++) {
            changed = i % 2 == 0 ? changed.minus("lamp " + i) : changed.plus("lamp " + i, -1);
        }
        assertThat(changed.size()).isEqualTo(1_000);
        for (int count = 0; count < all.size(); count += 97) {
            Trie<String, Integer> then = all.get(count);
            assertThat(then.size()).isEqualTo(count);
            assertThat(then.containsKey("lamp " + count)).isFalse();
            for (int i = 0; i < count; i++) {
                assertThat(then.get("lamp " + i)).isEqualTo(i);
            }
        }
    }

    @Test
    void isEqualHoweverItCameAbout() {
        Trie<Key, Integer> there = Trie.empty();
        Trie<Key, Integer> back = Trie.empty();
        for (int i = 0; i < 2_000; i++) {
            there = there.plus(new Key(i), i);
            back = back.plus(new Key(1_999 - i), 1_999 - i).plus(new Key(5_000 + i), 0);
        }
        for (int i = 0; i < 2_000; i++) {
            back = back.minus(new Key(5_000 + i));
        }
        assertThat(there).isEqualTo(back).hasSameHashCodeAs(back);
        assertThat(there.plus(new Key(1), 2)).isNotEqualTo(back);
        assertThat(there.minus(new Key(1))).isNotEqualTo(back);
        assertThat(there.minus(new Key(1)).plus(new Key(9_999), 1)).isNotEqualTo(back);
        assertThat(there.minus(new Key(77_777))).isSameAs(there);
    }
}

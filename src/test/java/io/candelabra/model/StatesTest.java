package io.candelabra.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatesTest {
    private static State state(int name, long value) {
        // a name of its own each time: nothing may depend on which object it is
        return State.of(new StringBuilder("core:State").append(name).toString(), value);
    }

    /** In any order, with new names and known ones, as a map would have it. */
    @Test
    void aNameOccursOnceAndTheLastValueCountsInWhateverOrderTheyAreTold() {
        Random chance = new Random(7);
        for (int round = 0; round < 500; round++) {
            Map<String, State> expected = new LinkedHashMap<>();
            List<State> stored = new ArrayList<>();
            for (int i = 0; i < chance.nextInt(8); i++) {
                State one = state(i, 0);
                stored.add(one);
                expected.put(one.name(), one);
            }
            States before = new States(stored);
            List<State> told = new ArrayList<>();
            for (int i = 0; i < chance.nextInt(8); i++) {
                State one = chance.nextBoolean() || stored.isEmpty()
                        ? state(chance.nextInt(10), chance.nextInt(2))
                        : stored.get(chance.nextInt(stored.size()));
                told.add(one);
            }
            assertThat(before.differing(told, Set.of()))
                    .as("%s told to %s", told, before)
                    .containsExactlyElementsOf(told.stream()
                            .filter(one ->
                                    before.find(one.name()).filter(one::equals).isEmpty())
                            .toList());
            told.forEach(one -> expected.put(one.name(), one));
            assertThat(before.with(told).all())
                    .as("%s told to %s", told, before)
                    .containsExactlyElementsOf(expected.values());
        }
    }

    @Test
    void whatHappensAgainIsNewsThoughItIsTheSame() {
        States before = States.of(state(0, 1), state(1, 1), state(2, 1));
        assertThat(before.differing(List.of(state(2, 1), state(0, 1), state(1, 1)), Set.of("core:State1")))
                .containsExactly(state(1, 1));
    }
}

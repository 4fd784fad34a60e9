package io.candelabra.push;

import static io.candelabra.push.Mailroom.TAKEN;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.view.View;
import io.candelabra.model.Resource.QueuedSettings;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.push.Mailroom.Try;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three days of a town in a storm: gateways that drop by the hundred and come back together, settings that wait meanwhile,
 * servers that are killed between any two steps, log that is pruned, and receivers that are down for 72 hours, come and go,
 * are slow, or show a wrong certificate. Nothing is lost, nothing overtakes, nothing stale arrives.
 */
class TownStormTest {
    private static final long SECOND = 1_000;
    private static final long LATEST_MS = 60 * SECOND;

    /** More seeds for a long run: {@code -Dcandelabra.storms=1000}. */
    private static final int STORMS = Math.max(1, Integer.getInteger("candelabra.storms", 12) / 12);

    static Stream<Long> seeds() {
        return LongStream.rangeClosed(1, STORMS).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsLostOrLateInAnyStorm(long seed) {
        TownStorm storm = new TownStorm(seed, 400);
        storm.rage();
        everythingIsToldInOrder(storm);
        nobodyWaitsForSomebodyElse(storm);
        settingsArriveInTheirOrderAndTheLastStays(storm);
        assertThat(storm.restarts).as("the storm was one").isGreaterThan(10);
        assertThat(storm.waited).as("settings waited").isGreaterThan(1_000);
    }

    @Test
    void theSameSeedGivesTheSameTrace() {
        TownStorm one = new TownStorm(7, 40);
        TownStorm two = new TownStorm(7, 40);
        one.rage();
        two.rage();
        assertThat(one.mail.tries).hasSizeGreaterThan(1_000);
        assertThat(two.world.log().equals(one.world.log())).as("events").isTrue();
        assertThat(two.mail.tries.equals(one.mail.tries)).as("messages").isTrue();
        assertThat(two.frames.equals(one.frames)).as("settings in the field").isTrue();
    }

    private static void everythingIsToldInOrder(TownStorm storm) {
        for (Subscription subscription : storm.world.state().resources(Subscription.class)) {
            assertThat(subscription.enabled()).as(subscription.id()).isTrue();
            List<String> owed = new ArrayList<>();
            for (LoggedEvent event : storm.world.log()) {
                if (event.seq() > Long.parseLong(subscription.vendor().getOrDefault(DeliveryState.FROM, "0"))) {
                    Mailroom.EVENTS
                            .messages(subscription, event, View.whole(storm.world.state()))
                            .forEach(m -> owed.add(new String(m.body(), java.nio.charset.StandardCharsets.UTF_8)));
                }
            }
            List<Try> tries = storm.mail.tries.stream()
                    .filter(t -> t.subscription().equals(subscription.id()))
                    .toList();
            Set<String> told = new LinkedHashSet<>();
            tries.stream().filter(Try::taken).forEach(t -> told.add(t.body()));
            assertThat(told)
                    .as("told to %s", subscription.id())
                    .hasSameSizeAs(owed)
                    .containsAll(owed);
            assertThat(byThing(told)).as("order at %s", subscription.id()).isEqualTo(byThing(owed));
            Map<String, Set<String>> ids = tries.stream().collect(groupingBy(Try::body, mapping(Try::id, toSet())));
            assertThat(ids.values()).as("one id on every try").allMatch(all -> all.size() == 1);
            assertThat(ids.values().stream().flatMap(Set::stream).distinct()).hasSameSizeAs(ids.keySet());
        }
    }

    private static Map<String, List<String>> byThing(Iterable<String> bodies) {
        return Stream.iterate(bodies.iterator(), java.util.Iterator::hasNext, i -> i)
                .map(java.util.Iterator::next)
                .collect(groupingBy(body -> body.substring(0, body.indexOf('|')), toList()));
    }

    private static void nobodyWaitsForSomebodyElse(TownStorm storm) {
        Map<Long, Long> happened = new HashMap<>();
        storm.world.log().forEach(event -> happened.put(event.seq(), event.atMs()));
        Map<String, Long> first = new HashMap<>();
        storm.mail.tries.stream()
                .filter(t -> t.subscription().equals("steady"))
                .forEach(t -> first.putIfAbsent(t.body(), t.atMs()));
        first.forEach((body, atMs) -> assertThat(atMs - happened.get(Long.parseLong(body.split("\\|")[1])))
                .as(body)
                .isLessThan(LATEST_MS));
        assertThat(storm.mail.tries.stream().filter(t -> !TAKEN.equals(t.outcome())))
                .as("receivers failed")
                .hasSizeGreaterThan(100);
    }

    private static void settingsArriveInTheirOrderAndTheLastStays(TownStorm storm) {
        Map<String, Long> field = new HashMap<>();
        for (TownStorm.Frame frame : storm.frames) {
            String what = frame.device() + " " + frame.command();
            Long before = field.put(what, frame.value());
            assertThat(frame.value())
                    .as("stale after newer: %s", what)
                    .isGreaterThanOrEqualTo(before == null ? 0 : before);
        }
        storm.promised.forEach((what, value) -> assertThat(field)
                .as("%s was promised %d", what, value)
                .hasEntrySatisfying(what, last -> assertThat(last).isGreaterThanOrEqualTo(value)));
        assertThat(storm.world.state().resources(QueuedSettings.class)).isEmpty();
        assertThat(storm.world.state().executions()).isEmpty();
    }
}

package io.candelabra.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.site.HandStepped;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.push.Post.Try;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.wire.out.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A subscription that is set anew: the address before hears nothing more, the one after everything that is owed. */
class ReplacementTest {
    private static final long SECOND = 1_000;

    private final Post post = new Post(new MemoryStore());

    @BeforeEach
    void install() {
        post.core.install(HandStepped.SITE, Post.LAMPS);
    }

    @Test
    void aReaderThatHasNotHeardOfItTellsNothing() {
        post.set("hook", "before");
        post.pass(SECOND);
        String owed = post.change(0);
        post.set("hook", "after");
        String later = post.change(1);
        post.former.forEach(SubscriptionReader::step);
        assertThat(post.tries).isEmpty();
        post.pass(SECOND);
        assertThat(post.taken("after")).containsExactly(owed, later);
        assertThat(post.tries("before")).isEmpty();
    }

    @Test
    void aLetterThatHasNotLeftTheHouseStays() {
        post.set("hook", "before");
        post.slow = true;
        String owed = post.change(0);
        post.pass(SECOND);
        assertThat(post.mail).hasSize(1);
        post.set("hook", "after");
        List.copyOf(post.mail).forEach(Runnable::run);
        post.former.forEach(SubscriptionReader::step);
        post.mail.clear();
        post.slow = false;
        post.pass(SECOND);
        assertThat(post.tries("before")).isEmpty();
        assertThat(post.taken("after")).containsExactly(owed);
    }

    @Test
    void whatTheAddressBeforeAnswersDoesNotEndTheOneAfter() {
        List<Outcome> answers = List.of(
                new Outcome.Answered(410, Optional.empty()), new Outcome.Answered(500, Optional.of(86_400_000L)));
        for (Outcome answer : answers) {
            post.set("hook", "before");
            post.receivers.put("before", (letter, now) -> {
                post.set("hook", "after");
                return Optional.of(answer);
            });
            String told = post.change(0);
            post.pass(SECOND);
            post.former.forEach(SubscriptionReader::step);
            post.pass(SECOND);
            assertThat(post.stored("hook").map(Subscription::enabled)).contains(true);
            assertThat(post.core.state().alerts().isEmpty()).isTrue();
            assertThat(post.taken("after")).as("after %s", answer).endsWith(told);
        }
    }

    static Stream<Long> seeds() {
        return LongStream.rangeClosed(1, 60).boxed();
    }

    /** Readers that hear late, letters that lie about, and changes and replacements between any two steps. */
    @ParameterizedTest
    @MethodSource("seeds")
    void inAnyOrderOfStepsNothingIsLostAndNothingGoesToAFormerAddress(long seed) {
        Random chance = new Random(seed);
        post.slow = true;
        post.set("hook", "0");
        List<String> sent = new ArrayList<>();
        Map<String, Integer> lastOf = new HashMap<>();
        int address = 0;
        for (int i = 0; i < 400; i++) {
            int what = chance.nextInt(100);
            if (what < 30) {
                sent.add(post.change(chance.nextInt(Post.LAMPS)));
            } else if (what < 32) {
                lastOf.put(Integer.toString(address), sent.size());
                post.set("hook", Integer.toString(++address));
            } else if (what < 60) {
                post.step("hook");
            } else if (what < 65) {
                post.former.forEach(SubscriptionReader::step);
            } else if (what < 75) {
                post.core.committer().step();
            } else if (!post.mail.isEmpty()) {
                post.mail.remove(chance.nextInt(post.mail.size())).run();
            }
        }
        while (!post.mail.isEmpty()) {
            post.mail.removeFirst().run();
        }
        post.slow = false;
        post.pass(60 * SECOND);

        assertThat(address).as("it was replaced").isPositive();
        for (Try one : post.tries) {
            int level = Integer.parseInt(one.body().substring(one.body().indexOf('=') + 1));
            assertThat(level)
                    .as("told to address %s", one.subscription())
                    .isLessThanOrEqualTo(lastOf.getOrDefault(one.subscription(), Integer.MAX_VALUE));
        }
        List<String> firsts = post.tries.stream().map(Try::body).distinct().toList();
        assertThat(firsts).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(DeliveryTest.byLamp(firsts)).isEqualTo(DeliveryTest.byLamp(sent));
    }
}

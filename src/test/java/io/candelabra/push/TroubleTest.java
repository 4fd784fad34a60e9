package io.candelabra.push;

import static io.candelabra.push.Post.BROKEN;
import static io.candelabra.push.Post.OK;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.site.Pruner;
import io.candelabra.core.site.Retention;
import io.candelabra.core.view.View;
import io.candelabra.model.Alert;
import io.candelabra.model.Resource.Cursor;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.push.Post.Try;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.wire.out.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a receiver that fails is asked, over restarts too, and what is kept for it meanwhile. */
class TroubleTest {
    private static final long SECOND = 1_000;
    private static final long HOUR = 3_600 * SECOND;
    private static final long DAY = 24 * HOUR;

    private final MemoryStore store = new MemoryStore();
    private Post post = new Post(store);

    @BeforeEach
    void install() {
        post.core.install(HandStepped.SITE, Post.LAMPS);
    }

    private void restart() {
        Post before = post;
        post = new Post(store, before.nowMs());
        post.tries.addAll(before.tries);
        post.receivers.putAll(before.receivers);
        post.stored("hook").ifPresent(post::read);
    }

    private Cursor cursor() {
        return post.core
                .state(Accounts.SYSTEM)
                .resources(Cursor.class)
                .iterator()
                .next();
    }

    @Test
    void fiveDaysAreFiveDaysOverRestarts() {
        post.subscribe("hook");
        post.receivers.put("hook", (letter, now) -> Optional.of(BROKEN));
        post.change(0);
        long start = post.nowMs();
        for (int half = 0; half < 9; half++) {
            post.pass(DAY / 2);
            assertThat(cursor().failingSinceMs()).isEqualTo(start);
            restart();
        }
        post.pass(DAY / 2 - SECOND);
        assertThat(post.stored("hook").map(Subscription::enabled))
                .as("at four days and a half")
                .contains(true);
        post.pass(DAY + 2 * SECOND);
        assertThat(post.stored("hook").map(Subscription::enabled)).contains(false);
        assertThat(post.tries("hook").getLast().atMs() - start).isBetween(5 * DAY, 6 * DAY);
        assertThat(post.core.state().alerts().stream().map(a -> a.kind() + " " + a.subject()))
                .containsExactly(Alert.WEBHOOK_DISABLED + " hook");
        assertThat(Webhooks.whyOff(View.whole(post.core.state()), "hook").orElse(""))
                .contains("five days", "500");
    }

    @Test
    void thePlaceInTheScheduleOutlivesARestart() {
        post.subscribe("hook");
        post.receivers.put("hook", (letter, now) -> Optional.of(BROKEN));
        post.change(0);
        post.pass(DAY);
        int failures = cursor().failures();
        assertThat(failures).isGreaterThan(8);
        restart();
        post.pass(SECOND);
        assertThat(cursor().failures()).as("one try at the start").isEqualTo(failures + 1);
        int tries = post.tries("hook").size();
        post.pass(5 * HOUR);
        assertThat(post.tries("hook")).as("then the pause that comes next").hasSize(tries);
    }

    @Test
    void aSuccessEndsTheCountOnDiskToo() {
        post.subscribe("hook");
        post.receivers.put("hook", (letter, now) -> Optional.of(BROKEN));
        post.change(0);
        post.pass(DAY);
        post.receivers.put("hook", (letter, now) -> Optional.of(OK));
        post.pass(DAY);
        assertThat(post.taken("hook")).hasSize(1);
        assertThat(cursor().failures()).isZero();
        assertThat(cursor().failingSinceMs()).isZero();
    }

    @Test
    void aNewAddressBeginsWithoutTheFailuresOfTheOneBefore() {
        post.subscribe("hook");
        post.receivers.put("hook", (letter, now) -> Optional.of(BROKEN));
        post.receivers.put("other", (letter, now) -> Optional.of(BROKEN));
        String owed = post.change(0);
        post.pass(4 * DAY);
        post.set("hook", "other");
        restart();
        post.pass(2 * DAY);
        assertThat(post.stored("hook").map(Subscription::enabled)).contains(true);
        post.receivers.put("other", (letter, now) -> Optional.of(OK));
        post.pass(DAY);
        assertThat(post.taken("other")).containsExactly(owed);
    }

    /** A server that was off for a week has not asked anybody in that time. */
    @Test
    void timeInWhichNobodyAskedAloneEndsNothing() {
        post.subscribe("hook");
        post.receivers.put("hook", (letter, now) -> Optional.of(BROKEN));
        String told = post.change(0);
        post.pass(SECOND);
        post = new Post(store, post.nowMs() + 7 * DAY);
        post.receivers.put("hook", (letter, now) -> Optional.of(BROKEN));
        post.stored("hook").ifPresent(post::read);
        post.pass(SECOND);
        assertThat(post.stored("hook").map(Subscription::enabled)).contains(true);
        post.receivers.put("hook", (letter, now) -> Optional.of(OK));
        post.pass(HOUR);
        assertThat(post.taken("hook")).containsExactly(told);
    }

    @Test
    void nobodyIsLeftAloneForLongerThanADay() {
        post.subscribe("hook");
        post.receivers.put("hook", (letter, now) -> Optional.of(new Outcome.Answered(503, Optional.of(1_000 * DAY))));
        post.change(0);
        post.pass(4 * DAY);
        List<Long> times = post.tries("hook").stream().map(Try::atMs).toList();
        assertThat(times).hasSize(5);
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).isEqualTo(DAY);
        }
    }

    /** From the first day on, though nothing was ever taken. */
    @Test
    void theLogIsKeptForWhoIsBehind() {
        post.subscribe("hook");
        long back = post.nowMs() + 72 * HOUR;
        post.receivers.put("hook", (letter, now) -> Optional.of(now < back ? BROKEN : OK));
        Pruner pruner = new Pruner(
                store,
                post.core.sites(),
                Accounts.SYSTEM,
                Retention.STANDARD,
                site -> Long.MAX_VALUE,
                () -> Instant.ofEpochMilli(post.core.nowMs()),
                () -> Instant.ofEpochMilli(post.nowMs()));
        List<String> sent = new ArrayList<>();
        for (int hour = 0; hour < 80; hour++) {
            for (int i = 0; i < 30; i++) {
                sent.add(post.change(i % Post.LAMPS));
            }
            post.pass(HOUR);
            post.core.pass(HOUR);
            pruner.step();
        }
        post.pass(2 * DAY);
        post.core.pass(2 * DAY);
        assertThat(post.taken("hook").stream().distinct()).containsExactlyInAnyOrderElementsOf(sent);
        post.core.checkpoint();
        pruner.step();
        assertThat(store.read(HandStepped.SITE, 0, 10))
                .as("nobody needs what is older than a day")
                .isEmpty();
    }
}

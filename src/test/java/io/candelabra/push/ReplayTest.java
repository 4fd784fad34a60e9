package io.candelabra.push;

import static io.candelabra.push.Post.BROKEN;
import static io.candelabra.push.Post.OK;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.site.HandStepped;
import io.candelabra.core.view.View;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.push.Deliveries.Delivery;
import io.candelabra.push.Deliveries.Kind;
import io.candelabra.push.Post.Try;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.wire.out.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Past messages can be told again: the same ids, in order, beside the stream. */
class ReplayTest {
    private static final long SECOND = 1_000;
    private static final long HOUR = 3_600 * SECOND;

    private final MemoryStore store = new MemoryStore();
    private final Post post = new Post(store);
    private final List<String> sent = new ArrayList<>();
    private final List<Long> sentAt = new ArrayList<>();

    @BeforeEach
    void anHourWithAMessageEachMinute() {
        post.core.install(HandStepped.SITE, Post.LAMPS);
        post.subscribe("hook");
        for (int i = 0; i < 60; i++) {
            post.core.pass(60 * SECOND);
            sentAt.add(post.core.nowMs());
            sent.add(post.change(i % Post.LAMPS));
            post.pass(SECOND);
        }
    }

    private Subscription hook() {
        return post.stored("hook").orElseThrow();
    }

    private LogSearch search() {
        return new LogSearch(post.core.sites(), HandStepped.SITE, hook(), Post.LEVELS);
    }

    private LogSearch.Found stretch(long fromMs, long toMs, long afterSeq) {
        return search().stretch(
                        new ReplayRequest.Stretch(fromMs, toMs, afterSeq),
                        post.core.state().seq());
    }

    /** Sends what was found, to the end; whether it came to one. */
    private boolean send(List<Outbox.Item> items) {
        AtomicBoolean ended = new AtomicBoolean();
        Posting posting = post.posting(hook());
        Replay replay = new Replay(
                "replay",
                items,
                () -> posting.wanted(View.whole(post.core.state())),
                (item, told) -> posting.post(Kind.REPLAY, item.id(), item.message(), told),
                () -> java.time.Instant.ofEpochMilli(post.nowMs()));
        boolean[] woken = {true};
        replay.within(() -> woken[0] = true, () -> ended.set(true));
        long due = 0;
        for (int i = 0; i < 10_000 && !ended.get(); i++) {
            if (!woken[0] && due > post.nowMs()) {
                post.pass(due - post.nowMs());
            }
            woken[0] = false;
            due = replay.step();
        }
        return ended.get();
    }

    private static List<String> bodies(LogSearch.Found found) {
        return found.items().stream()
                .map(item -> new String(item.message().body(), java.nio.charset.StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void aStretchOfTimeComesAgainWithTheIdsThatItHad() {
        Map<String, String> ids = post.tries("hook").stream().collect(Collectors.toMap(Try::body, Try::id));
        LogSearch.Found found = stretch(sentAt.get(10), sentAt.get(29), 0);
        assertThat(bodies(found)).isEqualTo(sent.subList(10, 30));
        assertThat(found.gap()).isFalse();
        assertThat(found.complete()).isTrue();
        post.tries.clear();
        assertThat(send(found.items())).isTrue();
        assertThat(post.taken("hook")).containsExactlyInAnyOrderElementsOf(sent.subList(10, 30));
        assertThat(DeliveryTest.byLamp(post.taken("hook"))).isEqualTo(DeliveryTest.byLamp(sent.subList(10, 30)));
        assertThat(post.tries("hook")).allMatch(t -> t.id().equals(ids.get(t.body())));
        assertThat(post.deliveries.newestFirst().stream().filter(d -> d.kind() == Kind.REPLAY))
                .hasSize(20)
                .allMatch(Delivery::delivered);
    }

    @Test
    void oneMessageComesAgainByItsId() {
        Try one = post.tries("hook").get(7);
        LogSearch.Found found =
                search().message(one.id(), search().seq(one.id()).orElseThrow());
        assertThat(bodies(found)).containsExactly(one.body());
        assertThat(search().seq("msg_other_12_0")).isEmpty();
        assertThat(search().seq("msg_hook_s12_0")).as("how things were").isEmpty();
        assertThat(search().seq("msg_hook_99999999999999999999_0")).isEmpty();
        assertThat(search().message("msg_hook_" + search().seq(one.id()).orElseThrow() + "_5", 12)
                        .items())
                .isEmpty();
    }

    @Test
    void whatWasPrunedIsMissedAloud() {
        long kept = search().seq(post.tries("hook").get(40).id()).orElseThrow();
        post.core.checkpoint();
        store.prune(HandStepped.SITE, kept - 1);
        Post fresh = new Post(store, post.nowMs());
        LogSearch search = new LogSearch(
                fresh.core.sites(), HandStepped.SITE, fresh.stored("hook").orElseThrow(), Post.LEVELS);
        LogSearch.Found all = search.stretch(
                new ReplayRequest.Stretch(0, Long.MAX_VALUE, 0),
                fresh.core.state().seq());
        assertThat(bodies(all)).isEqualTo(sent.subList(40, 60));
        assertThat(all.gap()).isTrue();
        LogSearch.Found late = search.stretch(
                new ReplayRequest.Stretch(sentAt.get(50), Long.MAX_VALUE, 0),
                fresh.core.state().seq());
        assertThat(late.gap()).isFalse();
        String gone = post.tries("hook").get(3).id();
        assertThat(search.message(gone, search.seq(gone).orElseThrow()).gap()).isTrue();
    }

    @Test
    void whatIsTooMuchAtOnceGoesOnWhereItStopped() {
        LogSearch.Found first = stretch(0, Long.MAX_VALUE, 0);
        assertThat(bodies(first)).isEqualTo(sent);
        LogSearch.Found rest = stretch(0, Long.MAX_VALUE, first.items().get(19).seq());
        assertThat(bodies(rest)).isEqualTo(sent.subList(20, 60));
        assertThat(stretch(sentAt.getLast() + 1, Long.MAX_VALUE, 0).items()).isEmpty();
        assertThat(stretch(0, 1, 0).items()).isEmpty();
    }

    @Test
    void theStreamGoesOnBesideAReplayThatFails() {
        LogSearch.Found found = stretch(sentAt.get(10), sentAt.get(12), 0);
        List<String> again = bodies(found);
        post.receivers.put("hook", (letter, now) -> {
            boolean old = again.contains(new String(letter.body(), java.nio.charset.StandardCharsets.UTF_8));
            return Optional.of(old ? BROKEN : OK);
        });
        post.tries.clear();
        assertThat(send(found.items())).as("it gives up").isTrue();
        assertThat(post.tries).hasSizeBetween(Replay.MOST_FAILURES, 20).noneMatch(Try::taken);
        String later = post.change(0);
        post.pass(0);
        assertThat(post.taken("hook")).as("at once, without a pause").containsExactly(later);
        assertThat(post.stored("hook").map(Subscription::enabled)).contains(true);
    }

    @Test
    void aReplayOfAReplacedSubscriptionEnds() {
        LogSearch.Found found = stretch(0, Long.MAX_VALUE, 0);
        Posting posting = post.posting(hook());
        post.set("hook", "elsewhere");
        post.tries.clear();
        AtomicBoolean ended = new AtomicBoolean();
        Replay replay = new Replay(
                "replay",
                found.items(),
                () -> posting.wanted(View.whole(post.core.state())),
                (item, told) -> posting.post(Kind.REPLAY, item.id(), item.message(), told),
                () -> java.time.Instant.ofEpochMilli(post.nowMs()));
        replay.within(() -> {}, () -> ended.set(true));
        replay.step();
        assertThat(ended).isTrue();
        assertThat(post.tries).isEmpty();
    }

    @Test
    void theLastDeliveriesAreKnownWithTriesAndOutcome() {
        post.receivers.put("hook", (letter, now) -> Optional.of(BROKEN));
        post.change(0);
        post.pass(20 * SECOND);
        Delivery failing = post.deliveries.newestFirst().getFirst();
        assertThat(failing.delivered()).isFalse();
        assertThat(failing.tries()).isEqualTo(3);
        assertThat(failing.lastMs() - failing.firstMs()).isEqualTo(15 * SECOND);
        assertThat(failing.outcome()).isEqualTo(new Outcome.Answered(500, Optional.empty()));
        post.receivers.put("hook", (letter, now) -> Optional.of(OK));
        post.pass(HOUR);
        assertThat(post.deliveries.newestFirst().getFirst().delivered()).isTrue();
        for (int i = 0; i < 2 * Deliveries.KEPT; i++) {
            post.change(i % Post.LAMPS);
            post.pass(SECOND);
        }
        assertThat(post.deliveries.newestFirst()).hasSize(Deliveries.KEPT).allMatch(Delivery::delivered);
    }
}

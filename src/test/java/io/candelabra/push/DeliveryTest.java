package io.candelabra.push;

import static io.candelabra.push.Post.BROKEN;
import static io.candelabra.push.Post.OK;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.site.HandStepped;
import io.candelabra.model.Alert;
import io.candelabra.model.Resource.Cursor;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.push.Post.Try;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.wire.out.Outcome;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is lost and nothing overtakes, with receivers of every behaviour; days pass in a moment. */
class DeliveryTest {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private final MemoryStore store = new MemoryStore();
    private Post post = new Post(store);

    private void installed() {
        post.core.install(HandStepped.SITE, Post.LAMPS);
    }

    /** Every message was taken, those of each lamp in order, and every try of a message had the same id. */
    private static void allTaken(Post post, String subscription, List<String> sent) {
        List<String> firsts = post.taken(subscription).stream().distinct().toList();
        assertThat(firsts).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(byLamp(firsts)).isEqualTo(byLamp(sent));
        Map<String, Set<String>> ids =
                post.tries(subscription).stream().collect(groupingBy(Try::body, mapping(Try::id, toSet())));
        assertThat(ids.values()).allMatch(all -> all.size() == 1);
        assertThat(ids.values().stream().flatMap(Set::stream)).doesNotHaveDuplicates();
    }

    static Map<String, List<String>> byLamp(List<String> bodies) {
        return bodies.stream().collect(groupingBy(b -> b.substring(0, b.indexOf('=')), toList()));
    }

    @Test
    void everyMessageArrivesOnceInOrder() {
        installed();
        post.change(0);
        post.subscribe("hook");
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            sent.add(post.change(i % Post.LAMPS));
            if (i % 7 == 0) {
                post.pass(SECOND);
            }
        }
        post.pass(MINUTE);
        allTaken(post, "hook", sent);
        assertThat(post.tries("hook")).hasSameSizeAs(sent);
    }

    @Test
    void aReceiverThatIsDownForThreeDaysLosesNothing() {
        installed();
        post.subscribe("hook");
        post.subscribe("other");
        long back = post.nowMs() + 72 * HOUR;
        post.receivers.put("hook", (letter, now) -> Optional.of(now < back ? BROKEN : OK));
        List<String> sent = new ArrayList<>();
        for (int hour = 0; hour < 80; hour++) {
            for (int i = 0; i < 40; i++) {
                sent.add(post.change(i % Post.LAMPS));
            }
            post.pass(HOUR);
            assertThat(post.taken("other"))
                    .as("the other receiver waits for nobody")
                    .hasSize(sent.size());
        }
        post.pass(DAY);
        allTaken(post, "hook", sent);
        allTaken(post, "other", sent);
        long failed = post.tries("hook").stream().filter(t -> !t.taken()).count();
        assertThat(failed).as("the first handful, then the head alone").isLessThan(40);
        assertThat(post.core.state().alerts().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aReceiverThatComesAndGoesLosesNothing(long seed) {
        installed();
        post.subscribe("hook");
        Random chance = new Random(seed);
        post.receivers.put(
                "hook",
                (letter, now) -> Optional.of(
                        switch (chance.nextInt(6)) {
                            case 0 -> BROKEN;
                            case 1 -> new Outcome.Unreachable("timeout");
                            case 2 -> new Outcome.Answered(302, Optional.empty());
                            default -> OK;
                        }));
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            sent.add(post.change(chance.nextInt(Post.LAMPS)));
            post.pass(chance.nextInt(10_000));
        }
        post.receivers.put("hook", (letter, now) -> Optional.of(OK));
        post.pass(2 * DAY);
        allTaken(post, "hook", sent);
    }

    @Test
    void triesFollowTheScheduleAndEndAfterFiveDays() {
        installed();
        post.subscribe("hook");
        post.receivers.put("hook", (letter, now) -> Optional.of(BROKEN));
        post.change(0);
        long start = post.nowMs();
        post.pass(7 * DAY);
        List<Long> pauses = new ArrayList<>();
        List<Try> tries = post.tries("hook");
        for (int i = 1; i < tries.size(); i++) {
            pauses.add(tries.get(i).atMs() - tries.get(i - 1).atMs());
        }
        assertThat(tries.getFirst().atMs()).isEqualTo(start);
        assertThat(pauses)
                .containsSubsequence(5 * SECOND, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, DAY)
                .contains(DAY)
                .isSorted();
        assertThat(tries.getLast().atMs() - start).isBetween(5 * DAY, 6 * DAY);
        assertThat(post.stored("hook").map(Subscription::enabled)).contains(false);
        assertThat(post.core.state().alerts().stream().map(a -> a.kind() + " " + a.subject()))
                .containsExactly(Alert.WEBHOOK_DISABLED + " hook");
    }

    @Test
    void whoSaysGoneIsNotAskedAgain() {
        installed();
        post.subscribe("hook");
        post.receivers.put("hook", (letter, now) -> Optional.of(new Outcome.Answered(410, Optional.empty())));
        post.change(0);
        post.pass(DAY);
        post.change(1);
        post.pass(DAY);
        assertThat(post.tries("hook")).hasSize(1);
        assertThat(post.stored("hook").map(Subscription::enabled)).contains(false);
        assertThat(post.core.state().alerts().size()).isEqualTo(1);
    }

    @Test
    void whoAsksToBeLeftAloneIs() {
        installed();
        post.subscribe("hook");
        long free = post.nowMs() + 20 * MINUTE;
        post.receivers.put(
                "hook",
                (letter, now) -> Optional.of(now < free ? new Outcome.Answered(429, Optional.of(free - now)) : OK));
        List<String> sent = List.of(post.change(0), post.change(1), post.change(0));
        post.pass(HOUR);
        allTaken(post, "hook", sent);
        assertThat(post.tries("hook").stream().filter(t -> !t.taken()).map(Try::atMs))
                .as("one round before, none between")
                .containsOnly(post.tries("hook").getFirst().atMs());
        assertThat(post.tries("hook").stream().filter(Try::taken).map(Try::atMs))
                .allMatch(at -> at >= free);
    }

    @Test
    void aReceiverThatNeverAnswersHoldsUpNobodyElse() {
        installed();
        post.subscribe("stuck");
        post.subscribe("hook");
        post.receivers.put("stuck", (letter, now) -> Optional.empty());
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            sent.add(post.change(i % Post.LAMPS));
            if (i % 50 == 0) {
                post.pass(SECOND);
            }
        }
        post.pass(MINUTE);
        allTaken(post, "hook", sent);
        assertThat(post.tries("stuck"))
                .as("one message of each lamp is on its way")
                .hasSize(Post.LAMPS);
    }

    @Test
    void aRestartGoesOnWhereDeliveryStopped() {
        installed();
        post.subscribe("hook");
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            sent.add(post.change(i % Post.LAMPS));
        }
        post.pass(SECOND);
        post.receivers.put("hook", (letter, now) -> Optional.of(BROKEN));
        List<String> waiting = List.of(post.change(0), post.change(1), post.change(0));
        post.pass(SECOND);
        Map<String, String> ids =
                post.tries("hook").stream().collect(java.util.stream.Collectors.toMap(Try::body, Try::id, (a, b) -> a));
        assertThat(post.core
                        .state(Accounts.SYSTEM)
                        .resources(Cursor.class)
                        .iterator()
                        .next()
                        .site())
                .isEqualTo(HandStepped.SITE);

        post = new Post(store);
        post.stored("hook").ifPresent(post::read);
        post.pass(MINUTE);
        assertThat(post.taken("hook")).as("what was taken before comes no more").isEqualTo(waiting);
        assertThat(post.tries("hook")).allMatch(t -> !ids.containsKey(t.body()) || t.id().equals(ids.get(t.body())));
    }

    @Test
    void ofThingsThatWaitOnlyTheNewestGoesWhereThatIsEnough() {
        installed();
        post.subscribe("latest");
        long back = post.nowMs() + HOUR;
        post.receivers.put("latest", (letter, now) -> Optional.of(now < back ? BROKEN : OK));
        post.change(0);
        post.pass(SECOND);
        String last = "";
        for (int i = 0; i < 500; i++) {
            last = post.change(0);
            post.pass(SECOND);
        }
        post.pass(3 * HOUR);
        assertThat(post.taken("latest")).hasSizeLessThan(5).endsWith(last);
    }

    @Test
    void aSubscriberWhoMissedWhatWasPrunedIsToldHowThingsAre() {
        installed();
        post.subscribe("hook");
        Subscription hook = post.stored("hook").orElseThrow();
        for (int i = 0; i < 50; i++) {
            post.change(i % Post.LAMPS);
        }
        post.core.checkpoint();
        store.prune(HandStepped.SITE, post.core.state().seq() - 1);
        post = new Post(store);
        post.core.state();
        post.read(hook);
        post.pass(MINUTE);
        assertThat(post.taken("hook")).containsExactlyInAnyOrder("0=46", "1=47", "2=48", "3=49", "4=50");
    }

    /** Checked by the library that receivers use. */
    @Test
    void signaturesAreThoseThatReceiversKnow() throws Exception {
        installed();
        post.subscribe("hook");
        post.change(3);
        post.pass(SECOND);
        Try got = post.tries("hook").getFirst();
        assertThat(got.headers())
                .containsEntry(
                        "Authorization", "Basic " + Base64.getEncoder().encodeToString("user:secret".getBytes()));
        String signature = got.headers().getOrDefault("webhook-signature", "");
        String timestamp = got.headers().getOrDefault("webhook-timestamp", "");
        Webhook receiver = new Webhook("whsec_" + Base64.getEncoder().encodeToString(new byte[32]));
        assertThat(receiver.sign(got.id(), Long.parseLong(timestamp), got.body()))
                .isEqualTo(signature);
    }
}

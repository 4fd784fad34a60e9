package io.candelabra.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.site.Backlogs.Backlog;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.site.SiteStore.NotWritten;
import io.candelabra.core.view.View;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.State;
import io.candelabra.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a reader says of itself, and how much it takes upon itself at a time. */
class BacklogTest {
    private final MemoryStore store = new MemoryStore();
    private final Post post = new Post(store);

    private Backlog backlog() {
        return post.core.sites().backlogs().of(HandStepped.SITE, "hook");
    }

    /** Ten seconds in which lamps tell something all the time, and letters leave after they have lain for so long. */
    private void busy(long letterMs) {
        List<Long> lying = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            post.change(i % Post.LAMPS);
            post.pass(10);
            while (lying.size() < post.mail.size()) {
                lying.add(post.nowMs());
            }
            while (!lying.isEmpty() && post.nowMs() - lying.getFirst() >= letterMs) {
                lying.removeFirst();
                post.mail.removeFirst().run();
            }
        }
    }

    @Test
    void aReaderThatKeepsUpOwesNothing() {
        post.core.install(HandStepped.SITE, Post.LAMPS);
        post.subscribe("hook");
        busy(0);
        assertThat(backlog()).isEqualTo(Backlog.NONE);
    }

    @Test
    void lettersThatDoNotLeaveAreOursAndTheReaderSaysSinceWhen() {
        post.core.install(HandStepped.SITE, Post.LAMPS);
        post.subscribe("hook");
        post.slow = true;
        busy(200);
        assertThat(backlog().heldUp()).isTrue();
        assertThat(backlog().ms(post.nowMs())).isBetween(1_000L, 10_000L);
        assertThat(backlog().events()).isBetween(100L, 1_000L);
        post.slow = false;
        post.mail.forEach(Runnable::run);
        post.mail.clear();
        post.pass(60_000);
        assertThat(backlog()).isEqualTo(Backlog.NONE);
    }

    @Test
    void aReceiverThatDoesNotAnswerIsBehindByItself() {
        post.core.install(HandStepped.SITE, Post.LAMPS);
        post.subscribe("hook");
        post.receivers.put("hook", (letter, now) -> Optional.empty());
        busy(0);
        assertThat(backlog().heldUp()).isFalse();
        assertThat(backlog().ms(post.nowMs())).isGreaterThan(9_000);
        assertThat(backlog().events()).isEqualTo(1_000);
    }

    @Test
    void oneThatFailsIsNotHeldUpByUs() {
        post.core.install(HandStepped.SITE, Post.LAMPS);
        post.subscribe("hook");
        post.receivers.put("hook", (letter, now) -> Optional.of(Post.BROKEN));
        busy(0);
        assertThat(backlog().heldUp()).isFalse();
        assertThat(backlog().ms(post.nowMs())).isGreaterThan(9_000);
    }

    private List<Alert> alerts() {
        return post.core.state().alerts().stream().toList();
    }

    @Test
    void peopleAreToldOfOneThatIsLateUntilItHasCaughtUp() {
        post.core.install(HandStepped.SITE, Post.LAMPS);
        post.subscribe("hook");
        post.receivers.put("hook", (letter, now) -> Optional.of(Post.BROKEN));
        post.change(0);
        post.pass(Lateness.LATE_MS - 1_000);
        assertThat(alerts()).isEmpty();
        for (int i = 0; i < 10; i++) {
            post.change(1);
            post.pass(10_000);
        }
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(Alert.WEBHOOK_LATE);
            assertThat(alert.subject()).isEqualTo(Alert.Subject.of("hook"));
            assertThat(alert.detail()).contains("its receiver fails");
        });
        post.receivers.remove("hook");
        post.pass(600_000);
        assertThat(alerts()).isEmpty();
        assertThat(backlog()).isEqualTo(Backlog.NONE);
    }

    @Test
    void theNextStartEndsTheAlertOfTheOneBefore() {
        post.core.install(HandStepped.SITE, Post.LAMPS);
        post.subscribe("hook");
        post.core.tell(new Command.TellLate(post.stored("hook").orElseThrow(), "the process before said so"));
        assertThat(alerts()).hasSize(1);
        post.read(post.stored("hook").orElseThrow());
        post.pass(10_000);
        assertThat(alerts()).isEmpty();
    }

    @Test
    void nobodyIsToldOfOneThatIsOffOrGone() {
        post.core.install(HandStepped.SITE, Post.LAMPS);
        post.subscribe("hook");
        Subscription hook = post.stored("hook").orElseThrow();
        assertThat(post.core.tell(new Command.TellLate(hook, "slow"))).isTrue();
        post.core.tell(new Command.SwitchOff(hook, "silence"));
        assertThat(alerts()).map(Alert::kind).containsExactly(Alert.WEBHOOK_DISABLED);
        assertThat(post.core.tell(new Command.TellLate(hook, "slow"))).isFalse();
        assertThat(post.core.tell(new Command.TellLate(hook.withEnabled(false), "slow")))
                .isFalse();

        post.core.tell(new Command.Put(hook));
        post.core.tell(new Command.TellLate(hook, "slow"));
        post.core.tell(new Command.Delete(hook.ref(), Expect.ANY));
        assertThat(alerts()).isEmpty();
        assertThat(post.core.tell(new Command.TellLate(hook, "slow"))).isFalse();
    }

    /** An alert that could not be stored is told again. */
    @Test
    void whatCouldNotBeStoredIsToldLater() {
        post.core.install(HandStepped.SITE, Post.LAMPS);
        post.subscribe("hook");
        post.receivers.put("hook", (letter, now) -> Optional.of(Post.BROKEN));
        post.change(0);
        post.pass(Lateness.LATE_MS - 1_000);
        store.fault((commit, batch) -> {
            throw new NotWritten("told to be full", null);
        });
        post.pass(120_000);
        assertThat(alerts()).isEmpty();
        store.fault((commit, batch) -> Optional.empty());
        post.pass(600_000);
        assertThat(alerts()).hasSize(1);
    }

    /** Ten events of a thousand messages each, and a receiver that answers nothing. */
    @Test
    void wordsAreMadeAsTheyCanGo() {
        int lamps = 1_000;
        int[] told = {0};
        Post counted = new Post(new MemoryStore(), new Pushes() {
            @Override
            public String dialect() {
                return "test";
            }

            @Override
            public Mode mode(Subscription subscription) {
                return Mode.STREAM;
            }

            @Override
            public List<Message> messages(Subscription subscription, LoggedEvent event, View view) {
                List<Message> all = Post.LEVELS.messages(subscription, event, view);
                told[0] += all.size();
                return all;
            }

            @Override
            public List<Message> snapshot(Subscription subscription, View view) {
                return List.of();
            }
        });
        counted.core.install(HandStepped.SITE, lamps);
        counted.subscribe("hook");
        counted.receivers.put("hook", (letter, now) -> Optional.empty());
        for (long level = 1; level <= 10; level++) {
            State state = State.of("core:LevelState", level);
            counted.core.tell(new Command.Hear(IntStream.range(0, lamps)
                    .<Report>mapToObj(i -> new Report.StatesSeen(HandStepped.lampId(i), List.of(state)))
                    .toList()));
        }
        for (int i = 0; i < 10; i++) {
            counted.step("hook");
        }
        assertThat(told[0]).isEqualTo(lamps);
    }
}

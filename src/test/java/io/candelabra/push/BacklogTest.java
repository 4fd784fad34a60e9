package io.candelabra.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.site.Backlogs.Backlog;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.view.View;
import io.candelabra.driver.api.Report;
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
    private final Post post = new Post(new MemoryStore());

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

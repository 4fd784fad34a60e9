package io.candelabra.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.view.View;
import io.candelabra.model.Alert;
import io.candelabra.model.HistoryItem.Notification;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An event that a dialect cannot put into words is passed by, told to people once, and never tried again. */
class PoisonedFeedTest {
    private static final String ILL = HandStepped.lampId(2).address();

    private int asked;

    /** Of one lamp nothing can be told. */
    private final Pushes pushes = new Pushes() {
        private final Pushes levels = Post.LEVELS;

        @Override
        public String dialect() {
            return levels.dialect();
        }

        @Override
        public Mode mode(Subscription subscription) {
            return levels.mode(subscription);
        }

        @Override
        public List<Message> messages(Subscription subscription, LoggedEvent event, View view) {
            if (event.event() instanceof SiteEvent.StatesChanged changed
                    && changed.changes().stream()
                            .anyMatch(c -> c.device().address().equals(ILL))) {
                asked++;
                throw new IllegalStateException("no words for it");
            }
            return levels.messages(subscription, event, view);
        }

        @Override
        public List<Message> snapshot(Subscription subscription, View view) {
            throw new IllegalStateException("no words for how things are");
        }
    };

    private final Post post = new Post(new MemoryStore(), pushes);

    @Test
    void theWebhookGoesOnBehindIt() {
        post.core.install(HandStepped.SITE, Post.LAMPS);
        post.subscribe("hook");
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String change = post.change(i % Post.LAMPS);
            if (i % Post.LAMPS != 2) {
                sent.add(change);
            }
            post.pass(1_000);
        }
        post.pass(3_600_000);

        assertThat(post.taken("hook")).containsExactlyElementsOf(sent);
        assertThat(asked).as("each was tried once").isEqualTo(10);
        assertThat(post.core.state().alerts().stream().filter(a -> a.kind().equals("SET_ASIDE")))
                .singleElement()
                .extracting(Alert::subject)
                .isEqualTo(Alert.Subject.of("hook"));
        assertThat(post.core.sites().latest(Caller.CORE, HandStepped.SITE, Notification.class, 100))
                .singleElement()
                .satisfies(note -> assertThat(note.text()).contains("StatesChanged", "IllegalStateException"));
        assertThat(post.core.sites().setAside()).isEqualTo(10);
    }

    @Test
    void soItDoesWhereTheWholeCannotBeTold() {
        MemoryStore store = new MemoryStore();
        Post pruned = new Post(store, pushes);
        pruned.core.install(HandStepped.SITE, Post.LAMPS);
        pruned.subscribe("hook");
        pruned.change(0);
        pruned.core.checkpoint();
        store.prune(HandStepped.SITE, pruned.core.state().seq());
        Post later = new Post(store, pushes);
        later.stored("hook").ifPresent(later::read);
        later.pass(1_000);
        String change = later.change(1);
        later.pass(1_000);
        assertThat(later.taken("hook")).containsExactly(change);
    }

    @Test
    void theAlertEndsWhenTheWebhookIsSetAnewAndIsRaisedAgainWhereThatIsNoBetter() {
        post.core.install(HandStepped.SITE, Post.LAMPS);
        post.subscribe("hook");
        post.change(2);
        post.pass(1_000);
        assertThat(asides()).isOne();
        post.set("hook", "elsewhere");
        assertThat(asides()).isZero();
        post.change(2);
        post.pass(1_000);
        assertThat(asides()).isOne();
    }

    private long asides() {
        return post.core.state().alerts().stream()
                .filter(alert -> alert.kind().equals("SET_ASIDE"))
                .count();
    }
}

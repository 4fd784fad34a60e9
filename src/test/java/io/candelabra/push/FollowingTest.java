package io.candelabra.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.clock.SiteClock;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.feed.Cursors;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.view.View;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.State;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.testing.TestTime;
import io.candelabra.testing.Within;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class FollowingTest {
    private final HandStepped core = new HandStepped(new MemoryStore());
    private final Vault vault =
            new Vault("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8), new Random(1));
    private final List<String> told = new CopyOnWriteArrayList<>();

    /** Of one subscription nobody can say how it wants to be told. */
    private static final class Picky implements Pushes {
        @Override
        public String dialect() {
            return Post.LEVELS.dialect();
        }

        @Override
        public Mode mode(Subscription subscription) {
            if (subscription.id().equals("ill")) {
                throw new IllegalStateException("kept in a form that is none");
            }
            return Post.LEVELS.mode(subscription);
        }

        @Override
        public List<Message> messages(Subscription subscription, LoggedEvent event, View view) {
            return Post.LEVELS.messages(subscription, event, view);
        }

        @Override
        public List<Message> snapshot(Subscription subscription, View view) {
            return Post.LEVELS.snapshot(subscription, view);
        }
    }

    private void subscribe(String id) {
        Credentials credentials = new Credentials("user", "secret", new byte[32]);
        Subscription subscription = new Subscription(
                id,
                "test",
                "all",
                "https://receiver.example/" + id,
                Credentials.BASIC,
                credentials.seal(vault),
                true,
                Map.ofEntries(Webhooks.fromHere(core.state().seq())));
        core.tell(HandStepped.edit(changes -> changes.put(subscription)));
    }

    @Test
    void aWebhookThatCannotBeFollowedKeepsNoOtherFromIt() {
        core.install(HandStepped.SITE, 1);
        subscribe("ill");
        subscribe("well");
        Courier courier = (letter, wanted, answer) -> {
            told.add(letter.url());
            answer.accept(Post.OK);
        };
        SiteClock clock = SiteClock.real(TestTime.begin());
        Cursors cursors = new Cursors(new CursorSite(core.sites()));
        try (Webhooks webhooks = new Webhooks(core.sites(), cursors, courier, vault, clock, Runnable::run)) {
            webhooks.tellBy(new Picky());
            webhooks.start();
            core.tell(new Command.Hear(
                    List.of(new Report.StatesSeen(HandStepped.lampId(0), List.of(State.of("core:LevelState", 7))))));
            Within.reason("the other one is told", () -> {
                core.settle();
                return !told.isEmpty();
            });
            assertThat(told).containsOnly("https://receiver.example/well");
            Within.reason("people are told", () -> {
                core.settle();
                return core.state().alerts().stream()
                        .filter(alert -> alert.kind().equals("SET_ASIDE"))
                        .map(Alert::subject)
                        .toList()
                        .equals(List.of(Alert.Subject.of("ill")));
            });
        }
    }
}

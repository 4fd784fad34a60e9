package io.candelabra.push;

import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.feed.Cursors;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.site.SiteStore;
import io.candelabra.core.view.View;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.State;
import io.candelabra.wire.out.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Readers of one site in one thread: the committer, the clock and the receivers are moved by hand. Every level that a lamp
 * takes is one message about that lamp.
 */
final class Post {
    static final int LAMPS = 5;
    static final Pushes LEVELS = new Levels();

    /** One try that a receiver saw. */
    record Try(String subscription, String id, String body, long atMs, boolean taken, Map<String, String> headers) {}

    /** Answers a letter; empty for one that never comes back. */
    interface Receiver {
        Optional<Outcome> answer(Letter letter, long nowMs);
    }

    static final Outcome OK = new Outcome.Answered(204, Optional.empty());
    static final Outcome BROKEN = new Outcome.Answered(500, Optional.empty());

    final HandStepped core;
    final Map<String, Receiver> receivers = new LinkedHashMap<>();
    final List<Try> tries = new ArrayList<>();
    final Deliveries deliveries = new Deliveries();
    /** Letters that were handed over and have not left the house; used where {@link #slow}. */
    final List<Runnable> mail = new ArrayList<>();
    /** Readers whose subscription was replaced, and who may not have heard of it. */
    final List<SubscriptionReader> former = new ArrayList<>();

    boolean slow;
    private final Vault vault =
            new Vault("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8), new Random(1));
    private final Map<String, SubscriptionReader> readers = new LinkedHashMap<>();
    private final Map<String, Long> dueMs = new LinkedHashMap<>();
    private final Cursors cursors;
    private final Pushes pushes;
    private long wallMs;
    private long levels;

    Post(SiteStore store) {
        this(store, LEVELS);
    }

    Post(SiteStore store, Pushes pushes) {
        this(store, pushes, 1_700_000_000_000L);
    }

    /** @param nowMs where another one stopped */
    Post(SiteStore store, long nowMs) {
        this(store, LEVELS, nowMs);
    }

    private Post(SiteStore store, Pushes pushes, long nowMs) {
        this.pushes = pushes;
        core = new HandStepped(store);
        wallMs = nowMs;
        cursors = new Cursors(new CursorSite(core.sites()));
    }

    long nowMs() {
        return wallMs;
    }

    void subscribe(String id) {
        set(id, id);
    }

    /**
     * Stores a subscription, in the stead of the one before, and reads for it; a reader of the earlier one still can.
     */
    void set(String id, String path) {
        Credentials credentials = new Credentials("user", "secret", new byte[32]);
        Subscription subscription = new Subscription(
                id,
                "test",
                "all",
                "https://receiver.example/" + path,
                Credentials.BASIC,
                credentials.seal(vault),
                true,
                Map.ofEntries(stored(id)
                        .map(old ->
                                Webhooks.fromHere(Long.parseLong(old.vendor().getOrDefault(DeliveryState.FROM, "0"))))
                        .orElseGet(() -> Webhooks.fromHere(core.state().seq()))));
        core.tell(HandStepped.edit(changes -> changes.put(subscription)));
        SubscriptionReader before = readers.get(id);
        if (before != null) {
            former.add(before);
        }
        read(subscription);
    }

    /** Starts reading for a stored subscription, as at the start of the server. */
    void read(Subscription subscription) {
        InstantSource wall = () -> Instant.ofEpochMilli(wallMs);
        SubscriptionReader reader = new SubscriptionReader(
                HandStepped.SITE, subscription, core.sites(), cursors, pushes, posting(subscription), wall);
        readers.put(subscription.id(), reader);
        reader.wakeBy(() -> dueMs.put(subscription.id(), 0L));
        dueMs.put(subscription.id(), 0L);
    }

    Posting posting(Subscription subscription) {
        return new Posting(
                HandStepped.SITE,
                subscription,
                core.sites(),
                this::carry,
                vault,
                () -> Instant.ofEpochMilli(wallMs),
                deliveries);
    }

    private void carry(Letter letter, BooleanSupplier wanted, Consumer<Outcome> told) {
        if (slow) {
            mail.add(() -> hand(letter, wanted, told));
        } else {
            hand(letter, wanted, told);
        }
    }

    private void hand(Letter letter, BooleanSupplier wanted, Consumer<Outcome> told) {
        if (!wanted.getAsBoolean()) {
            told.accept(new Outcome.Forbidden("not wanted"));
            return;
        }
        String subscription = letter.url().substring(letter.url().lastIndexOf('/') + 1);
        Optional<Outcome> outcome = receivers
                .getOrDefault(subscription, (l, now) -> Optional.of(OK))
                .answer(letter, wallMs);
        boolean taken = outcome.filter(OK::equals).isPresent();
        tries.add(new Try(
                subscription,
                letter.headers().getOrDefault("webhook-id", ""),
                new String(letter.body(), StandardCharsets.UTF_8),
                wallMs,
                taken,
                letter.headers()));
        outcome.ifPresent(told);
    }

    /** A lamp takes a level that none has had before. */
    String change(int lamp) {
        long level = ++levels;
        core.tell(new Command.Hear(
                List.of(new Report.StatesSeen(HandStepped.lampId(lamp), List.of(State.of("core:LevelState", level))))));
        dueMs.replaceAll((id, due) -> 0L);
        return lamp + "=" + level;
    }

    /** Lets time pass, with everything happening when it is due. */
    void pass(long ms) {
        long end = wallMs + ms;
        while (true) {
            long next = Long.MAX_VALUE;
            for (String id : List.copyOf(readers.keySet())) {
                if (dueMs.getOrDefault(id, Long.MAX_VALUE) <= wallMs) {
                    dueMs.put(id, Long.MAX_VALUE);
                    long due = java.util.Objects.requireNonNull(readers.get(id)).step();
                    dueMs.merge(id, due, Math::min);
                    core.settle();
                }
                next = Math.min(next, dueMs.getOrDefault(id, Long.MAX_VALUE));
            }
            if (next > end) {
                wallMs = end;
                return;
            }
            wallMs = Math.max(wallMs, next);
        }
    }

    /** One step of who reads for a subscription now. */
    void step(String id) {
        java.util.Objects.requireNonNull(readers.get(id)).step();
    }

    List<Try> tries(String subscription) {
        return tries.stream().filter(t -> t.subscription().equals(subscription)).toList();
    }

    List<String> taken(String subscription) {
        return tries(subscription).stream().filter(Try::taken).map(Try::body).toList();
    }

    Optional<Subscription> stored(String id) {
        return core.state().resource(Subscription.class, id);
    }

    /** Each level of each lamp is a message. */
    static final class Levels implements Pushes {
        @Override
        public String dialect() {
            return "test";
        }

        @Override
        public Mode mode(Subscription subscription) {
            return subscription.id().startsWith("latest") ? Mode.LATEST : Mode.STREAM;
        }

        @Override
        public List<Message> messages(Subscription subscription, LoggedEvent event, View view) {
            if (!(event.event() instanceof SiteEvent.StatesChanged changed)) {
                return List.of();
            }
            return changed.changes().stream()
                    .map(c -> message(c.device().address(), c.states().getFirst()))
                    .toList();
        }

        private static Message message(String lamp, State level) {
            String body = lamp + "=" + level.value().asText();
            return new Message(lamp, body.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public List<Message> snapshot(Subscription subscription, View view) {
            return view.devices()
                    .map(d -> message(
                            d.id().address(), d.states().find("core:LevelState").orElseThrow()))
                    .toList();
        }
    }
}

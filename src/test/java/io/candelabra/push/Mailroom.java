package io.candelabra.push;

import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.feed.Cursors;
import io.candelabra.core.lane.World;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.view.View;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.wire.out.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The readers of a world's subscriptions and their receivers. A letter takes its time; a letter that is on its way when
 * the process falls arrives, and nobody hears of it.
 */
final class Mailroom implements World.Annex {
    static final Outcome TAKEN = new Outcome.Answered(204, java.util.Optional.empty());

    /** Somebody who is told: how long a letter takes, and how it is answered. */
    interface Receiver {
        long tookMs(long nowMs);

        Outcome answer(long nowMs);
    }

    /** The messages that a receiver saw. */
    record Try(String subscription, String id, String body, long atMs, Outcome outcome) {
        boolean taken() {
            return TAKEN.equals(outcome);
        }
    }

    private record Flying(Letter letter, BooleanSupplier wanted, Consumer<Outcome> told, long atMs, int process) {}

    final List<Try> tries = new ArrayList<>();
    private final World world;
    private final Map<String, Receiver> receivers = new LinkedHashMap<>();
    private final Map<String, SubscriptionReader> readers = new LinkedHashMap<>();
    private final Map<String, Long> dueMs = new LinkedHashMap<>();
    private final List<Flying> flying = new ArrayList<>();
    private final Vault vault;
    private int process;
    private long seenSeq;

    Mailroom(World world, long seed) {
        this.world = world;
        this.vault = new Vault("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8), new Random(seed));
        world.annex(this);
    }

    void subscribe(String id, Receiver receiver) {
        receivers.put(id, receiver);
        String sealed = new Credentials("user", "secret", new byte[32]).seal(vault);
        world.tell(new Command.Put(new Subscription(
                id,
                "test",
                "all",
                "https://receiver.example/" + id,
                Credentials.BEARER,
                sealed,
                true,
                Map.ofEntries(Webhooks.fromHere(world.state().seq())))));
        boot();
    }

    @Override
    public void boot() {
        process++;
        readers.clear();
        dueMs.clear();
        InstantSource wall = () -> Instant.ofEpochMilli(world.nowMs());
        Cursors cursors = new Cursors(new CursorSite(world.sites()));
        for (Subscription subscription : world.state().resources(Subscription.class)) {
            String id = subscription.id();
            Posting posting =
                    new Posting(World.SITE, subscription, world.sites(), this::carry, vault, wall, new Deliveries());
            SubscriptionReader reader =
                    new SubscriptionReader(World.SITE, subscription, world.sites(), cursors, EVENTS, posting, wall);
            reader.wakeBy(() -> dueMs.put(id, 0L));
            readers.put(id, reader);
            dueMs.put(id, 0L);
        }
    }

    private void carry(Letter letter, BooleanSupplier wanted, Consumer<Outcome> told) {
        Receiver receiver = Objects.requireNonNull(receivers.get(name(letter)));
        flying.add(new Flying(letter, wanted, told, world.nowMs() + receiver.tookMs(world.nowMs()), process));
    }

    private static String name(Letter letter) {
        return letter.url().substring(letter.url().lastIndexOf('/') + 1);
    }

    private void arrive(Flying one) {
        flying.remove(one);
        boolean mine = one.process() == process;
        if (mine && !one.wanted().getAsBoolean()) {
            one.told().accept(new Outcome.Forbidden("not wanted"));
            return;
        }
        Outcome outcome =
                Objects.requireNonNull(receivers.get(name(one.letter()))).answer(world.nowMs());
        tries.add(new Try(
                name(one.letter()),
                one.letter().headers().getOrDefault("webhook-id", ""),
                new String(one.letter().body(), StandardCharsets.UTF_8),
                world.nowMs(),
                outcome));
        if (mine) {
            one.told().accept(outcome);
        }
    }

    private void read(String id) {
        dueMs.put(id, Long.MAX_VALUE);
        long due = Objects.requireNonNull(readers.get(id)).step();
        dueMs.merge(id, due, Math::min);
    }

    @Override
    public void step() {
        List<String> ids = List.copyOf(readers.keySet());
        int what = world.chance().nextInt(ids.size() + 1);
        if (what < ids.size()) {
            read(ids.get(what));
        } else {
            flying.stream().filter(f -> f.atMs() <= world.nowMs()).findFirst().ifPresent(this::arrive);
        }
    }

    /** Lets time pass in which readers and receivers do what is due, and nothing else happens. */
    void pass(long ms) {
        long end = world.nowMs() + ms;
        while (true) {
            world.commit();
            if (world.state().seq() != seenSeq) {
                seenSeq = world.state().seq();
                dueMs.replaceAll((id, due) -> 0L);
            }
            long now = world.nowMs();
            List.copyOf(flying).stream().filter(f -> f.atMs() <= now).forEach(this::arrive);
            readers.keySet().stream()
                    .filter(id -> dueMs.getOrDefault(id, Long.MAX_VALUE) <= now)
                    .toList()
                    .forEach(this::read);
            long next = Long.MAX_VALUE;
            for (long due : dueMs.values()) {
                next = Math.min(next, due);
            }
            for (Flying one : flying) {
                next = Math.min(next, one.atMs());
            }
            if (next > end) {
                world.commit();
                if (world.state().seq() == seenSeq) {
                    world.pass(end - now);
                    return;
                }
            } else {
                world.pass(Math.max(next, now) - now);
            }
        }
    }

    static final Pushes EVENTS = new Events();

    /** Each device and each gateway of which an event tells is a message that the event alone makes. */
    private static final class Events implements Pushes {
        @Override
        public String dialect() {
            return "test";
        }

        @Override
        public Mode mode(Subscription subscription) {
            return Mode.STREAM;
        }

        @Override
        public List<Message> messages(Subscription subscription, LoggedEvent logged, View view) {
            return switch (logged.event()) {
                case SiteEvent.StatesChanged changed ->
                    changed.changes().stream()
                            .map(c -> message(
                                    c.device().value(),
                                    logged.seq(),
                                    c.states().getLast().value().asText()))
                            .toList();
                case SiteEvent.GatewayAliveChanged changed ->
                    List.of(message(changed.gateway().value(), logged.seq(), Boolean.toString(changed.alive())));
                default -> List.of();
            };
        }

        private static Message message(String thing, long seq, String what) {
            return new Message(thing, (thing + "|" + seq + "|" + what).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public List<Message> snapshot(Subscription subscription, View view) {
            throw new AssertionError("something was pruned that was owed to " + subscription.id());
        }
    }
}

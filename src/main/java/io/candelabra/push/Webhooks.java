package io.candelabra.push;

import io.candelabra.core.access.Caller;
import io.candelabra.core.clock.Loop;
import io.candelabra.core.clock.SiteClock;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.feed.Cursors;
import io.candelabra.core.feed.Feed;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.model.Alert;
import io.candelabra.model.Resource.Cursor;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.SiteId;
import io.candelabra.wire.out.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The readers of all subscriptions of all open sites. The sites themselves decide which ones there are: a
 * {@link Subscription} is read for from the moment in which it is stored, until it is deleted.
 *
 * <p>To begin with the events from now on and not with those of the past, a subscription says so when it is made
 * ({@link #fromHere}).
 */
public final class Webhooks implements AutoCloseable {
    private record Key(SiteId site, String subscription) {}

    private record Running(Subscription made, Loop loop) {}

    private final Sites sites;
    private final Cursors cursors;
    private final Map<String, Pushes> pushes = new ConcurrentHashMap<>();
    private final Courier courier;
    private final Vault vault;
    private final SiteClock wall;
    private final Executor executor;
    private final Map<Key, Running> running = new ConcurrentHashMap<>();
    private final Map<Key, ReentrantLock> turns = new ConcurrentHashMap<>();
    private final Map<Key, Deliveries> deliveries = new ConcurrentHashMap<>();
    private final Map<Key, Loop> replays = new ConcurrentHashMap<>();
    private volatile boolean started;
    private volatile boolean closed;

    /**
     * @param cursors where readers' places are kept
     * @param wall a clock at the wall's pace: retries live by it
     * @param executor ends readers; tasks may wait a moment
     */
    public Webhooks(Sites sites, Cursors cursors, Courier courier, Vault vault, SiteClock wall, Executor executor) {
        this.sites = sites;
        this.cursors = cursors;
        this.courier = courier;
        this.vault = vault;
        this.wall = wall;
        this.executor = executor;
    }

    /** From now on subscriptions of a dialect are told in its words. Those of dialects that say nothing are told nothing. */
    public void tellBy(Pushes words) {
        pushes.put(words.dialect(), words);
    }

    /** The entry of a new subscription's {@link Subscription#vendor} with which it begins after the event of this number. */
    public static Map.Entry<String, String> fromHere(long seq) {
        return Map.entry(DeliveryState.FROM, Long.toString(seq));
    }

    /** Why a subscription was switched off, as a sentence; empty where it was not. */
    public static Optional<String> whyOff(View view, String subscription) {
        return view.alert(Alert.Subject.of(subscription), Alert.WEBHOOK_DISABLED)
                .map(Alert::detail);
    }

    /** For {@link Sites#whenOpened}: hears the site, and reads it as soon as what a crash left open is settled. */
    public void opened(
            SiteId site, Consumer<Consumer<List<LoggedEvent>>> register, CompletableFuture<Boolean> settled) {
        register.accept(events -> heard(site, events));
        settled.thenRun(() -> executor.execute(() -> run(sites.view(Caller.CORE, site))));
    }

    /** Reads from now on, for all sites that are open or stored. */
    public void start() {
        started = true;
        sites.readable(Caller.CORE).forEach(this::run);
        forgetTheGone();
    }

    /** Places of readers whose subscription is gone, which a crash may have left behind. */
    private void forgetTheGone() {
        cursors.all(cursor -> DeliveryState.subscription(cursor)
                        .filter(id -> sites.view(Caller.CORE, cursor.site())
                                .resource(Subscription.class, id)
                                .isEmpty())
                        .isPresent())
                .forEach(cursor -> cursors.forget(cursor.id()));
    }

    private void run(View view) {
        view.resources(Subscription.class).forEach(subscription -> attend(new Key(view.site(), subscription.id())));
    }

    /** Follows a subscription; one that cannot be followed keeps no other from it. */
    private void attend(Key key) {
        Feed feed = new Feed(sites, Caller.CORE, key.site(), key.subscription());
        feed.words("the webhook", key, () -> {
            follow(key);
            return key;
        });
    }

    /** Hears, on the writing thread, events that have become durable in a site. */
    private void heard(SiteId site, List<LoggedEvent> events) {
        for (LoggedEvent logged : events) {
            if (logged.event() instanceof SiteEvent.ResourcePut put
                    && put.resource() instanceof Subscription subscription) {
                executor.execute(() -> attend(new Key(site, subscription.id())));
            } else if (logged.event() instanceof SiteEvent.ResourceDeleted deleted
                    && deleted.resource() instanceof Subscription subscription) {
                executor.execute(() -> attend(new Key(site, subscription.id())));
            }
        }
        running.forEach((key, reader) -> {
            if (key.site().equals(site)) {
                reader.loop().wake();
            }
        });
    }

    /**
     * Makes one subscription's reader fit what is stored. Changes may be told in any order: each time the newest counts. The
     * reader before has ended before the next one begins, so two never tell one receiver at a time.
     */
    private void follow(Key key) {
        ReentrantLock turn = turns.computeIfAbsent(key, k -> new ReentrantLock());
        turn.lock();
        try {
            if (closed || !started) {
                return;
            }
            Optional<Subscription> stored =
                    sites.view(Caller.CORE, key.site()).resource(Subscription.class, key.subscription());
            Running now = running.get(key);
            if (now != null && stored.filter(now.made()::equals).isPresent()) {
                return;
            }
            end(now == null ? null : now.loop());
            running.remove(key);
            sites.backlogs().ended(key.site(), key.subscription());
            if (stored.isEmpty()) {
                cursors.forget(DeliveryState.id(key.site(), key.subscription()));
                deliveries.remove(key);
            }
            stored.filter(Subscription::enabled)
                    .filter(s -> pushes.containsKey(s.dialect()))
                    .ifPresent(s -> running.put(key, new Running(s, loop(key, s))));
            Running late = closed ? running.remove(key) : null;
            end(late == null ? null : late.loop());
        } finally {
            turn.unlock();
        }
    }

    private Loop loop(Key key, Subscription subscription) {
        SubscriptionReader reader = new SubscriptionReader(
                key.site(), subscription, sites, cursors, pushes(subscription), posting(key, subscription), wall);
        Loop loop = new Loop("webhook " + key.site() + " " + subscription.id(), reader, wall);
        reader.wakeBy(loop::wake);
        return loop.start();
    }

    private Pushes pushes(Subscription subscription) {
        return java.util.Objects.requireNonNull(pushes.get(subscription.dialect()));
    }

    private Posting posting(Key key, Subscription subscription) {
        Deliveries seen = deliveries.computeIfAbsent(key, k -> new Deliveries());
        return new Posting(key.site(), subscription, sites, courier, vault, wall, seen);
    }

    private static void end(@Nullable Loop loop) {
        if (loop != null) {
            loop.close();
        }
    }

    /** The last messages of a subscription since the server's start, with how each went; the newest first. */
    public List<Deliveries.Delivery> deliveries(SiteId site, String subscription) {
        Deliveries seen = deliveries.get(new Key(site, subscription));
        return seen == null ? List.of() : seen.newestFirst();
    }

    /** Sends one message as a subscription would, outside its order, and tells how it went. */
    public CompletableFuture<Deliveries.Delivery> tryOut(
            SiteId site, Subscription subscription, Pushes.Message message) {
        CompletableFuture<Deliveries.Delivery> told = new CompletableFuture<>();
        Posting posting = posting(new Key(site, subscription.id()), subscription);
        String id = "msg_test_" + subscription.id() + "_" + wall.millis();
        if (posting.proves()) {
            posting.post(Deliveries.Kind.TEST, id, message, told::complete);
        } else {
            Outcome closed = new Outcome.Forbidden("its credentials cannot be opened with this server's root key");
            long nowMs = wall.millis();
            told.complete(new Deliveries().tried(id, Deliveries.Kind.TEST, nowMs, nowMs, nowMs, closed));
        }
        return told;
    }

    /** Begins to send earlier messages of a subscription again, beside its stream. */
    public ReplayRequest.Answer replay(SiteId site, Subscription subscription, ReplayRequest wanted) {
        Key key = new Key(site, subscription.id());
        Posting posting = posting(key, subscription);
        boolean known = pushes.containsKey(subscription.dialect()) && posting.proves();
        if (closed || !known || !posting.wanted(sites.view(Caller.CORE, site))) {
            return new ReplayRequest.Off();
        }
        LogSearch search = new LogSearch(sites, site, subscription, pushes(subscription));
        Optional<Cursor> kept = cursors.find(DeliveryState.id(site, subscription.id()));
        long delivered = DeliveryState.of(subscription, kept).seq();
        LogSearch.Found found;
        switch (wanted) {
            case ReplayRequest.Message message -> {
                Optional<Long> seq = search.seq(message.id());
                if (seq.isEmpty()) {
                    return new ReplayRequest.Unknown();
                }
                if (seq.get() > delivered) {
                    return new ReplayRequest.OnItsWay();
                }
                found = search.message(message.id(), seq.get());
                if (found.items().isEmpty()) {
                    return found.gap() ? new ReplayRequest.Pruned() : new ReplayRequest.Unknown();
                }
            }
            case ReplayRequest.Stretch stretch -> found = search.stretch(stretch, delivered);
        }
        if (found.items().isEmpty()) {
            return new ReplayRequest.Nothing(found.gap(), found.complete(), found.lastSeq());
        }
        return replay(key, posting, found)
                ? new ReplayRequest.Started(found.items().size(), found.gap(), found.complete(), found.lastSeq())
                : new ReplayRequest.Busy();
    }

    /** False where another one is under way. */
    private boolean replay(Key key, Posting posting, LogSearch.Found found) {
        String name = "replay " + key.site() + " " + key.subscription();
        Replay replay = new Replay(
                name,
                found.items(),
                () -> posting.wanted(sites.view(Caller.CORE, key.site())),
                (item, told) -> posting.post(Deliveries.Kind.REPLAY, item.id(), item.message(), told),
                wall);
        Loop loop = new Loop(name, replay, wall);
        replay.within(loop::wake, () -> {
            replays.remove(key, loop);
            loop.stop();
        });
        if (replays.putIfAbsent(key, loop) != null) {
            return false;
        }
        loop.start();
        if (closed) {
            loop.close();
        }
        return true;
    }

    /** Ends all readers. Messages that were not delivered are, after the next start. */
    @Override
    public void close() {
        closed = true;
        running.values().forEach(r -> r.loop().close());
        replays.values().forEach(Loop::close);
        running.clear();
        replays.clear();
    }
}

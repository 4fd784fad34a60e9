package io.candelabra.push;

import io.candelabra.core.access.Caller;
import io.candelabra.core.clock.Loop;
import io.candelabra.core.clock.SiteClock;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Alert;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.SiteId;
import io.candelabra.wire.out.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The readers of all subscriptions of all open sites. Which ones there are follows from the sites themselves: whoever stores
 * a {@link Subscription} is read for from then on, and whoever deletes it is not.
 *
 * <p>To begin with the events from now on and not with those of the past, a subscription says so when it is made
 * ({@link #fromHere}).
 */
public final class Webhooks implements AutoCloseable {
    private record Key(SiteId site, String subscription) {}

    private record Running(Subscription made, Loop loop) {}

    private final Sites sites;
    private final Cursors cursors;
    private final Map<String, Pushes> pushes = new HashMap<>();
    private final Courier courier;
    private final Vault vault;
    private final SiteClock wall;
    private final Executor executor;
    private final Map<Key, Running> running = new HashMap<>();
    private boolean started;
    private boolean closed;

    /**
     * @param home the site in which places are kept
     * @param wall a clock at the wall's pace: retries live by it
     * @param executor ends readers; tasks may wait a moment
     */
    public Webhooks(
            Sites sites,
            SiteId home,
            List<Pushes> pushes,
            Courier courier,
            Vault vault,
            SiteClock wall,
            Executor executor) {
        this.sites = sites;
        this.cursors = new Cursors(sites, home, wall);
        pushes.forEach(p -> this.pushes.put(p.dialect(), p));
        this.courier = courier;
        this.vault = vault;
        this.wall = wall;
        this.executor = executor;
    }

    /** What a new subscription's {@link Subscription#vendor} must hold so that it begins after the event of this number. */
    public static Map.Entry<String, String> fromHere(long seq) {
        return Map.entry(Cursors.FROM, Long.toString(seq));
    }

    /** The end of the alert that a subscription was switched off, where there is one: for whoever sets it anew or ends it. */
    public static Optional<SiteEvent> alert(SiteState state, String subscription) {
        return state.alerts()
                .find(SiteState.key(new Alert(subscription, SubscriptionReader.ALERT, "", 0)))
                .map(SiteEvent.AlertCleared::new);
    }

    /** For {@link Sites#whenOpened}: hears the site, and reads it as soon as what a crash left open is settled. */
    public void opened(
            SiteId site, Consumer<Consumer<List<LoggedEvent>>> register, CompletableFuture<Boolean> settled) {
        register.accept(events -> heard(site, events));
        settled.thenRun(() -> executor.execute(() -> run(site)));
    }

    /** Reads from now on, for all sites that are open or stored. */
    public void start() {
        synchronized (this) {
            started = true;
        }
        sites.all().forEach(this::run);
    }

    private void run(SiteId site) {
        synchronized (this) {
            if (!started) {
                return;
            }
        }
        sites.state(Caller.CORE, site).resources(Subscription.class).forEach(s -> follow(site, s));
    }

    /** Hears, on the writing thread, what has become durable in a site. */
    private void heard(SiteId site, List<LoggedEvent> events) {
        for (LoggedEvent logged : events) {
            if (logged.event() instanceof SiteEvent.ResourcePut put
                    && put.resource() instanceof Subscription subscription) {
                executor.execute(() -> follow(site, subscription));
            } else if (logged.event() instanceof SiteEvent.ResourceDeleted deleted
                    && deleted.resource() instanceof Subscription subscription) {
                executor.execute(() -> leave(site, subscription));
            }
        }
        wake(site);
    }

    private synchronized void wake(SiteId site) {
        running.forEach((key, reader) -> {
            if (key.site().equals(site)) {
                reader.loop().wake();
            }
        });
    }

    private void follow(SiteId site, Subscription heard) {
        // Several changes may be told out of order: what counts is what is stored.
        Optional<Subscription> stored = sites.state(Caller.CORE, site).resource(Subscription.class, heard.id());
        Key key = new Key(site, heard.id());
        Loop old = null;
        synchronized (this) {
            Running now = running.get(key);
            if (closed
                    || !started
                    || now != null && stored.filter(now.made()::equals).isPresent()) {
                return;
            }
            if (now != null) {
                running.remove(key);
                old = now.loop();
            }
            stored.filter(Subscription::enabled)
                    .filter(s -> pushes.containsKey(s.dialect()))
                    .ifPresent(s -> running.put(key, new Running(s, loop(site, s))));
        }
        end(old);
    }

    private Loop loop(SiteId site, Subscription subscription) {
        SubscriptionReader reader = new SubscriptionReader(
                site,
                subscription,
                sites,
                cursors,
                java.util.Objects.requireNonNull(pushes.get(subscription.dialect())),
                courier,
                vault,
                wall);
        Loop loop = new Loop("webhook " + site + " " + subscription.id(), reader, wall);
        reader.wakeBy(loop::wake);
        return loop.start();
    }

    private void leave(SiteId site, Subscription gone) {
        if (sites.state(Caller.CORE, site)
                .resource(Subscription.class, gone.id())
                .isPresent()) {
            return;
        }
        Running old;
        synchronized (this) {
            old = running.remove(new Key(site, gone.id()));
        }
        end(old == null ? null : old.loop());
        cursors.forget(site, gone.id());
    }

    private static void end(@org.jspecify.annotations.Nullable Loop loop) {
        if (loop != null) {
            loop.close();
        }
    }

    /** Sends one message as a subscription would, outside its order, and tells how it went. */
    public CompletableFuture<Outcome> tryOut(Subscription subscription, Pushes.Message message) {
        CompletableFuture<Outcome> told = new CompletableFuture<>();
        String id = "msg_test_" + subscription.id() + "_" + wall.millis();
        Letter letter =
                Credentials.open(vault, subscription.secretHandle()).letter(subscription, id, message, wall.millis());
        courier.send(letter, told::complete);
        return told;
    }

    /** Ends all readers. What was not delivered is, after the next start. */
    @Override
    public void close() {
        List<Running> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(running.values());
            running.clear();
        }
        all.forEach(r -> r.loop().close());
    }
}

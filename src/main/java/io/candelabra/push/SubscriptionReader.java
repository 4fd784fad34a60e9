package io.candelabra.push;

import io.candelabra.core.access.Caller;
import io.candelabra.core.clock.Loop;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.EditRule;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Alert;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.SiteId;
import io.candelabra.push.Pushes.Message;
import io.candelabra.wire.out.Outcome;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers one subscription: reads the log from where everything is delivered, sends, and keeps its place on disk. Works in
 * steps by the wall's clock, so a test can drive it through days in a moment.
 *
 * <p>While all goes well, several messages are on their way, of each thing one. When one fails, the rest waits behind it:
 * the first one is tried alone until it arrives, and then all goes on. Nobody else waits.
 */
final class SubscriptionReader implements Loop.Stepper {
    /** Kind of the alert that is raised when a subscription is switched off. */
    static final String ALERT = "WEBHOOK_DISABLED";

    private static final Logger log = LoggerFactory.getLogger(SubscriptionReader.class);
    private static final int WINDOW = 16;
    private static final int PAGE = 200;
    private static final int ENOUGH = 1_000;
    private static final long STORE_PAUSE_MS = 1_000;
    private static final int GONE = 410;

    private record Result(Outbox.Item item, Outcome outcome) {}

    private final SiteId site;
    private final String id;
    private final Sites sites;
    private final Cursors cursors;
    private final Pushes pushes;
    private final Courier courier;
    private final Vault vault;
    private final InstantSource wall;
    private final ConcurrentLinkedQueue<Result> results = new ConcurrentLinkedQueue<>();
    private final Outbox outbox;
    /** Switched off, though that may not be stored yet. */
    private volatile boolean off;

    private volatile Runnable waker = () -> {};
    private Outbox.@Nullable Item probe;
    private boolean acknowledged;
    private int failures;
    private long failingSinceMs;
    private long nextTryMs;

    SubscriptionReader(
            SiteId site,
            Subscription subscription,
            Sites sites,
            Cursors cursors,
            Pushes pushes,
            Courier courier,
            Vault vault,
            InstantSource wall) {
        this.site = site;
        this.id = subscription.id();
        this.sites = sites;
        this.cursors = cursors;
        this.pushes = pushes;
        this.courier = courier;
        this.vault = vault;
        this.wall = wall;
        this.outbox = new Outbox(pushes.mode(subscription), cursors.start(site, subscription));
    }

    /** What wakes this reader's loop; called when a message arrived or did not. */
    void wakeBy(Runnable wake) {
        waker = wake;
    }

    @Override
    public long step() {
        SiteState state = sites.state(Caller.CORE, site);
        Optional<Subscription> found = state.resource(Subscription.class, id).filter(Subscription::enabled);
        if (found.isEmpty()) {
            results.clear();
            return Long.MAX_VALUE;
        }
        Subscription subscription = found.get();
        hear(subscription);
        boolean more = read(subscription, state.seq());
        send(subscription);
        boolean stored = cursors.delivered(site, id, outbox.deliveredSeq(), acknowledged, waker);
        acknowledged = false;
        if (!stored) {
            return wall.millis() + STORE_PAUSE_MS;
        }
        if (failures > 0 && outbox.onTheWay() == 0) {
            return nextTryMs;
        }
        return more && outbox.size() < ENOUGH ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private void hear(Subscription subscription) {
        for (Result result = results.poll(); result != null; result = results.poll()) {
            switch (result.outcome()) {
                case Outcome.Answered answer
                when answer.status() / 100 == 2 -> {
                    outbox.delivered(result.item());
                    acknowledged = true;
                    // What was on its way before the first failure does not tell that the receiver is back.
                    failures = result.item() == probe ? 0 : failures;
                }
                case Outcome.Answered answer
                when answer.status() == GONE -> {
                    outbox.returned(result.item());
                    disable(subscription, "the receiver answered 410: it does not want messages any more");
                }
                case Outcome.Answered answer ->
                    failed(subscription, result.item(), "status " + answer.status(), answer.retryAfterMs());
                case Outcome.Unreachable unreachable ->
                    failed(subscription, result.item(), unreachable.why(), Optional.empty());
                case Outcome.Forbidden forbidden ->
                    failed(subscription, result.item(), forbidden.why(), Optional.empty());
            }
        }
    }

    private void failed(Subscription subscription, Outbox.Item item, String why, Optional<Long> askedMs) {
        outbox.returned(item);
        long now = wall.millis();
        if (failures > 0 && now < nextTryMs) {
            // Of several that were on their way together, the first failure has set the pause for all.
            return;
        }
        failingSinceMs = failures == 0 ? now : failingSinceMs;
        failures++;
        nextTryMs = now + RetrySchedule.pauseMs(failures, askedMs.orElse(0L));
        log.info("webhook {} of site {} failed {} times: {}", id, site, failures, why);
        if (now - failingSinceMs >= RetrySchedule.GIVE_UP_MS) {
            disable(subscription, "it failed for five days, at last with: " + why);
        }
    }

    private void disable(Subscription subscription, String why) {
        log.warn("webhook {} of site {} is switched off: {}", id, site, why);
        off = true;
        sites.submitAsync(
                        Caller.CORE,
                        site,
                        new Command.Edit<>(
                                "disable webhook",
                                Resource.Verb.ADMINISTER,
                                (state, nowMs) -> disabled(state, subscription, why, nowMs)),
                        Cause.CLOCK)
                .exceptionally(failed -> {
                    log.warn("webhook {} of site {} could not be switched off; it goes on", id, site, failed);
                    off = false;
                    return false;
                });
    }

    /** Only if it is still the one that failed: it may have been replaced meanwhile. */
    private EditRule.Outcome<Boolean> disabled(SiteState state, Subscription subscription, String why, long nowMs) {
        EditRule.Changes changes = new EditRule.Changes(state);
        boolean same = state.resource(Subscription.class, id)
                .filter(subscription::equals)
                .isPresent();
        if (same) {
            changes.put(new Subscription(
                    id,
                    subscription.dialect(),
                    subscription.kind(),
                    subscription.url(),
                    subscription.auth(),
                    subscription.secretHandle(),
                    false,
                    subscription.vendor()));
            changes.add(new SiteEvent.AlertRaised(new Alert(id, ALERT, why, nowMs)));
        }
        return changes.answer(same);
    }

    /**
     * Reads on; false when there is nothing more for now.
     *
     * @param until the last event for which the subscription is known to hold: what happens after it is replaced is told to
     *     the one that replaces it
     */
    private boolean read(Subscription subscription, long until) {
        if (outbox.size() >= ENOUGH) {
            return false;
        }
        Sites.Page page = sites.read(Caller.CORE, site, outbox.readSeq(), PAGE);
        SiteState state = sites.state(Caller.CORE, site);
        List<Outbox.Item> items = new ArrayList<>();
        long upTo = Math.min(page.upTo(), until);
        if (page.gap()) {
            log.warn(
                    "webhook {} of site {} missed events after {}: they were pruned; it is told how things are now",
                    id,
                    site,
                    outbox.readSeq());
            upTo = state.seq();
            add(items, upTo, pushes.snapshot(subscription, state));
        } else {
            for (LoggedEvent event : page.events()) {
                if (event.seq() <= until) {
                    add(items, event.seq(), pushes.messages(subscription, event, state));
                }
            }
        }
        outbox.read(upTo, items);
        return !page.events().isEmpty();
    }

    private void add(List<Outbox.Item> items, long seq, List<Message> messages) {
        for (int i = 0; i < messages.size(); i++) {
            items.add(new Outbox.Item("msg_%s_%d_%d".formatted(id, seq, i), seq, messages.get(i)));
        }
    }

    private void send(Subscription subscription) {
        if (off) {
            return;
        }
        List<Outbox.Item> going;
        if (failures == 0) {
            going = outbox.take(WINDOW - outbox.onTheWay());
        } else if (wall.millis() >= nextTryMs) {
            going = outbox.takeFirst().stream().toList();
            probe = going.isEmpty() ? null : going.getFirst();
        } else {
            return;
        }
        if (going.isEmpty()) {
            return;
        }
        Credentials credentials;
        try {
            credentials = Credentials.open(vault, subscription.secretHandle());
        } catch (Vault.CannotOpen foreign) {
            going.forEach(outbox::returned);
            disable(subscription, "its credentials cannot be opened with this server's root key");
            return;
        }
        for (Outbox.Item item : going) {
            courier.send(credentials.letter(subscription, item.id(), item.message(), wall.millis()), outcome -> {
                results.add(new Result(item, outcome));
                waker.run();
            });
        }
    }
}

package io.candelabra.push;

import io.candelabra.core.access.Caller;
import io.candelabra.core.clock.Loop;
import io.candelabra.core.command.Command;
import io.candelabra.core.feed.Cursors;
import io.candelabra.core.feed.Feed;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.site.Backlogs.Backlog;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.Entry;
import io.candelabra.core.view.View;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource.Cursor;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.SiteId;
import io.candelabra.wire.out.Outcome;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
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
 *
 * <p>A reader serves the subscription as it was set, once: where another one has taken its place in the state that a step
 * looks at, the step does nothing. So nothing that happened afterwards reaches the address before, and what the address
 * before answers says nothing of the one after.
 */
final class SubscriptionReader implements Loop.Stepper {
    private static final Logger log = LoggerFactory.getLogger(SubscriptionReader.class);
    /** Messages on their way at a time: at 2,000 a second a receiver may take 30 ms for each. */
    private static final int WINDOW = 64;

    private static final int PAGE = 32;
    /** So many messages are made before they can go: one event may lead to two thousand. */
    private static final int ENOUGH = 1_000;
    /** A reader that is further behind catches up beside the field, which is not slowed down for it. */
    private static final long LEFT_BEHIND_MS = 30_000;

    private static final long STORE_PAUSE_MS = 1_000;
    private static final int GONE = 410;

    private record Result(Outbox.Item item, Outcome outcome, long waitedMs, long tookMs) {}

    private final SiteId site;
    private final Subscription subscription;
    private final Sites sites;
    private final Cursors cursors;
    private final Pushes pushes;
    private final Posting posting;
    private final InstantSource wall;
    private final ConcurrentLinkedQueue<Result> results = new ConcurrentLinkedQueue<>();
    private final Outbox outbox;
    private final Backoff backoff;
    /** Events that were read and have not been put into words: these are made as they can go. */
    private final Deque<Entry> unread = new ArrayDeque<>();

    private final Arrears arrears = new Arrears();
    private final Holdup holdup = new Holdup();
    private final Lateness lateness;
    /** Switched off, though that may not be stored yet. */
    private volatile boolean off;

    private volatile Runnable waker = () -> {};
    private Outbox.@Nullable Item probe;
    /** Up to where all was delivered when the receiver took something last. */
    private long acknowledgedSeq;

    SubscriptionReader(
            SiteId site,
            Subscription subscription,
            Sites sites,
            Cursors cursors,
            Pushes pushes,
            Posting posting,
            InstantSource wall) {
        this.site = site;
        this.subscription = subscription;
        this.sites = sites;
        this.cursors = cursors;
        this.pushes = pushes;
        this.posting = posting;
        this.wall = wall;
        String id = DeliveryState.id(site, subscription.id());
        Optional<Cursor> kept = cursors.find(id);
        cursors.begin(id, DeliveryState.same(subscription, kept));
        DeliveryState state = DeliveryState.of(subscription, kept);
        this.outbox = new Outbox(pushes.mode(subscription), state.seq());
        this.backoff = new Backoff(state);
        this.lateness = new Lateness(site, subscription, sites, wall);
    }

    /** Wakes this reader's loop; called when a message arrived or did not. */
    void wakeBy(Runnable wake) {
        waker = wake;
    }

    @Override
    public long step() {
        View view = sites.view(pushes.caller(subscription), site);
        if (!posting.wanted(view)) {
            results.clear();
            return Long.MAX_VALUE;
        }
        arrears.reached(view.seq(), wall.millis());
        hear();
        boolean more = read(view);
        send();
        tellBacklog(view);
        DeliveryState state = new DeliveryState(outbox.deliveredSeq(), backoff.failures(), backoff.sinceMs());
        boolean stored =
                cursors.keep(state.cursor(site, subscription, wall.millis()), state.worth(acknowledgedSeq), waker);
        if (!stored) {
            return wall.millis() + STORE_PAUSE_MS;
        }
        if (backoff.failing() && outbox.onTheWay() == 0) {
            return off ? Long.MAX_VALUE : backoff.nextTryMs();
        }
        return more && outbox.size() < ENOUGH ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private void tellBacklog(View view) {
        long nowMs = wall.millis();
        long delivered = outbox.deliveredSeq();
        long sinceMs = arrears.sinceMs(delivered);
        long behindMs = sinceMs == 0 ? 0 : nowMs - sinceMs;
        boolean stuck = outbox.size() > outbox.onTheWay();
        boolean ours = holdup.ours(behindMs, stuck, nowMs) && !backoff.failing() && behindMs < LEFT_BEHIND_MS;
        Backlog backlog = new Backlog(Math.max(0, view.seq() - delivered), sinceMs, ours);
        sites.backlogs().tell(site, subscription.id(), backlog);
        lateness.look(view, backlog, backoff.failing(), off);
    }

    private void hear() {
        for (Result result = results.poll(); result != null; result = results.poll()) {
            holdup.came(result.waitedMs(), result.tookMs());
            switch (result.outcome()) {
                case Outcome.Answered answer
                when answer.taken() -> {
                    outbox.delivered(result.item());
                    acknowledgedSeq = outbox.deliveredSeq();
                    // a message that was on its way before the first failure does not tell that the receiver is back
                    if (result.item() == probe) {
                        backoff.succeeded();
                        probe = null;
                    }
                }
                case Outcome.Answered answer
                when answer.status() == GONE -> {
                    outbox.returned(result.item());
                    switchOff("the receiver answered 410: it does not want messages any more");
                }
                case Outcome.Answered answer ->
                    failed(result.item(), "status " + answer.status(), answer.retryAfterMs());
                case Outcome.Unreachable unreachable -> failed(result.item(), unreachable.why(), Optional.empty());
                case Outcome.Forbidden forbidden -> failed(result.item(), forbidden.why(), Optional.empty());
            }
        }
    }

    private void failed(Outbox.Item item, String why, Optional<Long> askedMs) {
        outbox.returned(item);
        if (!backoff.failed(wall.millis(), askedMs.orElse(0L))) {
            return;
        }
        log.info("webhook {} of site {} failed {} times: {}", subscription.id(), site, backoff.failures(), why);
        if (backoff.exhausted(wall.millis())) {
            switchOff("it failed for five days, at last with: " + why);
        }
    }

    private void switchOff(String why) {
        if (off) {
            return;
        }
        log.warn("webhook {} of site {} is switched off: {}", subscription.id(), site, why);
        off = true;
        sites.submitAsync(Caller.CORE, site, new Command.SwitchOff(subscription, why), Cause.CLOCK)
                .exceptionally(failed -> {
                    log.warn(
                            "webhook {} of site {} could not be switched off; it goes on",
                            subscription.id(),
                            site,
                            failed);
                    off = false;
                    return false;
                });
    }

    /**
     * Reads on; false when there is nothing more for now. Events that became durable since the step began wait for the
     * next one: the subscription is known to hold up to there.
     */
    private boolean read(View view) {
        if (outbox.size() >= ENOUGH) {
            return false;
        }
        Feed feed = new Feed(sites, pushes.caller(subscription), site, subscription.id());
        if (unread.isEmpty() && !readPage(feed, view)) {
            return false;
        }
        while (!unread.isEmpty() && outbox.size() < ENOUGH) {
            Entry entry = unread.getFirst();
            List<Pushes.Message> told = entry.told()
                    .map(event -> feed.words(
                            event, List.<Pushes.Message>of(), () -> pushes.messages(subscription, event, view)))
                    .orElse(List.of());
            outbox.read(entry.seq(), Outbox.Item.of(subscription.id(), entry.seq(), told));
            unread.removeFirst();
        }
        return true;
    }

    /** False where there is nothing more. */
    private boolean readPage(Feed feed, View view) {
        long after = outbox.readSeq();
        Feed.Page page = feed.read(after, PAGE);
        if (page.gap()) {
            log.warn(
                    "webhook {} of site {} missed events after {}: they were pruned; it is told how things are now",
                    subscription.id(),
                    site,
                    after);
            List<Pushes.Message> now =
                    feed.words("how things are now", List.of(), () -> pushes.snapshot(subscription, view));
            outbox.read(view.seq(), Outbox.Item.snapshot(subscription.id(), view.seq(), now));
            return true;
        }
        page.entries().stream().filter(entry -> entry.seq() <= view.seq()).forEach(unread::add);
        if (unread.isEmpty()) {
            outbox.read(Math.min(page.upTo(), view.seq()), List.of());
        }
        return !unread.isEmpty();
    }

    private void send() {
        if (off) {
            return;
        }
        List<Outbox.Item> going;
        if (!backoff.failing()) {
            going = outbox.take(WINDOW - outbox.onTheWay());
        } else if (wall.millis() >= backoff.nextTryMs()) {
            going = outbox.takeFirst().stream().toList();
            probe = going.isEmpty() ? probe : going.getFirst();
        } else {
            return;
        }
        try {
            going.forEach(this::post);
        } catch (Vault.CannotOpen foreign) {
            going.forEach(outbox::returned);
            switchOff("its credentials cannot be opened with this server's root key");
        }
    }

    private void post(Outbox.Item item) {
        try {
            posting.post(Deliveries.Kind.STREAM, item.id(), item.message(), tried -> {
                results.add(new Result(item, tried.outcome(), tried.waitedMs(), tried.tookMs()));
                waker.run();
            });
        } catch (Vault.CannotOpen foreign) {
            throw foreign;
        } catch (RuntimeException unsendable) {
            // as if its receiver could not be reached: it is tried again after pauses that grow, and given up in the
            // end
            log.warn("webhook {} of site {} cannot send", subscription.id(), site, unsendable);
            results.add(new Result(item, new Outcome.Unreachable("it could not be sent"), 0, 0));
            waker.run();
        }
    }
}

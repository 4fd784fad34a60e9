package io.candelabra.dialect.lutron.leap.feed;

import io.candelabra.core.access.Caller;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.feed.Feed;
import io.candelabra.core.view.Entry;
import io.candelabra.core.view.View;
import io.candelabra.dialect.lutron.leap.device.ButtonRoutes;
import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.dialect.lutron.leap.message.LeapRequest;
import io.candelabra.dialect.lutron.leap.message.Verb;
import io.candelabra.dialect.lutron.leap.route.ButtonEvents;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.LeapSession;
import io.candelabra.dialect.lutron.leap.route.Source;
import io.candelabra.dialect.lutron.leap.view.ChangeSet;
import io.candelabra.dialect.lutron.leap.view.LeapTypes;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.dialect.lutron.leap.zone.ZoneRoutes;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscriptions of one connection, as one position in the log of its site. The feed follows the log with a view of
 * its own and tells each subscriber the things that look different; so nothing is lost, nothing is told twice, and news
 * for a slow reader waits in the log. A subscriber that has fallen far behind is told the newest of each thing instead.
 *
 * <p>Not for several threads: the connection calls it under its lock. Since answers are written under the same lock,
 * the push that a command leads to comes after the command's own answer.
 */
public final class LeapFeed {
    private static final Logger log = LoggerFactory.getLogger(LeapFeed.class);
    private static final int PAGE = 500;
    private static final long FAR_BEHIND = 5_000;
    private static final int MOST_SUBSCRIPTIONS = 2_000;
    /** Subject of the alert where something cannot be told. */
    private static final String READER = "leap subscriptions";

    private static final String EVENT = "candelabra:ButtonEventState";
    private static final String BUTTON = "candelabra:LastButtonState";

    /** Where messages go. */
    @FunctionalInterface
    public interface Out {
        void send(LeapReply reply, LeapRequest.Head to) throws IOException;
    }

    private final LeapTypes types;
    private final LeapSession session;
    private final Out out;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Set<DeviceId> changedDevices = new HashSet<>();
    /** The caller as it was when this was last asked for something: all of one telling is told to the same rights. */
    private @Nullable Caller caller;

    private @Nullable View seen;
    private @Nullable Subscription unasked;

    public LeapFeed(LeapTypes types, LeapSession session, Out out) {
        this.types = types;
        this.session = session;
        this.out = out;
    }

    public boolean isEmpty() {
        return subscriptions.isEmpty() && unasked == null;
    }

    /**
     * Tells changes of zones without being asked, zone by zone and without a tag, until somebody asks for all of them.
     */
    public void followZones() {
        caller = session.caller().orElseThrow();
        if (seen == null) {
            seen = newest();
        }
        Subscription zones = new Subscription(LeapRequest.Head.NONE, ZoneRoutes.statuses());
        View at = view();
        feed().words("the state of zones", Optional.empty(), () -> zones.changes(shown(at), ChangeSet.ALL));
        unasked = zones;
    }

    /** Number of the last event that subscribers have been told of; later events are news. */
    public long position() {
        View at = seen;
        return at == null ? Long.MAX_VALUE : at.seq();
    }

    /** Answers a subscription: first what is news for those before it, then the snapshot from which it goes on. */
    public LeapReply subscribe(LeapRequest request, Source source) throws IOException {
        if (subscriptions.size() >= MOST_SUBSCRIPTIONS) {
            return LeapReply.error(LeapError.bad("This connection has as many subscriptions as it may have"));
        }
        caller = session.caller().orElseThrow();
        if (seen == null) {
            seen = newest();
        } else {
            tell();
        }
        LeapRequest.Head head = new LeapRequest.Head(Optional.of(request.url().text()), request.tag());
        Subscription subscription = new Subscription(head, source);
        LeapReply snapshot;
        try {
            snapshot = subscription.snapshot(shown(view()), request.url());
        } catch (LeapError error) {
            return LeapReply.error(error);
        } catch (RuntimeException broken) {
            log.error("{} {} broke", request.verb(), request.url().segments(), broken);
            return LeapReply.error(LeapError.broken());
        }
        if (request.page() == 0) {
            // a further page of the snapshot is no further subscription
            subscriptions.add(subscription);
            if (request.url().text().equals("/zone/status")) {
                unasked = null;
            }
        }
        return snapshot.as(Verb.SUBSCRIBE.response()).page(request.page());
    }

    /** Ends all subscriptions to an address. */
    public void unsubscribe(LeapRequest request) {
        String url = request.url().text();
        subscriptions.removeIf(s -> s.head().url().equals(Optional.of(url)));
        if (isEmpty()) {
            seen = null;
        }
    }

    /**
     * Tells the subscribers all that is durable by now; a client that is let in no more has no subscriptions any more. What
     * becomes durable meanwhile is told by the next call: where there is always something new, the connection's requests would
     * never have their turn.
     */
    public void tell() throws IOException {
        if (seen == null) {
            return;
        }
        Optional<Caller> now = session.caller();
        if (now.isEmpty()) {
            end();
            return;
        }
        caller = now.get();
        long head = newest().seq();
        while (view().seq() < head) {
            View at = view();
            Feed.Page page = feed().read(at.seq(), PAGE);
            if (page.gap() || newest().seq() - at.seq() > FAR_BEHIND) {
                seen = newest();
                changedDevices.clear();
                flush(ChangeSet.ALL);
            } else if (page.entries().isEmpty()) {
                return;
            } else {
                for (Entry entry : page.entries()) {
                    tell(entry);
                }
                flush();
            }
        }
    }

    private void end() {
        subscriptions.clear();
        unasked = null;
        changedDevices.clear();
        seen = null;
    }

    private void tell(Entry entry) throws IOException {
        if (entry.told().isPresent()) {
            tell(entry, entry.told().get().event());
        } else if (entry.reshapes()) {
            foldAll(entry);
        } else {
            fold(entry, entry.besides());
        }
    }

    private void tell(Entry entry, SiteEvent event) throws IOException {
        switch (event) {
            case SiteEvent.StatesChanged changed -> {
                Set<DeviceId> devices = new HashSet<>();
                changed.changes().forEach(change -> devices.add(change.device()));
                fold(entry, devices);
                for (SiteEvent.DeviceStates change : changed.changes()) {
                    hear(change);
                }
            }
            case SiteEvent.AvailabilityChanged changed -> fold(entry, Set.of(changed.device()));
            case SiteEvent.StepMoved moved -> fold(entry, Set.of(moved.device()));
            case SiteEvent.ExecutionStarted started -> {
                Set<DeviceId> devices = new HashSet<>();
                started.steps().forEach(step -> devices.add(step.device()));
                fold(entry, devices);
            }
            case SiteEvent.ExecutionMoved ignored -> fold(entry, Set.of());
            case SiteEvent.JobMoved ignored -> fold(entry, Set.of());
            case SiteEvent.Noted ignored -> fold(entry, Set.of());
            case SiteEvent.HistoryErased ignored -> fold(entry, Set.of());
            case SiteEvent.GatewayAliveChanged ignored -> foldAll(entry);
            case SiteEvent.DevicePut ignored -> foldAll(entry);
            case SiteEvent.DeviceRemoved ignored -> foldAll(entry);
            case SiteEvent.GatewayPut ignored -> foldAll(entry);
            case SiteEvent.GatewayRemoved ignored -> foldAll(entry);
            case SiteEvent.ResourcePut ignored -> foldAll(entry);
            case SiteEvent.ResourceDeleted ignored -> foldAll(entry);
            case SiteEvent.AlertRaised ignored -> foldAll(entry);
            case SiteEvent.AlertCleared ignored -> foldAll(entry);
        }
    }

    /**
     * Takes an event in. Changes of the same devices from before are told first, so that two changes of one thing are
     * two pushes.
     */
    private void fold(Entry entry, Set<DeviceId> devices) throws IOException {
        if (devices.stream().anyMatch(changedDevices::contains)) {
            flush();
        }
        seen = view().after(entry);
        changedDevices.addAll(devices);
    }

    private void foldAll(Entry entry) throws IOException {
        flush();
        seen = view().after(entry);
        flush(ChangeSet.ALL);
    }

    private void flush() throws IOException {
        if (!changedDevices.isEmpty()) {
            ChangeSet changes = ChangeSet.of(changedDevices);
            changedDevices.clear();
            flush(changes);
        }
    }

    private void flush(ChangeSet changes) throws IOException {
        LeapView now = shown(view());
        for (Subscription subscription : List.copyOf(subscriptions)) {
            Optional<LeapReply> push = feed().words(
                            "what changed at " + subscription.head().url().orElse("a subscription"),
                            Optional.empty(),
                            () -> subscription.changes(now, changes));
            if (push.isPresent()) {
                out.send(push.get(), subscription.head());
            }
        }
        tellUnasked(now, changes);
    }

    private void tellUnasked(LeapView now, ChangeSet changes) throws IOException {
        Subscription zones = unasked;
        if (zones == null) {
            return;
        }
        List<LeapObject> deltas = feed().words("what changed of zones", List.of(), () -> zones.deltas(now, changes));
        for (LeapObject delta : deltas) {
            LeapReply push = LeapReply.ok("OneZoneStatus", "ZoneStatus", delta).as(Verb.READ.response());
            out.send(push, new LeapRequest.Head(Optional.of(delta.href()), Optional.empty()));
        }
    }

    /** Button events are told one by one; the same button's states say which button it was. */
    private void hear(SiteEvent.DeviceStates change) throws IOException {
        boolean event =
                change.states().stream().map(State::name).anyMatch(name -> name.equals(EVENT) || name.equals(BUTTON));
        if (!event) {
            return;
        }
        for (Subscription subscription : List.copyOf(subscriptions)) {
            if (subscription.source() instanceof ButtonEvents wanted
                    && wanted.remote().equals(change.device())) {
                Optional<LeapReply> push = feed().words("a button's event", Optional.empty(), () -> shown(view())
                        .view()
                        .device(change.device())
                        .filter(device -> device.states().number(BUTTON) == wanted.button())
                        .map(device ->
                                ButtonRoutes.event(wanted, device.states().text(EVENT))));
                if (push.isPresent()) {
                    out.send(push.get(), subscription.head());
                }
            }
        }
    }

    private Caller caller() {
        return Objects.requireNonNull(caller, "somebody has subscribed");
    }

    private Feed feed() {
        return new Feed(types.sites(), caller(), session.site(), READER);
    }

    private View view() {
        View at = seen;
        if (at == null) {
            throw new IllegalStateException("nobody has subscribed");
        }
        return at;
    }

    private View newest() {
        return types.sites().view(caller(), session.site());
    }

    private LeapView shown(View view) {
        return new LeapView(view.as(caller()), types, session.envelope());
    }
}

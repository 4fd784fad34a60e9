package io.candelabra.dialect.lutron.vive;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Login;
import io.candelabra.core.site.Sites;
import io.candelabra.dialect.lutron.leap.Leap;
import io.candelabra.dialect.lutron.leap.feed.LeapFeed;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.message.LeapRequest;
import io.candelabra.dialect.lutron.leap.message.StatusCode;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.LeapSession;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.JsonException;
import io.candelabra.wire.json.JsonStream;
import io.candelabra.wire.tls.TlsConnection;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client. Two threads: one reads requests and answers them in order, one pushes what subscribers are to hear. Both do
 * so under one lock, so that lines never mix, and no push overtakes the answer to the command that led to it.
 */
final class ViveConnection implements LeapSession {
    private static final Logger log = LoggerFactory.getLogger(ViveConnection.class);
    private static final int LONGEST_MESSAGE_BYTES = 1 << 20;
    private static final int DEEPEST = 64;
    private static final long LOGIN_WITHIN_MS = 30_000;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private final String name;
    private final TlsConnection socket;
    private final Line line;
    private final Leap leap;
    private final Sites sites;
    private final Accounts accounts;
    private final ViveIntegrations integrations;
    private final Optional<X509Certificate> paired;
    private final String bindingId;
    private final long openedMs;
    private final LeapFeed feed;
    private final BooleanSupplier slots;
    private final Map<String, Runnable> held = new HashMap<>();
    /** Fair, so that pushing, which comes back again and again, does not keep the client's requests waiting. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final Condition subscribed = lock.newCondition();
    private volatile @Nullable Account account;
    private volatile boolean hasSlot;
    private volatile boolean ended;

    ViveConnection(
            String name,
            TlsConnection socket,
            Leap leap,
            Sites sites,
            Accounts accounts,
            ViveIntegrations integrations,
            String bindingId,
            long openedMs,
            BooleanSupplier slots) {
        this.slots = slots;
        this.name = name;
        this.socket = socket;
        this.line = new Line(socket);
        this.leap = leap;
        this.sites = sites;
        this.accounts = accounts;
        this.integrations = integrations;
        this.paired = socket.clientCertificates().stream().findFirst();
        this.bindingId = bindingId;
        this.openedMs = openedMs;
        this.feed = new LeapFeed(leap.types(), this, (reply, to) -> line.send(reply.encode(to)));
    }

    // ---- requests ----

    /** Answers until the client goes, is cut, or sends what is no JSON. */
    void serve() throws IOException {
        JsonStream messages = new JsonStream(socket.in(), LONGEST_MESSAGE_BYTES, DEEPEST);
        if (paired.isPresent() && caller().isPresent()) {
            followZones();
        }
        try {
            while (true) {
                Optional<byte[]> message;
                try {
                    message = messages.next();
                } catch (JsonException unreadable) {
                    refuse(LeapRequest.Head.NONE, unreadable(unreadable));
                    break;
                }
                if (message.isEmpty() || !answer(message.get())) {
                    return;
                }
            }
        } catch (SocketException | SocketTimeoutException gone) {
            log.debug("{} is gone: {}", name, gone.getMessage());
        }
        if (line.tooSlow()) {
            Line.drain(socket);
        }
    }

    /** Paired programs of old never subscribe to zones, and wait for pushes all the same. */
    private void followZones() {
        lock.lock();
        try {
            feed.followZones();
            subscribed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** False where the stream is of no more use. */
    private boolean answer(byte[] message) throws IOException {
        @Nullable Object tree;
        try {
            tree = Json.tree(message);
        } catch (JsonException unreadable) {
            return refuseUnreadable(unreadable);
        }
        LeapRequest.Head head = LeapRequest.Head.of(tree);
        lock.lock();
        try {
            line.send(answer(tree).encode(head));
        } finally {
            lock.unlock();
        }
        return true;
    }

    /**
     * A message that only holds an impossible value is no reason to end; after one that is no JSON nobody knows where
     * the next begins.
     */
    private boolean refuseUnreadable(JsonException unreadable) throws IOException {
        LeapError error = unreadable(unreadable);
        if (unreadable.kind() == JsonException.Kind.MALFORMED) {
            refuse(LeapRequest.Head.NONE, error);
            return false;
        }
        lock.lock();
        try {
            line.send(LeapReply.error(error).encode(LeapRequest.Head.NONE));
        } finally {
            lock.unlock();
        }
        return true;
    }

    private static LeapError unreadable(JsonException why) {
        return LeapError.bad("A message could not be read: " + why.getMessage());
    }

    private LeapReply answer(@Nullable Object tree) throws IOException {
        LeapRequest request;
        try {
            request = LeapRequest.of(tree);
        } catch (LeapError error) {
            return LeapReply.error(error);
        }
        LeapReply reply = leap.answer(request, this);
        return switch (request.verb()) {
            case SUBSCRIBE -> {
                if (reply.subscribes() == null) {
                    yield reply;
                }
                LeapReply snapshot = feed.subscribe(request, reply.subscribes());
                subscribed.signal();
                yield snapshot;
            }
            case UNSUBSCRIBE -> {
                if (!reply.isError()) {
                    feed.unsubscribe(request);
                }
                yield reply;
            }
            case READ, CREATE, UPDATE, DELETE -> reply;
        };
    }

    private void refuse(LeapRequest.Head head, LeapError error) throws IOException {
        lock.lock();
        try {
            line.send(LeapReply.error(error).encode(head));
        } finally {
            lock.unlock();
        }
        Line.drain(socket);
    }

    // ---- pushes ----

    /** Pushes what is news until the connection ends. For a thread of its own. */
    void push() {
        try {
            while (!ended) {
                long position = nextPosition();
                if (!ended && sites.awaitAfter(site(), position, LOOK_AGAIN) > position) {
                    lock.lock();
                    try {
                        feed.tell();
                    } finally {
                        lock.unlock();
                    }
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException | Refused gone) {
            log.debug("{} can be told no more: {}", name, gone.getMessage());
            if (!line.tooSlow()) {
                cut();
            }
        } catch (RuntimeException broken) {
            log.error("{} could not be told what is news", name, broken);
            cut();
        }
    }

    /** Waits until somebody has subscribed; from where there is news for them. */
    private long nextPosition() throws InterruptedException {
        lock.lock();
        try {
            while (feed.isEmpty() && !ended) {
                subscribed.await();
            }
            return feed.position();
        } finally {
            lock.unlock();
        }
    }

    /** Takes one of the hub's slots, once; false where there is none. */
    boolean takeSlot() {
        if (!hasSlot && slots.getAsBoolean()) {
            hasSlot = true;
            socket.keep();
        }
        return hasSlot;
    }

    boolean hasSlot() {
        return hasSlot;
    }

    // ---- how it ends ----

    /** Why the connection should be ended now; empty where it may stay. Called about every second. */
    Optional<String> overdue(long nowMs) {
        return nowMs - openedMs > LOGIN_WITHIN_MS && caller().isEmpty()
                ? Optional.of("nobody logged in within 30 s")
                : line.overdue(nowMs);
    }

    /** Whether it is about to be closed because it reads too slowly. */
    boolean tooSlow() {
        return line.tooSlow();
    }

    /** Ends the connection after its last answer. */
    void close() throws IOException {
        socket.close();
    }

    /** Ends the connection from outside. */
    void cut() {
        try {
            socket.cut();
        } catch (IOException broken) {
            log.debug("{} could not be closed: {}", name, broken.getMessage());
        }
    }

    /** The end of a client: its subscriptions end, and it lets go of every button. */
    void end() {
        lock.lock();
        try {
            ended = true;
            subscribed.signalAll();
            for (Runnable letGo : Map.copyOf(held).values()) {
                try {
                    letGo.run();
                } catch (LeapError | Refused refused) {
                    log.warn("{} held a button that could not be let go: {}", name, refused.getMessage());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    // ---- who it is ----

    @Override
    public Envelope envelope() {
        return Envelope.VIVE;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SiteId site() {
        return accounts.binding(bindingId)
                .map(FaceBinding::site)
                .orElseThrow(() -> new IllegalStateException("no binding " + bindingId));
    }

    /**
     * Looked up each time: a client that was removed meanwhile, or whose password is another now, is nobody any more.
     */
    @Override
    public Optional<Caller> caller() {
        Account seen = account;
        if (seen == null) {
            return paired.flatMap(shown -> integrations.account(shown, bindingId))
                    .flatMap(this::known);
        }
        return accounts.account(seen.id())
                .filter(now -> now.passwordHash().equals(seen.passwordHash()))
                .flatMap(now -> known(now.id()));
    }

    private Optional<Caller> known(String id) {
        return accounts.through(id, bindingId).map(Accounts.Through::caller);
    }

    @Override
    public boolean login(String user, String password) {
        String address = socket.remoteAddress().getHostString();
        return switch (accounts.login(user, password, address)) {
            case Login.Known(Account found) -> {
                boolean here = known(found.id()).isPresent();
                if (here && !takeSlot()) {
                    throw new LeapError(StatusCode.SERVICE_UNAVAILABLE, ViveHub.FULL);
                }
                if (here) {
                    account = found;
                }
                yield here;
            }
            case Login.Wrong ignored -> false;
            // LEAP has no status of its own for this
            case Login.TooMany ignored ->
                throw new LeapError(StatusCode.SERVICE_UNAVAILABLE, "Too many logins; try again later");
        };
    }

    @Override
    public List<Pairing> pairings() {
        return integrations.pairings(bindingId, paired);
    }

    @Override
    public boolean endsPairingsOfOthers() {
        return account != null
                && caller().filter(one -> one.may(site(), Verb.CONFIGURE)).isPresent();
    }

    @Override
    public void endPairing(Pairing pairing) {
        integrations.end(pairing, bindingId);
    }

    @Override
    public void holds(String button, Runnable letGo) {
        held.put(button, letGo);
    }

    @Override
    public void released(String button) {
        held.remove(button);
    }
}

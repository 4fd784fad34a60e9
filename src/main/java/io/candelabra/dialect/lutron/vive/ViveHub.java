package io.candelabra.dialect.lutron.vive;

import io.candelabra.core.access.Caller;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.site.Sites;
import io.candelabra.dialect.lutron.leap.Leap;
import io.candelabra.dialect.lutron.leap.hub.HubGates;
import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.message.LeapRequest;
import io.candelabra.dialect.lutron.leap.message.StatusCode;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.wire.tls.ClientCertificate;
import io.candelabra.wire.tls.TlsConnection;
import io.candelabra.wire.tls.TlsListener;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener is one hub is one site. Ten clients at a time that have logged in, or are paired; the eleventh is told
 * so and sent away. Strangers have a room of their own, in which the oldest gives way to the newest, and half a minute
 * to log in. A client that takes nothing off the line is sent away as well.
 */
public final class ViveHub implements AutoCloseable {
    /** How this dialect is called in bindings and causes. */
    public static final String DIALECT = "vive";

    /** As many clients as a hub serves. */
    public static final int MOST_CONNECTIONS = 10;

    static final String FULL = "This hub serves " + MOST_CONNECTIONS + " connections at a time";
    private static final Logger log = LoggerFactory.getLogger(ViveHub.class);
    /** Room for those who have not logged in yet, or are told that there is no place. */
    private static final int WAITING_ROOM = 54;

    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(600);
    private static final long SWEEP_MS = 1_000;

    /**
     * All that a hub needs.
     *
     * @param bindAddress address or name to listen at
     * @param port 0 for any free one
     * @param tls keys of the server
     * @param binding id of the face binding that says which site is shown
     */
    public record Settings(String bindAddress, int port, SSLContext tls, String binding) {}

    private final Leap leap;
    private final Sites sites;
    private final Accounts accounts;
    private final ViveIntegrations integrations;
    private final InstantSource clock;
    private final Executor threads;
    private final Settings settings;
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicLong names = new AtomicLong();
    private final Set<ViveConnection> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final TlsListener listener;

    private ViveHub(
            Settings settings,
            Leap leap,
            Sites sites,
            Accounts accounts,
            ViveIntegrations integrations,
            InstantSource clock,
            Executor threads)
            throws IOException {
        this.integrations = integrations;
        this.settings = settings;
        this.leap = leap;
        this.sites = sites;
        this.accounts = accounts;
        this.clock = clock;
        this.threads = threads;
        this.listener = TlsListener.start(
                TlsListener.Settings.of(
                                settings.bindAddress(), settings.port(), settings.tls(), ClientCertificate.WANTED)
                        .withMaxConnections(MOST_CONNECTIONS + WAITING_ROOM)
                        .withTimeouts(HANDSHAKE, SILENCE),
                threads,
                this::serve);
        threads.execute(this::watch);
    }

    /**
     * Listens from now on.
     *
     * @param clock the wall's time
     * @param threads runs everything on threads of its own, best virtual ones
     */
    public static ViveHub start(
            Settings settings,
            Leap leap,
            Sites sites,
            Accounts accounts,
            ViveIntegrations integrations,
            InstantSource clock,
            Executor threads)
            throws IOException {
        return new ViveHub(settings, leap, sites, accounts, integrations, clock, threads);
    }

    /** The port, also where any free one was asked for. */
    public int port() {
        return listener.port();
    }

    private void serve(TlsConnection socket) throws IOException {
        Optional<String> closed = accounts.binding(settings.binding())
                .flatMap(shown -> HubGates.closed(sites.view(Caller.CORE, shown.site())));
        if (closed.isPresent()) {
            turnAway(socket, closed.get());
            return;
        }
        if (served.get() >= MOST_CONNECTIONS) {
            turnAway(socket, FULL);
            return;
        }
        ViveConnection connection = new ViveConnection(
                "vive-" + names.incrementAndGet(),
                socket,
                leap,
                sites,
                accounts,
                integrations,
                settings.binding(),
                clock.millis(),
                this::takeSlot);
        if (connection.caller().isPresent() && !connection.takeSlot()) {
            turnAway(socket, FULL);
            return;
        }
        open.add(connection);
        try {
            threads.execute(connection::push);
            connection.serve();
        } finally {
            open.remove(connection);
            if (connection.hasSlot()) {
                served.decrementAndGet();
            }
            try {
                connection.close();
            } finally {
                connection.end();
            }
        }
    }

    private boolean takeSlot() {
        return served.getAndUpdate(all -> Math.min(MOST_CONNECTIONS, all + 1)) < MOST_CONNECTIONS;
    }

    private static void turnAway(TlsConnection socket, String why) throws IOException {
        LeapReply refusal = LeapReply.error(new LeapError(StatusCode.SERVICE_UNAVAILABLE, why));
        Line.write(socket, refusal.encode(new LeapRequest.Head(Optional.of("/"), Optional.empty())));
        Line.drain(socket);
    }

    private void watch() {
        try {
            while (!closing.await(SWEEP_MS, TimeUnit.MILLISECONDS)) {
                sweep();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends away who has not logged in for too long, or takes nothing off the line. */
    void sweep() {
        long now = clock.millis();
        for (ViveConnection connection : open) {
            connection.overdue(now).ifPresent(why -> {
                log.info("{} is closed: {}", connection.name(), why);
                connection.cut();
            });
        }
    }

    /** How many of them are about to be closed because they read too slowly. */
    long tooSlow() {
        return open.stream().filter(ViveConnection::tooSlow).count();
    }

    /** How many clients are served now, strangers not counted. */
    public int connections() {
        return served.get();
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        listener.close();
    }
}

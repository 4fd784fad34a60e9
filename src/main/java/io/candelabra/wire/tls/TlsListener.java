package io.candelabra.wire.tls;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener for protocols that are not HTTP: TLS, and a thread per connection from the executor that is handed in. */
public final class TlsListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TlsListener.class);

    /**
     * All that a listener needs.
     *
     * @param bindAddress address or name to listen at
     * @param port 0 for any free one
     * @param tls keys, and whom to trust where clients show certificates
     * @param clientCertificate whether clients show certificates
     * @param maxConnections how many at a time; a further one takes the place of the oldest that is not kept, and is cut
     *     before its handshake where all are
     * @param handshakeTimeout how long a handshake may take
     * @param silence how long a connection may send nothing; zero is for ever
     * @param closeGrace how long sessions are waited for at the end, after their connections were cut
     */
    public record Settings(
            String bindAddress,
            int port,
            SSLContext tls,
            ClientCertificate clientCertificate,
            int maxConnections,
            Duration handshakeTimeout,
            Duration silence,
            Duration closeGrace) {

        /** 256 connections, 10 s for the handshake, silence for ever, 2 s of grace. */
        public static Settings of(String bindAddress, int port, SSLContext tls, ClientCertificate clientCertificate) {
            return new Settings(
                    bindAddress,
                    port,
                    tls,
                    clientCertificate,
                    256,
                    Duration.ofSeconds(10),
                    Duration.ZERO,
                    Duration.ofSeconds(2));
        }

        public Settings withMaxConnections(int connections) {
            return new Settings(
                    bindAddress, port, tls, clientCertificate, connections, handshakeTimeout, silence, closeGrace);
        }

        public Settings withTimeouts(Duration handshake, Duration quiet) {
            return new Settings(
                    bindAddress, port, tls, clientCertificate, maxConnections, handshake, quiet, closeGrace);
        }
    }

    /** Serves one connection until it returns or throws; the connection is closed then. */
    @FunctionalInterface
    public interface Session {
        void serve(TlsConnection connection) throws IOException;
    }

    private static final long ACCEPT_PAUSE_NS = 50_000_000;
    private static final long ROOM_WITHIN_MS = 1_000;

    private final Settings settings;
    private static final int LINGER_S = 1;

    private final ServerSocket server;
    private final Executor threads;
    private final Session session;
    private final Semaphore places;
    private final Set<TlsConnection> open = Collections.synchronizedSet(new LinkedHashSet<>());
    private volatile boolean closing;

    private TlsListener(Settings settings, ServerSocket server, Executor threads, Session session) {
        this.settings = settings;
        this.server = server;
        this.threads = threads;
        this.session = session;
        this.places = new Semaphore(settings.maxConnections());
    }

    /**
     * Listens from now on.
     *
     * @param threads runs the accept loop and each session on a thread of its own, best a virtual one
     */
    public static TlsListener start(Settings settings, Executor threads, Session session) throws IOException {
        ServerSocket server;
        try {
            server = new ServerSocket(settings.port(), 128, InetAddress.getByName(settings.bindAddress()));
        } catch (BindException taken) {
            BindException where =
                    new BindException("cannot listen on " + settings.bindAddress() + ", port " + settings.port());
            where.initCause(taken);
            throw where;
        }
        TlsListener listener = new TlsListener(settings, server, threads, session);
        threads.execute(listener::accept);
        return listener;
    }

    /** The port, also where any free one was asked for. */
    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!closing) {
            try {
                Socket plain = server.accept();
                SSLSocket socket = secured(plain);
                if (places.tryAcquire() || makeRoom()) {
                    hand(new TlsConnection(socket, plain), socket);
                } else {
                    LOG.warn("port {}: more than {} connections", port(), settings.maxConnections());
                    socket.close();
                }
            } catch (IOException problem) {
                if (!closing) {
                    // one client's connection may break while it is taken in; the listener stays
                    LOG.warn("port {}: a connection could not be taken in", port(), problem);
                    // where the machine has run out of something, do not turn in a circle at full speed
                    LockSupport.parkNanos(ACCEPT_PAUSE_NS);
                }
            }
        }
    }

    private SSLSocket secured(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) settings.tls().getSocketFactory().createSocket(plain, null, true);
        socket.setSSLParameters(StrictContext.strict(socket.getSSLParameters(), settings.clientCertificate()));
        return socket;
    }

    /** Cuts the oldest of those that are worth the least, and takes its place; false where all are kept. */
    private boolean makeRoom() throws IOException {
        Optional<TlsConnection> least;
        synchronized (open) {
            least = open.stream()
                    .filter(connection -> connection.worth() != TlsConnection.Worth.KEPT)
                    .min(Comparator.comparing(TlsConnection::worth));
        }
        if (least.isEmpty()) {
            return false;
        }
        LOG.debug("port {}: a connection gives way to a newer one", port());
        least.get().drop();
        try {
            return places.tryAcquire(ROOM_WITHIN_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void hand(TlsConnection connection, SSLSocket socket) throws IOException {
        open.add(connection);
        try {
            threads.execute(() -> serve(connection, socket));
        } catch (RejectedExecutionException stopped) {
            open.remove(connection);
            places.release();
            socket.close();
        }
    }

    private void serve(TlsConnection connection, SSLSocket socket) {
        try (socket) {
            if (closing) {
                return;
            }
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            // without a bound, closing would wait for a write that blocks, to say good-bye after it
            socket.setSoLinger(true, LINGER_S);
            socket.setSoTimeout(Math.toIntExact(settings.handshakeTimeout().toMillis()));
            socket.startHandshake();
            socket.setSoTimeout(Math.toIntExact(settings.silence().toMillis()));
            connection.greeted();
            session.serve(connection);
        } catch (SSLException | SocketException | SocketTimeoutException gone) {
            LOG.debug("port {}: a connection ended: {}", port(), gone.getMessage());
        } catch (IOException gone) {
            LOG.debug("port {}: a connection ended", port(), gone);
        } catch (RuntimeException | Error broken) {
            LOG.error("port {}: a session broke", port(), broken);
        } finally {
            open.remove(connection);
            places.release();
        }
    }

    /** Takes no more connections, cuts the open ones, and waits a little for their sessions. */
    @Override
    public void close() throws IOException {
        closing = true;
        server.close();
        for (TlsConnection connection : List.copyOf(open)) {
            connection.close();
        }
        try {
            if (!places.tryAcquire(
                    settings.maxConnections(), settings.closeGrace().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("port {}: sessions still run after their connections were cut", port());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

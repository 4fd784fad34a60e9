package io.candelabra.wire.tls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets that a listener has taken in and not closed, by the address of the other end: for code that counts
 * connections, and has to know when one has ended. A connection is silent until it has asked something. Where an
 * address has too many silent ones, its oldest is closed for the newest, so that who only connects keeps nobody out,
 * not even others behind the same address; where it has too many in all, the newest is.
 */
public final class OpenSockets {
    private static final Logger LOG = LoggerFactory.getLogger(OpenSockets.class);
    private static final int FIRST_PURGE = 256;

    private final int mostOfAddress;
    private final int mostSilent;
    private final Map<SocketAddress, Open> sockets = new ConcurrentHashMap<>();
    private final Map<String, Host> hosts = new HashMap<>();
    private final AtomicInteger purgeAt = new AtomicInteger(FIRST_PURGE);

    /** One connection. */
    private static final class Open {
        final Socket socket;
        final Socket plain;
        final int usualSilenceMs;
        volatile boolean proved;

        Open(Socket socket, Socket plain, int usualSilenceMs) {
            this.socket = socket;
            this.plain = plain;
            this.usualSilenceMs = usualSilenceMs;
        }

        boolean over() {
            return socket.isClosed() || plain.isClosed();
        }
    }

    /** The connections of an address. */
    private static final class Host {
        final Deque<Open> silent = new ArrayDeque<>();
        final Deque<Open> all = new ArrayDeque<>();
    }

    /** Without bounds. */
    public OpenSockets() {
        this(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /**
     * @param mostOfAddress connections of one address
     * @param mostSilent how many of them may be silent
     */
    public OpenSockets(int mostOfAddress, int mostSilent) {
        this.mostOfAddress = mostOfAddress;
        this.mostSilent = mostSilent;
    }

    /**
     * Takes a socket in, or closes one.
     *
     * @param plain the connection below it
     */
    void add(Socket socket, Socket plain, int usualSilenceMs) throws IOException {
        Open open = new Open(socket, plain, usualSilenceMs);
        admit(socket, open);
        sockets.put(socket.getRemoteSocketAddress(), open);
        int bound = purgeAt.get();
        if (sockets.size() > bound) {
            sockets.values().removeIf(Open::over);
            purgeAt.set(Math.max(FIRST_PURGE, sockets.size() * 2));
        }
    }

    private void admit(Socket socket, Open open) throws IOException {
        if (mostOfAddress == Integer.MAX_VALUE
                || !(socket.getRemoteSocketAddress() instanceof InetSocketAddress remote)) {
            return;
        }
        Socket oldest = null;
        synchronized (hosts) {
            String name = remote.getAddress().getHostAddress();
            Host host = hosts.computeIfAbsent(name, n -> new Host());
            if (host.all.size() >= mostOfAddress) {
                host.all.removeIf(Open::over);
            }
            if (host.all.size() >= mostOfAddress) {
                throw new SocketException("too many connections of " + name);
            }
            if (host.silent.size() >= mostSilent) {
                host.silent.removeIf(other -> other.proved || other.over());
                oldest = host.silent.size() >= mostSilent ? host.silent.removeFirst().plain : null;
            }
            host.all.add(open);
            host.silent.add(open);
            if (hosts.size() > purgeAt.get()) {
                hosts.values().removeIf(other -> other.all.stream().allMatch(Open::over));
            }
        }
        if (oldest != null) {
            LOG.debug("{} has too many silent connections: its oldest is closed", remote.getAddress());
            // not the polite way, which waits for a handshake that may never go on
            cut(oldest);
        }
    }

    private static void cut(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            LOG.debug("a silent connection is gone already: {}", gone.getMessage());
        }
    }

    /** It has asked something. */
    public void proved(SocketAddress remote) {
        Open open = sockets.get(remote);
        if (open != null) {
            open.proved = true;
        }
    }

    /** Ends the connection from there, after what was already said to it. */
    public void end(SocketAddress remote) {
        Open open = sockets.get(remote);
        if (open != null) {
            try {
                open.socket.close();
            } catch (IOException gone) {
                LOG.debug("a connection ended meanwhile: {}", gone.getMessage());
            }
        }
    }

    /** Ends the connection from there at once, also while something is written to it that the other end does not take. */
    public void cut(SocketAddress remote) {
        Open open = sockets.get(remote);
        if (open != null) {
            cut(open.plain);
        }
    }

    /** How long the next read from there may wait, in ms, and no longer than usual; 0 for as long as usual. */
    public void silence(SocketAddress remote, long ms) {
        Open open = sockets.get(remote);
        if (open == null) {
            return;
        }
        try {
            boolean usual = ms == 0 || (open.usualSilenceMs > 0 && ms > open.usualSilenceMs);
            open.socket.setSoTimeout(usual ? open.usualSilenceMs : (int) Math.min(ms, Integer.MAX_VALUE));
        } catch (SocketException gone) {
            LOG.debug("a connection ended meanwhile: {}", gone.getMessage());
        }
    }

    /** Whether the connection from there is still open. */
    public boolean isOpen(SocketAddress remote) {
        @Nullable Open open = sockets.get(remote);
        if (open == null || open.over()) {
            sockets.remove(remote);
            return false;
        }
        return true;
    }
}

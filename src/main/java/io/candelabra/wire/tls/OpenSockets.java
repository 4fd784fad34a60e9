package io.candelabra.wire.tls;

import java.net.Socket;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sockets that a listener has taken in and not closed, by the address of the other end: for whoever counts
 * connections, and has to know when one has ended.
 */
public final class OpenSockets {
    private static final int FIRST_PURGE = 256;

    private final Map<SocketAddress, Socket> sockets = new ConcurrentHashMap<>();
    private final AtomicInteger purgeAt = new AtomicInteger(FIRST_PURGE);

    void add(Socket socket) {
        sockets.put(socket.getRemoteSocketAddress(), socket);
        int bound = purgeAt.get();
        if (sockets.size() > bound) {
            sockets.values().removeIf(Socket::isClosed);
            purgeAt.set(Math.max(FIRST_PURGE, sockets.size() * 2));
        }
    }

    /** Whether the connection from there is still open. */
    public boolean isOpen(SocketAddress remote) {
        Socket socket = sockets.get(remote);
        if (socket == null || socket.isClosed()) {
            sockets.remove(remote);
            return false;
        }
        return true;
    }
}

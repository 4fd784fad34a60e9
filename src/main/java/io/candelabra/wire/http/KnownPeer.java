package io.candelabra.wire.http;

import io.helidon.common.socket.PeerInfo;
import java.net.SocketAddress;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a connection, which shows its certificates once, at the connection's beginning. The library asks for them with
 * every request, and an end without one costs an exception each time. For the connection's thread.
 */
final class KnownPeer implements PeerInfo {
    private final PeerInfo peer;
    private final SocketAddress address;
    private @Nullable Optional<Certificate[]> certificates;

    KnownPeer(PeerInfo peer) {
        this.peer = peer;
        this.address = peer.address();
    }

    @Override
    public SocketAddress address() {
        return address;
    }

    @Override
    public String host() {
        return peer.host();
    }

    @Override
    public int port() {
        return peer.port();
    }

    @Override
    public Optional<Principal> tlsPrincipal() {
        return peer.tlsPrincipal();
    }

    @Override
    public Optional<Certificate[]> tlsCertificates() {
        if (certificates == null) {
            certificates = peer.tlsCertificates();
        }
        return certificates;
    }
}

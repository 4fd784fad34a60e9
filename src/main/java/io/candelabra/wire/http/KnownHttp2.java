package io.candelabra.wire.http;

import io.candelabra.wire.tls.OpenSockets;
import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/** HTTP/2 as the library serves it; a connection counts as one that speaks, and may be silent for as long as usual. */
final class KnownHttp2 implements ServerConnectionSelector {
    private final ServerConnectionSelector library;
    private final OpenSockets sockets;

    KnownHttp2(Http2Config config, OpenSockets sockets) {
        this.library = Http2ConnectionSelector.builder().http2Config(config).build();
        this.sockets = sockets;
    }

    @Override
    public int bytesToIdentifyConnection() {
        return library.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return library.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return library.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        sockets.proved(context.remotePeer().address());
        sockets.silence(context.remotePeer().address(), 0);
        return library.connection(context);
    }
}

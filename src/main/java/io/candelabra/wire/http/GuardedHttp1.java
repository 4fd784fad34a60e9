package io.candelabra.wire.http;

import io.candelabra.wire.tls.OpenSockets;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** HTTP/1.1 and 1.0 as the library serves it, with {@link Http1Guard} before it. It upgrades to nothing. */
final class GuardedHttp1 implements ServerConnectionSelector {
    private static final byte LINE_FEED = '\n';
    /** How a connection of HTTP/2 begins. */
    private static final String HTTP_2 = "PRI * HTTP/2.0";

    private final ServerConnectionSelector library;
    private final Http1Config config;
    private final OpenSockets sockets;
    private final TimeLimits timeLimits;

    GuardedHttp1(Http1Config config, OpenSockets sockets, TimeLimits timeLimits) {
        this.library = Http1ConnectionSelector.builder().config(config).build();
        this.config = config;
        this.sockets = sockets;
        this.timeLimits = timeLimits;
    }

    @Override
    public int bytesToIdentifyConnection() {
        return library.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        int end = data.indexOf(LINE_FEED);
        if (end < 0) {
            return library.supports(data);
        }
        // bytes that are no request at all are refused by the guard with an answer, not by an end without a word
        return data.readString(end).startsWith(HTTP_2) ? Support.UNSUPPORTED : Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return Set.of("http/1.1", "http/1.0");
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        Http1Guard guard = new Http1Guard(
                context.dataReader(),
                sockets,
                context.remotePeer().address(),
                timeLimits,
                config.maxPrologueLength(),
                config.maxHeadersSize());
        return library.connection(new Guarded(context, DataReader.create(guard), new KnownPeer(context.remotePeer())));
    }

    private record Guarded(ConnectionContext context, DataReader dataReader, PeerInfo remotePeer)
            implements ConnectionContext {
        @Override
        public ListenerContext listenerContext() {
            return context.listenerContext();
        }

        @Override
        public ExecutorService executor() {
            return context.executor();
        }

        @Override
        public DataWriter dataWriter() {
            return context.dataWriter();
        }

        @Override
        public Router router() {
            return context.router();
        }

        @Override
        public HelidonSocket serverSocket() {
            return context.serverSocket();
        }

        @Override
        public PeerInfo localPeer() {
            return context.localPeer();
        }

        @Override
        public boolean isSecure() {
            return context.isSecure();
        }

        @Override
        public String socketId() {
            return context.socketId();
        }

        @Override
        public String childSocketId() {
            return context.childSocketId();
        }
    }
}

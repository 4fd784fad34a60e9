package io.candelabra.wire.http;

import io.candelabra.wire.tls.OpenSockets;
import io.candelabra.wire.tls.StrictContext;
import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http2.Http2Config;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener for HTTP/1.1 and HTTP/2 over TLS, with a virtual thread per request. The HTTP library's own routing is not
 * used: it refuses escaped slashes in variables and looks at every route in turn.
 */
public final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private static final int SILENCE_PER_IDLE = 5;
    /**
     * Clients that write before they read get their answer up to here; a client that sends more may find the connection
     * ended.
     */
    private static final long LONGEST_TAKEN_IN = 64L << 20;
    /** Bytes of a body that are copied behind its headers, so that a small answer is one packet. */
    private static final int LARGEST_COPIED = 12 << 10;

    private final WebServer web;
    /**
     * What answers, until this server is closed. The library never ends the timer that looks for idle connections, and the
     * timer holds the library's server; what hangs on our side is let go here, or it would stay for as long as the process.
     */
    private final AtomicReference<@Nullable Dispatcher> dispatcher = new AtomicReference<>();

    private final long maxDrainBytes;
    private final OpenSockets sockets;
    private final BodyWatch watch;

    private Server(ServerSettings settings) {
        this.dispatcher.set(new Dispatcher(
                settings.faces(), settings.random(), settings.sizes().body(), asked -> settings.binding()
                        .names()
                        .authority(asked, port())));
        this.maxDrainBytes = Math.max(LONGEST_TAKEN_IN, 8L * settings.sizes().body());
        this.sockets =
                new OpenSockets(settings.crowd().ofAddress(), settings.crowd().silent());
        this.watch = new BodyWatch(settings.timeLimits());
        this.web = configure(WebServer.builder(), settings).build();
    }

    /**
     * Listens from now on. Throws IllegalArgumentException where the faces' routes contradict one another.
     *
     * @throws UncheckedIOException of a BindException where the port is taken, or the address is none of this machine
     */
    public static Server start(ServerSettings settings) {
        mustBeFree(settings);
        Server server = new Server(settings);
        server.web.start();
        // the library logs what went wrong, and goes on
        if (!server.web.isRunning()) {
            throw cannotListen(settings, null);
        }
        return server;
    }

    /** The library would log a trace where the port is taken, and tell nobody. */
    private static void mustBeFree(ServerSettings settings) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(
                    settings.binding().address(), settings.binding().port()));
        } catch (IOException taken) {
            throw cannotListen(settings, taken);
        }
    }

    private static UncheckedIOException cannotListen(ServerSettings settings, @Nullable IOException cause) {
        BindException why = new BindException("cannot listen on "
                + settings.binding().address() + ", port " + settings.binding().port());
        why.initCause(cause);
        return new UncheckedIOException(why.getMessage(), why);
    }

    /** The port, also where any free one was asked for. */
    public int port() {
        return web.port();
    }

    /** All live routes, face by face, the longest prefix first. */
    public List<Route> routes() {
        return answering().routes();
    }

    private Dispatcher answering() {
        Dispatcher now = dispatcher.get();
        if (now == null) {
            throw new CloseConnectionException("the server is closed");
        }
        return now;
    }

    /** Takes no more connections, lets running requests end within the grace, then cuts them. */
    @Override
    public void close() {
        web.stop();
        watch.close();
        dispatcher.set(null);
    }

    private WebServerConfig.Builder configure(WebServerConfig.Builder config, ServerSettings settings) {
        return config.host(settings.binding().address())
                .port(settings.binding().port())
                .shutdownHook(false)
                .shutdownGracePeriod(settings.silences().atEnd())
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                // the other kind of socket asks the name service for every client's name
                .useNio(false)
                // large answers would wait 40 ms for an acknowledgement
                .connectionOptions(options -> options.tcpNoDelay(true))
                .idleConnectionTimeout(settings.silences().idle())
                // up to here, a body that is too long is still the face's to answer; beyond, the connection is cut
                .maxPayloadSize(maxDrainBytes)
                .maxTcpConnections(settings.crowd().all())
                .tls(tls -> tls.sslContext(StrictContext.of(
                        settings.tls(),
                        settings.clientCertificate(),
                        // a backstop, also for handshakes; idle connections are ended sooner by the library
                        settings.silences().idle().multipliedBy(SILENCE_PER_IDLE),
                        sockets)))
                .addConnectionSelector(new GuardedHttp1(http1(settings), sockets, settings.timeLimits()))
                .addConnectionSelector(new KnownHttp2(http2(settings), sockets))
                .directHandlers(refusals())
                .routing(HttpRouting.builder().any(this::serve));
    }

    private static Http1Config http1(ServerSettings settings) {
        return Http1Config.builder()
                // bounded by the guard, with the face's own answer
                .maxPrologueLength(settings.sizes().firstLine())
                .maxHeadersSize(settings.sizes().headers())
                // paths are checked by us, with the face's own answer
                .validatePath(false)
                .validatePrologue(false)
                // else a body that nobody read would be taken for the next request
                .continueImmediately(true)
                .build();
    }

    private static Http2Config http2(ServerSettings settings) {
        return Http2Config.builder()
                .maxHeaderListSize(settings.sizes().headers())
                .validatePath(false)
                .sendErrorDetails(false)
                .build();
    }

    private void serve(ServerRequest request, ServerResponse response) {
        HelidonIncoming in = new HelidonIncoming(request, maxDrainBytes, sockets, watch);
        String note = request.headers().first(KnownHeaders.of(RequestHead.NOTE)).orElse("");
        Reply reply = note.isEmpty() || note.equals(RequestHead.OLD)
                ? answering().answer(in)
                : answering()
                        .refuse(in, new BadRequest(BadRequest.Kind.MESSAGE, "refused by the guard"))
                        .withStatus(Integer.parseInt(note));
        response.status(Status.create(reply.status()));
        ServerResponseHeaders headers = response.headers();
        reply.contentType()
                .ifPresent(type -> headers.set(
                        type.equals(Reply.JSON)
                                ? HeaderValues.CONTENT_TYPE_JSON
                                : HeaderValues.create(HeaderNames.CONTENT_TYPE, type)));
        for (Map.Entry<String, String> header : reply.headers()) {
            if (isHttp1(request) || !header.getKey().equalsIgnoreCase("Connection")) {
                headers.add(HeaderValues.create(KnownHeaders.of(header.getKey()), header.getValue()));
            }
        }
        try {
            send(note.equals(RequestHead.OLD) ? reply.inOnePiece() : reply, request, response);
        } catch (RuntimeException gone) {
            // not left to the library, which would log the path as it came, and paths may hold secrets
            LOG.debug("an answer was cut short", gone);
            throw new CloseConnectionException("an answer was cut short", gone);
        }
        if (in.tooSlow() && !isHttp1(request)) {
            // the library would keep a place for the rest of the body for as long as the client likes
            sockets.end(request.remotePeer().address());
        }
        if (isHttp1(request) && (closes(request.headers()) || closes(headers))) {
            // after the answer: no client waits for it while strangers send unwanted bytes
            in.drain();
            // the library leaves the connection open, and would take the rest of an unread body for the next request
            throw new CloseConnectionException("asked for");
        }
    }

    private static boolean closes(Headers headers) {
        return headers.contains(HeaderNames.CONNECTION)
                && !headers.contains(HeaderValues.CONNECTION_KEEP_ALIVE)
                && headers.containsToken(HeaderValues.CONNECTION_CLOSE);
    }

    private static void send(Reply reply, ServerRequest request, ServerResponse response) {
        if (request.prologue().method().text().equals("HEAD")) {
            response.headers().contentLength(reply.bytes().length);
            response.send();
        } else if (reply.writer().isPresent()) {
            stream(reply.writer().get(), response);
        } else if (reply.bytes().length > LARGEST_COPIED && isHttp1(request)) {
            uncopied(reply.bytes(), response);
        } else {
            response.send(reply.bytes());
        }
    }

    /** The library would copy the body behind the headers, and once more where the headers are longer than it expects. */
    private static void uncopied(byte[] body, ServerResponse response) {
        response.headers().contentLength(body.length);
        stream(
                out -> {
                    // goes out together with the headers
                    out.write(body, 0, LARGEST_COPIED);
                    out.write(body, LARGEST_COPIED, body.length - LARGEST_COPIED);
                },
                response);
    }

    private static void stream(Reply.BodyWriter writer, ServerResponse response) {
        try (OutputStream out = response.outputStream()) {
            writer.writeTo(out);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static boolean isHttp1(ServerRequest request) {
        return request.prologue().protocolVersion().startsWith("1");
    }

    /** A request that the library refuses before it is routed still gets the face's texts, if its path is known. */
    private DirectHandlers refusals() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        DirectHandler handler = this::refuse;
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, handler);
        }
        return handlers.build();
    }

    private DirectHandler.TransportResponse refuse(
            DirectHandler.TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        DirectHandler.TransportResponse.Builder answer =
                DirectHandler.TransportResponse.builder().keepAlive(false);
        boolean routed = status.code() == 413 || status.code() == 400;
        if (!routed || request.path().isEmpty()) {
            return answer.status(status).build();
        }
        RuntimeException fault = status.code() == 413
                ? new BodyTooLarge(0)
                : new BadRequest(BadRequest.Kind.MESSAGE, "refused by the HTTP library");
        Reply reply = answering().refuse(new RefusedIncoming(request), fault);
        answer.status(Status.create(reply.status())).entity(reply.bytes());
        reply.contentType().ifPresent(contentType -> answer.header(HeaderNames.CONTENT_TYPE, contentType));
        reply.headers().forEach(header -> answer.header(KnownHeaders.of(header.getKey()), header.getValue()));
        return answer.build();
    }
}

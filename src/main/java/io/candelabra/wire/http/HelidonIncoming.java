package io.candelabra.wire.http;

import io.candelabra.wire.tls.OpenSockets;
import io.helidon.http.RequestException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request that the HTTP library took in. */
final class HelidonIncoming implements Incoming {

    private static final Logger LOG = LoggerFactory.getLogger(HelidonIncoming.class);
    private static final byte[] NOTHING = new byte[0];

    private final ServerRequest request;
    private final long maxDrainBytes;
    private final OpenSockets sockets;
    private final BodyWatch watch;
    private boolean broken;
    private boolean tooSlow;
    private @Nullable InputStream open;

    HelidonIncoming(ServerRequest request, long maxDrainBytes, OpenSockets sockets, BodyWatch watch) {
        this.watch = watch;
        this.sockets = sockets;
        this.request = request;
        this.maxDrainBytes = maxDrainBytes;
    }

    @Override
    public String method() {
        return request.prologue().method().text();
    }

    @Override
    public String rawPath() {
        return request.prologue().uriPath().rawPath();
    }

    @Override
    public String rawQuery() {
        return request.prologue().query().rawValue();
    }

    @Override
    public List<String> headers(String name) {
        return request.headers().all(KnownHeaders.of(name), List::of);
    }

    @Override
    public byte[] body(int maxBytes) {
        if (!request.content().hasEntity()) {
            return NOTHING;
        }
        long told = request.headers().contentLength().orElse(-1);
        if (told > maxBytes) {
            throw new BodyTooLarge(maxBytes);
        }
        try {
            // never closed by us: closing takes in all that is still to come, however long
            InputStream in = content();
            boolean first = request.prologue().protocolVersion().startsWith("1");
            // no more is asked for than was told: the stream takes a buffer of 16 KiB for a reader that asks for much
            int most = first && told >= 0 ? (int) told : maxBytes;
            byte[] body = first ? in.readNBytes(most) : watch.read(in, most);
            // read to its end also where all has come: so the library knows that the next request begins there
            if (body.length >= most && in.read() >= 0) {
                throw new BodyTooLarge(maxBytes);
            }
            return body;
        } catch (BodyTooLarge ours) {
            throw ours;
        } catch (BadRequest slow) {
            broken = true;
            tooSlow = true;
            throw slow;
        } catch (IOException | RuntimeException unreadable) {
            broken = true;
            if (unreadable instanceof RequestException refused
                    && refused.status().code() == 413) {
                throw new BodyTooLarge(maxBytes);
            }
            if (unreadable instanceof Http1Guard.TooSlow || unreadable.getCause() instanceof Http1Guard.TooSlow) {
                throw BadRequest.tooSlow();
            }
            LOG.debug("a body could not be read", unreadable);
            throw new BadRequest(BadRequest.Kind.MESSAGE, "a body that cannot be read");
        }
    }

    private InputStream content() {
        if (open == null) {
            open = request.content().inputStream();
        }
        return open;
    }

    /**
     * Whether its body never came whole: the sender is told, and the connection ends, with all else that goes on there.
     */
    boolean tooSlow() {
        return tooSlow;
    }

    /**
     * Takes in the rest of a body, within bounds, before the connection is ended: a client that still sends would lose
     * the answer to a reset connection.
     */
    void drain() {
        if (broken || !request.content().hasEntity()) {
            return;
        }
        try {
            content().skip(maxDrainBytes);
        } catch (IOException | RuntimeException gone) {
            LOG.debug("a client left before its body was taken in", gone);
        }
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return request.remotePeer().address() instanceof InetSocketAddress address
                ? address
                : InetSocketAddress.createUnresolved(
                        request.remotePeer().host(), request.remotePeer().port());
    }

    @Override
    public BooleanSupplier connectionOpen() {
        SocketAddress remote = request.remotePeer().address();
        return () -> sockets.isOpen(remote);
    }

    @Override
    public Runnable cutter() {
        SocketAddress remote = request.remotePeer().address();
        return () -> sockets.cut(remote);
    }

    @Override
    public List<X509Certificate> clientCertificates() {
        return Arrays.stream(request.remotePeer().tlsCertificates().orElse(new Certificate[0]))
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toList();
    }
}

package io.candelabra.wire.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

/** A request that the HTTP library took in. */
record HelidonIncoming(ServerRequest request) implements Incoming {

    private static final byte[] NOTHING = new byte[0];

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
        return request.headers().all(HeaderNames.create(name), List::of);
    }

    @Override
    public byte[] body(int maxBytes) {
        if (!request.content().hasEntity()) {
            return NOTHING;
        }
        if (request.headers().contentLength().orElse(0) > maxBytes) {
            throw new BodyTooLarge(maxBytes);
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] body = in.readNBytes(maxBytes);
            if (body.length == maxBytes && in.read() >= 0) {
                throw new BodyTooLarge(maxBytes);
            }
            return body;
        } catch (RequestException refused) {
            if (refused.status().code() == 413) {
                throw new BodyTooLarge(maxBytes);
            }
            throw new BadRequest(BadRequest.Kind.MESSAGE, "a body that cannot be read");
        } catch (IOException | UncheckedIOException broken) {
            throw new BadRequest(BadRequest.Kind.MESSAGE, "a body that ends too early");
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
    public List<X509Certificate> clientCertificates() {
        return Arrays.stream(request.remotePeer().tlsCertificates().orElse(new Certificate[0]))
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toList();
    }
}

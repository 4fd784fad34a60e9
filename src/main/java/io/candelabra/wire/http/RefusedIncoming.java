package io.candelabra.wire.http;

import io.helidon.http.DirectHandler;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/** The known parts of a request that the HTTP library refused; it has no body, and no address. */
record RefusedIncoming(DirectHandler.TransportRequest request) implements Incoming {

    @Override
    public String method() {
        return request.method();
    }

    @Override
    public String rawPath() {
        return request.path();
    }

    @Override
    public String rawQuery() {
        return "";
    }

    @Override
    public List<String> headers(String name) {
        return request.headers().all(KnownHeaders.of(name), List::of);
    }

    @Override
    public byte[] body(int maxBytes) {
        return new byte[0];
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return InetSocketAddress.createUnresolved("unknown", 0);
    }

    @Override
    public List<X509Certificate> clientCertificates() {
        return List.of();
    }
}

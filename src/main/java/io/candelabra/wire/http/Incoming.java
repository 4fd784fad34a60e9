package io.candelabra.wire.http;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The parts of the HTTP library that an {@link Exchange} needs. */
interface Incoming {

    /** The method's name as it came. */
    String method();

    /** The path as it came, still escaped, without the query. */
    String rawPath();

    /** The query as it came, without the question mark; empty where there is none. */
    String rawQuery();

    /** All values of a header, whatever the case of its name. */
    List<String> headers(String name);

    /** The whole body. Throws {@link BodyTooLarge}, or {@link BadRequest} where it ends too early. */
    byte[] body(int maxBytes);

    InetSocketAddress remoteAddress();

    /** Tells, also after this request, whether the connection that it came on is open. */
    default BooleanSupplier connectionOpen() {
        return () -> false;
    }

    /** Ends the connection that it came on, also after this request and from another thread, whatever is written to it. */
    default Runnable cutter() {
        return () -> {};
    }

    List<X509Certificate> clientCertificates();
}

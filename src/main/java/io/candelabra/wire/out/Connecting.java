package io.candelabra.wire.out;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Opens sockets to an address that was found before. */
final class Connecting {
    private static final int LONGEST_MS = 5_000;

    private Connecting() {}

    /** Whether the name that was asked for has to stand in the certificate. */
    enum Names {
        CHECKED,
        /** It is known by something else, such as its very certificate. */
        LEFT
    }

    /**
     * @param timeoutMs for connecting, and for each read of the handshake
     * @param tls asked only where the target speaks TLS
     */
    static Socket open(Target target, InetAddress address, int timeoutMs, Supplier<SSLContext> tls, Names names)
            throws IOException {
        return open(new Socket(), target, address, timeoutMs, tls, names);
    }

    /** @param plain not connected yet; whoever closes it meanwhile ends the waiting */
    static Socket open(
            Socket plain, Target target, InetAddress address, int timeoutMs, Supplier<SSLContext> tls, Names names)
            throws IOException {
        try {
            plain.setTcpNoDelay(true);
            plain.connect(new InetSocketAddress(address, target.port()), Math.min(LONGEST_MS, timeoutMs));
            plain.setSoTimeout(timeoutMs);
            if (!target.tls()) {
                return plain;
            }
            SSLSocket secure =
                    (SSLSocket) tls.get().getSocketFactory().createSocket(plain, target.host(), target.port(), true);
            SSLParameters parameters = secure.getSSLParameters();
            if (names == Names.CHECKED) {
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
            }
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return secure;
        } catch (IOException | RuntimeException failed) {
            plain.close();
            throw failed;
        }
    }

    /**
     * Of the failures at two addresses of one name the one that tells more: a far end that showed itself, and was refused, is not hidden by
     * an address at which nobody is.
     */
    static IOException telling(IOException before, IOException now) {
        return before instanceof SSLException && !(now instanceof SSLException) ? before : now;
    }
}

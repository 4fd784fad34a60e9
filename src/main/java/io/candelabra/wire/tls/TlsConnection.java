package io.candelabra.wire.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** One client's connection, after the handshake. Reading and writing may be done by two threads. */
public final class TlsConnection {

    /** How much a connection is worth where another one wants its place. */
    enum Worth {
        /** It has said nothing that counts. */
        SILENT,
        /** It is through the handshake. */
        GREETED,
        /** It is served, and stays. */
        KEPT
    }

    private final SSLSocket socket;
    private final Socket plain;
    private volatile Worth worth = Worth.SILENT;

    /** @param plain the connection below */
    TlsConnection(SSLSocket socket, Socket plain) {
        this.socket = socket;
        this.plain = plain;
    }

    /** Ends the connection below, also where TLS waits for something. */
    void drop() throws IOException {
        plain.setSoLinger(true, 0);
        plain.close();
    }

    Worth worth() {
        return worth;
    }

    void greeted() {
        worth = Worth.GREETED;
    }

    /** From now on it does not give way to newer connections. */
    public void keep() {
        worth = Worth.KEPT;
    }

    /** Bytes from the client. A read throws SocketTimeoutException after the silence that is set. */
    public InputStream in() throws IOException {
        return socket.getInputStream();
    }

    /** Bytes to the client, not buffered. */
    public OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    /** How long a read waits; 0 is for ever. */
    public void silenceMs(int milliseconds) throws IOException {
        socket.setSoTimeout(milliseconds);
    }

    /** The certificates that the client showed, its own first; empty if it showed none. */
    public List<X509Certificate> clientCertificates() {
        try {
            return Arrays.stream(socket.getSession().getPeerCertificates())
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException withoutOne) {
            return List.of();
        }
    }

    public InetSocketAddress remoteAddress() {
        return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    /** Says that nothing more is written; bytes that the client still sends can be read. */
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends the connection; written bytes have a moment to arrive. */
    public void close() throws IOException {
        socket.close();
    }

    /**
     * Ends the connection from outside, from any thread; a blocked read or write then throws. Bytes on their way are
     * lost.
     */
    public void cut() throws IOException {
        // else TLS waits for the write that blocks, to say good-bye after it
        socket.setSoLinger(true, 0);
        socket.close();
    }
}

package io.candelabra.wire.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A context for listeners whose sockets can be nothing but strict: our protocols, our ciphers, and the client
 * certificate that is asked for. For libraries that make a socket from a context and forget the rest of its settings.
 */
public final class StrictContext extends SSLContext {

    private static final int HANDSHAKE_MS = 10_000;

    private StrictContext(SSLContext context, ClientCertificate wanted, Duration silence, OpenSockets open) {
        super(new Spi(context, wanted, silence, open), context.getProvider(), context.getProtocol());
    }

    /**
     * The same keys and trust, made strict.
     *
     * @param silence how long a read may wait, in the handshake as well as later; zero is for ever
     */
    public static SSLContext of(SSLContext context, ClientCertificate wanted, Duration silence) {
        return of(context, wanted, silence, new OpenSockets());
    }

    /** @param open learns of every socket that is taken in */
    public static SSLContext of(SSLContext context, ClientCertificate wanted, Duration silence, OpenSockets open) {
        return new StrictContext(context, wanted, silence, open);
    }

    static SSLParameters strict(SSLParameters parameters, ClientCertificate wanted) {
        parameters.setProtocols(Ciphers.PROTOCOLS.toArray(String[]::new));
        parameters.setCipherSuites(Ciphers.SUITES.toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
        switch (wanted) {
            case NONE -> parameters.setNeedClientAuth(false);
            case WANTED -> parameters.setWantClientAuth(true);
            case NEEDED -> parameters.setNeedClientAuth(true);
        }
        return parameters;
    }

    private static final class Spi extends SSLContextSpi {

        private final SSLContext context;
        private final ClientCertificate wanted;

        private final Duration silence;
        private final OpenSockets open;

        Spi(SSLContext context, ClientCertificate wanted, Duration silence, OpenSockets open) {
            this.context = context;
            this.wanted = wanted;
            this.silence = silence;
            this.open = open;
        }

        @Override
        protected void engineInit(
                KeyManager @Nullable [] keys, TrustManager @Nullable [] trust, @Nullable SecureRandom random) {
            throw new UnsupportedOperationException("made from a context that is ready");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return new Sockets(context.getSocketFactory(), wanted, silence, open);
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return context.getServerSocketFactory();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return strict(context.createSSLEngine());
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return strict(context.createSSLEngine(host, port));
        }

        private SSLEngine strict(SSLEngine engine) {
            engine.setSSLParameters(StrictContext.strict(engine.getSSLParameters(), wanted));
            return engine;
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return context.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return context.getClientSessionContext();
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return StrictContext.strict(context.getDefaultSSLParameters(), wanted);
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return context.getSupportedSSLParameters();
        }
    }

    /** Only the one way to make a socket that a listener needs: around one that was accepted. */
    private static final class Sockets extends SSLSocketFactory {

        private final SSLSocketFactory factory;
        private final ClientCertificate wanted;
        private final Duration silence;
        private final OpenSockets open;

        Sockets(SSLSocketFactory factory, ClientCertificate wanted, Duration silence, OpenSockets open) {
            this.factory = factory;
            this.wanted = wanted;
            this.silence = silence;
            this.open = open;
        }

        @Override
        public Socket createSocket(Socket accepted, @Nullable InputStream consumed, boolean autoClose)
                throws IOException {
            // a handshake is short; the server of the connection lets it be silent for longer afterwards
            int usualMs = Math.toIntExact(silence.toMillis());
            accepted.setSoTimeout(usualMs == 0 ? HANDSHAKE_MS : Math.min(usualMs, HANDSHAKE_MS));
            // whatever was asked for: closing ends the connection below too, or who still sends would wait for nobody
            SSLSocket socket = (SSLSocket) factory.createSocket(accepted, consumed, true);
            socket.setSSLParameters(strict(socket.getSSLParameters(), wanted));
            try {
                open.add(socket, accepted, usualMs);
            } catch (IOException tooMany) {
                accepted.close();
                throw tooMany;
            }
            return socket;
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return Ciphers.SUITES.toArray(String[]::new);
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return factory.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean autoClose) {
            throw new UnsupportedOperationException("for listeners only");
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException("for listeners only");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException("for listeners only");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException("for listeners only");
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
            throw new UnsupportedOperationException("for listeners only");
        }
    }
}

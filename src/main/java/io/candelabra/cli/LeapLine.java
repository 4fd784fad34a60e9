package io.candelabra.cli;

import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.JsonStream;
import io.candelabra.wire.out.TrustedRoots;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A connection to a hub, whose certificate is checked against one root and the host's name. */
public final class LeapLine implements AutoCloseable {
    private static final int LONGEST_MESSAGE_BYTES = 64 << 20;
    private static final int DEEPEST = 100;
    private static final String TAG = "candelabra";

    private final SSLSocket socket;
    private final JsonStream messages;
    private int asked;

    private LeapLine(SSLSocket socket) throws IOException {
        this.socket = socket;
        this.messages = new JsonStream(socket.getInputStream(), LONGEST_MESSAGE_BYTES, DEEPEST);
    }

    /**
     * Connects.
     *
     * @param root file of the only root certificate that is trusted
     * @param timeout for the connection, and for each answer
     * @throws IllegalArgumentException where the file holds no certificate
     */
    public static LeapLine open(String host, int port, Path root, Duration timeout) throws IOException {
        if (!Files.isRegularFile(root)) {
            throw new IllegalArgumentException(root + ": there is no such certificate file");
        }
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
            plain.setSoTimeout((int) timeout.toMillis());
            plain.setTcpNoDelay(true);
            SSLSocket socket = (SSLSocket) TrustedRoots.only(TrustedRoots.parse(Files.readAllBytes(root)))
                    .getSocketFactory()
                    .createSocket(plain, host, port, true);
            SSLParameters named = socket.getSSLParameters();
            named.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(named);
            socket.startHandshake();
            return new LeapLine(socket);
        } catch (GeneralSecurityException noCertificate) {
            plain.close();
            throw new IllegalArgumentException(root + " holds no certificate", noCertificate);
        } catch (IOException | RuntimeException failed) {
            plain.close();
            throw failed;
        }
    }

    /** The body of a log-in with a password. */
    public static Map<String, Object> login(String user, String password) {
        return Map.of("Login", Map.of("ContextType", "Application", "LoginId", user, "Password", password));
    }

    /** Whether a message says that it is done. */
    public static boolean done(Map<?, ?> message) {
        return header(message, "StatusCode").startsWith("2");
    }

    private static String header(Map<?, ?> message, String name) {
        return message.get("Header") instanceof Map<?, ?> header && header.get(name) instanceof String text ? text : "";
    }

    /** Sends a request and waits for its answer; of a hub that has no room, its word about that. */
    public Map<?, ?> ask(String communique, String url, @Nullable Object body) throws IOException {
        String tag = TAG + ++asked;
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("CommuniqueType", communique);
        request.put("Header", Map.of("Url", url, "ClientTag", tag));
        if (body != null) {
            request.put("Body", body);
        }
        socket.getOutputStream().write((Json.text(request) + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        while (true) {
            Map<?, ?> message = next().orElseThrow(() -> new IOException("the hub has closed the connection"));
            boolean turnedAway = header(message, "ClientTag").isEmpty()
                    && header(message, "Url").equals("/");
            if (header(message, "ClientTag").equals(tag) || turnedAway) {
                return message;
            }
        }
    }

    private Optional<Map<?, ?>> next() throws IOException {
        return messages.nextTree().map(tree -> tree instanceof Map<?, ?> map ? map : Map.of());
    }

    /** The next message; empty where the hub has closed the line, or the moment of {@link System#nanoTime} has come. */
    Optional<Map<?, ?>> nextUntil(long nanoTime) throws IOException {
        long leftMs = (nanoTime - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0) {
            return Optional.empty();
        }
        socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, leftMs));
        try {
            return next();
        } catch (SocketTimeoutException quiet) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package io.candelabra.dialect.lutron.vive;

import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.JsonException;
import io.candelabra.wire.json.JsonStream;
import io.candelabra.wire.tls.CertificateAuthority;
import io.candelabra.wire.tls.ClientCertificate;
import io.candelabra.wire.tls.TlsConnection;
import io.candelabra.wire.tls.TlsListener;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port on which programs are paired. A program that connects shows a partner's certificate, which TLS checks, and
 * hears what is permitted. After an administrator has authorised pairing on the hub, or with a one-time code, a signing
 * request becomes a certificate for the port of the hub.
 */
public final class PairingPort implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PairingPort.class);
    private static final Duration SILENCE = Duration.ofSeconds(180);
    private static final int MOST_CONNECTIONS = 25;
    private static final int LONGEST_MESSAGE_BYTES = 64 << 10;
    private static final int DEEPEST = 16;
    private static final long AUTHORISED_MS = 180_000;

    /**
     * All that the port needs.
     *
     * @param bindAddress address or name to listen at
     * @param port 0 for any free one
     * @param authority shows the server's certificate, and signs requests
     * @param partners roots of the certificates that programs have to show
     * @param binding id of the hub's face binding
     */
    public record Settings(
            String bindAddress,
            int port,
            CertificateAuthority authority,
            List<X509Certificate> partners,
            String binding) {}

    private final InstantSource clock;
    private final PairingRoutes routes;
    private final Set<TlsConnection> open = ConcurrentHashMap.newKeySet();
    private final TlsListener listener;
    private volatile Authorised authorised = new Authorised(Optional.empty(), 0);

    private PairingPort(Settings settings, ViveIntegrations integrations, InstantSource clock, Executor threads)
            throws IOException {
        this.clock = clock;
        this.routes = new PairingRoutes(settings.authority(), integrations, settings.binding());
        this.listener = TlsListener.start(
                TlsListener.Settings.of(
                                settings.bindAddress(),
                                settings.port(),
                                settings.authority().serverContext(settings.partners()),
                                ClientCertificate.NEEDED)
                        .withMaxConnections(MOST_CONNECTIONS)
                        .withTimeouts(Duration.ofSeconds(10), SILENCE),
                threads,
                this::serve);
    }

    public static PairingPort start(
            Settings settings, ViveIntegrations integrations, InstantSource clock, Executor threads)
            throws IOException {
        return new PairingPort(settings, integrations, clock, threads);
    }

    /** The port, also where any free one was asked for. */
    public int port() {
        return listener.port();
    }

    /** @param account that pairs; the first that the hub knows where none is named */
    private record Authorised(Optional<String> account, long untilMs) {}

    /** As a press of the hub's button: for three minutes who is there, or comes, may pair without a code. */
    public void authorise() {
        authorise(Optional.empty());
    }

    /**
     * The same for an account.
     *
     * @return until when, in ms of the wall's time
     */
    long authorise(Optional<String> account) {
        Authorised now = new Authorised(account, clock.millis() + AUTHORISED_MS);
        authorised = now;
        greetAll();
        return now.untilMs();
    }

    /** Ends it early. */
    void withdraw() {
        authorised = new Authorised(Optional.empty(), 0);
        greetAll();
    }

    private void greetAll() {
        for (TlsConnection connection : open) {
            try {
                greet(connection);
            } catch (IOException gone) {
                log.debug("a pairing client is gone: {}", gone.getMessage());
            }
        }
    }

    private boolean authorised() {
        return clock.millis() < authorised.untilMs();
    }

    private void greet(TlsConnection connection) throws IOException {
        List<String> permissions = authorised() ? List.of("Public", "PhysicalAccess") : List.of("Public");
        send(
                connection,
                PairingRoutes.message(
                        "", "200 OK", "status;plurality=single", Map.of("Status", Map.of("Permissions", permissions))));
    }

    /** Greetings come from another thread than answers. */
    private static void send(TlsConnection connection, Object message) throws IOException {
        synchronized (connection) {
            Line.write(connection, Json.write(message));
        }
    }

    private void serve(TlsConnection connection) throws IOException {
        open.add(connection);
        try {
            greet(connection);
            String who = connection.clientCertificates().stream()
                            .map(ViveIntegrations::fingerprint)
                            .findFirst()
                            .orElse("")
                    + " " + connection.remoteAddress().getHostString();
            JsonStream messages = new JsonStream(connection.in(), LONGEST_MESSAGE_BYTES, DEEPEST);
            while (true) {
                Optional<Object> message;
                try {
                    message = messages.nextTree();
                } catch (JsonException unreadable) {
                    send(connection, PairingRoutes.exception("", "400 BadRequest", "A message could not be read"));
                    Line.drain(connection);
                    return;
                }
                if (message.isEmpty()) {
                    return;
                }
                send(connection, routes.answer(message.get(), who, authorised(), authorised.account()));
            }
        } catch (SocketException | SocketTimeoutException gone) {
            log.debug("a pairing client is gone: {}", gone.getMessage());
        } finally {
            open.remove(connection);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

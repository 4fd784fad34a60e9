package io.candelabra.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.candelabra.wire.http.ServerSettings.Crowd;
import io.candelabra.wire.tls.ClientCertificate;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The parts of the listener as a whole: client certificates, and the end. */
@Timeout(60)
class ListenerTest {

    @TempDir
    Path folder;

    private static Face face(RouteSet routes) {
        return new Face("f", "", List.of(routes), Filter.NONE, Listening.words("f"));
    }

    @Test
    void clientsAreKnownByTheirCertificates() throws Exception {
        RouteSet who = routes -> routes.get(
                "/who",
                x -> Reply.ok(x.clientCertificates().stream()
                        .map(certificate ->
                                certificate.getSubjectX500Principal().getName())
                        .toList()));
        try (Listening listening = new Listening(
                folder, List.of(face(who)), settings -> settings.withClientCertificate(ClientCertificate.WANTED))) {
            assertThat(listening.body("/who")).isEqualTo("[]");
            for (HttpClient.Version version : HttpClient.Version.values()) {
                if (version == HttpClient.Version.HTTP_1_1 || version == HttpClient.Version.HTTP_2) {
                    try (HttpClient known = HttpClient.newBuilder()
                            .version(version)
                            .sslContext(listening.authority.clientContext(listening.authority.issueClient("remote-1")))
                            .build()) {
                        assertThat(known.send(listening.to("/who").build(), BodyHandlers.ofString())
                                        .body())
                                .contains("CN=remote-1");
                    }
                }
            }
        }
    }

    @Test
    void whoHasNoCertificateIsRefusedWhereOneIsNeeded() throws Exception {
        RouteSet any = routes -> routes.get("/any", _ -> Reply.ok(1));
        try (Listening listening = new Listening(
                folder, List.of(face(any)), settings -> settings.withClientCertificate(ClientCertificate.NEEDED))) {
            assertThatThrownBy(() -> listening.body("/any")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> listening.raw("GET /any HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void oldProtocolsAndCiphersAreRefused() throws Exception {
        RouteSet any = routes -> routes.get("/any", _ -> Reply.ok(1));
        try (Listening listening = new Listening(folder, List.of(face(any)), settings -> settings);
                SSLSocket socket = (SSLSocket) listening
                        .authority
                        .clientContext()
                        .getSocketFactory()
                        .createSocket("127.0.0.1", listening.server.port())) {
            socket.setSoTimeout(10_000);
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whoSaysNothingIsNotWaitedFor() throws Exception {
        RouteSet any = routes -> routes.post("/any", x -> Reply.ok(x.body().length));
        try (Listening listening = new Listening(
                        folder.resolve("quick"),
                        List.of(face(any)),
                        settings -> settings.withTimeouts(Duration.ofMillis(100), Duration.ofMillis(100)));
                Socket noHandshake = new Socket("127.0.0.1", listening.server.port())) {
            noHandshake.setSoTimeout(30_000);
            assertThat(noHandshake.getInputStream().read()).isEqualTo(-1);
        }
        // time enough for an honest handshake on a machine that has other things to do
        try (Listening listening = new Listening(
                folder.resolve("patient"),
                List.of(face(any)),
                settings -> settings.withTimeouts(Duration.ofMillis(700), Duration.ofMillis(100)))) {
            assertThat(listening.raw("")).as("no request").isEmpty();
            assertThat(listening.raw("POST /any HTTP/1.1\r\nHost: loc"))
                    .as("half a request")
                    .doesNotContain(" 200 ");
            assertThat(listening.raw("POST /any HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nabc"))
                    .as("half a body")
                    .contains(" 408 ", "f bad MESSAGE");
        }
    }

    /** The client of the JDK reads no answer before it has sent all; it hears the end of the connection. */
    @Test
    void aBodyOfHttp2ThatNeverComesWholeHoldsNoConnection() throws Exception {
        RouteSet any = routes -> routes.post("/any", x -> Reply.ok(x.body().length));
        Duration moment = Duration.ofMillis(700);
        try (Listening listening = new Listening(
                folder.resolve("hasty"),
                List.of(face(any)),
                settings -> settings.with(Crowd.USUAL, new TimeLimits(moment, moment, moment, 1 << 20)))) {
            HttpRequest endless = listening
                    .to("/any")
                    .POST(BodyPublishers.fromPublisher(ListenerTest::begin))
                    .build();
            assertThatThrownBy(() -> listening.http2.send(endless, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(HttpTimeoutException.class);
            assertThat(listening.body("/any")).contains("f");
        }
    }

    /** A body that begins and never ends. */
    private static void begin(Flow.Subscriber<? super ByteBuffer> client) {
        AtomicBoolean begun = new AtomicBoolean();
        client.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                if (begun.compareAndSet(false, true)) {
                    client.onNext(ByteBuffer.wrap(new byte[] {'{'}));
                }
            }

            @Override
            public void cancel() {
                // there is nothing to stop
            }
        });
    }

    @Test
    void theAccessLogHoldsNoSecrets() throws Exception {
        RouteSet secret = routes -> routes.post("/discover/{rootPassword}", x -> {
            x.body();
            return Reply.ok(1);
        });
        Logger access = (Logger) LoggerFactory.getLogger("io.candelabra.wire.http.access");
        Logger all = (Logger) LoggerFactory.getLogger("io.candelabra.wire");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        all.addAppender(lines);
        access.setLevel(Level.DEBUG);
        try (Listening listening = new Listening(folder, List.of(face(secret)), settings -> settings)) {
            listening.send(listening
                    .to("/discover/SECRET-1?token=SECRET-2")
                    .header("Authorization", "SECRET-3")
                    .POST(BodyPublishers.ofString("SECRET-4")));
            listening.send(listening.to("/unknown/SECRET-5"));
        } finally {
            access.setLevel(null);
            all.detachAppender(lines);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).endsWith(" f POST /discover/{rootPassword} 200"))
                .anySatisfy(line -> assertThat(line).endsWith(" f GET - 404"))
                .noneMatch(line -> line.contains("SECRET"));
    }

    @Test
    void theRemoteAddressIsTheClients() throws Exception {
        RouteSet from = routes ->
                routes.get("/from", x -> Reply.ok(x.remoteAddress().getAddress().isLoopbackAddress()));
        try (Listening listening = new Listening(folder, List.of(face(from)), settings -> settings)) {
            assertThat(listening.body("/from")).isEqualTo("true");
            assertThat(listening
                            .http2
                            .send(listening.to("/from").build(), BodyHandlers.ofString())
                            .body())
                    .isEqualTo("true");
        }
    }

    @Test
    void aRunningRequestEndsBeforeTheListenerDoes() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        RouteSet slow = routes -> routes.get("/slow", _ -> {
            inside.countDown();
            return Reply.ok(go.await(30, TimeUnit.SECONDS));
        });
        try (Listening listening = new Listening(folder, List.of(face(slow)), settings -> settings)) {
            int port = listening.server.port();
            CompletableFuture<HttpResponse<String>> answer =
                    listening.http1.sendAsync(listening.to("/slow").build(), BodyHandlers.ofString());
            assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(listening.server::close);
            go.countDown();
            assertThat(answer.get(30, TimeUnit.SECONDS).body()).isEqualTo("true");
            closing.get(30, TimeUnit.SECONDS);
            assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(IOException.class);
        }
    }
}

package io.candelabra.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.wire.tls.ClientCertificate;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What belongs to the listener as a whole: client certificates, and the end. */
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

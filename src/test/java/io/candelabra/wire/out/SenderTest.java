package io.candelabra.wire.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.testing.TestMachine;
import io.candelabra.testing.TestTime;
import io.candelabra.wire.tls.CertificateAuthority;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Posts over real TLS to receivers that answer in all the ways that receivers do. */
class SenderTest {
    @TempDir
    static Path folder;

    private static CertificateAuthority authority;

    @BeforeAll
    static void certify() throws IOException {
        authority = TestMachine.authority(folder);
    }

    /** Answers every request with the same bytes. */
    private static final class Receiver implements AutoCloseable {
        private final ServerSocket socket;
        private final String answer;
        private final List<String> requests = new CopyOnWriteArrayList<>();
        private final AtomicInteger connections = new AtomicInteger();

        Receiver(String answer) throws IOException {
            this.socket = authority.serverContext().getServerSocketFactory().createServerSocket(0);
            this.answer = answer;
            Thread.ofVirtual().start(this::accept);
        }

        private void accept() {
            while (!socket.isClosed()) {
                try {
                    Socket connection = socket.accept();
                    connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> serve(connection));
                } catch (IOException ended) {
                    return;
                }
            }
        }

        private void serve(Socket connection) {
            try (connection) {
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
                while (true) {
                    StringBuilder request = new StringBuilder();
                    int length = 0;
                    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                        request.append(line).append('\n');
                        if (line.startsWith("Content-Length: ")) {
                            length = Integer.parseInt(line.substring(16));
                        }
                    }
                    if (request.isEmpty()) {
                        return;
                    }
                    char[] body = new char[length];
                    for (int read = 0; read < length; ) {
                        read += in.read(body, read, length - read);
                    }
                    requests.add(request + "\n" + new String(body));
                    connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                    connection.getOutputStream().flush();
                }
            } catch (IOException gone) {
                requests.add("the client went away");
            }
        }

        String url() {
            return "https://localhost:" + socket.getLocalPort() + "/hook?a=1";
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static Sender sender(SSLContext tls) {
        return new Sender(
                AddressRules.PUBLIC_ONLY.withLoopback(),
                TestMachine.NAMES,
                () -> tls,
                TestTime.begin(),
                Duration.ofSeconds(10));
    }

    private static Outcome post(String answer) throws IOException {
        try (Receiver receiver = new Receiver(answer);
                Sender sender = sender(authority.clientContext())) {
            return sender.post(receiver.url(), Map.of("X-Test", "yes"), "{}".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aRequestArrivesAsItIsAndTheConnectionIsUsedAgain() throws IOException {
        try (Receiver receiver = new Receiver("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                Sender sender = sender(authority.clientContext())) {
            for (int i = 0; i < 5; i++) {
                assertThat(sender.post(receiver.url(), Map.of("X-Test", "yes"), "{\"a\":1}".getBytes()))
                        .isEqualTo(new Outcome.Answered(200, Optional.empty()));
            }
            assertThat(receiver.connections).hasValue(1);
            assertThat(receiver.requests)
                    .hasSize(5)
                    .first()
                    .asString()
                    .startsWith("POST /hook?a=1 HTTP/1.1\nHost: localhost:")
                    .contains("\nX-Test: yes\n")
                    .endsWith("\n\n{\"a\":1}");
        }
    }

    @Test
    void answersOfAllFormsAreUnderstood() throws IOException {
        assertThat(post("HTTP/1.1 204 No Content\r\n\r\n")).isEqualTo(new Outcome.Answered(204, Optional.empty()));
        assertThat(post("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"))
                .isEqualTo(new Outcome.Answered(200, Optional.empty()));
        assertThat(post("HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"))
                .isEqualTo(new Outcome.Answered(202, Optional.empty()));
        assertThat(post("HTTP/1.0 500\nContent-Length: 0\n\n")).isEqualTo(new Outcome.Answered(500, Optional.empty()));
        assertThat(post("HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n"))
                .isEqualTo(new Outcome.Answered(503, Optional.of(120_000L)));
        assertThat(post("HTTP/1.1 503 Busy\r\nRetry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\nContent-Length: 0\r\n\r\n"))
                .isEqualTo(new Outcome.Answered(503, Optional.of(0L)));
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        try (Receiver target = new Receiver("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            Outcome outcome = post("HTTP/1.1 307 Go\r\nLocation: " + target.url() + "\r\nContent-Length: 0\r\n\r\n");
            assertThat(outcome).isEqualTo(new Outcome.Answered(307, Optional.empty()));
            assertThat(target.connections).hasValue(0);
        }
    }

    @Test
    void whatIsNoAnswerIsNone() throws IOException {
        assertThat(post("SSH-2.0-OpenSSH\r\n")).isInstanceOf(Outcome.Unreachable.class);
        assertThat(post("HTTP/1.1 200 OK\r\nX: " + "a".repeat(40_000) + "\r\n\r\n"))
                .isInstanceOf(Outcome.Unreachable.class);
        assertThat(post("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"))
                .as("it never ends")
                .isInstanceOf(Outcome.Unreachable.class);
    }

    @Test
    void aLongAnswerIsNotRead() throws IOException {
        assertThat(post("HTTP/1.1 200 OK\r\nContent-Length: 900000000\r\n\r\n"))
                .isEqualTo(new Outcome.Answered(200, Optional.empty()));
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefused() throws IOException {
        try (Receiver receiver = new Receiver("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                Sender sender = sender(TrustedRoots.and(List.of()));
                Sender trusting = sender(TrustedRoots.and(List.of(authority.root())))) {
            assertThat(sender.post(receiver.url(), Map.of(), new byte[0])).isInstanceOf(Outcome.Unreachable.class);
            assertThat(trusting.post(receiver.url(), Map.of(), new byte[0])).isInstanceOf(Outcome.Answered.class);
        }
    }

    @Test
    void aCertificateOfAnotherNameIsRefused() throws IOException {
        AddressRules.Names names = host -> List.of(java.net.InetAddress.getLoopbackAddress());
        try (Receiver receiver = new Receiver("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                Sender sender = new Sender(
                        AddressRules.PUBLIC_ONLY.withLoopback(),
                        names,
                        authority::clientContext,
                        TestTime.begin(),
                        Duration.ofSeconds(10))) {
            assertThat(sender.post(receiver.url().replace("localhost", "other.example"), Map.of(), new byte[0]))
                    .isInstanceOf(Outcome.Unreachable.class);
        }
    }

    @Test
    void aRedirectLeadsNowhere() throws Exception {
        try (Receiver inside = new Receiver("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            for (int status : List.of(301, 302, 303, 307, 308)) {
                String answer = "HTTP/1.1 %d Moved\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n";
                try (Receiver outside = new Receiver(String.format(Locale.ROOT, answer, status, inside.url()));
                        Sender sender = sender(authority.clientContext())) {
                    assertThat(sender.post(outside.url(), Map.of(), new byte[0]))
                            .isEqualTo(new Outcome.Answered(status, Optional.empty()));
                }
            }
            assertThat(inside.connections).hasValue(0);
        }
    }
}

package io.candelabra.wire.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.testing.TestMachine;
import io.candelabra.wire.json.JsonStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsListenerTest {

    private static CertificateAuthority authority;
    private static ExecutorService threads;

    @BeforeAll
    static void prepare(@TempDir Path folder) throws IOException {
        authority = TestMachine.authority(folder);
        threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterAll
    static void end() {
        threads.close();
    }

    private static TlsListener.Settings settings(ClientCertificate wanted) {
        return TlsListener.Settings.of("127.0.0.1", 0, authority.serverContext(), wanted);
    }

    private static SSLSocket connect(TlsListener listener, SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", listener.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** Answers each JSON value with the client's name and the value's own bytes. */
    private static void echo(TlsConnection connection) throws IOException {
        JsonStream stream = new JsonStream(connection.in(), 1000, 10);
        String who = connection.clientCertificates().stream()
                .map(certificate -> certificate.getSubjectX500Principal().getName())
                .findFirst()
                .orElse("nobody");
        for (Optional<byte[]> value = stream.next(); value.isPresent(); value = stream.next()) {
            connection.out().write(("[\"" + who + "\"," + new String(value.get(), UTF_8) + "]\r\n").getBytes(UTF_8));
        }
    }

    @Test
    void jsonGoesBothWaysOverTls13And12() throws IOException {
        try (TlsListener listener =
                TlsListener.start(settings(ClientCertificate.NONE), threads, TlsListenerTest::echo)) {
            for (String protocol : Ciphers.PROTOCOLS) {
                try (SSLSocket socket = connect(listener, authority.clientContext())) {
                    socket.setEnabledProtocols(new String[] {protocol});
                    socket.getOutputStream().write("{\"a\":1}{\"b\":2}".getBytes(UTF_8));
                    JsonStream answers = new JsonStream(socket.getInputStream(), 1000, 10);
                    assertThat(answers.nextTree()).contains(List.of("nobody", Map.of("a", 1L)));
                    assertThat(answers.nextTree()).contains(List.of("nobody", Map.of("b", 2L)));
                    assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
                }
            }
        }
    }

    @Test
    void oldProtocolsAndCiphersAreRefused() throws IOException {
        try (TlsListener listener =
                TlsListener.start(settings(ClientCertificate.NONE), threads, TlsListenerTest::echo)) {
            try (SSLSocket socket = connect(listener, authority.clientContext())) {
                socket.setEnabledProtocols(new String[] {"TLSv1.2"});
                socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
                assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void clientsAreKnownByTheirCertificates() throws IOException {
        KeyAndCertificate remote = authority.issueClient("remote-1");
        try (TlsListener listener =
                        TlsListener.start(settings(ClientCertificate.NEEDED), threads, TlsListenerTest::echo);
                SSLSocket known = connect(listener, authority.clientContext(remote));
                SSLSocket unknown = connect(listener, authority.clientContext())) {
            known.getOutputStream().write("1 ".getBytes(UTF_8));
            assertThat(new JsonStream(known.getInputStream(), 1000, 10)
                            .nextTree()
                            .orElseThrow()
                            .toString())
                    .contains("CN=remote-1");
            assertThatThrownBy(() -> {
                        unknown.getOutputStream().write("1 ".getBytes(UTF_8));
                        unknown.getInputStream().read();
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aCertificateOfAnotherRootIsRefused(@TempDir Path other) throws IOException {
        KeyAndCertificate stranger = TestMachine.authority(other).issueClient("remote-1");
        try (TlsListener listener =
                        TlsListener.start(settings(ClientCertificate.WANTED), threads, TlsListenerTest::echo);
                SSLSocket without = connect(listener, authority.clientContext());
                SSLSocket foreign = connect(listener, authority.clientContext(stranger))) {
            without.getOutputStream().write("1 ".getBytes(UTF_8));
            assertThat(new JsonStream(without.getInputStream(), 1000, 10).nextTree())
                    .contains(List.of("nobody", 1L));
            // the JDK's client keeps to itself a certificate that the server's list of roots does not name
            foreign.getOutputStream().write("1 ".getBytes(UTF_8));
            assertThat(new JsonStream(foreign.getInputStream(), 1000, 10).nextTree())
                    .contains(List.of("nobody", 1L));
        }
    }

    @Test
    void oneMoreThanAllowedIsCut() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        TlsListener.Session session = connection -> {
            connection.keep();
            inside.countDown();
            try {
                leave.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
            connection.out().write('1');
        };
        try (TlsListener listener =
                TlsListener.start(settings(ClientCertificate.NONE).withMaxConnections(1), threads, session)) {
            try (SSLSocket first = connect(listener, authority.clientContext())) {
                first.startHandshake();
                assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
                try (SSLSocket second = connect(listener, authority.clientContext())) {
                    assertThatThrownBy(second::startHandshake).isInstanceOf(IOException.class);
                }
                leave.countDown();
                assertThat(first.getInputStream().read()).isEqualTo('1');
                assertThat(first.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void whoIsNotKeptGivesWayToTheNewest() throws IOException {
        try (TlsListener listener = TlsListener.start(
                settings(ClientCertificate.NONE).withMaxConnections(3), threads, TlsListenerTest::echo)) {
            List<Socket> silent = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                silent.add(new Socket("127.0.0.1", listener.port()));
            }
            try (SSLSocket known = connect(listener, authority.clientContext())) {
                known.getOutputStream().write("[1]".getBytes(UTF_8));
                assertThat(known.getInputStream().readNBytes(16)).asString().contains("[1]");
                for (int i = 0; i < 20; i++) {
                    silent.add(new Socket("127.0.0.1", listener.port()));
                }
                known.getOutputStream().write("[2]".getBytes(UTF_8));
                assertThat(known.getInputStream().readNBytes(16))
                        .as("those without a handshake go first")
                        .asString()
                        .contains("[2]");
            }
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void silenceEndsAConnection() throws IOException {
        TlsListener.Settings quick =
                settings(ClientCertificate.NONE).withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(50));
        try (TlsListener listener = TlsListener.start(quick, threads, TlsListenerTest::echo);
                SSLSocket socket = connect(listener, authority.clientContext())) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aHandshakeThatDoesNotComeIsNotWaitedFor() throws IOException {
        TlsListener.Settings quick =
                settings(ClientCertificate.NONE).withTimeouts(Duration.ofMillis(50), Duration.ZERO);
        try (TlsListener listener = TlsListener.start(quick, threads, TlsListenerTest::echo);
                Socket plain = new Socket("127.0.0.1", listener.port())) {
            plain.setSoTimeout(10_000);
            assertThat(plain.getInputStream().readAllBytes()).hasSizeLessThan(100);
        }
    }

    @Test
    void closingCutsOpenConnections() throws IOException {
        TlsListener listener = TlsListener.start(settings(ClientCertificate.NONE), threads, TlsListenerTest::echo);
        try (SSLSocket socket = connect(listener, authority.clientContext())) {
            socket.getOutputStream().write("1 ".getBytes(UTF_8));
            JsonStream answers = new JsonStream(socket.getInputStream(), 1000, 10);
            assertThat(answers.next()).isPresent();
            int port = listener.port();
            listener.close();
            assertThat(answers.next()).isEmpty();
            assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aBrokenSessionLeavesTheListenerOpen() throws IOException {
        TlsListener.Session session = connection -> {
            if (connection.in().read() == '!') {
                throw new IOException("the session is done with this client");
            }
            connection.out().write('k');
        };
        try (TlsListener listener = TlsListener.start(settings(ClientCertificate.NONE), threads, session)) {
            try (SSLSocket socket = connect(listener, authority.clientContext())) {
                socket.getOutputStream().write('!');
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
            try (SSLSocket socket = connect(listener, authority.clientContext())) {
                socket.getOutputStream().write('?');
                assertThat(socket.getInputStream().read()).isEqualTo('k');
            }
        }
    }
}

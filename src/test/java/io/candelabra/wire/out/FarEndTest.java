package io.candelabra.wire.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.testing.TestMachine;
import io.candelabra.testing.TestTime;
import io.candelabra.wire.tls.CertificateAuthority;
import io.candelabra.wire.tls.PinnedTrust;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests over real TLS to far ends that answer in all the ways that they do, and are who they are or not. */
class FarEndTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    static Path folder;

    private static CertificateAuthority authority;

    @BeforeAll
    static void certify() throws IOException {
        authority = TestMachine.authority(folder);
    }

    /** Answers every request with the same text, or says nothing more. */
    private static final class Peer implements AutoCloseable {
        private final ServerSocket socket;
        private final String answer;
        private final boolean closes;
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final AtomicInteger connections = new AtomicInteger();

        Peer(CertificateAuthority certified, String answer, boolean closes) throws IOException {
            this.socket = certified
                    .serverContext()
                    .getServerSocketFactory()
                    .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
            this.answer = answer;
            this.closes = closes;
            Thread.ofVirtual().start(this::accept);
        }

        private void accept() {
            while (!socket.isClosed()) {
                try {
                    Socket connection = socket.accept();
                    connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> serve(connection));
                } catch (IOException ended) {
                    heard.add("no more connections");
                }
            }
        }

        private void serve(Socket connection) {
            try (connection) {
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
                String line = in.readLine();
                while (line != null) {
                    heard.add(line);
                    while (!line.isEmpty()) {
                        line = in.readLine();
                    }
                    connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                    if (closes) {
                        return;
                    }
                    line = in.readLine();
                }
            } catch (IOException gone) {
                heard.add("somebody is gone: " + gone);
            }
        }

        String url() {
            return "https://localhost:" + socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static FarEnd pinned(Peer peer, PinnedTrust trust, int most) {
        return FarEnd.pinned(peer.url(), TestMachine.NAMES, trust, TestTime.begin(), most);
    }

    private static PinnedTrust believing(String fingerprint) {
        return new PinnedTrust(fingerprint, TestMachine.outside().random());
    }

    private static FarEnd.Answer get(FarEnd far) throws IOException {
        return far.send("GET", "/things?a=b", Map.of("Accept", "*/*"), new byte[0], true, PATIENCE);
    }

    private static String body(FarEnd.Answer answer) {
        return new String(answer.body(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aBodyIsReadHoweverItsEndIsTold() throws IOException {
        for (String answer : List.of(
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\nhello")) {
            boolean closes = answer.endsWith("\r\n\r\nhello") && !answer.contains("Length");
            try (Peer peer = new Peer(authority, answer, closes);
                    FarEnd far = pinned(peer, believing(""), 5)) {
                assertThat(body(get(far))).isEqualTo("hello");
                assertThat(get(far).status()).isEqualTo(200);
                assertThat(peer.connections).hasValue(closes ? 2 : 1);
                assertThat(peer.heard).contains("GET /things?a=b HTTP/1.1");
            }
        }
    }

    @Test
    void whatIsTooLongIsNoAnswer() throws IOException {
        for (String answer : List.of(
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\nhello")) {
            try (Peer peer = new Peer(authority, answer, true);
                    FarEnd far = pinned(peer, believing(""), 4)) {
                assertThatThrownBy(() -> get(far))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("longer than 4");
            }
        }
    }

    @Test
    void whoSaysNothingIsGivenUp() throws IOException {
        try (Peer peer = new Peer(authority, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel", false);
                FarEnd far = pinned(peer, believing(""), 5)) {
            assertThatThrownBy(() -> far.send("GET", "/", Map.of(), new byte[0], true, Duration.ofMillis(1_500)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** What may have been done must not be done twice. */
    @Test
    void aConnectionThatTheFarEndClosedIsOpenedAnewForWhatMayBeSentTwice() throws IOException {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        try (Peer peer = new Peer(authority, answer, true);
                FarEnd far = pinned(peer, believing(""), 5)) {
            assertThat(get(far).status()).isEqualTo(200);
            assertThat(get(far).status()).isEqualTo(200);
            assertThat(peer.connections).hasValue(2);
            assertThatThrownBy(() -> far.send("POST", "/", Map.of(), new byte[] {1}, false, PATIENCE))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void theFirstCertificateIsBelievedAndAnotherOneIsNot(@TempDir Path other) throws IOException {
        String answer = "HTTP/1.1 204 No Content\r\n\r\n";
        CertificateAuthority stranger = TestMachine.authority(other);
        PinnedTrust trust = believing("");
        assertThat(trust.fingerprint()).isEmpty();
        try (Peer peer = new Peer(authority, answer, false);
                FarEnd far = pinned(peer, trust, 5)) {
            assertThat(get(far).status()).isEqualTo(204);
        }
        assertThat(PinnedTrust.isFingerprint(trust.fingerprint())).isTrue();
        String written = trust.fingerprint().toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
        try (Peer same = new Peer(authority, answer, false);
                FarEnd far = pinned(same, believing(written), 5)) {
            assertThat(get(far).status()).isEqualTo(204);
        }
        try (Peer impostor = new Peer(stranger, answer, false);
                FarEnd far = pinned(impostor, believing(trust.fingerprint()), 5)) {
            assertThatThrownBy(() -> get(far))
                    .isInstanceOf(SSLException.class)
                    .hasRootCauseInstanceOf(PinnedTrust.OtherCertificate.class);
            assertThat(impostor.heard).as("nothing was said to it").noneMatch(line -> line.startsWith("GET"));
        }
    }

    /** Nobody is at the second address; that is no reason to say so of the first. */
    @Test
    void aFarEndThatIsRefusedIsNotHiddenByAnAddressAtWhichNobodyIs() throws IOException {
        AddressRules.Names two =
                host -> List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("127.0.0.3"));
        try (Peer impostor = new Peer(authority, "HTTP/1.1 204 No Content\r\n\r\n", false);
                FarEnd far = FarEnd.pinned(impostor.url(), two, believing("00".repeat(32)), TestTime.begin(), 5);
                FarStream stream = new FarStream(
                        "localhost", impostor.socket.getLocalPort(), two, believing("00".repeat(32)), Runnable::run)) {
            assertThatThrownBy(() -> get(far)).hasRootCauseInstanceOf(PinnedTrust.OtherCertificate.class);
            assertThatThrownBy(() -> stream.open(PATIENCE)).hasRootCauseInstanceOf(PinnedTrust.OtherCertificate.class);
        }
    }

    @Test
    void oneThatIsKnownByItsNameIsCertifiedByAnAuthorityThatIsTrusted(@TempDir Path other) throws IOException {
        SSLContext trusted = TrustedRoots.only(List.of(authority.root()));
        SSLContext strange =
                TrustedRoots.only(List.of(TestMachine.authority(other).root()));
        try (Peer peer = new Peer(authority, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", false);
                FarEnd far = named(peer.url(), trusted);
                FarEnd unknown = named(peer.url(), strange);
                FarEnd elsewhere = named(peer.url().replace("localhost", "127.0.0.2"), trusted)) {
            assertThat(body(get(far))).isEqualTo("hello");
            assertThatThrownBy(() -> get(unknown)).isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> get(elsewhere)).as("it has another name").isInstanceOf(SSLException.class);
        }
        assertThatThrownBy(() -> named("http://localhost:80", trusted)).hasMessageContaining("is not an https URL");
    }

    private static FarEnd named(String url, SSLContext trusted) {
        AddressRules.Names names = host -> List.of(InetAddress.ofLiteral("127.0.0.1"));
        return FarEnd.named(url, names, () -> trusted, TestTime.begin(), 5);
    }

    @Test
    void whatStandsInAHeaderIsOneLine() throws IOException {
        try (Peer peer = new Peer(authority, "HTTP/1.1 204 No Content\r\n\r\n", false);
                FarEnd far = pinned(peer, believing(""), 5)) {
            assertThatThrownBy(() -> far.send("GET", "/", Map.of("A", "b\r\nC: d"), new byte[0], true, PATIENCE))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> far.send("GET", "/a b", Map.of(), new byte[0], true, PATIENCE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}

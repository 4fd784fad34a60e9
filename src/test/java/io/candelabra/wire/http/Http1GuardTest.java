package io.candelabra.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.wire.http.ServerSettings.Crowd;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where one message ends and the next begins, and how long a client may take. */
@Timeout(60)
class Http1GuardTest {
    private static final String SECOND = "GET /api/who HTTP/1.1\r\nHost: l\r\nX-Who: smuggled\r\n\r\n";
    private static final String LAST = "GET /api/who HTTP/1.1\r\nHost: l\r\nX-Who: honest\r\nConnection: close\r\n\r\n";

    private static Listening listening;
    private static Listening hasty;

    @BeforeAll
    static void listen(@TempDir Path folder) throws IOException {
        listening = new Listening(folder, SampleFaces.faces(), UnaryOperator.identity());
        Duration moment = Duration.ofMillis(700);
        hasty = new Listening(
                folder,
                SampleFaces.faces(),
                settings -> settings.with(new Crowd(60, 40, 10), new TimeLimits(moment, moment, moment, 1 << 20)));
    }

    @AfterAll
    static void close() {
        listening.close();
        hasty.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/nothing-there", "/api/unread", "/broken/echo", "/nobody", "/api/devices/x"})
    void aBodyThatNobodyReadsIsNeverARequest(String path) throws Exception {
        for (String expect : List.of("Expect: 100-continue\r\n", "")) {
            String answers = listening.raw("POST " + path + " HTTP/1.1\r\nHost: l\r\n" + expect + "Content-Length: "
                    + SECOND.length() + "\r\n\r\n" + SECOND + LAST);
            assertThat(answers).as(expect + path).doesNotContain("smuggled");
            String chunked = listening.raw("POST " + path + " HTTP/1.1\r\nHost: l\r\n" + expect
                    + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(SECOND.length()) + "\r\n" + SECOND
                    + "\r\n0\r\n\r\n" + LAST);
            assertThat(chunked).as(expect + path).doesNotContain("smuggled");
        }
    }

    @Test
    void theRequestAfterAnUnreadBodyIsAnswered() throws Exception {
        assertThat(listening.raw(
                        "POST /api/unread HTTP/1.1\r\nHost: l\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}"
                                + LAST))
                .contains("100 Continue", "honest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2\r\n{}XX0\r\n\r\n",
                "2\r\n{}\n0\r\n\r\n",
                "+2\r\n{}\r\n0\r\n\r\n",
                "-2\r\n{}\r\n0\r\n\r\n",
                "0x2\r\n{}\r\n0\r\n\r\n",
                "2\r\n{}\r\n+0\r\n\r\n",
                "2\r\n{}\r\n00000000000000000\r\n\r\n",
                "2\n{}\r\n0\r\n\r\n",
                " 2\r\n{}\r\n0\r\n\r\n",
                "2 \r\n{}\r\n0\r\n\r\n",
                "2\r\n{}\r\n0\r\nA: b\rc\r\n\r\n"
            })
    void whatIsNoChunkIsRefused(String body) throws Exception {
        assertThat(listening.raw(chunked(body) + LAST))
                .startsWith("HTTP/1.1 400")
                .contains("api bad MESSAGE")
                .doesNotContain("honest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2\r\n{}\r\n0\r\n\r\n",
                "2;a=b\r\n{}\r\n0;c=\"d\"\r\n\r\n",
                "002\r\n{}\r\n0000\r\n\r\n",
                "1\r\n{\r\n1\r\n}\r\n0\r\nA-Trailer: x\r\n\r\n"
            })
    void chunksThatAreAllowedAreTaken(String body) throws Exception {
        assertThat(listening.raw(chunked(body) + LAST))
                .startsWith("HTTP/1.1 200")
                .contains("\"{}\"")
                .contains("honest");
    }

    private static String chunked(String body) {
        return "POST /api/echo HTTP/1.1\r\nHost: l\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: +2",
                "Content-Length : 2",
                "Content-Length: 2\r\nContent-Length: 2",
                "Content-Length: 2\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "X: y\r\n Content-Length: 2",
                "x-candelabra-guard: 1.0\r\nContent-Length: 2, 2"
            })
    void lengthsThatCanBeReadInTwoWaysAreRefused(String header) throws Exception {
        assertThat(listening.raw("POST /api/echo HTTP/1.1\r\nHost: l\r\n" + header + "\r\n\r\n{}" + LAST))
                .startsWith("HTTP/1.1 400")
                .contains("api bad MESSAGE")
                .doesNotContain("honest");
    }

    @Test
    void noUpgradeLeadsPastTheServer() throws Exception {
        assertThat(listening.raw("GET /api/who HTTP/1.1\r\nHost: l\r\nConnection: Upgrade, HTTP2-Settings, close\r\n"
                        + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void clientsOfOldGetAnAnswerAndTheConnectionEnds() throws Exception {
        for (List<String> protocols : List.of(List.<String>of(), List.of("http/1.0"), List.of("http/1.1"))) {
            for (String headers : List.of("", "Host: l\r\nConnection: keep-alive\r\n", "Expect: 100-continue\r\n")) {
                assertThat(asked(protocols, "GET /api/who HTTP/1.0\r\n" + headers + "\r\n"))
                        .as(protocols + headers)
                        .startsWith("HTTP/1.1 200")
                        .containsIgnoringCase("connection: close")
                        .contains("nobody");
            }
        }
        assertThat(asked(List.of(), "GET /api/stream HTTP/1.0\r\n\r\n")).contains("data: 2");
        assertThat(asked(List.of(), "POST /api/echo HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}"))
                .contains("\"{}\"");
    }

    private static String asked(List<String> protocols, String request) throws IOException {
        try (SSLSocket socket = (SSLSocket) listening
                .authority
                .clientContext()
                .getSocketFactory()
                .createSocket("127.0.0.1", listening.server.port())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(protocols.toArray(String[]::new));
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatIsTooLongIsToldInTheFacesWords() throws Exception {
        assertThat(listening.raw("GET /api/" + "y".repeat(20_000) + " HTTP/1.1\r\nHost: l\r\n\r\n"))
                .startsWith("HTTP/1.1 414")
                .contains("api bad MESSAGE");
        assertThat(listening.raw("GET /api/echo HTTP/1.1\r\nHost: l\r\nX: " + "y".repeat(60_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("api bad MESSAGE");
        // blank lines use all the room up, and the request has only begun
        assertThat(listening.raw("\r\n".repeat(65_530) + "GET /api/echo HTTP/1.1"))
                .startsWith("HTTP/1.1 431")
                .contains("api bad MESSAGE");
    }

    @Test
    void aBodyThatNeverComesWholeIs408() throws Exception {
        assertThat(hasty.raw("POST /api/echo HTTP/1.1\r\nHost: l\r\nContent-Length: 10\r\n\r\n{}"))
                .startsWith("HTTP/1.1 408")
                .contains("api bad MESSAGE");
        assertThat(hasty.raw(chunked("2\r\n{"))).startsWith("HTTP/1.1 408").contains("api bad MESSAGE");
        assertThat(hasty.raw("POST /api/nothing-there HTTP/1.1\r\nHost: l\r\nContent-Length: 10\r\n\r\n{}"))
                .as("an answer that needs no body, then the end")
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void headersThatNeverEndAndSilenceAreCut() throws Exception {
        assertThat(hasty.raw("GET /api/who HTTP/1.1\r\nHost: l\r\nX")).isEmpty();
        assertThat(hasty.raw("")).isEmpty();
    }

    @Test
    void whoOnlyConnectsKeepsNobodyOut() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                silent.add(new Socket("127.0.0.1", hasty.server.port()));
            }
            // when all but the last ten are cut, all have been taken in
            for (Socket early : silent.subList(0, 190)) {
                assertThat(isCut(early)).isTrue();
            }
            assertThat(hasty.raw("GET /api/who HTTP/1.1\r\nHost: l\r\nConnection: close\r\n\r\n"))
                    .contains("nobody");
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    private static boolean isCut(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException waiting) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }
}

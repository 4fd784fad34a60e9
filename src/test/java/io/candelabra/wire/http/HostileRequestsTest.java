package io.candelabra.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The requests that a server on an open port has to expect. */
class HostileRequestsTest {

    private static final int MAX_BODY = 1 << 20;

    private static Listening listening;

    @BeforeAll
    static void listen(@TempDir Path folder) throws IOException {
        listening = new Listening(folder, SampleFaces.faces(), UnaryOperator.identity());
    }

    @AfterAll
    static void close() {
        listening.close();
    }

    @Test
    void wrongEscapesAreTheFacesBadRequest() throws Exception {
        for (String path : List.of("/api/devices/%zz", "/api/devices/%4", "/api/devices/%", "/api/devices/%ff")) {
            assertThat(listening.raw(get(path))).as(path).contains(" 400 ", "api bad PATH");
        }
        assertThat(listening.raw(get("/api/query?a=%zz"))).contains(" 400 ", "api bad QUERY");
    }

    @Test
    void aFaceThatCannotSpellAnErrorSaysNothing() throws Exception {
        HttpResponse<String> broken = listening.send(listening.to("/broken/echo"));
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body()).isEmpty();
    }

    @Test
    void longBodiesAreTheFacesTooLarge() throws Exception {
        byte[] fits = new byte[MAX_BODY];
        byte[] longer = new byte[MAX_BODY + 1];
        for (HttpClient client : List.of(listening.http1, listening.http2)) {
            String name = client.version().toString();
            HttpResponse<String> whole = client.send(
                    listening
                            .to("/api/length")
                            .POST(BodyPublishers.ofByteArray(fits))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(whole.body()).as(name).isEqualTo(String.valueOf(MAX_BODY));
        }
        HttpResponse<String> declared =
                listening.send(listening.to("/api/length").POST(BodyPublishers.ofByteArray(longer)));
        assertThat(declared.statusCode()).isEqualTo(413);
        assertThat(declared.body()).isEqualTo("\"api too large\"");
        HttpResponse<String> chunked = listening.send(
                listening.to("/api/length").POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(longer))));
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(chunked.body()).isEqualTo("\"api too large\"");
        HttpResponse<String> second = listening.http2.send(
                listening
                        .to("/api/length")
                        .POST(BodyPublishers.ofByteArray(longer))
                        .build(),
                BodyHandlers.ofString());
        assertThat(second.statusCode()).isEqualTo(413);
    }

    /**
     * Such clients hear nothing before they have sent everything: a server that does not take it in lets them wait for
     * ever.
     */
    @Test
    @Timeout(60)
    void whoWritesAllBeforeReadingIsAnswered() throws Exception {
        for (String path : List.of("/api/length", "/api/none", "/nobody")) {
            String answer = listening.written(path, 40L << 20, false);
            assertThat(answer).as(path).startsWith("HTTP/1.1 4");
            if (path.equals("/api/length")) {
                assertThat(answer).contains(" 413 ", "api too large");
            }
        }
        assertThat(listening.written("/api/length", 40L << 20, true)).contains(" 413 ", "api too large");
    }

    @Test
    @Timeout(60)
    void whoNeverEndsIsCut() throws Exception {
        for (boolean chunked : List.of(false, true)) {
            assertThat(listening.written("/api/length", 1L << 40, chunked))
                    .as("the answer, or a cut while it was on the way")
                    .satisfiesAnyOf(answer -> assertThat(answer).contains(" 413 "), answer -> assertThat(answer)
                            .isEmpty());
        }
        assertThat(listening.send(listening.to("/api/who")).statusCode()).isEqualTo(200);
    }

    @Test
    void aHugeDeclaredChunkIsNotWaitedFor() throws Exception {
        assertThat(listening.raw("POST /api/length HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "7fffffff\r\nabc"))
                .contains(" 413 ");
    }

    @Test
    void deepAndBrokenJsonAreTheFacesError() throws Exception {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        assertThat(post("/api/tree", deep)).isEqualTo("\"api error nested deeper than 100\"");
        assertThat(post("/api/tree", "[".repeat(100) + "]".repeat(100))).startsWith("[[[");
        assertThat(post("/api/tree", "{\"a\":1,\"a\":2}")).contains("a field stands twice");
        assertThat(post("/api/named", "{\"name\":\"x\",\"level\":\"3\"}"))
                .isEqualTo("\"api error expected an integer at $.level\"");
    }

    @Test
    void whatTheLibraryRefusesIsAnsweredWithoutItsWords() throws Exception {
        for (String request : List.of(
                "GET /api/echo HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(60_000) + "\r\n\r\n",
                "GET /api/" + "y".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/echo HTTP/1.1\r\n\r\n",
                "GET /api/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "POST /api/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n")) {
            String answer = listening.raw(request);
            assertThat(answer)
                    .as(request.substring(0, Math.min(60, request.length())))
                    .startsWith("HTTP/1.1 4");
            assertThat(answer).doesNotContainIgnoringCase("helidon", "exception", "<html", "at io.");
        }
    }

    @Test
    void whatIsNotHttpIsAnsweredAndCut() throws Exception {
        for (String request : List.of(
                "SOMETHING ELSE, LONG ENOUGH TO BE LOOKED AT\r\n\r\n",
                "GET /api/echo HTTP/3.7\r\nHost: localhost\r\n\r\n",
                "GET /api/echo HTTP/2.0\r\nHost: localhost\r\n\r\n",
                "GET /api/echo HTTP/1.1\nHost: localhost\n\n",
                "GET /api/echo HTTP/1.1\r\nHost: localhost\nX: y\r\n\r\n",
                "GET /api/who HTTP/1.1\r\nHost: localhost\r\n\r\nGET /api/echo HTTP/2.0\r\n\r\n")) {
            String answer = listening.raw(request);
            assertThat(answer)
                    .as(request)
                    .contains("HTTP/1.1 400")
                    .containsIgnoringCase("connection: close")
                    .doesNotContainIgnoringCase("helidon", "exception", "at io.");
        }
    }

    @Test
    void aWholeAddressIsTakenAsItsPath() throws Exception {
        assertThat(listening.raw(get("https://elsewhere.example:1/api/who"))).contains(" 200 ");
        assertThat(listening.raw(get("HTTP://l/api/nothing-there?a=b"))).contains(" 404 ", "api nothing");
        assertThat(listening.raw(get("https://l"))).contains(" 404 ");
        assertThat(listening.raw(get("https://l?x=1"))).contains(" 404 ");
    }

    @Test
    void dotsAreNotTidiedAwayAndDoubledSlashesAreOne() throws Exception {
        assertThat(listening.raw(get("/api/devices/x/../../echo"))).contains("404", "api nothing");
        assertThat(listening.raw(get("/api//echo/"))).contains(" 200 ");
        assertThat(listening.raw(get("/api/devices/..%2F..%2Fecho"))).contains("[\"../../echo\"");
    }

    @Test
    void requestIdsAreEchoedWhereTheyAreHarmless() throws Exception {
        assertThat(listening
                        .send(listening.to("/api/who").header("x-request-id", "abc-1"))
                        .headers()
                        .allValues("x-request-id"))
                .containsExactly("abc-1");
        assertThat(listening
                        .send(listening.to("/api/who").header("x-request-id", "<script>"))
                        .headers()
                        .firstValue("x-request-id")
                        .orElseThrow())
                .matches("[0-9a-f]{32}");
    }

    private static String post(String path, String body) throws Exception {
        return listening
                .send(listening.to(path).POST(BodyPublishers.ofString(body)))
                .body();
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    }
}

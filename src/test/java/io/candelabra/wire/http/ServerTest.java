package io.candelabra.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests and answers over real sockets. */
class ServerTest {

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
    void escapedSlashesStayInsideTheirSegment() throws Exception {
        assertThat(listening.body("/api/devices/io%3A%2F%2F1234-1234-6233%2F1166863%231"))
                .isEqualTo("[\"io://1234-1234-6233/1166863#1\",\"io%3A%2F%2F1234-1234-6233%2F1166863%231\"]");
        assertThat(listening.body("/api/devices/io:%2F%2F1234-1234-6233%2F1166863/states/core:ClosureState"))
                .isEqualTo("[\"io://1234-1234-6233/1166863\",\"core:ClosureState\"]");
        assertThat(listening.body("/api/devices/a+b%2Bc%20d")).startsWith("[\"a+b+c d\",");
        assertThat(listening.body("/api/devices/caf%C3%A9;x=1")).startsWith("[\"café;x=1\",");
    }

    @Test
    void queryKeepsOrderAndDecodesPlus() throws Exception {
        assertThat(listening.body("/api/query?a=1&a=x+y&a=%2B&b")).isEqualTo("[[\"1\",\"x y\",\"+\"],\"\"]");
        assertThat(listening.raw(get("/api/query?a=[]{}|"))).as("unescaped").endsWith("[[\"[]{}|\"],\"none\"]");
    }

    @Test
    void facesAnswerUnknownPathsAndMethodsThemselves() throws Exception {
        assertThat(listening.send(listening.to("/api/nowhere")).body()).isEqualTo("\"api nothing\"");
        assertThat(listening
                        .send(listening.to("/api/echo").PUT(BodyPublishers.noBody()))
                        .body())
                .isEqualTo("\"api not PUT but DELETE, GET, HEAD, POST\"");
        assertThat(listening
                        .send(listening.to("/api/echo").method("PROPFIND", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(405);
        HttpResponse<String> outside = listening.send(listening.to("/elsewhere"));
        assertThat(outside.statusCode()).isEqualTo(404);
        assertThat(outside.body()).isEmpty();
        HttpResponse<String> options =
                listening.send(listening.to("/api/echo").method("OPTIONS", BodyPublishers.noBody()));
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Allow")).contains("OPTIONS, DELETE, GET, HEAD, POST");
    }

    @Test
    void headIsGetWithoutABody() throws Exception {
        HttpResponse<String> head = listening.send(listening.to("/api/large").HEAD());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length")).contains("300000");
        assertThat(listening
                        .http2
                        .send(listening.to("/api/large").HEAD().build(), BodyHandlers.ofString())
                        .body())
                .isEmpty();
    }

    @Test
    void jsonSaysExactlyThatItIsJson() throws Exception {
        HttpResponse<String> json = listening.send(listening.to("/api/query"));
        assertThat(json.headers().allValues("Content-Type")).containsExactly("application/json");
        HttpResponse<String> empty = listening.send(listening.to("/api/empty"));
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.body()).isEmpty();
        assertThat(empty.headers().allValues("Content-Type")).containsExactly("application/json");
        HttpResponse<String> nothing =
                listening.send(listening.to("/api/nothing").DELETE());
        assertThat(nothing.statusCode()).isEqualTo(204);
        assertThat(nothing.headers().firstValue("Content-Type")).isEmpty();
        assertThat(json.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void bodiesComeWithAnyMethodAndAnyContentType() throws Exception {
        for (HttpClient client : List.of(listening.http1, listening.http2)) {
            for (String method : List.of("GET", "DELETE", "POST")) {
                assertThat(client.send(
                                        listening
                                                .to("/api/echo")
                                                .method(method, BodyPublishers.ofString("hello"))
                                                .build(),
                                        BodyHandlers.ofString())
                                .body())
                        .isEqualTo("\"hello\"");
            }
        }
        assertThat(listening
                        .send(listening
                                .to("/api/named")
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("{\"name\":\"n\",\"level\":3,\"more\":[]}")))
                        .body())
                .isEqualTo("{\"name\":\"n\",\"level\":3}");
        for (String type : List.of("application/json", "text/plain", "nonsense", "application/x-www-form-urlencoded")) {
            assertThat(listening
                            .send(listening
                                    .to("/api/length")
                                    .header("Content-Type", type)
                                    .POST(BodyPublishers.noBody()))
                            .body())
                    .isEqualTo("0");
        }
        assertThat(listening.raw("POST /api/length HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .endsWith("\r\n0");
    }

    @Test
    void formsAreReadByTheirContentType() throws Exception {
        String fields = "user=demo%40candelabra.example&pass=a+b%26c";
        assertThat(listening
                        .send(listening
                                .to("/api/form")
                                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                                .POST(BodyPublishers.ofString(fields)))
                        .body())
                .isEqualTo("[\"demo@candelabra.example\",\"a b&c\"]");
        assertThat(listening
                        .send(listening
                                .to("/api/form")
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString(fields)))
                        .body())
                .isEqualTo("[\"none\",\"none\"]");
    }

    @Test
    void cookiesAndHeadersMayComeTwice() throws Exception {
        assertThat(listening.raw("GET /api/cookies HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Cookie: JSESSIONID=old; other=1\r\nCookie: JSESSIONID=\"new\"\r\n\r\n"))
                .endsWith("[\"old\",\"new\"]");
        assertThat(listening.send(listening.to("/api/twice")).headers().allValues("Set-Cookie"))
                .containsExactly("a=1", "b=2");
    }

    @Test
    void theFilterHandsOnWhatItFoundAndSeesErrorsToo() throws Exception {
        HttpResponse<String> who = listening.send(listening.to("/api/who").header("x-who", "me"));
        assertThat(who.body()).isEqualTo("\"me\"");
        assertThat(who.headers().firstValue("X-Filter")).contains("seen");
        HttpResponse<String> boom = listening.send(listening.to("/api/boom"));
        assertThat(boom.statusCode()).isEqualTo(500);
        assertThat(boom.body()).isEqualTo("\"api error secret-free words\"");
        assertThat(boom.headers().firstValue("X-Filter")).contains("seen");
        assertThat(listening.body("/api/overflow")).isEqualTo("\"api error deep\"");
    }

    @Test
    void connectionsAreKeptAfterUnreadBodiesAndErrors() throws Exception {
        String request = "POST /api/unread HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello";
        String last = "GET /api/boom HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        String answers = listening.raw(request + request + last);
        assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(3);
        assertThat(answers).contains("HTTP/1.1 500", "secret-free words");
    }

    @Test
    void http2IsAgreedByAlpn() throws Exception {
        HttpResponse<String> second =
                listening.http2.send(listening.to("/api/large").build(), BodyHandlers.ofString());
        assertThat(second.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(second.body()).hasSize(300_000);
        HttpResponse<String> encoded = listening.http2.send(
                listening.to("/api/devices/io%3A%2F%2F1%2F2%231").build(), BodyHandlers.ofString());
        assertThat(encoded.body()).startsWith("[\"io://1/2#1\"");
        HttpResponse<String> cookies = listening.http2.send(
                listening
                        .to("/api/cookies")
                        .header("Cookie", "a=1; JSESSIONID=x")
                        .build(),
                BodyHandlers.ofString());
        assertThat(cookies.body()).isEqualTo("[\"x\"]");
    }

    @Test
    void streamsArriveWholeAndCutOnesAreSeenToBeCut() throws Exception {
        for (HttpClient client : List.of(listening.http1, listening.http2)) {
            HttpResponse<String> stream =
                    client.send(listening.to("/api/stream").build(), BodyHandlers.ofString());
            assertThat(stream.body()).isEqualTo("data: 0\n\ndata: 1\n\ndata: 2\n\n");
            assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream");
        }
        assertThatThrownBy(() -> listening.body("/api/cut")).isInstanceOf(IOException.class);
    }

    @Test
    void manyRequestsAtOnce() throws Exception {
        for (HttpClient client : List.of(listening.http1, listening.http2)) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(client.sendAsync(
                        listening
                                .to("/api/echo")
                                .POST(BodyPublishers.ofString("n" + i))
                                .build(),
                        BodyHandlers.ofString()));
            }
            for (int i = 0; i < 200; i++) {
                assertThat(answers.get(i).join().body()).isEqualTo("\"n" + i + "\"");
            }
        }
    }

    @Test
    void theLiveTableNamesEveryRoute() {
        assertThat(listening.server.routes())
                .contains(
                        new Route(
                                "api",
                                Method.GET,
                                "/api",
                                "/devices/{url}/states/{name}",
                                SampleFaces.Operations.class),
                        new Route("broken", Method.DELETE, "/broken", "/nothing", SampleFaces.Operations.class));
        assertThat(listening.server.routes().getFirst().fullPath()).startsWith("/");
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    }
}

package io.candelabra.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes over real sockets. */
class ServerTest {

    private static final int MAX_BODY = 1 << 20;
    private static final Attribute<String> WHO = Attribute.of("who", String.class);
    private static final AtomicInteger UNREAD = new AtomicInteger();

    private static Listening listening;

    record Named(String name, int level) {}

    static final class Operations implements RouteSet {
        @Override
        public void routes(Routes routes) {
            routes.get("/devices/{url}", x -> Reply.ok(List.of(x.path("url"), x.rawPath("url"))))
                    .get("/devices/{url}/states/{name}", x -> Reply.ok(List.of(x.path("url"), x.path("name"))))
                    .get("/echo", x -> Reply.ok(new String(x.body(), StandardCharsets.UTF_8)))
                    .post("/echo", x -> Reply.ok(new String(x.body(), StandardCharsets.UTF_8)))
                    .delete("/echo", x -> Reply.ok(new String(x.body(), StandardCharsets.UTF_8)))
                    .post("/length", x -> Reply.ok(x.body().length))
                    .post("/named", x -> Reply.ok(x.json(Named.class)))
                    .post("/tree", x -> Reply.ok(x.jsonTree()))
                    .post("/unread", _ -> Reply.ok(UNREAD.incrementAndGet()))
                    .get(
                            "/query",
                            x -> Reply.ok(List.of(x.queries("a"), x.query("b").orElse("none"))))
                    .post(
                            "/form",
                            x -> Reply.ok(List.of(
                                    x.form("user").orElse("none"),
                                    x.form("pass").orElse("none"))))
                    .get("/cookies", x -> Reply.ok(x.cookies("JSESSIONID")))
                    .get("/who", x -> Reply.ok(x.get(WHO)))
                    .get("/empty", _ -> Reply.emptyOk())
                    .delete("/nothing", _ -> Reply.noContent())
                    .get("/twice", _ -> Reply.ok(1).header("Set-Cookie", "a=1").header("Set-Cookie", "b=2"))
                    .get(
                            "/large",
                            _ -> Reply.bytes(
                                    200, "text/plain", "x".repeat(300_000).getBytes(StandardCharsets.UTF_8)))
                    .get(
                            "/stream",
                            _ -> Reply.stream("text/event-stream", out -> {
                                for (int i = 0; i < 3; i++) {
                                    out.write(("data: " + i + "\n\n").getBytes(StandardCharsets.UTF_8));
                                    out.flush();
                                }
                            }))
                    .get(
                            "/cut",
                            _ -> Reply.stream("text/plain", out -> {
                                out.write("begun".getBytes(StandardCharsets.UTF_8));
                                out.flush();
                                throw new IOException("the source dried up");
                            }))
                    .get("/boom", _ -> {
                        throw new IllegalStateException("secret-free words");
                    })
                    .get("/overflow", _ -> {
                        throw new StackOverflowError("deep");
                    });
        }
    }

    @BeforeAll
    static void listen(@TempDir Path folder) throws IOException {
        Filter filter = (x, next) -> {
            x.put(WHO, x.header("X-Who").orElse("nobody"));
            return next.handle(x).header("X-Filter", "seen");
        };
        Face api = new Face("api", "/api", List.of(new Operations()), filter, Listening.words("api"));
        Face broken = new Face(
                "broken",
                "/broken",
                List.of(new Operations()),
                (x, next) -> {
                    throw new IllegalArgumentException("the filter itself");
                },
                new FaceErrors() {
                    private final FaceErrors words = Listening.words("broken");

                    @Override
                    public Reply onError(Exchange x, Throwable problem) {
                        throw new IllegalStateException("cannot even spell it");
                    }

                    @Override
                    public Reply noSuchResource(Exchange x) {
                        return words.noSuchResource(x);
                    }

                    @Override
                    public Reply methodNotSupported(Exchange x, Set<Method> allowed) {
                        return words.methodNotSupported(x, allowed);
                    }

                    @Override
                    public Reply badRequest(Exchange x, BadRequest.Kind kind) {
                        return words.badRequest(x, kind);
                    }

                    @Override
                    public Reply tooLarge(Exchange x) {
                        return words.tooLarge(x);
                    }
                });
        listening = new Listening(folder, List.of(api, broken), UnaryOperator.identity());
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
    void dotsAndDoubleSlashesAreNotTidiedAway() throws Exception {
        assertThat(listening.raw(get("/api/devices/x/../../echo"))).contains("404", "api nothing");
        assertThat(listening.raw(get("/api//echo"))).contains("404", "api nothing");
        assertThat(listening.raw(get("/api/devices/..%2F..%2Fecho"))).contains("[\"../../echo\"");
    }

    @Test
    void wrongEscapesAreTheFacesBadRequest() throws Exception {
        for (String path : List.of("/api/devices/%zz", "/api/devices/%4", "/api/devices/%", "/api/devices/%ff")) {
            assertThat(listening.raw(get(path))).as(path).contains(" 400 ", "api bad PATH");
        }
        assertThat(listening.raw(get("/api/query?a=%zz"))).contains(" 400 ", "api bad QUERY");
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
    void aFaceThatCannotSpellAnErrorSaysNothing() throws Exception {
        HttpResponse<String> broken = listening.send(listening.to("/broken/echo"));
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body()).isEmpty();
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
    void whatIsNotHttpIsCutWithoutAWord() throws Exception {
        assertThat(listening.raw("SOMETHING ELSE, LONG ENOUGH TO BE LOOKED AT\r\n\r\n"))
                .isEmpty();
        assertThat(listening.raw("GET /api/echo HTTP/3.7\r\nHost: localhost\r\n\r\n"))
                .isEmpty();
    }

    @Test
    void theLiveTableNamesEveryRoute() {
        assertThat(listening.server.routes())
                .contains(
                        new Route("api", Method.GET, "/api", "/devices/{url}/states/{name}", Operations.class),
                        new Route("broken", Method.DELETE, "/broken", "/nothing", Operations.class));
        assertThat(listening.server.routes().getFirst().fullPath()).startsWith("/");
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

package io.candelabra.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The face that a path belongs to, without sockets. */
class FacesTest {

    private static final RouteSet ONE = routes -> routes.get("/", _ -> Reply.text(200, "root"))
            .get("/one", x -> Reply.text(200, x.route().orElseThrow().fullPath()))
            .get("/one/{name}", x -> Reply.text(200, x.path("name")));

    private static Face face(String name, String prefix) {
        return new Face(name, prefix, List.of(ONE), Filter.NONE, Listening.words(name));
    }

    private static String ask(Dispatcher dispatcher, String path) {
        return new String(dispatcher.answer(new Get(path)).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void theLongestPrefixWinsAndKeepsTheRequest() {
        Dispatcher dispatcher = new Dispatcher(
                List.of(face("root", ""), face("api", "/x/api"), face("local", "/x/1/api")),
                new Random(1),
                100,
                asked -> "localhost");
        assertThat(ask(dispatcher, "/x/api/one")).isEqualTo("/x/api/one");
        assertThat(ask(dispatcher, "/x/1/api/one")).isEqualTo("/x/1/api/one");
        assertThat(ask(dispatcher, "/one")).isEqualTo("/one");
        assertThat(ask(dispatcher, "/one/x%2Fapi")).isEqualTo("x/api");
        assertThat(ask(dispatcher, "/x/api/two")).isEqualTo("\"api nothing\"");
        assertThat(ask(dispatcher, "/x/apis")).isEqualTo("\"root nothing\"");
        assertThat(ask(dispatcher, "/")).isEqualTo("root");
        assertThat(ask(dispatcher, "/x/api")).isEqualTo("root");
        assertThat(ask(dispatcher, "/x/api/")).isEqualTo("root");
        assertThat(ask(dispatcher, "/x/api/one/%zz")).isEqualTo("\"api bad PATH\"");
        assertThat(ask(dispatcher, "/%zz")).isEqualTo("\"root bad PATH\"");
        assertThat(dispatcher.routes()).hasSize(9);
    }

    @Test
    void repeatedSlashesAreOneAndOneAtTheEndMeansNothing() {
        Dispatcher dispatcher = new Dispatcher(List.of(face("api", "/s")), new Random(1), 100, asked -> "localhost");
        for (String path : List.of("/s/one", "/s/one/", "/s//one", "//s/one//", "/s///one/")) {
            assertThat(ask(dispatcher, path)).as(path).endsWith("one").doesNotContain("nothing");
        }
        assertThat(ask(dispatcher, "/s/one//io%3A%2F%2Fa%2Fb"))
                .as("inside an escaped segment they stay")
                .isEqualTo("io://a/b");
    }

    @Test
    void facesThatContradictAreRefused() {
        assertThatThrownBy(() -> new Dispatcher(
                        List.of(face("a", "/x"), face("b", "/x")), new Random(1), 100, asked -> "localhost"))
                .hasMessage("two faces have one prefix");
        for (String prefix : List.of("x", "/x/", "/{x}", "/")) {
            assertThatThrownBy(() -> face("a", prefix)).as(prefix).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aFaceKnowsItsRoutesBeforeItIsServed() {
        assertThat(face("api", "/x").routeTable())
                .extracting(Route::method, Route::path, Route::fullPath)
                .containsExactly(
                        tuple(Method.GET, "/", "/x/"),
                        tuple(Method.GET, "/one", "/x/one"),
                        tuple(Method.GET, "/one/{name}", "/x/one/{name}"));
    }

    @Test
    void filtersStandInOrder() throws Exception {
        Filter first = (x, next) -> next.handle(x).header("order", "first");
        Filter second = (x, next) -> next.handle(x).header("order", "second");
        Face face = new Face("f", "", List.of(ONE), first.then(second), Listening.words("f"));
        Reply reply = new Dispatcher(List.of(face), new Random(1), 100, asked -> "localhost").answer(new Get("/one"));
        assertThat(reply.headers()).startsWith(Map.entry("order", "second"), Map.entry("order", "first"));
    }

    @Test
    void aFilterMayAnswerItselfAndSeesUnknownPaths() {
        Face face = new Face(
                "f",
                "",
                List.of(ONE),
                (x, _) -> Reply.text(401, "who? " + x.route().map(Route::path).orElse("nowhere")),
                Listening.words("f"));
        Dispatcher dispatcher = new Dispatcher(List.of(face), new Random(1), 100, asked -> "localhost");
        assertThat(ask(dispatcher, "/one")).isEqualTo("who? /one");
        assertThat(ask(dispatcher, "/two")).isEqualTo("who? nowhere");
    }

    @Test
    void headersStayOneLine() {
        assertThatThrownBy(() -> Reply.noContent().header("a", "b\r\nc: d"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private record Get(String rawPath) implements Incoming {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String rawQuery() {
            return "";
        }

        @Override
        public List<String> headers(String name) {
            return List.of();
        }

        @Override
        public byte[] body(int maxBytes) {
            return new byte[0];
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return InetSocketAddress.createUnresolved("test", 1);
        }

        @Override
        public List<X509Certificate> clientCertificates() {
            return List.of();
        }
    }
}

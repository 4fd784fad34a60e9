package io.candelabra.dialect.overkiz;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that are large: what a client does not have to be sent again, and in which form it gets them. */
class LargeListsTest {
    private static final String FIRST = "io://1234-5678-9012/1";
    private static final String SECOND = "io://1234-5678-9012/2";

    private static TestServer server;
    private static OverkizCalls owner;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start();
        owner = OverkizCalls.login(server, TestServer.OWNER, "");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<byte[]> get(OverkizCalls caller, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.origin() + OverkizFace.CLOUD_PREFIX + path))
                .header("Cookie", caller.cookie());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return server.client().send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void theSetupWithTheDevicesThatAreNamed() throws Exception {
        assertThat(urls("/setup")).hasSizeGreaterThan(2).contains(FIRST, SECOND);
        assertThat(urls("/setup?deviceURL=" + escaped(FIRST))).containsExactly(FIRST);
        assertThat(urls("/setup?withManufacturerData=true&deviceURL=" + escaped(SECOND) + "&deviceURL=" + escaped(FIRST)
                        + "&deviceURL=" + escaped(SECOND)))
                .containsExactly(SECOND, FIRST);
        assertThat(get(owner, "/setup?deviceURL=" + escaped("io://1234-5678-9012/none"))
                        .statusCode())
                .isEqualTo(400);
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<String> urls(String path) throws Exception {
        return owner.answer("GET", path, "") instanceof Map<?, ?> setup && setup.get("devices") instanceof List<?> all
                ? all.stream()
                        .map(device -> String.valueOf(((Map<?, ?>) device).get("deviceURL")))
                        .toList()
                : List.of();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/setup", "/setup/devices"})
    void aListIsSentOnceAndCompressed(String path) throws Exception {
        HttpResponse<byte[]> plain = get(owner, path);
        String tag = header(plain, "ETag");
        assertThat(tag).startsWith("W/\"");
        assertThat(header(plain, "Content-Encoding")).isEmpty();
        assertThat(header(plain, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(header(plain, "Cache-Control")).isEqualTo("private, no-cache");

        HttpResponse<byte[]> packed = get(owner, path, "Accept-Encoding", "gzip, deflate");
        assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(packed, "Content-Type")).isEqualTo("application/json");
        assertThat(header(packed, "ETag")).isEqualTo(tag);
        assertThat(packed.body().length).isLessThan(plain.body().length / 3);
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
        }

        HttpResponse<byte[]> again = get(owner, path, "Accept-Encoding", "gzip", "If-None-Match", "\"other\", " + tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "ETag")).isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/setup", "/setup/devices"})
    void whatHasChangedIsSent(String path) throws Exception {
        String tag = header(get(owner, path), "ETag");
        List<?> devices = (List<?>) owner.answer("GET", "/setup/devices", "");
        String url = String.valueOf(((Map<?, ?>) devices.getFirst()).get("deviceURL"));
        owner.answer(
                "PUT",
                "/setup/devices/" + URLEncoder.encode(url, StandardCharsets.UTF_8) + "/renamed" + path.length(),
                "");
        HttpResponse<byte[]> answer = get(owner, path, "If-None-Match", tag);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "ETag")).isNotEqualTo(tag);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("renamed" + path.length());
    }
}

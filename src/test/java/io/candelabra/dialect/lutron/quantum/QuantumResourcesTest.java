package io.candelabra.dialect.lutron.quantum;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resources read and set one by one, as HTTP has it: entity tags, conditions, problem details. */
class QuantumResourcesTest {
    private static LutronOffice office;
    private static HttpClient http;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        office = new LutronOffice(folder);
        http = HttpClient.newBuilder()
                .sslContext(office.authority.clientContext())
                .build();
    }

    @AfterAll
    static void close() throws Exception {
        http.close();
        office.close();
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + office.https.port() + "/api/v1/leap" + path))
                .header("Authorization", LutronOffice.DEVICE_KEY)
                .header("ApiKey", LutronOffice.API_KEY);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder put(String path, Object body) {
        return to(path).header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(Json.text(body)));
    }

    private static Map<?, ?> body(HttpResponse<String> answer) {
        return (Map<?, ?>) Json.tree(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static Map<String, Object> level(Object level) {
        return Map.of("ZoneStatus", Map.of("Level", level));
    }

    /** The address of the status of the zone of that name. */
    private static String zone(String name) throws Exception {
        return ((List<?>) body(send(to("/zone"))).get("Zones"))
                .stream()
                        .map(zone -> (Map<?, ?>) zone)
                        .filter(zone -> name.equals(zone.get("Name")))
                        .map(zone -> zone.get("href") + "/status")
                        .findFirst()
                        .orElseThrow();
    }

    private static void isProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(body(answer).get("type")).isEqualTo("about:blank");
        assertThat(body(answer).get("status")).isEqualTo((long) status);
        assertThat((String) body(answer).get("title")).isNotBlank();
        assertThat((String) body(answer).get("detail")).isNotBlank();
    }

    @Test
    void theBodyAloneIsAnsweredWithATag() throws Exception {
        HttpResponse<String> zone = send(to("/zone/7"));
        assertThat(zone.statusCode()).isEqualTo(200);
        assertThat(zone.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(body(zone).keySet()).isEqualTo(java.util.Set.of("Zone"));
        assertThat(tag(zone)).matches("\"[0-9a-f]{24}\"");
        assertThat(tag(send(to("/zone/7")))).isEqualTo(tag(zone));
        assertThat(tag(send(to("/zone/8")))).isNotEqualTo(tag(zone));
        HttpResponse<String> head = send(to("/zone/7").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.body()).isEmpty();
        assertThat(tag(head)).isEqualTo(tag(zone));
        String where = URLEncoder.encode("IsThisDevice:true", StandardCharsets.UTF_8);
        assertThat((List<?>) body(send(to("/device?where=" + where))).get("Devices"))
                .hasSize(1);
    }

    @Test
    void whoHasItAlreadyIsToldSo() throws Exception {
        String bar = zone("Bar");
        HttpResponse<String> first = send(to(bar));
        for (String known : List.of(tag(first), "\"other\", W/" + tag(first), "*")) {
            HttpResponse<String> again = send(to(bar).header("If-None-Match", known));
            assertThat(again.statusCode()).as(known).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(tag(again)).isEqualTo(tag(first));
        }
        Object now = ((Map<?, ?>) body(first).get("ZoneStatus")).get("Level");
        send(put(bar, level(Long.valueOf(44).equals(now) ? 45 : 44)));
        HttpResponse<String> changed = send(to(bar).header("If-None-Match", tag(first)));
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(tag(changed)).isNotEqualTo(tag(first));
    }

    @Test
    void aPutIsAnUpdate() throws Exception {
        HttpResponse<String> done = send(put("/zone/7/status", level(63)));
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(((Map<?, ?>) body(done).get("ZoneStatus")).get("Level")).isEqualTo(63L);
        assertThat(((Map<?, ?>) body(send(to("/zone/7/status"))).get("ZoneStatus")).get("Level"))
                .isEqualTo(63L);
    }

    @Test
    void ofManyThatSawTheSameOnlyOneSets() throws Exception {
        String pendants = zone("Desk pendants");
        send(put(pendants, level(1)));
        String seen = tag(send(to(pendants)));
        List<Integer> statuses = IntStream.rangeClosed(2, 7)
                .parallel()
                .mapToObj(wanted -> {
                    try {
                        return send(put(pendants, level(wanted)).header("If-Match", seen))
                                .statusCode();
                    } catch (Exception broken) {
                        throw new IllegalStateException(broken);
                    }
                })
                .toList();
        assertThat(statuses).containsOnlyOnce(200);
        assertThat(statuses.stream().filter(s -> s == 412)).hasSize(5);
        isProblem(send(put(pendants, level(9)).header("If-Match", seen)), 412);
        String now = tag(send(to(pendants)));
        isProblem(send(put(pendants, level(9)).header("If-Match", "W/" + now)), 412);
        isProblem(send(put(pendants, level(9)).header("If-None-Match", "*")), 412);
        assertThat(send(put(pendants, level(9)).header("If-Match", "*")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatIsRefusedIsAProblem() throws Exception {
        isProblem(send(to("/zone/9999/status")), 404);
        isProblem(send(to("/nothing/here")), 404);
        isProblem(send(to("/zone?color=red")), 400);
        isProblem(send(put("/zone/7/status", Map.of("Level", 5))), 400);
        isProblem(send(put("/zone/7/status", List.of())), 400);
        isProblem(send(to("/zone/7/status").PUT(HttpRequest.BodyPublishers.ofString("{\"ZoneStatus\":"))), 400);
        isProblem(
                send(to("/zone/7/status")
                        .header("Content-Type", "text/plain")
                        .PUT(HttpRequest.BodyPublishers.ofString("{}"))),
                415);
        HttpResponse<String> field = send(put("/zone/7/status", level(101)));
        isProblem(field, 400);
        assertThat(((Map<?, ?>) ((List<?>) body(field).get("errors")).getFirst()).get("pointer"))
                .isEqualTo("#/ZoneStatus/Level");
        HttpResponse<String> readOnly = send(put("/zone/7", Map.of("Zone", Map.of("Name", "x"))));
        isProblem(readOnly, 405);
        assertThat(readOnly.headers().firstValue("Allow")).hasValue("GET, HEAD");
        isProblem(send(put("/login", Map.of("Login", Map.of()))), 404);
        isProblem(
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create("https://localhost:" + office.https.port() + "/api/v1/leap/zone"))
                                .header("ApiKey", LutronOffice.API_KEY)
                                .build(),
                        HttpResponse.BodyHandlers.ofString()),
                401);
    }
}

package io.candelabra.dialect.lutron.quantum;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.dialect.lutron.LeapClient;
import io.candelabra.dialect.lutron.LeapClient.Message;
import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The language in HTTPS requests. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class QuantumFaceTest {
    private static LutronOffice office;
    private static HttpClient http;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        office = new LutronOffice(folder);
        http = HttpClient.newBuilder()
                .sslContext(office.authority.clientContext())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @AfterAll
    static void close() throws Exception {
        http.close();
        office.close();
    }

    private static HttpResponse<String> post(String text, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("https://localhost:" + office.https.port() + "/api/v1/leap"))
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(text));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Message ask(String communique, String url, Object body) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(
                LeapClient.request(communique, url, "q", body),
                "Authorization",
                LutronOffice.DEVICE_KEY,
                "ApiKey",
                LutronOffice.API_KEY);
        assertThat(answer.statusCode()).isEqualTo(200);
        @SuppressWarnings("unchecked")
        Map<String, Object> tree = (Map<String, Object>) Json.tree(answer.body().getBytes(StandardCharsets.UTF_8));
        Message message = new Message(answer.body(), tree);
        assertThat(message.header("ClientTag")).isEqualTo("q");
        assertThat(message.header("Url")).isEqualTo(url);
        return message;
    }

    static Message read(String url) throws IOException, InterruptedException {
        return ask("ReadRequest", url, null);
    }

    static Message update(String url, String key, Map<String, Object> fields) throws IOException, InterruptedException {
        return ask("UpdateRequest", url, Map.of(key, fields));
    }

    private static String zone(String name) throws IOException, InterruptedException {
        return read("/zone").list("Zones").stream()
                .filter(zone -> name.equals(zone.get("Name")))
                .map(zone -> String.valueOf(zone.get("href")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void bothKeysAreAskedForAndNothingTellsWhichIsWrong() throws IOException, InterruptedException {
        String ping = LeapClient.request("ReadRequest", "/server/status/ping", null, null);
        assertThat(read("/server/status/ping").body("PingResponse/LEAPVersion")).isEqualTo(1.115);
        List<String[]> wrong = List.of(
                new String[] {},
                new String[] {"Authorization", LutronOffice.DEVICE_KEY},
                new String[] {"ApiKey", LutronOffice.API_KEY},
                new String[] {"Authorization", LutronOffice.DEVICE_KEY, "ApiKey", "0"},
                new String[] {"Authorization", "0", "ApiKey", LutronOffice.API_KEY},
                new String[] {"Authorization", LutronOffice.API_KEY, "ApiKey", LutronOffice.DEVICE_KEY},
                new String[] {"Authorization", "", "ApiKey", ""});
        String body = null;
        for (String[] headers : wrong) {
            HttpResponse<String> answer = post(ping, headers);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("\"Message\"");
            assertThat(body == null || body.equals(answer.body())).isTrue();
            body = answer.body();
        }
    }

    @Test
    void theTreeIsWalkedFromTheRoot() throws IOException, InterruptedException {
        Message root = read("/area/rootarea");
        assertThat(root.body("Area/IsLeaf")).isEqualTo(false);
        Object floor = root.body("Area/AssociatedAreas/0/href");
        Message child = read(String.valueOf(floor));
        assertThat(child.body("Area/Parent/href")).isEqualTo(root.body("Area/href"));
        assertThat(read(child.body("Area/AssociatedAreas/0/href") + "/zone").list("Zones"))
                .isNotEmpty();
    }

    @Test
    void aLevelIsSetByUpdateAsNumberOrText() throws IOException, InterruptedException {
        String zone = zone("Downlights");
        assertThat(update(zone + "/status", "ZoneStatus", Map.of("Level", 30)).communique())
                .isEqualTo("UpdateResponse");
        assertThat(read(zone + "/status").body("ZoneStatus/Level")).isEqualTo(30L);
        update(zone + "/status", "ZoneStatus", Map.of("Level", "75"));
        assertThat(read(zone + "/status").body("ZoneStatus/Level")).isEqualTo(75L);
        for (Object level : List.of(101, -1, "", "bright", "1e3", Map.of())) {
            Message refused = update(zone + "/status", "ZoneStatus", Map.of("Level", level));
            assertThat(refused.status()).as("%s", level).isEqualTo("400 BadRequest");
        }
    }

    @Test
    void whiteIsTunedWhereItCanBe() throws IOException, InterruptedException {
        String zone = zone("Cove");
        Map<String, Object> warm = Map.of("WhiteTuningLevel", Map.of("Kelvin", 2700));
        update(zone + "/status", "ZoneStatus", Map.of("Level", 40, "ColorTuningStatus", warm));
        Message now = read(zone + "/status");
        assertThat(now.body("ZoneStatus/Level")).isEqualTo(40L);
        assertThat(now.body("ZoneStatus/ColorTuningStatus/WhiteTuningLevel/Kelvin"))
                .isEqualTo(2700L);
        assertThat(update(zone("Downlights") + "/status", "ZoneStatus", Map.of("ColorTuningStatus", warm))
                        .status())
                .isEqualTo("400 BadRequest");
        assertThat(update(
                                zone + "/status",
                                "ZoneStatus",
                                Map.of("ColorTuningStatus", Map.of("WhiteTuningLevel", Map.of("Kelvin", 100))))
                        .status())
                .isEqualTo("400 BadRequest");
    }

    @Test
    void whatIsSetOnOneFaceIsSeenOnTheOther() throws IOException, InterruptedException {
        try (LeapClient vive = office.login()) {
            String zone = zone("Landing first floor");
            vive.subscribe("/zone/status", "cross");
            update(zone + "/status", "ZoneStatus", Map.of("Level", 88));
            assertThat(vive.await(m -> m.header("ClientTag").equals("cross")).body("ZoneStatuses/0/Level"))
                    .isEqualTo(88L);
            vive.command(zone, Map.of("CommandType", "GoToDimmedLevel", "DimmedLevelParameters", Map.of("Level", 22)));
            assertThat(read(zone + "/status").body("ZoneStatus/Level")).isEqualTo(22L);
            String contact = zone("Board screen lift");
            update(contact + "/status", "ZoneStatus", Map.of("Level", 0));
            assertThat(vive.read(contact + "/status").body("ZoneStatus/CCOLevel"))
                    .isEqualTo("Closed");
            update(contact + "/status", "ZoneStatus", Map.of("Level", 100));
            assertThat(vive.read(contact + "/status").body("ZoneStatus/CCOLevel"))
                    .isEqualTo("Open");
        }
    }

    @Test
    void onlyReadAndUpdateAreSpokenHere() throws IOException, InterruptedException {
        for (String communique : List.of("SubscribeRequest", "UnsubscribeRequest", "DeleteRequest")) {
            assertThat(ask(communique, "/zone/status", null).status()).isEqualTo("405 MethodNotAllowed");
        }
        assertThat(ask("CreateRequest", "/zone/1/commandprocessor", Map.of("Command", Map.of("CommandType", "Raise")))
                        .status())
                .isEqualTo("405 MethodNotAllowed");
        assertThat(read("/no/such/thing").status()).isEqualTo("404 NotFound");
    }

    @Test
    void whatIsNoMessageIsRefusedBelowTheLanguage() throws IOException, InterruptedException {
        String[] keys = {"Authorization", LutronOffice.DEVICE_KEY, "ApiKey", LutronOffice.API_KEY};
        for (String text : List.of("", "hello", "{\"a\":1}{}", "{\"CommuniqueType\":\"ReadRequest\",}")) {
            HttpResponse<String> answer = post(text, keys);
            assertThat(answer.statusCode()).as(text).isEqualTo(400);
            assertThat(answer.body()).contains("\"Message\"");
        }
        assertThat(post("[]", keys).statusCode()).isEqualTo(200);
        assertThat(post("{\"x\":\"" + "x".repeat(2 << 20) + "\"}", keys).statusCode())
                .isEqualTo(413);
    }
}

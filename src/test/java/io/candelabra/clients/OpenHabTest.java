package io.candelabra.clients;

import static io.candelabra.clients.Events.ended;
import static io.candelabra.clients.Events.named;
import static io.candelabra.clients.Events.object;
import static io.candelabra.clients.Events.objects;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestClient.Answer;
import io.candelabra.testing.TestHome;
import io.candelabra.testing.TestServer;
import io.candelabra.wire.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * openHAB's binding, by its developer mode: token and local face. It says no content type where there is no body, encodes the
 * device URL but not the name of a state, waits five seconds for an answer, reads an error only where the content type is
 * the JSON one and nothing more, and knows errors by how their texts begin or what they contain.
 */
class OpenHabTest {
    /** Far below what a fetch that waits for news would take; the machine of a test may be slower than a home's. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String SHUTTER = URLEncoder.encode(TestHome.SHUTTER, StandardCharsets.UTF_8);

    private TestServer server;
    private TestClient http;

    @BeforeEach
    void start() {
        server = TestServer.start();
        http = TestClient.of(server.client(), server.origin() + "/enduser-mobile-web/1/enduserAPI/")
                .with("Authorization", "Bearer " + server.token())
                .with("User-Agent", "TaHoma/7980 CFNetwork/758.5.3 Darwin/15.6.0");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void registersLoadsReadsStatesAndMovesShutter() throws Exception {
        String listener =
                object(http.send("POST", "events/register").tree()).get("id").toString();
        Map<String, Object> setup = object(http.send("GET", "setup").tree());
        assertThat(objects(setup.get("devices"))).isNotEmpty().allSatisfy(device -> {
            assertThat(device).containsKeys("deviceURL", "label", "states");
            assertThat(object(device.get("definition"))).containsKeys("widgetName", "uiClass", "commands", "states");
        });
        assertThat(http.send("GET", "setup/devices").objects()).hasSize(5);
        Map<String, Object> gateway =
                object(http.send("GET", "setup/gateways/" + TestHome.GATEWAY).tree());
        assertThat(object(gateway.get("connectivity"))).containsKeys("protocolVersion", "status");
        assertThat(object(http.send("GET", "setup/devices/" + SHUTTER + "/states/core:ClosureState")
                        .tree()))
                .containsEntry("name", "core:ClosureState")
                .containsEntry("type", 1L)
                .containsEntry("value", 0L);

        Answer applied = http.send(
                "POST",
                "exec/apply",
                "application/json",
                "{\"actions\":[{\"deviceURL\":\"" + TestHome.SHUTTER
                        + "\",\"commands\":[{\"name\":\"setClosure\",\"parameters\":[25]}]}]}");
        String execId = object(applied.tree()).get("execId").toString();
        Events.Fetch fetch = () -> {
            long began = System.nanoTime();
            Answer answer = http.send("POST", "events/" + listener + "/fetch");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
            return answer;
        };
        List<Map<String, Object>> heard = Events.until(fetch, ended(execId, "COMPLETED"));
        assertThat(heard.stream()
                        .filter(named("ExecutionRegisteredEvent"))
                        .map(event -> objects(event.get("actions")).getFirst().get("deviceURL")))
                .as("from it the binding learns which thing an execution moves")
                .containsExactly(TestHome.SHUTTER);
        assertThat(Events.states(heard, TestHome.SHUTTER)).containsEntry("core:ClosureState", 25L);

        assertThat(http.send("PUT", "setup/devices/states/refresh").status()).isIn(200, 204);
        Events.until(fetch, named("RefreshAllDevicesStatesCompletedEvent"));
        assertThat(http.send("DELETE", "exec/current/setup/" + execId).status()).isIn(200, 204);
        assertThat(http.send("GET", "exec/current").objects()).isEmpty();
        assertThat(http.send("GET", "logout").status()).isIn(200, 204);
    }

    @Test
    void readsErrorsByContentTypeAndWords() throws Exception {
        Answer lost = http.send("POST", "events/" + "0".repeat(8) + "-0000-0000-0000-000000000000/fetch");
        assertThat(lost.status()).isEqualTo(400);
        assertThat(lost.contentType()).isEqualTo("application/json");
        assertThat(error(lost)).contains("No registered event listener");

        Answer nobody = TestClient.of(server.client(), server.origin() + "/enduser-mobile-web/1/enduserAPI/")
                .send("GET", "setup");
        assertThat(nobody.contentType()).isEqualTo("application/json");
        assertThat(nobody.header("www-authenticate")).isEmpty();
        assertThat(error(nobody)).isEqualTo("Missing authorization token.");

        TestClient stranger = TestClient.of(server.client(), server.origin() + "/enduser-mobile-web/1/enduserAPI/")
                .with("Authorization", "Bearer nonsense");
        String last = "";
        for (int guess = 0; guess < 200 && !last.contains("banned"); guess++) {
            last = error(stranger.send("GET", "setup"));
        }
        assertThat(last)
                .as("it keeps away for two minutes after exactly this")
                .contains("Too many attempts with an invalid token, temporarily banned.");
        assertThat(http.send("GET", "setup").status())
                .as("whoever has a token is not kept out")
                .isEqualTo(200);
    }

    @Test
    void sayWhenThereWereTooManyLogins() throws Exception {
        TestClient cloud = TestClient.of(server.client(), server.origin() + "/enduser-mobile-web/enduserAPI/");
        String form =
                "userId=" + URLEncoder.encode(TestServer.NEIGHBOUR, StandardCharsets.UTF_8) + "&userPassword=wrong";
        String last = "";
        for (int guess = 0; guess < 200 && !last.startsWith("Too many"); guess++) {
            last = error(cloud.send("POST", "login", "application/x-www-form-urlencoded", form));
        }
        assertThat(last).startsWith("Too many requests, try again later");
    }

    private static String error(Answer answer) {
        assertThat(answer.status()).isBetween(400, 499);
        Object tree = Json.tree(answer.body().getBytes(StandardCharsets.UTF_8));
        return object(tree).get("error").toString();
    }
}

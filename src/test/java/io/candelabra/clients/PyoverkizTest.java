package io.candelabra.clients;

import static io.candelabra.clients.Events.ended;
import static io.candelabra.clients.Events.named;
import static io.candelabra.clients.Events.object;
import static io.candelabra.clients.Events.objects;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestClient.Answer;
import io.candelabra.testing.TestHome;
import io.candelabra.testing.TestServer;
import io.candelabra.wire.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * pyoverkiz, the Python library under Home Assistant, overkiz2mqtt and an exporter. Its HTTP library leaves the colon of a
 * device URL alone and says {@code application/octet-stream} where there is no body; only 200 and 204 are success; a 200
 * that is not JSON by its content type is a failure; errors are told apart by their text, without quotes and dots at its
 * ends (by the text alone in 1.x, by code and a part of the text in 2.x).
 */
class PyoverkizTest {
    private static final String SHUTTER = "io:%2F%2F1234-5678-9012%2F3";

    private TestServer server;
    private Python client;

    @BeforeEach
    void start() {
        server = TestServer.start();
        client = new Python(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** An answer that the library makes an exception of. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final String code;
        private final String text;

        Refusal(int status, String code, String text) {
            super(status + " " + code + " " + text);
            this.status = status;
            this.code = code;
            this.text = text;
        }
    }

    private static final class Python {
        private final TestServer server;
        private final TestClient http;
        private String cookie = "";
        private String listener = "";

        Python(TestServer server) {
            this.server = server;
            this.http = TestClient.of(server.client(), server.origin() + "/enduser-mobile-web/enduserAPI/")
                    .with("Accept", "*/*")
                    .with("User-Agent", "Python/3.13 aiohttp/3.13");
        }

        private TestClient session() {
            return cookie.isEmpty() ? http : http.with("Cookie", cookie);
        }

        Object get(String path) throws Exception {
            return checked(session().send("GET", path));
        }

        Object post(String path) throws Exception {
            return checked(session().send("POST", path, "application/octet-stream", ""));
        }

        Object post(String path, Object body) throws Exception {
            return checked(session().json("POST", path, body));
        }

        Object delete(String path) throws Exception {
            return checked(session().send("DELETE", path));
        }

        void login(String password) throws Exception {
            Answer answer = session().form("login", Map.of("userId", TestServer.OWNER, "userPassword", password));
            Map<String, Object> told = object(checked(answer));
            assertThat(told.get("success")).isEqualTo(true);
            cookie = answer.header("set-cookie").orElseThrow().split(";")[0];
            listener = object(post("events/register")).get("id").toString();
        }

        Answer fetch() throws Exception {
            Answer answer = session().send("POST", "events/" + listener + "/fetch", "application/octet-stream", "");
            checked(answer);
            return answer;
        }

        private Object checked(Answer answer) throws Refusal {
            if (answer.status() == 204) {
                return Map.of();
            }
            if (answer.status() == 200) {
                assertThat(answer.contentType()).as("what is read as JSON").startsWith("application/json");
                return answer.body().isEmpty() ? Map.of() : answer.tree();
            }
            Map<String, Object> error = answer.object();
            throw new Refusal(
                    answer.status(),
                    String.valueOf(error.get("errorCode")),
                    String.valueOf(error.get("error")).replaceAll("^[\".]+|[\".]+$", ""));
        }
    }

    private static Map<String, Object> closure(int percent) {
        return Map.of(
                "label",
                "python-overkiz-api",
                "actions",
                List.of(Map.of(
                        "deviceURL",
                        TestHome.SHUTTER,
                        "commands",
                        List.of(Map.of("name", "setClosure", "parameters", List.of(percent))))));
    }

    @Test
    void comesInLoadsTheHomeMovesShutterAndGoes() throws Exception {
        client.login(TestServer.PASSWORD);
        Map<String, Object> setup = object(client.get("setup"));
        assertThat(objects(client.get("actionGroups")))
                .anySatisfy(group -> assertThat(group).containsKeys("oid", "label", "actions", "creationTime"));
        holdsWhatTheLibraryNeeds(setup);

        Map<String, Object> started = object(client.post("exec/apply", closure(42)));
        String execId = started.get("execId").toString();
        assertThat(objects(client.get("exec/current")))
                .allSatisfy(running -> assertThat(running).containsKeys("id", "owner", "state", "actionGroup"));
        List<Map<String, Object>> heard = Events.until(client::fetch, ended(execId, "COMPLETED"));

        Map<String, Object> registered = heard.stream()
                .filter(named("ExecutionRegisteredEvent"))
                .findFirst()
                .orElseThrow();
        assertThat(registered).containsKeys("timestamp", "setupOID", "execId", "label", "type", "subType", "source");
        Map<String, Object> command = objects(
                        objects(registered.get("actions")).getFirst().get("commands"))
                .getFirst();
        assertThat(command.get("parameters")).isEqualTo(List.of(Map.of("type", 1L, "value", "42")));
        assertThat(heard.stream().filter(named("ExecutionStateChangedEvent")).map(event -> event.get("newState")))
                .containsSubsequence("NOT_TRANSMITTED", "TRANSMITTED", "IN_PROGRESS", "COMPLETED");
        assertThat(Events.states(heard, TestHome.SHUTTER))
                .as("values in events of the cloud are text")
                .containsEntry("core:ClosureState", "42")
                .containsEntry("core:MovingState", "false");
        assertThat(objects(client.get("setup/devices/" + SHUTTER + "/states")))
                .as("values elsewhere are what they are")
                .contains(Map.of("name", "core:ClosureState", "type", 1L, "value", 42L));
        assertThat(client.get("exec/current/" + execId)).isIn(Map.of(), List.of());

        client.post("setup/devices/states/refresh");
        Events.until(client::fetch, named("RefreshAllDevicesStatesCompletedEvent"));
        client.post("events/" + client.listener + "/unregister");
        client.post("events/" + client.listener + "/unregister");
    }

    private static void holdsWhatTheLibraryNeeds(Map<String, Object> setup) {
        assertThat(object(setup.get("location"))).containsKey("creationTime");
        assertThat(objects(setup.get("gateways"))).isNotEmpty().allSatisfy(gateway -> {
            assertThat(gateway).containsKeys("gatewayId", "type", "subType", "functions", "placeOID", "mode");
            assertThat(object(gateway.get("connectivity"))).containsKeys("status", "protocolVersion");
            assertThat(gateway.get("updateStatus").toString())
                    .as("the one enumeration of a gateway that takes no unknown word")
                    .isIn("NOT_UPDATABLE", "READY_TO_UPDATE", "UP_TO_DATE", "UNKNOWN", "UPDATING");
        });
        assertThat(objects(setup.get("devices"))).isNotEmpty().allSatisfy(device -> {
            assertThat(device)
                    .containsKeys(
                            "available", "enabled", "label", "deviceURL", "controllableName", "definition", "type")
                    .containsKeys("uiClass", "widget", "oid");
            assertThat((Long) device.get("type")).isBetween(1L, 7L);
            assertThat(object(device.get("definition"))).containsKeys("commands", "states", "widgetName", "uiClass");
            objects(device.get("states"))
                    .forEach(state -> assertThat(state.get("type")).isIn(0L, 1L, 2L, 3L, 4L, 5L, 6L, 9L, 10L, 11L));
        });
        assertThat(object(setup.get("rootPlace"))).containsKeys("oid", "label", "type", "creationTime", "subPlaces");
    }

    @Test
    void asksTheOtherQuestionsToo() throws Exception {
        client.login(TestServer.PASSWORD);
        assertThat(objects(client.get("setup/devices"))).hasSize(5);
        assertThat(objects(client.get("setup/gateways"))).hasSize(2);
        assertThat(object(client.get("setup/places"))).containsKey("subPlaces");
        assertThat(objects(client.get("setup/options")))
                .allSatisfy(option -> assertThat(option).containsKeys("optionId", "creationTime", "startDate"));
        assertThat(client.get("setup/options/no-such-option")).isEqualTo(Map.of());
        assertThat(object(client.get("setup/devices/" + SHUTTER + "/states/core%3AClosureState")))
                .containsKeys("name", "type", "value");
        assertThat(object(client.get("apiVersion"))).containsKey("protocolVersion");
        assertThat(objects(client.get("history/executions"))).isNotNull();
        assertThat(client.get("exec/current/5e0c1a34-51b7-4d26-9c0e-6d9d1f0a8b11"))
                .isIn(Map.of(), List.of());
        client.delete("exec/current/setup/5e0c1a34-51b7-4d26-9c0e-6d9d1f0a8b11");

        String scenario =
                object(client.post("exec/" + TestHome.SCENE)).get("execId").toString();
        Events.until(client::fetch, ended(scenario, "COMPLETED"));
        long farAway = 4_102_444_800_000L;
        assertThat(object(client.post("exec/schedule/" + TestHome.SCENE + "/" + farAway)))
                .containsKey("triggerId");
    }

    @Test
    void comesInAgainWhenTheSessionIsGone() throws Exception {
        assertThatThrownBy(() -> client.get("setup")).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.status).isEqualTo(401);
            assertThat(refusal.code).isEqualTo("RESOURCE_ACCESS_DENIED");
            assertThat(refusal.text).isEqualTo("Not authenticated");
        });
        client.login(TestServer.PASSWORD);
        client.post("logout");
        assertThatThrownBy(client::fetch).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.text)
                .isEqualTo("Not authenticated"));
        client.login(TestServer.PASSWORD);
        assertThat(client.fetch().body()).isEqualTo("[]");
    }

    @Test
    void registersAgainWhenTheListenerIsGone() throws Exception {
        client.login(TestServer.PASSWORD);
        String first = client.listener;
        client.listener = object(client.post("events/register")).get("id").toString();
        String second = client.listener;
        client.listener = first;
        assertThatThrownBy(client::fetch).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.status).isEqualTo(400);
            assertThat(refusal.code).isEqualTo("UNSPECIFIED_ERROR");
            assertThat(refusal.text).isEqualTo("No registered event listener");
        });
        client.listener = second;
        assertThat(client.fetch().body()).isEqualTo("[]");
    }

    @Test
    void tellsErrorsApartByTheirWords() throws Exception {
        assertThatThrownBy(() -> client.login("wrong")).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.status).isEqualTo(401);
            assertThat(refusal.code).isEqualTo("AUTHENTICATION_ERROR");
            assertThat(refusal.text).isEqualTo("Bad credentials");
        });
        client.login(TestServer.PASSWORD);
        refused("NO_SUCH_DEVICE", "No such device : \"io://1234-5678-9012/99", TestHome.GATEWAY + "/99", "open");
        refused("UNSUPPORTED_OPERATION", "No such command : fly", TestHome.GATEWAY + "/3", "fly");
        refused("INVALID_FIELD_VALUE", "Unable to determine action group setup", "9999-9999-9999/1", "open");
        Map<String, Object> action = Map.of("deviceURL", TestHome.SHUTTER, "commands", List.of(Map.of("name", "open")));
        assertThatThrownBy(() -> client.post("exec/apply", Map.of("label", "", "actions", List.of(action, action))))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.text)
                        .isEqualTo("Another action exists on the same device : " + TestHome.SHUTTER));
        assertThatThrownBy(() -> client.post("exec/no-such-scenario"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code).isEqualTo("NO_SUCH_ACTION_GROUP"));
        Answer both = client.session()
                .with("Authorization", "Bearer " + server.token())
                .send("GET", "setup");
        assertThat(both.status()).isEqualTo(400);
        assertThat(both.body()).contains("Cannot use JSESSIONID and bearer token in same request");
    }

    private void refused(String code, String text, String address, String command) {
        String body = Json.text(Map.of(
                "label",
                "",
                "actions",
                List.of(Map.of(
                        "deviceURL",
                        "io://" + address,
                        "commands",
                        List.of(Map.of("name", command, "parameters", List.of()))))));
        assertThatThrownBy(() -> client.checked(client.session().send("POST", "exec/apply", "application/json", body)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.status).isEqualTo(400);
                    assertThat(refusal.code).isEqualTo(code);
                    assertThat(refusal.text).startsWith(text);
                });
    }
}

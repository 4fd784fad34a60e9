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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Home Assistant's Overkiz integration: its config flow (a look at the cloud, a developer mode, a token of its own), then
 * the local face with that token: setup and scenarios at the same time, a fetch every second while something is executed.
 */
class HomeAssistantTest {
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TestClient face(String prefix) {
        return TestClient.of(server.client(), server.origin() + prefix)
                .with("User-Agent", "HomeAssistant/2026.11 aiohttp/3.13 Python/3.13");
    }

    private TestClient cloud() throws Exception {
        TestClient face = face("/enduser-mobile-web/enduserAPI/");
        Answer login = face.form("login", Map.of("userId", TestServer.OWNER, "userPassword", TestServer.PASSWORD));
        assertThat(login.status()).isEqualTo(200);
        return face.with("Cookie", login.header("set-cookie").orElseThrow().split(";")[0]);
    }

    private TestClient local(String token) {
        return face("/enduser-mobile-web/1/enduserAPI/").with("Authorization", "Bearer " + token);
    }

    /** Without a listener: the flow only looks. */
    private String uniqueId(TestClient http) throws Exception {
        return objects(http.send("GET", "setup/gateways").tree()).stream()
                .map(gateway -> gateway.get("gatewayId").toString())
                .filter(id -> id.matches("\\d{4}-\\d{4}-\\d{4}"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void flowEndsWithTokenThatOpensTheLocalFace() throws Exception {
        TestClient flow = cloud();
        String gateway = uniqueId(flow);
        assertThat(gateway).isEqualTo(TestHome.GATEWAY);
        assertThat(flow.send("GET", "setup/options/developerMode-" + gateway).status())
                .as("{} would be: it is off; no error in any case")
                .isEqualTo(200);
        String token = object(flow.send("GET", "config/" + gateway + "/local/tokens/generate")
                        .tree())
                .get("token")
                .toString();
        assertThat(local(token).send("GET", "setup/gateways").status())
                .as("not active yet")
                .isEqualTo(401);
        Answer active = flow.json(
                "POST",
                "config/" + gateway + "/local/tokens",
                Map.of("label", "Home Assistant/local/" + gateway, "token", token, "scope", "devmode"));
        assertThat(active.status()).isEqualTo(200);
        assertThat(object(active.tree())).containsKey("requestId");
        assertThat(uniqueId(local(token))).isEqualTo(gateway);

        List<Map<String, Object>> tokens = objects(
                flow.send("GET", "config/" + gateway + "/local/tokens/devmode").tree());
        assertThat(tokens).singleElement().satisfies(shown -> assertThat(shown)
                .containsKeys("label", "gatewayId", "gatewayCreationTime", "uuid", "scope")
                .doesNotContainValue(token));
        Answer gone = flow.send(
                "DELETE",
                "config/" + gateway + "/local/tokens/" + tokens.getFirst().get("uuid"));
        assertThat(gone.status()).isIn(200, 204);
        assertThat(local(token).send("GET", "setup").status()).isEqualTo(401);
    }

    @Test
    void loadsAndMovesShutterOnTheLocalFace() throws Exception {
        TestClient http = local(server.token());
        Map<String, Object> setup = object(http.send("GET", "setup").tree());
        assertThat(http.send("GET", "actionGroups").objects()).isNotNull();
        assertThat(setup).containsOnlyKeys("gateways", "devices");
        assertThat(objects(setup.get("devices"))).isNotEmpty().allSatisfy(device -> {
            assertThat(device).containsKeys("deviceURL", "label", "available", "enabled", "controllableName", "type");
            assertThat(object(device.get("definition"))).containsKeys("uiClass", "widgetName", "commands", "states");
        });
        String listener =
                object(http.send("POST", "events/register").tree()).get("id").toString();
        Events.Fetch fetch = () -> http.send("POST", "events/" + listener + "/fetch");
        assertThat(fetch.send().body()).isEqualTo("[]");

        Answer applied = http.json(
                "POST",
                "exec/apply",
                Map.of(
                        "label",
                        "Home Assistant",
                        "actions",
                        List.of(Map.of(
                                "deviceURL",
                                TestHome.SHUTTER,
                                "commands",
                                List.of(Map.of("name", "setClosure", "type", 1, "parameters", List.of(60)))))));
        String execId = object(applied.tree()).get("execId").toString();
        List<Map<String, Object>> heard = Events.until(fetch, ended(execId, "COMPLETED"));
        assertThat(heard).anyMatch(named("ExecutionRegisteredEvent").and(e -> execId.equals(e.get("execId"))));
        assertThat(Events.states(heard, TestHome.SHUTTER))
                .as("values of the local face are what they are")
                .containsEntry("core:ClosureState", 60L)
                .containsEntry("core:MovingState", false);
        assertThat(http.send("POST", "events/" + listener + "/unregister").status())
                .isIn(200, 204);
    }

    @Test
    void blindThatTellsNothingIsNotMadeUnavailable() throws Exception {
        TestClient http = local(server.token());
        String listener =
                object(http.send("POST", "events/register").tree()).get("id").toString();
        // the last parameter of a one-way command is how long it keeps the radio, and comes as 0
        Answer applied = http.json(
                "POST",
                "exec/apply",
                Map.of(
                        "actions",
                        List.of(Map.of(
                                "deviceURL",
                                TestHome.BLIND,
                                "commands",
                                List.of(Map.of("name", "close", "parameters", List.of(0)))))));
        String execId = object(applied.tree()).get("execId").toString();
        List<Map<String, Object>> heard =
                Events.until(() -> http.send("POST", "events/" + listener + "/fetch"), ended(execId, "COMPLETED"));
        assertThat(heard).noneMatch(named("DeviceUnavailableEvent"));
    }

    @Test
    void severalSessionsHearForThemselves() throws Exception {
        TestClient flow = cloud();
        TestClient runtime = cloud();
        String first =
                object(flow.send("POST", "events/register").tree()).get("id").toString();
        String second =
                object(runtime.send("POST", "events/register").tree()).get("id").toString();
        assertThat(flow.send("POST", "exec/" + TestHome.SCENE).status()).isEqualTo(200);
        Events.until(() -> flow.send("POST", "events/" + first + "/fetch"), named("ExecutionRegisteredEvent"));
        Events.until(() -> runtime.send("POST", "events/" + second + "/fetch"), named("ExecutionRegisteredEvent"));
        flow.send("POST", "logout");
        assertThat(runtime.send("POST", "events/" + second + "/fetch").status()).isEqualTo(200);
    }

    /** "Invalid credentials" is shown for these words alone; for others the form says that something unknown happened. */
    @Test
    void wrongTokenIsKnownByItsWords() throws Exception {
        Answer wrong = local("nonsense").send("GET", "setup/gateways");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.contentType()).isEqualTo("application/json");
        assertThat(object(wrong.tree()))
                .containsEntry("errorCode", "RESOURCE_ACCESS_DENIED")
                .containsEntry("error", "Not authenticated.");
        Answer none = face("/enduser-mobile-web/1/enduserAPI/").send("GET", "setup/gateways");
        assertThat(none.status()).isEqualTo(401);
        assertThat(object(none.tree()))
                .containsEntry("errorCode", "RESOURCE_ACCESS_DENIED")
                .containsEntry("error", "Missing authorization token.");
        Answer lost = local(server.token()).send("POST", "events/00000000-0000-0000-0000-000000000000/fetch");
        assertThat(lost.status()).isEqualTo(400);
        assertThat(object(lost.tree())).containsEntry("error", "\"No registered event listener.\"");
    }
}

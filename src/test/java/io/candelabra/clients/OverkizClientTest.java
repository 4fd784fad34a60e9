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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * overkiz-client, the JavaScript library under homebridge-tahoma and gladys-overkiz. Its HTTP library encodes a device URL
 * whole and calls a POST without a body a form; the library takes the first cookie that starts with its name, posts its own
 * objects with all their fields, lets go of an execution at {@code timeToNextState} -1 alone, and finds out by words in an
 * error's text what to do next.
 */
class OverkizClientTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private TestServer server;
    private TestClient http;

    @BeforeEach
    void start() {
        server = TestServer.start();
        http = TestClient.of(server.client(), server.origin() + "/enduser-mobile-web/enduserAPI")
                .with("Accept", "application/json, text/plain, */*")
                .with("X-Forward-Host", "ha101-1.overkiz.com");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TestClient session() throws Exception {
        Answer login = http.form("/login", Map.of("userId", TestServer.OWNER, "userPassword", TestServer.PASSWORD));
        assertThat(login.status()).isEqualTo(200);
        String cookie = login.headers().get("set-cookie").stream()
                .filter(c -> c.startsWith("JSESSIONID"))
                .findFirst()
                .orElseThrow();
        return http.with("Cookie", cookie.split(";")[0]);
    }

    /** An action group as the library sends it: with what it is to its own program. */
    private static Map<String, Object> execution(String device, String command, Object... parameters) {
        Map<String, Object> group = new java.util.LinkedHashMap<>();
        group.put("_events", Map.of());
        group.put("_eventsCount", 0);
        group.put("label", "Shutter - " + command + " - HomeKit");
        group.put(
                "actions",
                List.of(Map.of(
                        "_events",
                        Map.of(),
                        "_eventsCount",
                        2,
                        "deviceURL",
                        device,
                        "commands",
                        List.of(Map.of("type", 1, "name", command, "parameters", List.of(parameters))))));
        group.put("metadata", null);
        return group;
    }

    private static Events.Fetch fetch(TestClient session, String listener) {
        return () -> session.send("POST", "/events/" + listener + "/fetch", FORM, "");
    }

    private static String register(TestClient session) throws Exception {
        return object(session.send("POST", "/events/register", FORM, "").tree())
                .get("id")
                .toString();
    }

    @Test
    void comesInLoadsTheHomeAndMovesShutterAtOnce() throws Exception {
        TestClient session = session();
        List<Map<String, Object>> devices =
                session.send("GET", "/setup/devices").objects();
        assertThat(devices).isNotEmpty().allSatisfy(device -> {
            assertThat(device.get("states")).as("gone through unasked").isInstanceOf(List.class);
            assertThat(device.get("oid").toString()).matches("[0-9a-f-]{36}");
            assertThat(object(device.get("definition")).get("commands")).isInstanceOf(List.class);
        });
        assertThat(object(session.send("GET", "/setup").tree())).containsKeys("gateways", "devices", "rootPlace");
        assertThat(object(session.send("GET", "/setup/location").tree())).containsKey("countryCode");
        assertThat(session.send("GET", "/actionGroups").objects())
                .allSatisfy(scene -> assertThat(scene).containsKeys("oid", "label"));

        String listener = register(session);
        for (String how : List.of("/exec/apply", "/exec/apply/highPriority")) {
            int percent = how.endsWith("y") && how.length() > 12 ? 70 : 20;
            Answer applied = session.json("POST", how, execution(TestHome.SHUTTER, "setClosure", percent));
            assertThat(applied.status()).as("%s", applied).isEqualTo(200);
            String execId = object(applied.tree()).get("execId").toString();
            List<Map<String, Object>> heard = Events.until(fetch(session, listener), ended(execId, "COMPLETED"));
            assertThat(Events.states(heard, TestHome.SHUTTER)).containsEntry("core:ClosureState", "" + percent);
            assertThat(heard.stream()
                            .filter(named("ExecutionStateChangedEvent"))
                            .filter(e -> Long.valueOf(-1).equals(e.get("timeToNextState"))))
                    .as("one end")
                    .hasSize(1);
        }
        Answer states = session.send("GET", "/setup/devices/io%3A%2F%2F1234-5678-9012%2F3/states");
        assertThat(states.objects()).anyMatch(state -> Long.valueOf(70).equals(state.get("value")));
        Answer one = session.send("GET", "/setup/devices/io%3A%2F%2F1234-5678-9012%2F3/states/core%3AClosureState");
        assertThat(object(one.tree())).containsEntry("value", 70L);
    }

    @Test
    void sendsBodyWhereNoneIsNeeded() throws Exception {
        TestClient session = session();
        String listener = register(session);
        Answer scene = session.json("POST", "/exec/" + TestHome.SCENE, execution(TestHome.LAMP, "on"));
        String execId = object(scene.tree()).get("execId").toString();
        List<Map<String, Object>> heard = Events.until(fetch(session, listener), ended(execId, "COMPLETED"));
        assertThat(Events.states(heard, TestHome.LAMP)).containsEntry("core:OnOffState", "on");
        Answer cancelled = session.send("DELETE", "/exec/current/setup/" + execId);
        assertThat(cancelled.status()).isIn(200, 204);
    }

    @Test
    void hearsThatStatesWereRefreshed() throws Exception {
        TestClient session = session();
        String listener = register(session);
        Answer refresh = session.send("POST", "/setup/devices/states/refresh", FORM, "");
        assertThat(refresh.status()).isIn(200, 204);
        Events.until(fetch(session, listener), named("RefreshAllDevicesStatesCompletedEvent"));
    }

    /** The text of an error decides: 401 comes in again, 400 at a fetch opens a new listener. */
    @Test
    void goesOnAfterSessionOrListenerIsLost() throws Exception {
        TestClient session = session();
        String old = register(session);
        String current = register(session);
        Answer lost = fetch(session, old).send();
        assertThat(lost.status()).isEqualTo(400);
        assertThat(object(lost.tree()).get("error").toString()).startsWith("No registered event listener");
        assertThat(fetch(session, current).send().status()).isEqualTo(200);

        session.send("POST", "/logout", FORM, "");
        Answer out = fetch(session, current).send();
        assertThat(out.status()).isEqualTo(401);
        assertThat(object(out.tree())).containsEntry("error", "Not authenticated");
        TestClient again = session();
        assertThat(fetch(again, register(again)).send().body()).isEqualTo("[]");
        Answer wrong = http.form("/login", Map.of("userId", TestServer.OWNER, "userPassword", "wrong"));
        assertThat(object(wrong.tree()).get("error").toString().toLowerCase(java.util.Locale.ROOT))
                .as("one of its programs knows wrong credentials by these words")
                .contains("bad credentials");
    }

    /** {@code service: local}: by address and token, certificate unchecked, first the version. */
    @Test
    void worksOnTheLocalFaceWithToken() throws Exception {
        TestClient local = TestClient.of(server.client(), server.origin() + "/enduser-mobile-web/1/enduserAPI")
                .with("Authorization", "Bearer " + server.token());
        assertThat(object(local.send("GET", "/apiVersion").tree())).containsKey("protocolVersion");
        assertThat(local.send("GET", "/setup/devices").objects()).hasSize(5);
        String listener = register(local);
        Answer applied = local.json("POST", "/exec/apply", execution(TestHome.DIMMER, "setIntensity", 33));
        assertThat(applied.headers())
                .as("a cookie beside a token would make the next request one that is refused")
                .doesNotContainKey("set-cookie");
        String execId = object(applied.tree()).get("execId").toString();
        List<Map<String, Object>> heard = Events.until(fetch(local, listener), ended(execId, "COMPLETED"));
        assertThat(Events.states(heard, TestHome.DIMMER)).containsEntry("core:LightIntensityState", 33L);
    }

    /** HomeKit sets many things at once: the library sends them as one group of several devices. */
    @Test
    void oneGroupOfSeveralDevicesFailsForEachDeviceAlone() throws Exception {
        TestClient session = session();
        String listener = register(session);
        List<Object> actions = new ArrayList<>();
        for (String device : List.of(TestHome.LAMP, TestHome.DIMMER)) {
            actions.add(Map.of("deviceURL", device, "commands", List.of(Map.of("type", 1, "name", "on"))));
        }
        // a shutter that remembers no position of its own cannot go there
        actions.add(Map.of("deviceURL", TestHome.SHUTTER, "commands", List.of(Map.of("type", 1, "name", "my"))));
        Answer applied = session.json("POST", "/exec/apply", Map.of("label", "all", "actions", actions));
        String execId = object(applied.tree()).get("execId").toString();
        List<Map<String, Object>> heard = Events.until(fetch(session, listener), ended(execId, "FAILED"));
        Map<String, Object> end =
                heard.stream().filter(ended(execId, "FAILED")).findFirst().orElseThrow();
        assertThat(end).containsKeys("failureType", "failureTypeCode");
        assertThat(objects(end.get("failedCommands"))).singleElement().satisfies(failed -> assertThat(failed)
                .containsEntry("deviceURL", TestHome.SHUTTER)
                .containsKeys("rank", "failureType"));
        assertThat(Events.states(heard, TestHome.LAMP)).containsEntry("core:OnOffState", "on");
    }

    /** One wrong parameter refuses the whole group: nothing of it is carried out. */
    @Test
    void oneWrongParameterRefusesTheWholeGroup() throws Exception {
        TestClient session = session();
        List<Object> actions = List.of(
                Map.of("deviceURL", TestHome.LAMP, "commands", List.of(Map.of("type", 1, "name", "on"))),
                Map.of(
                        "deviceURL",
                        TestHome.SHUTTER,
                        "commands",
                        List.of(Map.of("type", 1, "name", "setClosure", "parameters", List.of(500)))));
        Answer refused = session.json("POST", "/exec/apply", Map.of("label", "all", "actions", actions));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(object(refused.tree()).get("error").toString()).contains("setClosure", "500");
        assertThat(session.send("GET", "/exec/current").body()).isEqualTo("[]");
    }
}

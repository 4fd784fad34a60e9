package io.candelabra.dialect.lutron;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.dialect.lutron.LeapClient.Message;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls that known clients make, in their order and form, and what they stumble over. */
class LutronClientsTest {
    private static LutronOffice office;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        office = new LutronOffice(folder);
    }

    @AfterAll
    static void close() throws Exception {
        office.close();
    }

    private static Message ok(Message answer) {
        assertThat(answer.status()).as(answer.line()).isIn("200 OK", "201 Created", "204 NoContent");
        return answer;
    }

    private static String href(Object object) {
        return String.valueOf(((Map<?, ?>) object).get("href"));
    }

    /** pylutron-caseta with any product that is not RA3 or QSX: flat lists, one request after the other. */
    @Test
    void pylutronWalksFlatLists() throws IOException {
        try (LeapClient client = office.login()) {
            ok(client.read("/area")).list("Areas").forEach(area -> assertThat(area)
                    .containsKeys("href", "Name"));
            assertThat(ok(client.read("/project")).body("Project/ProductType"))
                    .isNotIn("Lutron RadioRA 3 Project", "Lutron HWQS Project");
            List<Map<String, Object>> devices = ok(client.read("/device")).list("Devices");
            Set<String> zones = new HashSet<>();
            for (Map<String, Object> device : devices) {
                assertThat(device)
                        .containsKeys(
                                "href", "Name", "FullyQualifiedName", "SerialNumber", "ModelNumber", "DeviceType");
                assertThat((List<?>) device.get("FullyQualifiedName")).hasSizeGreaterThan(1);
                if (device.get("LocalZones") instanceof List<?> local) {
                    zones.add(href(local.getFirst()));
                }
            }
            List<Map<String, Object>> buttons = ok(client.read("/button")).list("Buttons");
            assertThat(client.read("/server/2/id").communique()).isEqualTo("ExceptionResponse");
            ok(client.read("/virtualbutton")).list("VirtualButtons").forEach(scene -> assertThat(scene)
                    .containsKey("IsProgrammed"));
            ok(client.read("/occupancygroup"));
            ok(client.subscribe("/occupancygroup/status", "occupancy"));
            for (Map<String, Object> button : buttons) {
                Message subscribed = client.subscribe(button.get("href") + "/status/event", "b" + button.get("href"));
                assertThat(subscribed.status()).isEqualTo("204 NoContent");
            }
            assertThat(client.ask("SubscribeRequest", "/system/away/1/status", null)
                            .communique())
                    .isEqualTo("ExceptionResponse");
            for (String zone : zones) {
                assertThat(ok(client.read(zone + "/status")).body("ZoneStatus/Level"))
                        .isNotNull();
            }
            ok(client.read("/server/1/status/ping"));
            ok(client.command(
                    zones.iterator().next(),
                    Map.of("CommandType", "GoToLevel", "Parameter", List.of(Map.of("Type", "Level", "Value", 0)))));
        }
    }

    /** The same client where it thinks that it speaks to RA3 or QSX: area by area. */
    @Test
    void pylutronWalksAreas() throws IOException {
        try (LeapClient client = office.login()) {
            List<Map<String, Object>> areas = ok(client.read("/area")).list("Areas");
            ok(client.read("/project"));
            Map<String, Object> hub = ok(client.read("/device?where=IsThisDevice:true"))
                    .list("Devices")
                    .getFirst();
            assertThat(hub).containsKey("AssociatedArea");
            Set<String> zones = new HashSet<>();
            for (Map<String, Object> area : areas) {
                Message stations = ok(client.read(area.get("href") + "/associatedcontrolstation"));
                if (stations.status().startsWith("200")) {
                    for (Map<String, Object> station : stations.list("ControlStations")) {
                        for (Object gang : (List<?>) station.get("AssociatedGangedDevices")) {
                            String device = href(((Map<?, ?>) gang).get("Device"));
                            assertThat(ok(client.read(device + "/buttongroup/expanded"))
                                            .list("ButtonGroupsExpanded"))
                                    .isNotEmpty();
                            ok(client.read(device));
                        }
                    }
                }
                Message found = ok(client.read(area.get("href") + "/associatedzone"));
                if (found.status().startsWith("200")) {
                    found.list("Zones").forEach(zone -> zones.add(href(zone)));
                }
            }
            for (Map<String, Object> status :
                    ok(client.subscribe("/zone/status", "zones")).list("ZoneStatuses")) {
                assertThat(zones)
                        .as("a status of a zone without a definition ends the client")
                        .contains(href(status.get("Zone")));
            }
            ok(client.read("/device?where=IsThisDevice:false"));
            ok(client.subscribe("/area/status", "areas"));
        }
    }

    /** openHAB's lutron binding sends no tags, and asks for status by control type. */
    @Test
    void openhabAsksWithoutTags() throws IOException {
        try (LeapClient client = office.login()) {
            for (String url : List.of(
                    "/project",
                    "/device?where=IsThisDevice:true",
                    "/device?where=IsThisDevice:false",
                    "/area",
                    "/occupancygroup",
                    "/buttongroup",
                    "/virtualbutton",
                    "/zone/status/expanded?where=Zone.ControlType:\"Dimmed\"|\"Switched\"|\"CCO\"|\"Shade\"")) {
                client.send(LeapClient.request("ReadRequest", url, null, null) + "\n");
                Message answer = client.next().orElseThrow();
                ok(answer);
                assertThat(answer.header("Url")).isEqualTo(url);
                assertThat(answer.line()).doesNotContain("ClientTag");
            }
            for (String url : List.of("/zone/status", "/area/status", "/occupancygroup/status")) {
                client.send(LeapClient.request("SubscribeRequest", url, null, null) + "\n");
                assertThat(client.next().orElseThrow().communique()).isEqualTo("SubscribeResponse");
            }
        }
    }

    /** The PlaceOS driver of Vive puts nothing between its messages, and reads headers as text alone. */
    @Test
    void placeOsPutsNothingBetweenMessages() throws IOException {
        try (LeapClient client = office.connect()) {
            client.send(LeapClient.request(
                            "UpdateRequest",
                            "/clientsetting",
                            null,
                            Map.of("ClientSetting", Map.of("ClientMajorVersion", 1)))
                    + LeapClient.request(
                            "UpdateRequest",
                            "/login",
                            null,
                            Map.of(
                                    "Login",
                                    Map.of(
                                            "ContextType",
                                            "Application",
                                            "LoginId",
                                            LutronOffice.USER,
                                            "Password",
                                            LutronOffice.PASSWORD)))
                    + LeapClient.request("ReadRequest", "/area/status", null, null)
                    + LeapClient.request("ReadRequest", "/zone/status", null, null)
                    + LeapClient.request("ReadRequest", "/server/status/ping", null, null));
            Message setting = client.next().orElseThrow();
            assertThat(setting.body("ClientSetting/ClientMajorVersion")).isInstanceOf(Long.class);
            assertThat(setting.body("ClientSetting/ClientMinorVersion")).isInstanceOf(Long.class);
            for (int i = 0; i < 4; i++) {
                Message answer = ok(client.next().orElseThrow());
                ((Map<?, ?>) answer.tree().get("Header"))
                        .forEach((name, value) -> assertThat(value).isInstanceOf(String.class));
            }
        }
    }

    /** The PlaceOS driver of Quantum: walks from the root, reads names and status, sets scenes and levels as text. */
    @Test
    void placeOsWalksQuantum() throws Exception {
        try (HttpClient http = HttpClient.newBuilder()
                .sslContext(office.authority.clientContext())
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            assertThat(ask(http, "ReadRequest", "/server/status/ping", null).body("PingResponse/LEAPVersion"))
                    .isNotNull();
            Message root = ask(http, "ReadRequest", "/area/rootarea", null);
            assertThat(root.body("Area/Scene")).isInstanceOf(List.class);
            Message lobby = ask(http, "ReadRequest", "/area/3", null);
            assertThat(lobby.body("Area/Scene/0/Number")).isEqualTo(1L);
            ask(http, "ReadRequest", "/area/3/switchleg", null);
            for (Map<String, Object> zone :
                    ask(http, "ReadRequest", "/area/3/zone", null).list("Zones")) {
                ask(http, "ReadRequest", String.valueOf(zone.get("href")), null);
                ask(http, "ReadRequest", zone.get("href") + "/status", null);
            }
            ask(http, "UpdateRequest", "/area/3/status", Map.of("AreaStatus", Map.of("CurrentScene", 3)));
            assertThat(ask(http, "ReadRequest", "/area/3/status", null).body("AreaStatus/CurrentScene"))
                    .isEqualTo(3L);
            ask(http, "UpdateRequest", "/zone/1/status", Map.of("ZoneStatus", Map.of("Level", "75")));
            assertThat(ask(http, "ReadRequest", "/zone/1/status", null).body("ZoneStatus/Level"))
                    .isEqualTo(75L);
        }
    }

    private static Message ask(HttpClient http, String communique, String url, Object body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("https://localhost:" + office.https.port() + "/api/v1/leap"))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Authorization", LutronOffice.DEVICE_KEY)
                .header("ApiKey", LutronOffice.API_KEY)
                .POST(HttpRequest.BodyPublishers.ofString(LeapClient.request(communique, url, "1", body)))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        @SuppressWarnings("unchecked")
        Map<String, Object> tree = (Map<String, Object>) Json.tree(answer.body().getBytes(StandardCharsets.UTF_8));
        return ok(new Message(answer.body(), tree));
    }
}

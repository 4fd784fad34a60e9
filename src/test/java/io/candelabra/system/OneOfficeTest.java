package io.candelabra.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.Candelabra;
import io.candelabra.Settings;
import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.demo.DemoInstallation;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.testing.TestMachine;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's office as all faces see it: shades, white, switches, contacts, remotes, load shed, emergency, alerts. */
class OneOfficeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String LEVEL = "core:LightIntensityState";
    private static final String POWER = "core:ElectricPowerConsumptionState";

    @TempDir
    Path folder;

    private Candelabra server;
    private Clients clients;
    private Clients.Vive vive;
    private String cookie;

    @BeforeEach
    void startTheDemo() throws Exception {
        Settings settings = Settings.demo(folder.resolve("data")).onFreePorts().withLamps(4);
        server = Candelabra.start(settings, TestMachine.outside());
        clients = Clients.of(folder.resolve("data").resolve("demo.json"));
        cookie = clients.overkizLogin();
        String office = server.accounts().bindings("overkiz", DemoInstallation.DEMO_USER).stream()
                .filter(b -> b.site().equals(DemoInstallation.OFFICE))
                .findFirst()
                .orElseThrow()
                .address();
        assertThat(clients.overkizCloud(cookie, "POST", "setup/current/" + office, "")
                        .status())
                .isBetween(200, 204);
        vive = clients.vive();
    }

    @AfterEach
    void stop() throws Exception {
        vive.close();
        server.close();
    }

    // ---- one face sets, the others see ----

    @Test
    void shadesMoveForEveryFace() throws Exception {
        Device shades = device("Café shades");
        String group = "/shadegroup/" + shades.id("leap.shadegroup").orElseThrow();
        overkiz(shades, "setClosure", 45);
        eventually("Quantum sees them 55 open", () -> at(quantum(group + "/status"), "ShadeGroupStatus", "Level"), 55);
        update(group, Map.of("ShadeGroupStatus", Map.of("Level", 50)));
        eventually("Overkiz sees them half closed", () -> state(shades, "core:ClosureState"), 50);
        eventually(
                "Quantum tells the preset",
                () -> at(quantum(group + "/status"), "ShadeGroupStatus", "CurrentPreset"),
                2);
    }

    @Test
    void whiteIsTunedForEveryFace() throws Exception {
        Device cove = device("Cove");
        String zone = zone(cove);
        overkiz(cove, "setColorTemperature", 4100);
        eventually("Quantum", () -> kelvin(zone), 4100);
        update(
                zone,
                Map.of(
                        "ZoneStatus",
                        Map.of("Level", 35, "ColorTuningStatus", Map.of("WhiteTuningLevel", Map.of("Kelvin", 2900)))));
        eventually("Overkiz", () -> state(cove, "core:ColorTemperatureState"), 2900);
        eventually("Overkiz", () -> state(cove, LEVEL), 35);
        eventually("Vive", () -> at(read(zone + "/status"), "ZoneStatus", "Level"), 35);
        eventually("Sustainder", () -> lamp(cove, "latest_power_watt"), 32);
    }

    @Test
    void switchesAreOnForEveryFace() throws Exception {
        Device stairs = device("Stairs first floor");
        String zone = zone(stairs);
        for (boolean on : new boolean[] {false, true}) {
            command(zone, "GoToSwitchedLevel", "SwitchedLevelParameters", Map.of("SwitchedLevel", on ? "On" : "Off"));
            eventually("Quantum", () -> at(quantum(zone + "/status"), "ZoneStatus", "Level"), on ? 100 : 0);
            eventually("Overkiz", () -> state(stairs, "core:OnOffState"), on ? "on" : "off");
            eventually("Sustainder", () -> lamp(stairs, "latest_power_watt"), on ? 60 : 0);
        }
        overkiz(stairs, "off");
        eventually("Vive", () -> at(read(zone + "/status"), "ZoneStatus", "SwitchedLevel"), "Off");
    }

    @Test
    void contactsAreClosedForEveryFace() throws Exception {
        Device strike = device("Front door strike");
        String zone = zone(strike);
        overkiz(strike, "open");
        eventually("Vive", () -> at(read(zone + "/status"), "ZoneStatus", "CCOLevel"), "Open");
        eventually("Quantum", () -> at(quantum(zone + "/status"), "ZoneStatus", "Level"), 100);
        update(zone, Map.of("ZoneStatus", Map.of("Level", 0)));
        eventually("Overkiz", () -> state(strike, "candelabra:SwitchClosureState"), "closed");
        eventually("Vive", () -> at(read(zone + "/status"), "ZoneStatus", "CCOLevel"), "Closed");
    }

    @Test
    void aButtonIsHeardAndActs() throws Exception {
        Device remote = device("Lobby remote");
        int favorite = Integer.parseInt(remote.id("leap.button").orElseThrow()) + 1;
        vive.ask("SubscribeRequest", "/button/" + favorite + "/status/event", "", "button");
        overkiz(remote, "pressAndRelease", 2);
        for (String event : List.of("Press", "Release")) {
            vive.push(message -> event.equals(type(message)));
        }
        for (String lamp : List.of("Chandelier", "Downlights", "Cove")) {
            eventually(lamp, () -> state(device(lamp), LEVEL), 50);
        }
    }

    private static Object type(Map<String, Object> message) {
        Object status = Clients.Fields.at(message, "Body", "ButtonStatus");
        return status == null ? "" : Clients.Fields.at(status, "ButtonEvent", "EventType");
    }

    // ---- load shed and emergency ----

    @Test
    void loadShedAndEmergencyActOnRealLevelsAndPutThemBack() throws Exception {
        Device lamp = device("Tables");
        overkiz(lamp, "setIntensity", 80);
        eventually("it is at 80", () -> state(lamp, LEVEL), 80);
        shed("Enabled");
        eventually("a quarter less", () -> state(lamp, LEVEL), 60);
        eventually("with its power", () -> state(lamp, POWER), 96);
        eventually("as Sustainder sees", () -> lamp(lamp, "latest_power_watt"), 96);
        eventually("and Quantum counts", () -> at(quantum("/system/alert"), "SystemAlertCounts", "LoadShedEnabled"), 1);
        emergency("Active");
        eventually("all light", () -> state(lamp, LEVEL), 100);
        eventually("locked", () -> at(read(zone(lamp) + "/status"), "ZoneStatus", "ZoneLockState"), "EmergencyLocked");
        shed("Disabled");
        assertThat(Math.round((Double) state(lamp, LEVEL)))
                .as("the emergency goes on")
                .isEqualTo(100);
        emergency("Inactive");
        eventually("back to what people wanted", () -> state(lamp, LEVEL), 80);
        eventually("on Quantum too", () -> at(quantum(zone(lamp) + "/status"), "ZoneStatus", "Level"), 80);
        eventually("over", () -> at(quantum("/system/alert"), "SystemAlertCounts", "LoadShedEnabled"), 0);
    }

    private void shed(String state) throws Exception {
        vive.ask(
                "UpdateRequest",
                "/system/loadshedding/status",
                Map.of("SystemLoadSheddingStatus", Map.of("State", state)),
                "shed");
    }

    private void emergency(String state) throws Exception {
        vive.ask(
                "UpdateRequest",
                "/emergency/1/status",
                Map.of("EmergencyStatus", Map.of("ActiveState", state)),
                "emergency");
    }

    // ---- alerts ----

    @Test
    void whateverTheFieldComplainsOfIsCounted() throws Exception {
        Device row = device("South row B");
        String area = "/area/" + areaOf(row) + "/alert";
        Map<String, String> counts = Map.of(
                "LAMP", "LampFailure",
                "LAMP_END_OF_LIFE", "LampEndOfLife",
                "NOT_RESPONDING", "DeviceNotResponding",
                "DRIVER", "BallastOrDriverNotCommunicating",
                "LIGHT_LEVEL", "LightLevelMismatch");
        for (Map.Entry<String, String> each : counts.entrySet()) {
            Object before = at(quantum(area), "AlertCounts", each.getValue());
            hear(new Report.AlertSeen(new Alert(row.id(), each.getKey(), "", 0), true));
            eventually(each.getKey(), () -> at(quantum(area), "AlertCounts", each.getValue()), plus(before, 1));
        }
        Object silent = at(quantum(area), "AlertCounts", "DeviceNotResponding");
        hear(new Report.AvailabilitySeen(row.id(), false));
        assertThat(at(quantum(area), "AlertCounts", "DeviceNotResponding"))
                .as("a device that is away is one, however many told of it")
                .isEqualTo(silent);
        Map<String, String> system = Map.of(
                "DISK_SPACE", "ServerDiskSpaceLow",
                "REPORTING", "ReportingServiceNotRunning",
                "EMERGENCY_TEST", "DaliEmergencyTestFailure");
        for (Map.Entry<String, String> each : system.entrySet()) {
            Object before = at(quantum("/system/alert"), "SystemAlertCounts", each.getValue());
            hear(new Report.AlertSeen(new Alert(Alert.Subject.of("1042-7300-0001/test"), each.getKey(), "", 0), true));
            eventually(
                    each.getKey(),
                    () -> at(quantum("/system/alert"), "SystemAlertCounts", each.getValue()),
                    plus(before, 1));
        }
        hear(new Report.GatewaySeen(row.id().gateway(), false));
        eventually(
                "a processor is silent",
                () -> at(quantum("/system/alert"), "SystemAlertCounts", "ProcessorNotCommunicating"),
                1);
    }

    private static long plus(Object count, long more) {
        return ((Number) count).longValue() + more;
    }

    private void hear(Report report) {
        server.sites().submit(Caller.CORE, DemoInstallation.OFFICE, new Command.Hear(List.of(report)), Cause.FIELD);
    }

    // ---- how to ask ----

    private interface Look {
        Object now() throws Exception;
    }

    /** Numbers are as good as equal within one. */
    private void eventually(String what, Look look, Object wanted) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        Object seen = look.now();
        while (!same(seen, wanted)) {
            assertThat(System.nanoTime())
                    .as("%s: %s, and not %s", what, seen, wanted)
                    .isLessThan(until);
            // something will become durable when the simulated radio has done its work
            server.sites().awaitAfter(DemoInstallation.OFFICE, state().seq(), Duration.ofMillis(200));
            seen = look.now();
        }
    }

    private static boolean same(Object seen, Object wanted) {
        return seen instanceof Number number && wanted instanceof Number expected
                ? Math.abs(number.doubleValue() - expected.doubleValue()) < 1
                : Objects.equals(seen, wanted);
    }

    private static Object at(Object body, Object... path) {
        return Clients.Fields.at(body, path);
    }

    private io.candelabra.core.state.SiteState state() {
        return server.sites().state(Caller.CORE, DemoInstallation.OFFICE);
    }

    private Device device(String label) {
        return state().devices().stream()
                .filter(device -> device.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private String areaOf(Device device) {
        return state().resources(io.candelabra.model.Resource.Area.class).stream()
                .filter(area -> area.id().equals(device.area()))
                .map(area -> area.ids().get("leap.area"))
                .findFirst()
                .orElseThrow();
    }

    private static String zone(Device device) {
        return "/zone/" + device.id("leap.zone").orElseThrow();
    }

    private void overkiz(Device device, String command, Object... parameters) throws Exception {
        Clients.Answer applied = clients.overkizCloud(
                cookie, "POST", "exec/apply", Clients.apply(device.id().value(), command, parameters));
        assertThat(applied.status()).as("%s", applied).isEqualTo(200);
    }

    /** As Overkiz tells it. */
    private Object state(Device device, String name) throws Exception {
        String path = "setup/devices/" + URLEncoder.encode(device.id().value(), StandardCharsets.UTF_8) + "/states/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8);
        Object value = at(clients.overkizCloud(cookie, "GET", path, "").tree(), "value");
        return value instanceof Number number ? number.doubleValue() : value;
    }

    private Object lamp(Device device, String field) throws Exception {
        return at(
                clients.sustainder("GET", "/lcms/" + device.id("lcm").orElseThrow(), "")
                        .tree(),
                field);
    }

    private Object quantum(String url) throws Exception {
        return at(clients.quantum("ReadRequest", url, "").tree(), "Body");
    }

    private Object kelvin(String zone) throws Exception {
        return at(quantum(zone + "/status"), "ZoneStatus", "ColorTuningStatus", "WhiteTuningLevel", "Kelvin");
    }

    private void update(String resource, Map<String, Object> body) throws Exception {
        Clients.Answer answer = clients.quantum("UpdateRequest", resource + "/status", body);
        assertThat(at(answer.tree(), "Header", "StatusCode")).as("%s", answer).isEqualTo("200 OK");
    }

    private Object read(String url) throws Exception {
        return at(vive.ask("ReadRequest", url, "", "read"), "Body");
    }

    private void command(String resource, String kind, String key, Map<String, Object> parameters) throws Exception {
        Map<String, Object> answer = vive.ask(
                "CreateRequest",
                resource + "/commandprocessor",
                Map.of("Command", Map.of("CommandType", kind, key, parameters)),
                "go");
        assertThat(at(answer, "Header", "StatusCode")).isEqualTo("201 Created");
    }
}

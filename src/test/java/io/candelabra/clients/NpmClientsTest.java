package io.candelabra.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.candelabra.Candelabra;
import io.candelabra.Settings;
import io.candelabra.core.access.Caller;
import io.candelabra.demo.DemoHome;
import io.candelabra.demo.DemoInstallation;
import io.candelabra.model.Device;
import io.candelabra.testing.TestMachine;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs of others, unmodified, from the package registry; and what they show a person. Where node or the registry is
 * absent, they are left out.
 */
class NpmClientsTest {
    private static final Path DRIVERS = Path.of(System.getProperty("candelabra.root", ""), "src/test/node");
    private static final int INSTALL_SECONDS = 120;
    private static final int RUN_SECONDS = 90;

    @TempDir
    Path folder;

    private Candelabra server;
    private String shutter;

    @BeforeEach
    void start() throws IOException {
        Settings demo = Settings.demo(folder.resolve("data")).onFreePorts().withLamps(20);
        server = Candelabra.start(demo.withSpeed(20), TestMachine.outside());
        shutter = server.sites().state(Caller.CORE, DemoInstallation.HOME).devices().stream()
                .filter(device -> device.type().equals("io:RollerShutterGenericIOComponent") && device.available())
                .findFirst()
                .orElseThrow()
                .id()
                .value();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void overkizApiMovesShutterAndHearsOfIt() throws Exception {
        npm("install", "overkiz-api@1.0.4", "--ignore-scripts", "--no-audit", "--no-fund");
        Map<String, Object> saw =
                drive("overkiz-api.js", Map.of("HOST", server.https().replace("https://", ""), "CLOSURE", "35"));
        assertThat(saw)
                .containsEntry("completed", true)
                .containsEntry("closure", 35L)
                .containsEntry("again", 35L)
                .containsEntry("functions", true)
                .containsEntry("unregistered", true);
        assertThat(Events.object(saw).get("gateways"))
                .isEqualTo(List.of(DemoHome.MAIN_GATEWAY, DemoHome.WORKSHOP_GATEWAY));
        assertThat((List<?>) saw.get("devices")).hasSizeGreaterThan(40);
    }

    @Test
    void ioBrokerMovesShutterAndHearsOfIt() throws Exception {
        npm("install", "request@2", "--ignore-scripts", "--no-audit", "--no-fund");
        npm("pack", "iobroker.tahoma@0.11.0", "--silent");
        run(INSTALL_SECONDS, Map.of(), "tar", "xzf", "iobroker.tahoma-0.11.0.tgz");
        Map<String, Object> saw = drive(
                "iobroker-tahoma.js",
                Map.of("BASE", server.https() + "/enduser-mobile-web/enduserAPI/", "CLOSURE", "45"));
        assertThat(saw)
                .containsEntry("closure", 45L)
                .containsEntry("urgent", true)
                .containsEntry("loggedOut", true)
                .containsEntry("warnings", List.of());
        assertThat((Long) saw.get("scenes")).isPositive();
        assertThat((List<?>) saw.get("devices")).hasSizeGreaterThan(40);
    }

    @Test
    void kettingShowsTheLampsOfTheTownAndDimsOne() throws Exception {
        npm("install", "ketting@8.0.0", "--ignore-scripts", "--no-audit", "--no-fund");
        Map<String, Object> saw = drive(
                "ketting.js",
                Map.of(
                        "BASE",
                        server.https() + "/v2",
                        "ARTKEY",
                        server.demoFile().face("sustainder").get("artkey").toString(),
                        "LEVEL",
                        "40"),
                "sustainder",
                "username",
                "password");
        assertThat((List<?>) saw.get("rooms"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .contains("lcms", "groups", "dimming_schemes", "webhooks");
        List<Map<String, Object>> lamps = Events.objects(saw.get("lamps"));
        assertThat(lamps).hasSize(20).allSatisfy(lamp -> {
            assertThat(lamp.get("model").toString()).isNotBlank();
            assertThat(lamp.get("status")).isIn("online", "offline");
        });
        assertThat(lamps.stream().map(lamp -> lamp.get("pole"))).doesNotHaveDuplicates();
        Map<String, Object> now = Events.object(saw.get("now"));
        assertThat(now).containsEntry("mode", "OVERRIDE").containsEntry("override", List.of(40L, 40L, 40L, 40L));
        String id = now.get("id").toString();
        Device lamp = server.sites().state(Caller.CORE, DemoInstallation.TOWN).devices().stream()
                .filter(device -> device.ids().containsValue(id))
                .findFirst()
                .orElseThrow();
        assertThat(lamp.states().number("core:LightIntensityState"))
                .as("what the page shows is what the lamp does")
                .isEqualTo(40);
    }

    /** Homebridge makes accessories for Apple Home of the local face; its HAP server is asked what a phone would be shown. */
    @Test
    void homebridgeShowsTheHomeAndSwitchesALamp() throws Exception {
        npm("install", "homebridge@1.11.0", "homebridge-tahoma@2.2.64", "--ignore-scripts", "--no-audit", "--no-fund");
        Map<String, Object> platform = Map.of(
                "platform",
                "Tahoma",
                "name",
                "Home",
                "service",
                "local",
                "user",
                server.https().replace("https://", ""),
                "password",
                server.demoFile().face("overkiz").get("token").toString());
        Map<String, Object> saw = drive(
                "homebridge.js",
                Map.of(
                        "PLATFORM",
                        new String(Json.write(platform), StandardCharsets.UTF_8),
                        "LAMP",
                        "Porch light",
                        "SHUTTER_NAME",
                        "Bedroom shutter"));
        List<Map<String, Object>> shown = Events.objects(saw.get("accessories"));
        List<String> names = shown.stream()
                .map(accessory -> accessory.get("name").toString())
                .toList();
        assertThat(names)
                .as("named as people call them")
                .contains("Porch light", "Bedroom shutter", "Front door", "Hall light");
        assertThat(saw).containsEntry("before", false).containsEntry("after", true);
        assertThat(saw.get("position")).as("of a shutter that is closed").isEqualTo(0L);
        Device lamp = server.sites().state(Caller.CORE, DemoInstallation.HOME).devices().stream()
                .filter(device -> device.label().equals("Porch light"))
                .findFirst()
                .orElseThrow();
        assertThat(lamp.states().text("core:OnOffState")).isEqualTo("on");
    }

    private record Outcome(int status, String out, String err) {}

    /** Where npm cannot do it, this says why, and the test is left out. */
    private void npm(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("npm"));
        command.addAll(List.of(args));
        Outcome outcome;
        try {
            run(INSTALL_SECONDS, Map.of(), "node", "--version");
            outcome = run(INSTALL_SECONDS, Map.of(), command.toArray(String[]::new));
        } catch (IOException absent) {
            abort("skipped: node and npm are not installed");
            return;
        }
        if (outcome.status() != 0) {
            abort("skipped: npm could not fetch " + args[1] + ": "
                    + outcome.err().lines().reduce((first, last) -> last).orElse(""));
        }
    }

    private Map<String, Object> drive(String driver, Map<String, String> told) throws Exception {
        return drive(driver, told, "overkiz", "userId", "userPassword");
    }

    /** @param face the face of which demo.json tells the user's name and password, by these two words */
    private Map<String, Object> drive(
            String driver, Map<String, String> told, String face, String user, String password) throws Exception {
        Map<String, String> environment = new java.util.HashMap<>(told);
        environment.put("CLIENTS", folder.toString());
        environment.put("USER_ID", server.demoFile().face(face).get(user).toString());
        environment.put("PASSWORD", server.demoFile().face(face).get(password).toString());
        environment.put("SHUTTER", shutter);
        environment.put("NODE_EXTRA_CA_CERTS", folder.resolve("data/ca.pem").toString());
        environment.put("NO_PROXY", "localhost");
        environment.put("no_proxy", "localhost");
        Outcome outcome = run(
                RUN_SECONDS,
                environment,
                "node",
                DRIVERS.resolve(driver).toAbsolutePath().toString());
        assertThat(outcome.status()).as("%s", outcome.err()).isZero();
        String last = outcome.out().lines().reduce((first, next) -> next).orElseThrow();
        return Events.object(Json.tree(last.getBytes(StandardCharsets.UTF_8)));
    }

    private Outcome run(int seconds, Map<String, String> environment, String... command) throws Exception {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return new Outcome(-1, "", String.join(" ", command) + " did not end within " + seconds + " s");
        }
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}

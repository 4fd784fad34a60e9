package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.access.Caller;
import io.candelabra.core.account.Accounts;
import io.candelabra.dialect.lutron.LeapClient;
import io.candelabra.model.Resource.Integration;
import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestMachine;
import io.candelabra.wire.tls.CertificateAuthority;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The example in docs/guides/operate.md, as a server reads it at its start. Only folders and ports are others here. */
class SettingsFileTest {
    private static final Path ROOT = Path.of(System.getProperty("candelabra.root", ""));
    private static final Pattern EXAMPLE = Pattern.compile("```properties\\n(.*?)```", Pattern.DOTALL);
    private static final String TOKEN = "a-token-that-nobody-guesses";
    private static final String API_KEY = "an-api-key-that-nobody-guesses";
    private static final String DEVICE_KEY = "a-device-key-that-nobody-guesses";
    private static final String PASSWORD = "a-long-password";

    @TempDir
    Path folder;

    private String example;

    @BeforeEach
    void write() throws IOException {
        Matcher block = EXAMPLE.matcher(Files.readString(ROOT.resolve("docs/guides/operate.md")));
        assertThat(block.find()).isTrue();
        example = block.group(1)
                .replace("/var/lib/candelabra", folder.resolve("data").toString())
                .replace("/etc/candelabra", folder.toString())
                .replace("1234-5678-9012", "1111-2222-3333")
                .replaceAll("(?m)^(https|vive\\.home\\.json\\.\\w+) = \\d+$", "$1 = 0");
        Files.copy(ROOT.resolve("src/test/resources/homes/cloud.json"), folder.resolve("home.json"));
        secret("home-assistant.token", TOKEN + "\n");
        secret("floor-plan.api-key", API_KEY);
        secret("floor-plan.device-key", DEVICE_KEY);
        secret("wall-panel.password", PASSWORD);
        secret("dashboard.password", PASSWORD);
        secret("webhook.key", "a-key");
        TestMachine.authority(folder.resolve("receiver"));
        Files.copy(folder.resolve("receiver/ca.pem"), folder.resolve("webhook-root.pem"));
    }

    private void secret(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private Settings settings(String text) throws IOException {
        return settings(text, Map.of());
    }

    private Settings settings(String text, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(folder.resolve("candelabra.properties"), text);
        CommandLine line = Main.commandLine(environment);
        line.parseArgs("serve", "--config", file.toString(), "--leap", "0", "--pairing", "0");
        Main.Serve serve = line.getSubcommands().get("serve").getCommand();
        return serve.settings();
    }

    private Candelabra start(String text) throws IOException {
        return Candelabra.start(settings(text), TestMachine.outside());
    }

    private TestClient client(Candelabra server, String base) {
        return TestClient.trusting(folder.resolve("data/ca.pem"), server.https() + base);
    }

    private TestClient.Answer quantum(Candelabra server) throws Exception {
        return client(server, "/api/v1")
                .with("ApiKey", API_KEY)
                .with("Authorization", DEVICE_KEY)
                .json(
                        "POST",
                        "/leap",
                        Map.of("CommuniqueType", "ReadRequest", "Header", Map.of("Url", "/area/rootarea")));
    }

    private AdministeredServer.Ran ask(String... words) {
        return AdministeredServer.run(folder.resolve("data"), words);
    }

    private static long seq(Candelabra server) {
        return server.sites().state(Caller.CORE, Accounts.SYSTEM).seq();
    }

    @Test
    void declaredProgramsComeIn() throws Exception {
        try (Candelabra server = start(example)) {
            assertThat(client(server, "/enduser-mobile-web/1/enduserAPI")
                            .with("Authorization", "Bearer " + TOKEN)
                            .send("GET", "/setup")
                            .status())
                    .isEqualTo(200);
            assertThat(quantum(server).status()).isEqualTo(200);
            assertThat(quantum(server).body()).contains("200 OK");
            String basic =
                    Base64.getEncoder().encodeToString(("dashboard:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            assertThat(client(server, "/v2")
                            .with("Authorization", "Basic " + basic)
                            .send("GET", "/lcms?page=1&application_artkey=35")
                            .status())
                    .isEqualTo(200);
            Map<String, Object> panel = ask("show", "wall-panel", "--json").row();
            CertificateAuthority authority = TestMachine.authority(folder.resolve("data"));
            try (LeapClient leap = new LeapClient(
                    authority.clientContext(), Integer.parseInt(String.valueOf(panel.get("leapPort"))))) {
                leap.send(LeapClient.request(
                        "UpdateRequest",
                        "/login",
                        "l",
                        Map.of("Login", Map.of("LoginId", "wall-panel", "Password", PASSWORD))));
                assertThat(leap.next().orElseThrow().status()).isEqualTo("200 OK");
                assertThat(leap.read("/project").status()).isEqualTo("200 OK");
            }
            assertThat(ask("pairing", "code", "thermostat").status()).isZero();
            assertThat(ask("webhook", "show", "--site", String.valueOf(panel.get("site")))
                            .out())
                    .contains("https://hooks.example.com/occupancy");
            assertThat(ask("hub", "list").out()).contains("01.13.04");
            assertThat(ask("licence", "list").out()).contains("no");
            assertThat(ask("remove", "wall-panel").err()).contains("declared in the settings file");
        }
    }

    @Test
    void sameFileChangesNothingAndAnotherEndsWhatItLeavesOut() throws Exception {
        long seq;
        try (Candelabra server = start(example)) {
            seq = seq(server);
        }
        try (Candelabra server = start(example)) {
            assertThat(server.sites()
                            .read(Caller.CORE, Accounts.SYSTEM, seq, 100)
                            .events())
                    .filteredOn(event -> event.cause().dialect().equals("administrator"))
                    .isEmpty();
        }
        Files.writeString(folder.resolve("floor-plan.device-key"), "another-key-that-nobody-guesses");
        String less = example.replaceAll("(?m)^integration\\.(wall-panel|dashboard)\\..*$", "");
        try (Candelabra server = start(less)) {
            assertThat(quantum(server).status()).as("the old key").isEqualTo(401);
            assertThat(server.accounts().integrations().all())
                    .extracting(Integration::id)
                    .containsExactlyInAnyOrder("home-assistant", "thermostat", "floor-plan");
            assertThat(server.accounts().account("dashboard")).isEmpty();
        }
        try (Candelabra server = Candelabra.start(
                settings(example).declaring(io.candelabra.admin.Declarations.NONE), TestMachine.outside())) {
            assertThat(server.accounts().integrations().all())
                    .as("without a file nothing is ended")
                    .hasSize(3);
        }
    }

    @Test
    void mistakesAreToldBeforeAnythingIsChanged() {
        wrong("integration.wall-panel.dialekt = vive", "integration.wall-panel.dialect?");
        wrong("intgration.wall-panel.dialect = vive", "did you mean integration.wall-panel.dialect?");
        wrong("integration.dialect = vive", "did you mean integration.NAME.dialect?");
        wrong("hub.1111-2222-3333.licence = on", "did you mean hub.1111-2222-3333.api-licence?");
        wrong("hub.1111-2222-3333.api-licence = perhaps", "hub.1111-2222-3333.api-licence has to be on or off");
        wrong("hub.1111-2222-3333.firmware = new", "a firmware is two to four numbers");
        wrong("vive.home.json.leap = 70000", "vive.home.json.leap has to be from 0 to 65535");
        wrong("integration.x.dialect = viv", "did you mean vive?");
        wrong("integration.x.dialect = overkiz", "integration.x.token-file is needed");
        wrong("integration.x.dialect = quantum", "integration.x.device-key-file is needed");
        wrong("integration.x.dialect = vive", "integration.x.password-file is needed");
        wrong("integration.home-assistant.token-file = nowhere", "which cannot be read");
        wrong("integration.home-assistant.how = radio", "integration.home-assistant.how cannot be radio");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private void wrong(String line, String why) {
        assertThatThrownBy(() -> settings(example + line + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("candelabra.properties")
                .hasMessageContaining(why);
    }

    @Test
    void whatCannotBeStopsTheStart() {
        assertThatThrownBy(() -> start(example + "integration.home-assistant.site = cellar\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("integration.home-assistant cannot be: there is no site cellar");
    }

    @Test
    void flagsTakePrecedenceOverTheEnvironmentAndThatOverTheFile() throws Exception {
        Settings settings = settings(
                "https = 1001\nleap = 1002\nlimits = off\nreserve = 7\n",
                Map.of("CANDELABRA_HTTPS", "2001", "CANDELABRA_LEAP", "2002", "CANDELABRA_LIMITS", "vendor"));
        assertThat(settings.listeners().leap()).as("a flag").isZero();
        assertThat(settings.listeners().https()).as("the environment").isEqualTo(2001);
        assertThat(settings.limits()).as("the environment").isEqualTo(Settings.Limits.VENDOR);
        assertThat(settings.reserveMib()).as("the file").isEqualTo(7);
        assertThat(settings.simulation().speed()).as("a default").isEqualTo(1);
    }

    @Test
    void variablesThatStandForNoOptionAreTold() {
        Map<String, String> variables = Map.of(
                "CANDELABRA_HTPS", "1",
                "CANDELABRA_HTTPS", "1",
                "CANDELABRA_JAVA_OPTS", "-Xmx1g",
                "CANDELABRA_SERVICE_HOST", "192.0.2.1",
                "CANDELABRA_PORT_8443_TCP", "tcp://192.0.2.1:8443");
        StringWriter told = new StringWriter();
        int status = Main.commandLine(variables)
                .setErr(new PrintWriter(told, true))
                .execute(
                        "serve",
                        "--https",
                        "70000",
                        "--data",
                        folder.resolve("none").toString());
        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(told.toString().lines().filter(line -> line.contains("CANDELABRA_")))
                .containsExactly(
                        "candelabra: CANDELABRA_HTPS is set, and serve has no such option; did you mean CANDELABRA_HTTPS?");
    }
}

package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.AdministeredServer.Ran;
import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestMachine;
import io.candelabra.testing.Within;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an empty folder to a home with a lamp at a far end, by the commands that the guide names. */
class FromNothingTest {
    private static final String GATEWAY = "0000-0000-0042";
    private static final String LAMP = "example://" + GATEWAY + "/lamp";

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();

    private Path data() {
        return folder.resolve("data");
    }

    private Candelabra start() throws Exception {
        return Candelabra.start(
                Settings.demo(data()).serving().onFreePorts(),
                TestMachine.outside(),
                told::add,
                UnaryOperator.identity());
    }

    private Ran typed(String... words) {
        return AdministeredServer.typed(data(), List.of(words));
    }

    private Ran json(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--json");
        return AdministeredServer.typed(data(), all);
    }

    private TestClient owner(Candelabra server) throws Exception {
        String password = Files.readString(data().resolve("first-password")).strip();
        TestClient cloud =
                TestClient.trusting(data().resolve("ca.pem"), server.https() + "/enduser-mobile-web/enduserAPI");
        TestClient.Answer login = cloud.form("/login", Map.of("userId", "admin", "userPassword", password));
        assertThat(login.status()).isEqualTo(200);
        return cloud.with("Cookie", login.header("set-cookie").orElseThrow().split(";")[0]);
    }

    private static List<Object> devices(TestClient owner) throws Exception {
        Object devices = owner.send("GET", "/setup").object().get("devices");
        return devices instanceof List<?> list ? List.copyOf(list) : List.of();
    }

    @Test
    void anEmptyServerComesToAHomeWithALampThatIsSwitched() throws Exception {
        try (LinePeer far = new LinePeer("");
                Candelabra server = start()) {
            Ran added = json(
                    "site",
                    "add",
                    "home",
                    "--label",
                    "Home",
                    "--timezone",
                    "Europe/Amsterdam",
                    "--position",
                    "52.37,4.89");
            assertThat(added.told("owner")).isEqualTo("admin");
            assertThat(json("site", "list").rows()).singleElement().satisfies(site -> assertThat(site)
                    .containsEntry("site", "home")
                    .containsEntry("name", "Home")
                    .containsEntry("simulated", false));
            TestClient owner = owner(server);
            assertThat(owner.send("GET", "/setup").object())
                    .containsEntry("oid", added.told("setup"))
                    .containsEntry("devices", List.of());

            Ran gateway = typed(
                    "gateway",
                    "add",
                    "example",
                    GATEWAY,
                    "--site",
                    "home",
                    "--set",
                    "host=localhost",
                    "--set",
                    "port=" + far.port());
            assertThat(gateway.status()).as(gateway.err()).isZero();
            Within.reason("the driver is there", () -> far.connections() == 1);
            far.tell("FOUND lamp io:DimmableLightIOComponent Lamp\n");
            Within.reason(
                    "the lamp is there",
                    () -> json("device", "list", "--site", "home").rows().size() == 1);
            assertThat(typed("device", "rename", LAMP, "Reading lamp", "--site", "home")
                            .status())
                    .isZero();
            assertThat(json("device", "list", "--site", "home", "--gateway", GATEWAY)
                            .rows())
                    .singleElement()
                    .satisfies(device -> assertThat(device).containsEntry("label", "Reading lamp"));
            assertThat(devices(owner)).singleElement().asString().contains("Reading lamp", LAMP);

            owner.json(
                    "POST",
                    "/exec/apply",
                    Map.of(
                            "label",
                            "on",
                            "actions",
                            List.of(Map.of(
                                    "deviceURL",
                                    LAMP,
                                    "commands",
                                    List.of(Map.of("name", "setIntensity", "parameters", List.of(40)))))));
            Within.reason("the far end has heard it", () -> far.heard().stream()
                    .anyMatch(line -> line.contains("lamp setIntensity 40")));
            Within.reason("the home shows it", () -> devices(owner).toString().contains("value=40"));
        }
        try (Candelabra again = start()) {
            assertThat(devices(owner(again))).as("after a restart").hasSize(1);
            assertThat(typed("device", "remove", LAMP, "--site", "home").status())
                    .isZero();
            assertThat(devices(owner(again))).isEmpty();
            assertThat(typed("device", "remove", LAMP, "--site", "home").err()).contains("there is no device");
        }
    }

    @Test
    void whatCannotBeASiteIsRefusedInWords() throws Exception {
        try (Candelabra server = start()) {
            assertThat(typed("site", "add", "Home").err()).contains("small letters");
            assertThat(typed("site", "add", "system").err()).contains("neither system");
            assertThat(typed("site", "add", "home", "--timezone", "Mars/Olympus")
                            .err())
                    .contains("Europe/Amsterdam");
            assertThat(typed("site", "add", "home", "--position", "91,0").err()).contains("latitude");
            assertThat(typed("site", "add", "home", "--position", "here").status())
                    .isEqualTo(2);
            assertThat(typed("site", "add", "home", "--owner", "nobody").err()).contains("nobody");
            assertThat(server.sites().all()).as("nothing is there of any").hasSize(1);
            assertThat(typed("site", "add", "home").status()).isZero();
            assertThat(typed("site", "add", "home").err()).contains("there is a site home already");
            assertThat(typed("device", "rename", LAMP, "Lamp", "--site", "home").err())
                    .contains("there is no device");
            assertThat(typed("device", "list", "--site", "attic").err()).contains("there is no site");
        }
    }
}

package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.AdministeredServer.Ran;
import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Sites;
import io.candelabra.model.Action;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Plan;
import io.candelabra.model.SiteId;
import io.candelabra.model.Value;
import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestMachine;
import io.candelabra.testing.Within;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home behind a box: the box is the local Overkiz face of another server of ours, over real TLS. */
class OverkizUpstreamTest {
    private static final SiteId HOME = new SiteId("home");
    private static final GatewayId GATEWAY = new GatewayId("1234-5678-0001");
    private static final Cause TEST = new Cause("test", "somebody", "");

    @TempDir
    Path folder;

    private AdministeredServer box;
    private Candelabra server;

    @BeforeEach
    void start() throws Exception {
        box = new AdministeredServer(folder.resolve("box"));
        server = ours();
        assertThat(typed("site", "add", "home").status()).isZero();
    }

    @AfterEach
    void stop() {
        server.close();
        box.close();
    }

    private Path data() {
        return folder.resolve("ours");
    }

    private Candelabra ours() throws Exception {
        return Candelabra.start(
                Settings.demo(data()).serving().onFreePorts(),
                TestMachine.outside(),
                told -> {},
                UnaryOperator.identity());
    }

    private Ran typed(String... words) {
        return AdministeredServer.typed(data(), List.of(words));
    }

    private String token() {
        Ran added = box.json("add", "overkiz", "upstream", "--site", "home", "--how", "token");
        return added.told("token");
    }

    private Ran add(String token) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), token + "\n");
        String port = box.server().https().replaceFirst(".*:", "");
        return typed(
                "gateway",
                "add",
                "overkiz",
                GATEWAY.value(),
                "--site",
                "home",
                "--set",
                "host=localhost",
                "--set",
                "port=" + port,
                "--secret",
                "token=" + file);
    }

    private static List<Device> devices(Sites sites) {
        List<Device> devices = new ArrayList<>();
        sites.state(Caller.CORE, HOME).devices().forEach(devices::add);
        return devices;
    }

    private Device here(DeviceId id) {
        return server.sites().state(Caller.CORE, HOME).device(id).orElseThrow();
    }

    /** The device of the box that a device of ours stands for. */
    private Device there(Device ours) {
        return devices(box.server().sites()).stream()
                .filter(device -> device.label().equals(ours.label())
                        && device.id().protocol().equals(ours.id().protocol()))
                .findFirst()
                .orElseThrow();
    }

    private void tell(Sites sites, DeviceId device, String command, Value... parameters) {
        Action action = new Action(device, List.of(DeviceCommand.of(command, parameters)));
        sites.submit(Caller.CORE, HOME, new Command.StartExecution(Plan.of("test", List.of(action))), TEST);
    }

    private Device lamp() {
        return devices(server.sites()).stream()
                .filter(device -> device.type().startsWith("io:DimmableLight") && device.available())
                .findFirst()
                .orElseThrow();
    }

    private static double level(Device lamp) {
        return lamp.states().number("core:LightIntensityState");
    }

    @Test
    void aLampBehindTheBoxIsFoundSwitchedAndHeard() throws Exception {
        Ran added = add(token());
        assertThat(added.status()).as(added.err()).isZero();
        assertThat(added.out()).contains("running");
        assertThat(typed("gateway", "test", GATEWAY.value(), "--site", "home").status())
                .isZero();
        int all = devices(box.server().sites()).size();
        Within.reason(
                "the devices of the box are here", () -> devices(server.sites()).size() == all);
        Device lamp = lamp();
        tell(server.sites(), lamp.id(), "setIntensity", Value.of(37));
        Within.reason("the box has done it", () -> level(there(lamp)) == 37);
        Within.reason("and tells so", () -> level(here(lamp.id())) == 37);
        tell(box.server().sites(), there(lamp).id(), "setIntensity", Value.of(12));
        Within.reason("what happens at the box is heard", () -> level(here(lamp.id())) == 12);

        server.close();
        server = ours();
        tell(server.sites(), lamp.id(), "setIntensity", Value.of(81));
        Within.reason("a restart loses nothing", () -> level(here(lamp.id())) == 81);
        assertThat(devices(server.sites())).hasSize(all);
    }

    private static Map<String, Map<String, Object>> shown(Candelabra of, Path data, String token) throws Exception {
        TestClient face = TestClient.trusting(data.resolve("ca.pem"), of.https() + "/enduser-mobile-web/1/enduserAPI")
                .with("Authorization", "Bearer " + token);
        Map<String, Map<String, Object>> devices = new TreeMap<>();
        for (Map<String, Object> device : face.send("GET", "/setup/devices").objects()) {
            Map<String, Object> same = new TreeMap<>(device);
            List.of("oid", "placeOID", "creationTime", "lastUpdateTime").forEach(same::remove);
            devices.put(String.valueOf(device.get("deviceURL")), same);
        }
        return devices;
    }

    /** Where our gateway has the box's own id, a client finds under each URL what it finds at the box. */
    @Test
    void theDevicesLookToAClientAsTheyDoAtTheBox() throws Exception {
        String token = token();
        add(token);
        Map<String, Map<String, Object>> there = shown(box.server(), box.data, token);
        assertThat(there).hasSizeGreaterThan(20);
        String ours = AdministeredServer.typed(
                        data(),
                        List.of(
                                "integration",
                                "add",
                                "overkiz",
                                "client",
                                "--site",
                                "home",
                                "--how",
                                "token",
                                "--json"))
                .told("token");
        Within.reason("all devices are here", () -> shown(server, data(), ours).size() == there.size());
        shown(server, data(), ours).forEach((url, device) -> {
            String path = url.substring(url.indexOf('/', url.indexOf("://") + 3) + 1);
            assertThat(there.entrySet())
                    .filteredOn(one -> one.getKey().endsWith("/" + path))
                    .as(url)
                    .isNotEmpty()
                    .anySatisfy(one -> {
                        Map<String, Object> expected = new TreeMap<>(one.getValue());
                        expected.put("deviceURL", url);
                        assertThat(device).isEqualTo(expected);
                    });
        });
    }

    @Test
    void aTokenThatIsRefusedIsToldInWords() throws Exception {
        Ran added = add("not-the-token-of-this-box");
        assertThat(added.status()).as("it is there all the same").isZero();
        assertThat(added.out()).contains("fallen", "refuses the token");
        Ran tested = typed("gateway", "test", GATEWAY.value(), "--site", "home");
        assertThat(tested.status()).isEqualTo(1);
        assertThat(tested.out()).contains("refuses the token");
        Within.reason("people are told", () -> {
            Ran shown = AdministeredServer.typed(
                    data(), List.of("gateway", "show", GATEWAY.value(), "--site", "home", "--json"));
            return shown.told("trouble").contains("refuses the token");
        });
        assertThat(devices(server.sites())).isEmpty();
    }

    @Test
    void aBoxThatGoesAndComesBackIsToldOnceEach() throws Exception {
        add(token());
        Within.reason("the devices of the box are here", () -> !devices(server.sites())
                .isEmpty());
        Device lamp = lamp();
        box.server().close();
        Within.reason("the box is away", () -> !alive());
        box.restart();
        Path file = folder.resolve("token");
        assertThat(file).exists();
        String port = box.server().https().replaceFirst(".*:", "");
        assertThat(typed("gateway", "change", GATEWAY.value(), "--site", "home", "--set", "port=" + port)
                        .status())
                .isZero();
        Within.reason("the box is back", this::alive);
        tell(server.sites(), lamp.id(), "setIntensity", Value.of(64));
        Within.reason("and does what it is told", () -> level(here(lamp.id())) == 64);
    }

    private boolean alive() {
        return Objects.requireNonNull(
                        server.sites().state(Caller.CORE, HOME).gateway(GATEWAY).orElse(null))
                .alive();
    }
}

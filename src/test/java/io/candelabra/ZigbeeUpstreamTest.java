package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.candelabra.AdministeredServer.Ran;
import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.driver.mqtt.FakeBridge;
import io.candelabra.driver.mqtt.MosquittoHome;
import io.candelabra.driver.mqtt.ZigbeeModels;
import io.candelabra.model.Action;
import io.candelabra.model.Alert;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Plan;
import io.candelabra.model.SiteId;
import io.candelabra.model.Value;
import io.candelabra.testing.TestMachine;
import io.candelabra.testing.Within;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Zigbee home behind a real broker. The bridge is one of the test's, since the real one wants a radio. */
class ZigbeeUpstreamTest {
    private static final SiteId HOME = new SiteId("home");
    private static final GatewayId GATEWAY = new GatewayId("zigbee");
    private static final DeviceId LAMP = DeviceId.of("zigbee", GATEWAY, FakeBridge.LAMP);
    private static final Cause TEST = new Cause("test", "somebody", "");
    private static final String LEVEL = "core:LightIntensityState";

    @TempDir
    Path folder;

    private MosquittoHome home;
    private Candelabra server;

    @BeforeEach
    void start() throws Exception {
        home = MosquittoHome.in(folder.resolve("broker")).orElse(null);
        assumeTrue(home != null, "skipped: mosquitto is not installed");
        home.bridge.device(FakeBridge.LAMP, "lamp", FakeBridge.LAMP_DEFINITION);
        home.bridge.changes("lamp", "{\"state\":\"ON\",\"brightness\":25}");
        home.keeps("bridge/devices", home.bridge.list());
        server = ours();
        assertThat(typed("site", "add", "home").status()).isZero();
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
        if (home != null) {
            home.close();
        }
    }

    private Candelabra ours() throws Exception {
        return Candelabra.start(
                Settings.demo(folder.resolve("ours")).serving().onFreePorts(),
                TestMachine.outside(),
                told -> {},
                UnaryOperator.identity());
    }

    private Ran typed(String... words) {
        return AdministeredServer.typed(folder.resolve("ours"), List.of(words));
    }

    private void add(String password) throws Exception {
        add(MosquittoHome.USER, password);
    }

    private void add(String user, String password) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), password + "\n");
        Ran added = typed(
                "gateway",
                "add",
                "mqtt",
                GATEWAY.value(),
                "--site",
                "home",
                "--set",
                "host=localhost",
                "--set",
                "port=" + home.port,
                "--set",
                "user=" + user,
                "--secret",
                "password=" + file);
        assertThat(added.status()).as(added.err()).isZero();
    }

    private void addOverTls() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), MosquittoHome.PASSWORD + "\n");
        Ran added = typed(
                "gateway",
                "add",
                "mqtt",
                GATEWAY.value(),
                "--site",
                "home",
                "--set",
                "host=localhost",
                "--set",
                "port=" + home.tlsPort,
                "--set",
                "tls=yes",
                "--set",
                "user=" + MosquittoHome.USER,
                "--secret",
                "password=" + file);
        assertThat(added.status()).as(added.err()).isZero();
    }

    private boolean here() {
        return server.sites().state(Caller.CORE, HOME).device(LAMP).isPresent();
    }

    private Device lamp() {
        return server.sites().state(Caller.CORE, HOME).device(LAMP).orElseThrow();
    }

    private double level() {
        return lamp().states().number(LEVEL);
    }

    private boolean alive() {
        return server.sites()
                .state(Caller.CORE, HOME)
                .gateway(GATEWAY)
                .orElseThrow()
                .alive();
    }

    private void tell(String command, Value... parameters) {
        Action action = new Action(LAMP, List.of(DeviceCommand.of(command, parameters)));
        server.sites().submit(Caller.CORE, HOME, new Command.StartExecution(Plan.of("test", List.of(action))), TEST);
    }

    @Test
    void aLampIsFoundSwitchedAndHeard() throws Exception {
        add(MosquittoHome.PASSWORD);
        Within.reason("the lamp is here", this::here);
        Within.reason("and has told its state", () -> level() == 10);
        tell("setIntensity", Value.of(37));
        Within.reason("the bridge has done it", () -> home.bridge.number("lamp", "brightness") == 94);
        long from = System.nanoTime();
        Within.reason("and tells so", () -> level() == 37);
        assertThat(System.nanoTime() - from).as("within a second").isLessThan(1_000_000_000L);
        home.changes("lamp", "{\"state\":\"OFF\"}");
        Within.reason("what a hand does is heard", () -> level() == 0);

        server.close();
        server = ours();
        Within.reason("a restart loses nothing", this::alive);
        assertThat(level()).isZero();
        tell("on");
        Within.reason("and the lamp is switched as before", () -> level() == 37);
    }

    @Test
    void aPasswordThatIsRefusedIsToldInWords() throws Exception {
        add("another");
        Within.reason("people are told", () -> typed("gateway", "show", GATEWAY.value(), "--site", "home", "--json")
                .told("trouble")
                .contains("refuses the login"));
        assertThat(here()).isFalse();
    }

    @Test
    void aLoginThatMayOnlyHearHearsAndIsToldInWords() throws Exception {
        add(MosquittoHome.READER, MosquittoHome.PASSWORD);
        Within.reason("the lamp is here", () -> here() && alive());
        Within.reason("people are told", () -> server.sites()
                .state(Caller.CORE, HOME)
                .alert("BROKER_REFUSES", Alert.Subject.of(GATEWAY))
                .filter(alert -> alert.detail().contains("rights"))
                .isPresent());
        home.changes("lamp", "{\"state\":\"ON\",\"brightness\":149}");
        Within.reason("what the lamp tells is heard", () -> level() == 59);
        tell("setIntensity", Value.of(12));
        Within.reason("the command fails", () -> server.sites().state(Caller.CORE, HOME).executions().stream()
                .findAny()
                .isEmpty());
        assertThat(alive()).isTrue();
        assertThat(level()).isEqualTo(59);
    }

    @Test
    void aBrokerThatGoesAndComesBackIsNoticedAndReadAfresh() throws Exception {
        add(MosquittoHome.PASSWORD);
        Within.reason("the lamp has told its state", () -> here() && level() == 10);
        home.stop();
        Within.reason("the broker is away", () -> !alive());
        home.bridge.changes("lamp", "{\"brightness\":254}");
        home.start();
        Within.reason("the broker is back", this::alive);
        Within.reason("and the state is as it is now", () -> level() == 100);
    }

    @Test
    void overTlsTheBrokerIsKnownByItsCertificate() throws Exception {
        addOverTls();
        Within.reason("the lamp has told its state", () -> here() && level() == 10);
        tell("setIntensity", Value.of(37));
        Within.reason("and is switched", () -> level() == 37);
        home.stop();
        home.certify();
        home.start();
        Within.reason("people are told of the other certificate", () -> typed(
                        "gateway", "show", GATEWAY.value(), "--site", "home", "--json")
                .told("trouble")
                .contains("another certificate"));
        Within.reason("the gateway is told as not answering", () -> !alive());
    }

    /** The core takes what 265 real models come to: no type is set aside, and no device waits. */
    @Test
    void allModelsGoIn() throws Exception {
        int devices = 1;
        for (ZigbeeModels.Known known : ZigbeeModels.all()) {
            home.bridge.device(
                    String.format(Locale.ROOT, "0x%016x", devices++), "device " + devices, known.definition());
        }
        home.keeps("bridge/devices", home.bridge.list());
        add(MosquittoHome.PASSWORD);
        int all = devices;
        Within.reason("all are here", () -> {
            Set<String> addresses = new HashSet<>();
            server.sites()
                    .state(Caller.CORE, HOME)
                    .devices()
                    .forEach(device -> addresses.add(device.id().address()));
            return addresses.size() == all;
        });
        assertThat(typed("device", "found", "--site", "home", "--json").rows()).isEmpty();
    }

    @Test
    void garbageBreaksNothing() throws Exception {
        add(MosquittoHome.PASSWORD);
        Within.reason("the lamp is here", this::here);
        Random random = new Random(7);
        List<String> topics =
                List.of("lamp", "bridge/devices", "bridge/state", "bridge/event", "lamp/availability", "strange/x");
        List<byte[]> seeds = new ArrayList<>();
        for (String seed : List.of(
                home.bridge.list(),
                "{\"state\":\"ON\",\"brightness\":1e308,\"color\":[1],\"update\":{\"a\":{\"b\":null}}}",
                "{\"type\":\"device_joined\",\"data\":7}",
                "[[[[[[{\"exposes\":3}]]]]]]")) {
            seeds.add(seed.getBytes(StandardCharsets.UTF_8));
        }
        for (int i = 0; i < 300; i++) {
            byte[] payload = seeds.get(random.nextInt(seeds.size())).clone();
            for (int change = random.nextInt(4); change > 0 && payload.length > 0; change--) {
                payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
            }
            home.tells(topics.get(random.nextInt(topics.size())), payload);
        }
        home.tells("lamp", new byte[2 << 20]);
        home.keeps("bridge/devices", home.bridge.list());
        home.keeps("bridge/state", "{\"state\":\"online\"}");
        home.changes("lamp", "{\"state\":\"ON\",\"brightness\":149}");
        Within.reason("the lamp is heard as before", () -> alive() && here() && level() == 59);
        tell("setIntensity", Value.of(12));
        Within.reason("and does what it is told", () -> level() == 12);
    }
}

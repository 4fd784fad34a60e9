package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.candelabra.AdministeredServer.Ran;
import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.knx.KnxInterface;
import io.candelabra.model.Action;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Plan;
import io.candelabra.model.SiteId;
import io.candelabra.model.Value;
import io.candelabra.testing.TestMachine;
import io.candelabra.testing.Within;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A KNX home behind an interface that is one of the test's, since real ones want wires. */
class KnxUpstreamTest {
    private static final SiteId HOME = new SiteId("home");
    private static final GatewayId GATEWAY = new GatewayId("knx");
    private static final DeviceId LAMP = DeviceId.of("knx", GATEWAY, "1/0/1");
    private static final DeviceId BLIND = DeviceId.of("knx", GATEWAY, "2/0/1");
    private static final Cause TEST = new Cause("test", "somebody", "");
    private static final String LEVEL = "core:LightIntensityState";
    private static final String CLOSURE = "core:ClosureState";
    private static final String TABLE = """
            address;name;dpt;area
            1/0/1;Kitchen lamp switch;1.001;Kitchen
            1/1/1;Kitchen lamp value;5.001;Kitchen
            1/4/1;Kitchen lamp switch status;1.001;Kitchen
            1/5/1;Kitchen lamp value status;5.001;Kitchen
            2/0/1;Kitchen blind up/down;1.008;Kitchen
            2/1/1;Kitchen blind stop;1.007;Kitchen
            2/2/1;Kitchen blind position;5.001;Kitchen
            2/3/1;Kitchen blind position status;5.001;Kitchen
            """;

    @TempDir
    Path folder;

    private KnxInterface bus;
    private Candelabra server;

    @BeforeEach
    void start() throws Exception {
        bus = wired(0);
        bus.has("1/4/1", 1);
        bus.has("1/5/1", 51);
        bus.has("2/3/1", 0);
        server = ours();
        assertThat(typed("site", "add", "home").status()).isZero();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        bus.close();
    }

    private static KnxInterface wired(int port) throws Exception {
        KnxInterface fresh = new KnxInterface(port);
        fresh.status("1/0/1", "1/4/1");
        fresh.status("1/1/1", "1/5/1");
        fresh.status("2/2/1", "2/3/1");
        return fresh;
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

    private Ran handIn(String order, String table) throws Exception {
        Path file = Files.writeString(folder.resolve("table.csv"), table);
        List<String> words = new ArrayList<>(List.of("gateway", order));
        words.addAll(order.equals("add") ? List.of("knx", GATEWAY.value()) : List.of(GATEWAY.value()));
        words.addAll(List.of("--site", "home", "--file", "table=" + file));
        if (order.equals("add")) {
            words.addAll(List.of("--set", "host=127.0.0.1", "--set", "port=" + bus.port()));
        }
        return typed(words.toArray(String[]::new));
    }

    private void add() throws Exception {
        Ran added = handIn("add", TABLE);
        assertThat(added.status()).as(added.err()).isZero();
        Within.reason("the lamp is here, and has told its state", () -> state().device(LAMP)
                .filter(lamp -> lamp.states().number(LEVEL) == 20)
                .isPresent());
    }

    private SiteState state() {
        return server.sites().state(Caller.CORE, HOME);
    }

    private Device device(DeviceId id) {
        return state().device(id).orElseThrow();
    }

    private double level() {
        return device(LAMP).states().number(LEVEL);
    }

    private boolean alive() {
        return state().gateway(GATEWAY).orElseThrow().alive();
    }

    private String trouble() {
        return typed("gateway", "show", GATEWAY.value(), "--site", "home", "--json")
                .told("trouble");
    }

    private ExecutionId tell(DeviceId device, String command, Value... parameters) {
        Action action = new Action(device, List.of(DeviceCommand.of(command, parameters)));
        return server.sites()
                .submit(Caller.CORE, HOME, new Command.StartExecution(Plan.of("test", List.of(action))), TEST);
    }

    private boolean running(ExecutionId id) {
        return state().executions().find(id).isPresent();
    }

    private long aliveTold(boolean alive) {
        return server.sites().read(Caller.CORE, HOME, 0, 100_000).events().stream()
                .filter(logged -> logged.event() instanceof SiteEvent.GatewayAliveChanged told && told.alive() == alive)
                .count();
    }

    @Test
    void aLampIsFoundSwitchedAndHeard() throws Exception {
        add();
        tell(LAMP, "setIntensity", Value.of(40));
        Within.reason("the actuator has done it", () -> bus.value("1/1/1").equals("66"));
        long from = System.nanoTime();
        Within.reason("and tells so", () -> level() == 40);
        assertThat(System.nanoTime() - from).as("within a second").isLessThan(1_000_000_000L);
        bus.pressed("1/1/1", 255);
        long pressed = System.nanoTime();
        Within.reason("what a hand does is heard", () -> level() == 100);
        assertThat(System.nanoTime() - pressed).as("within a second").isLessThan(1_000_000_000L);

        server.close();
        bus.has("1/5/1", 128);
        server = ours();
        Within.reason("a restart loses nothing, and reads what has changed", () -> level() == 50);
        tell(BLIND, "setClosure", Value.of(33));
        Within.reason("and the blind moves", () -> device(BLIND).states().number(CLOSURE) == 33);
    }

    @Test
    void aTableWithAFaultIsRefusedWithItsLineAndChangesNothing() throws Exception {
        Ran refused = handIn("add", "address;name;dpt\n1/2/3;Lamp;1.001\n1/2/999;Lamp 2;1.001\n");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("table: line 3: \"1/2/999\" is no group address such as 1/2/3");
        assertThat(state().gateway(GATEWAY)).isEmpty();
        add();
        Ran changed = handIn("change", TABLE + "1/0/2;Hall lamp;1.001;Hall\n");
        assertThat(changed.status()).as(changed.err()).isZero();
        DeviceId hall = DeviceId.of("knx", GATEWAY, "1/0/2");
        Within.reason(
                "the driver has gone over to it", () -> state().device(hall).isPresent());
        assertThat(typed("gateway", "show", GATEWAY.value(), "--site", "home").out())
                .contains(" characters, ")
                .doesNotContain("Kitchen lamp");
        assertThat(typed("gateway", "remove", GATEWAY.value(), "--site", "home", "--with-devices")
                        .status())
                .isZero();
        Within.reason("the tunnel is free again", () -> {
            handIn("add", TABLE);
            return state().gateway(GATEWAY).isPresent() && alive();
        });
    }

    @Test
    void anInterfaceThatGoesInMidCommandIsToldOnceAndReadAfresh() throws Exception {
        add();
        bus.deaf(true);
        ExecutionId lost = tell(LAMP, "setIntensity", Value.of(70));
        int port = bus.port();
        bus.hangUp();
        bus.close();
        Within.reason("it is away", () -> !alive());
        Within.reason("the command has ended", () -> !running(lost));
        bus = wired(port);
        bus.has("1/5/1", 204);
        Within.reason("it is back", this::alive);
        Within.reason("and the state is as it is now", () -> level() == 80);
        assertThat(aliveTold(false)).isEqualTo(1);
        assertThat(aliveTold(true)).isEqualTo(1);
    }

    @Test
    void anInterfaceThatAnswersNothingAnyMoreIsAway() throws Exception {
        add();
        bus.mute(true);
        ExecutionId lost = tell(LAMP, "setIntensity", Value.of(70));
        Within.reason("it is away", () -> !alive());
        Within.reason("the command has ended", () -> !running(lost));
        bus.mute(false);
        Within.reason("it is back", this::alive);
        tell(LAMP, "setIntensity", Value.of(60));
        Within.reason("and is spoken to as before", () -> level() == 60);
    }

    @Test
    void aTunnelThatIsTakenIsToldInWords() throws Exception {
        bus.full(true);
        assertThat(handIn("add", TABLE).status()).isZero();
        Within.reason("people are told", () -> trouble().contains("no free tunnel"));
        Within.reason("the gateway is told as not answering", () -> !alive());
        bus.full(false);
        Within.reason("and it goes on by itself", this::alive);
    }

    /** The seed is fixed: what breaks once breaks again. */
    @Test
    void garbageIsPassedBy() throws Exception {
        add();
        Random chance = new Random(4_711);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[chance.nextInt(40)];
            chance.nextBytes(noise);
            if (i % 2 == 0) {
                bus.garbage(noise);
            } else if (noise.length > 0) {
                noise[0] = (byte) 0x29;
                bus.tunnelled(noise);
            }
        }
        Within.reason("a lamp is switched as before, whatever became of the tunnel", () -> {
            if (alive() && !bus.value("1/1/1").equals("80")) {
                tell(LAMP, "setIntensity", Value.of(50));
            }
            return level() == 50;
        });
    }

    private Ran letIn(String dialect) {
        Ran in = typed("integration", "add", dialect, dialect + "-client", "--site", "home", "--json");
        assertThat(in.status()).as(in.err()).isZero();
        return in;
    }

    /** What a face answers to a request. */
    private String call(String path, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("curl", "-sS", "--fail-with-body", "--cacert", "ours/ca.pem"));
        words.addAll(List.of("-H", "Content-Type: application/json"));
        words.addAll(List.of(more));
        words.add(server.https() + path);
        String line = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Shell.Outcome outcome = new Shell(folder, 60).run("-c", line);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).as(outcome.out()).isZero();
        return outcome.out();
    }

    private void apply(Ran overkiz, DeviceId device, String command, int parameter) throws Exception {
        call(
                "/enduser-mobile-web/1/enduserAPI/exec/apply",
                "-H",
                "Authorization: Bearer " + overkiz.told("token"),
                "-d",
                "{\"label\":\"\",\"actions\":[{\"deviceURL\":\"" + device.value() + "\",\"commands\":[{\"name\":\""
                        + command + "\",\"parameters\":[" + parameter + "]}]}]}");
    }

    private String quantum(Ran keys, String message) throws Exception {
        return call(
                "/api/v1/leap",
                "-H",
                "ApiKey: " + keys.told("apiKey"),
                "-H",
                "Authorization: " + keys.told("deviceKey"),
                "-d",
                message);
    }

    private String zone(Ran keys, String name) throws Exception {
        Matcher zone = Pattern.compile("\"href\":\"(/zone/[0-9]+)\",\"Name\":\"" + name)
                .matcher(quantum(keys, "{\"CommuniqueType\":\"ReadRequest\",\"Header\":{\"Url\":\"/zone\"}}"));
        assertThat(zone.find()).as(name).isTrue();
        return zone.group(1);
    }

    private void level(Ran quantum, String zone, int level) throws Exception {
        quantum(
                quantum,
                "{\"CommuniqueType\":\"UpdateRequest\",\"Header\":{\"Url\":\"" + zone
                        + "/status\"},\"Body\":{\"ZoneStatus\":{\"Level\":" + level + "}}}");
    }

    private Ran leap(Ran vive, Path password, String... words) {
        List<String> all = new ArrayList<>(List.of("leap"));
        all.addAll(List.of(words));
        all.addAll(List.of("--host", "localhost", "--port", vive.told("leapPort")));
        all.addAll(List.of("--ca", folder.resolve("ours/ca.pem").toString()));
        all.addAll(List.of("--user", "vive-client", "--password-file", password.toString()));
        Ran told = typed(all.toArray(String[]::new));
        assertThat(told.status()).as(told.err()).isZero();
        return told;
    }

    private void level(Ran vive, Path password, String zone, int level) {
        leap(
                vive,
                password,
                "create",
                zone + "/commandprocessor",
                "{\"Command\":{\"CommandType\":\"GoToLevel\",\"Parameter\":[{\"Type\":\"Level\",\"Value\":" + level
                        + "}]}}");
    }

    @Test
    void aLampAndABlindAreMovedByAllFourDialects() throws Exception {
        assumeTrue(Shell.has("bash") && Shell.has("curl"), "skipped: bash or curl is not installed");
        add();
        Ran overkiz = letIn("overkiz");
        apply(overkiz, LAMP, "setIntensity", 30);
        Within.reason("Overkiz dims it", () -> level() == 30);
        apply(overkiz, BLIND, "setClosure", 60);
        Within.reason("and closes the blind", () -> device(BLIND).states().number(CLOSURE) == 60);

        Ran quantum = letIn("quantum");
        String zone = zone(quantum, "Kitchen lamp");
        level(quantum, zone, 45);
        Within.reason("Quantum dims it", () -> level() == 45);
        String blind = zone(quantum, "Kitchen blind");
        level(quantum, blind, 75);
        Within.reason("and opens the blind", () -> device(BLIND).states().number(CLOSURE) == 25);

        Ran vive = letIn("vive");
        Path password = Files.writeString(folder.resolve("password"), vive.told("password"));
        level(vive, password, zone, 60);
        Within.reason("Vive dims it", () -> level() == 60);
        level(vive, password, blind, 10);
        Within.reason("and closes the blind", () -> device(BLIND).states().number(CLOSURE) == 90);

        Ran sustainder = letIn("sustainder");
        String login = "sustainder-client:" + sustainder.told("password");
        String artkey = sustainder.told("artkey");
        Matcher lamp = Pattern.compile("\"lcm_id\":\"([0-9]+)\"")
                .matcher(call("/v2/lcms?page=1&application_artkey=" + artkey, "-u", login));
        assertThat(lamp.find()).isTrue();
        call(
                "/v2/lcms/functions/direct-control",
                "-u",
                login,
                "-d",
                "{\"application_artkey\":" + artkey + ",\"override\":[{\"lcm_id\":\"" + lamp.group(1)
                        + "\",\"override\":[83,83,83,83],\"duration\":0}]}");
        Within.reason("Sustainder dims it", () -> level() == 83);
        assertThat(bus.value("1/1/1")).isEqualTo("d4");

        // a hand at the wall is heard by each
        bus.pressed("1/1/1", 38);
        Within.reason("the wall switch is heard", () -> level() == 15);
        assertThat(call(
                        "/enduser-mobile-web/1/enduserAPI/setup/devices",
                        "-H",
                        "Authorization: Bearer " + overkiz.told("token")))
                .contains("{\"name\":\"" + LEVEL + "\",\"type\":1,\"value\":15}");
        assertThat(quantum(
                        quantum, "{\"CommuniqueType\":\"ReadRequest\",\"Header\":{\"Url\":\"" + zone + "/status\"}}"))
                .contains("\"Level\":15");
        assertThat(leap(vive, password, "read", zone + "/status").out()).containsPattern("\"Level\": ?15");
        assertThat(call("/v2/lcms/" + lamp.group(1) + "?application_artkey=" + artkey, "-u", login))
                .contains("15");
    }
}

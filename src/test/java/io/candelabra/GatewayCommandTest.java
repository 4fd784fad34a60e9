package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.AdministeredServer.Ran;
import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Action;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Plan;
import io.candelabra.model.SiteId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import io.candelabra.testing.Within;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator connects a running server to things in the field, and takes them away again. */
class GatewayCommandTest {
    private static final SiteId OFFICE = new SiteId("office");
    private static final String ID = "0000-0000-0042";
    private static final GatewayId GATEWAY = new GatewayId(ID);
    private static final DeviceId LAMP = DeviceId.of("knx", GATEWAY, "lamp");
    private static final String INTENSITY = "core:LightIntensityState";
    private static final String SECRET = "open-sesame-4711";
    private static final Cause TEST = new Cause("test", "somebody", "");

    @TempDir
    Path folder;

    private AdministeredServer demo;
    private LinePeer far;

    @BeforeEach
    void start() throws Exception {
        demo = new AdministeredServer(folder);
        far = new LinePeer(SECRET);
    }

    @AfterEach
    void stop() {
        demo.close();
        far.close();
    }

    private Ran gateway(String... words) {
        List<String> all = new ArrayList<>(List.of("gateway"));
        all.addAll(List.of(words));
        return AdministeredServer.typed(demo.data, all);
    }

    private Ran json(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--json");
        return gateway(all.toArray(String[]::new));
    }

    private Path secret(String text) throws IOException {
        return Files.writeString(folder.resolve("login"), text + "\n");
    }

    private Ran add(String login) throws IOException {
        return gateway(
                "add",
                "example",
                ID,
                "--site=office",
                "--label=Attic",
                "--timezone=Europe/Paris",
                "--set=host=localhost",
                "--set=port=" + far.port(),
                "--secret=login=" + secret(login));
    }

    private SiteState state() {
        return demo.server().sites().state(Caller.CORE, OFFICE);
    }

    private boolean alive() {
        return state().gateway(GATEWAY).map(Gateway::alive).orElse(false);
    }

    private String trouble() {
        return json("show", ID, "--site=office").told("trouble");
    }

    private Cause causeOfTheGateway() {
        return demo.server().sites().read(Caller.CORE, OFFICE, 0, 100_000).events().stream()
                .filter(logged -> logged.event() instanceof SiteEvent.GatewayPut put
                        && put.gateway().id().equals(GATEWAY))
                .findFirst()
                .orElseThrow()
                .cause();
    }

    private void lamp() {
        Device lamp = Device.of(LAMP, "knx:DimmableLightKNXComponent", "Lamp", States.of(State.of(INTENSITY, 0)));
        demo.server().sites().submit(Caller.CORE, OFFICE, new Command.PutDevice(lamp), TEST);
    }

    private void set(long level) {
        Action action = new Action(LAMP, List.of(DeviceCommand.of("setIntensity", Value.of(level))));
        demo.server()
                .sites()
                .submit(Caller.CORE, OFFICE, new Command.StartExecution(Plan.of("set", List.of(action))), TEST);
    }

    private void isAt(long level) {
        Within.reason("the lamp is at " + level, () -> state().device(LAMP)
                .filter(lamp -> lamp.states().number(INTENSITY) == level)
                .isPresent());
    }

    @Test
    void aLampAtTheFarEndIsSwitchedMovedAndRemoved() throws Exception {
        Ran added = add(SECRET);
        assertThat(added.status()).as(added.err()).isZero();
        Within.reason("the driver has logged in", () -> far.logins() == 1);
        assertThat(causeOfTheGateway().dialect()).isEqualTo("administrator");
        assertThat(causeOfTheGateway().who()).isNotEmpty();
        lamp();
        set(40);
        isAt(40);
        far.tell("AT lamp " + INTENSITY + " 70\n");
        isAt(70);

        far.tell("\0\0 nonsense\nAT\nAT  \n" + "x".repeat(100_000) + "\nAT lamp " + INTENSITY + " 71\n");
        isAt(71);
        assertThat(far.logins()).as("nonsense brings nothing down").isEqualTo(1);

        try (LinePeer next = new LinePeer(SECRET)) {
            Ran moved = gateway("change", ID, "--site=office", "--set=port=" + next.port());
            assertThat(moved.status()).as(moved.err()).isZero();
            Within.reason("the driver went over", () -> next.logins() == 1 && far.connections() == 0);
            set(10);
            isAt(10);
            assertThat(next.heard()).anyMatch(line -> line.endsWith("lamp setIntensity 10"));

            next.hangUp();
            Within.reason("the gateway answers again", () -> next.logins() == 2 && alive());

            demo.restart();
            Within.reason("its settings outlive a restart", () -> next.logins() == 3 && alive());
            set(20);
            isAt(20);

            Ran refused = gateway("remove", ID, "--site=office");
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.err()).contains("has 1 device, which goes with it");
            assertThat(json("remove", ID, "--site=office", "--with-devices").row())
                    .containsEntry("devicesRemoved", 1L);
            Within.reason("the connection is closed", () -> next.connections() == 0);
            assertThat(state().gateway(GATEWAY)).isEmpty();
            assertThat(state().device(LAMP)).isEmpty();
        }
        nobodyReads(SECRET);
    }

    private void nobodyReads(String secret) throws IOException {
        try (Stream<Path> files = Files.walk(demo.data)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain(secret));
        }
    }

    @Test
    void aLoginThatIsRefusedIsToldUntilItIsRight() throws Exception {
        assertThat(add("wrong-secret-0815").status()).isZero();
        Within.reason("people are told", () -> trouble().contains("refuses the login"));
        Within.reason("the gateway is told as not answering", () -> !alive());
        Ran shown = gateway("show", ID, "--site=office");
        assertThat(shown.out())
                .contains("login = (secret)", "host = localhost", "Attic", "Europe/Paris")
                .doesNotContain("0815");
        assertThat(json("show", ID, "--site=office").row().get("settings"))
                .isEqualTo(Map.of("host", "localhost", "port", "" + far.port(), "login", "(secret)"));
        assertThat(json("list", "--site=office").rows()).anySatisfy(row -> assertThat(row)
                .containsEntry("gateway", ID)
                .containsEntry("answers", false)
                .containsEntry("kind", "example"));

        int tries = far.tries();
        assertThat(gateway("change", ID, "--site=office", "--label=Loft").status())
                .isZero();
        assertThat(state().gateway(GATEWAY).orElseThrow().label()).isEqualTo("Loft");
        assertThat(far.tries()).as("a label is no reason to knock again").isLessThanOrEqualTo(tries + 1);

        assertThat(gateway("change", ID, "--site=office", "--secret=login=" + secret(SECRET))
                        .status())
                .isZero();
        Within.reason("it is served", () -> alive() && trouble().isEmpty());
        assertThat(state().alerts().stream()
                        .filter(alert -> alert.subject().text().equals(ID)))
                .isEmpty();
        nobodyReads("wrong-secret-0815");
    }

    @Test
    void aFarEndThatCannotBeReachedSaysWhyUntilItIs() throws Exception {
        assertThat(gateway(
                                "add",
                                "example",
                                ID,
                                "--site=office",
                                "--set=host=localhost",
                                "--set=port=1",
                                "--secret=login=" + secret(SECRET))
                        .status())
                .isZero();
        Within.reason("people can see it", () -> trouble().contains("its driver is tried again"));
        assertThat(trouble()).contains("refused");
        assertThat(json("list", "--site=office").rows()).anySatisfy(row -> assertThat(row)
                .containsEntry("answers", false)
                .hasEntrySatisfying("trouble", why -> assertThat(why.toString()).contains("refused")));
        assertThat(state().alerts().stream())
                .as("nobody has to do anything")
                .noneMatch(alert -> alert.subject().text().equals(ID));
        assertThat(gateway("change", ID, "--site=office", "--set=port=" + far.port())
                        .status())
                .isZero();
        Within.reason("it is served", () -> alive() && trouble().isEmpty());
    }

    @Test
    void aSecretMayComeFromStandardInput() throws Exception {
        var in = System.in;
        System.setIn(new ByteArrayInputStream((SECRET + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            Ran added = gateway(
                    "add",
                    "example",
                    ID,
                    "--site=office",
                    "--set=host=localhost",
                    "--set=port=" + far.port(),
                    "--secret=login=-");
            assertThat(added.status()).as(added.err()).isZero();
        } finally {
            System.setIn(in);
        }
        Within.reason("the driver has logged in", () -> far.logins() == 1);
    }

    @Test
    void kindsAndTheirSettingsAreTold() {
        assertThat(gateway("kinds").out()).contains("simulator", "simulator-still", "example", "host, port, login");
        assertThat(json("kinds", "example").rows())
                .contains(Map.of(
                        "setting",
                        "port",
                        "value",
                        "port",
                        "needed",
                        false,
                        "usually",
                        "4711",
                        "secret",
                        false,
                        "about",
                        "Its TCP port."));
        Ran unknown = gateway("kinds", "pigeon");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).contains("there is no kind of driver pigeon; there are simulator");
    }

    @Test
    void whatCannotBeIsRefusedInWords() throws Exception {
        refused("there is no site moon", "add", "simulator", ID, "--site=moon");
        refused("there is no site system", "add", "simulator", ID, "--site=system");
        refused("host: is needed", "add", "example", ID, "--site=office");
        refused(
                "port: is a port from 1 to 65535",
                "add",
                "example",
                ID,
                "--site=office",
                "--set=host=a",
                "--set=port=0");
        refused("login: is secret", "add", "example", ID, "--site=office", "--set=host=a", "--set=login=x");
        refused("colour: is no setting of simulator", "add", "simulator", ID, "--site=office", "--set=colour=red");
        refused("there is no gateway " + ID, "show", ID, "--site=office");
        refused("there is no gateway " + ID, "remove", ID, "--site=office");
        refused("there is no gateway " + ID, "change", ID, "--site=office", "--label=x");
        refused("an id has 1 to 100 characters", "add", "simulator", "", "--site=office");
        Path large = Files.writeString(folder.resolve("large"), "x".repeat(10_001));
        refused(
                "login: has at most 10000 characters",
                "add",
                "example",
                ID,
                "--site=office",
                "--set=host=a",
                "--secret=login=" + large);
        assertThat(gateway("add", "simulator", ID, "--site=office").status()).isZero();
        refused("there is a gateway " + ID + " already", "add", "simulator", ID, "--site=office");
        refused("host: is set and unset at once", "change", ID, "--site=office", "--set=host=a", "--unset=host");
        refused("port: is not set", "change", ID, "--site=office", "--unset=port");
    }

    @Test
    void whatIsTypedWronglyEndsWithTwo() {
        assertThat(gateway("add", "simulator", ID, "--site=office", "--set=host")
                        .status())
                .isEqualTo(2);
        assertThat(gateway("add", "simulator", ID, "--site=office", "--set=a=1", "--set=a=2")
                        .status())
                .isEqualTo(2);
        Ran asked = gateway("add", "example", ID, "--site=office", "--set=host=a", "--secret=login");
        assertThat(asked.status()).isEqualTo(2);
        assertThat(asked.err()).contains("there is no terminal to ask for login");
        assertThat(gateway("add", "simulator", ID).status()).as("no site").isEqualTo(2);
    }

    private void refused(String why, String... words) {
        Ran ran = gateway(words);
        assertThat(ran.status()).as(String.join(" ", words)).isEqualTo(1);
        assertThat(ran.err()).contains(why);
    }
}

package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.AdministeredServer.Ran;
import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Said;
import io.candelabra.core.site.Sites;
import io.candelabra.model.Action;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.GatewayId;
import io.candelabra.model.HistoryItem.EndedExecution;
import io.candelabra.model.Plan;
import io.candelabra.model.SiteId;
import io.candelabra.model.Value;
import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestMachine;
import io.candelabra.testing.Within;
import io.candelabra.wire.out.TrustedRoots;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A town behind a brokerage layer: the layer is the {@code /v2} face of another server of ours, over real TLS. */
class SustainderUpstreamTest {
    private static final SiteId HERE = new SiteId("quarter");
    private static final SiteId THERE = new SiteId("town");
    private static final GatewayId GATEWAY = new GatewayId("layer");
    private static final Cause TEST = new Cause("test", "somebody", "");
    private static final String INTENSITY = "core:LightIntensityState";

    @TempDir
    Path folder;

    private AdministeredServer layer;
    private Candelabra server;

    @BeforeEach
    void start() throws Exception {
        layer = new AdministeredServer(folder.resolve("layer"));
        server = ours();
        assertThat(typed("site", "add", HERE.value(), "--timezone", "Europe/Amsterdam")
                        .status())
                .isZero();
    }

    @AfterEach
    void stop() {
        server.close();
        layer.close();
    }

    private Path data() {
        return folder.resolve("ours");
    }

    /** It believes the authority of the layer, as a machine believes public ones. */
    private Candelabra ours() throws Exception {
        byte[] root = Files.readAllBytes(layer.data.resolve("ca.pem"));
        return Candelabra.start(
                Settings.demo(data()).serving().onFreePorts(),
                TestMachine.outside().trusting(() -> {
                    try {
                        return TrustedRoots.only(TrustedRoots.parse(root));
                    } catch (java.security.GeneralSecurityException broken) {
                        throw new IllegalStateException(broken);
                    }
                }),
                told -> {},
                UnaryOperator.identity());
    }

    private Ran typed(String... words) {
        return AdministeredServer.typed(data(), List.of(words));
    }

    private Ran add(String user, String password, String... more) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), password + "\n");
        List<String> words =
                new ArrayList<>(List.of("gateway", "add", "sustainder", GATEWAY.value(), "--site", HERE.value()));
        words.addAll(List.of("--set", "host=localhost", "--set", "port=" + port(), "--set", "user=" + user));
        words.addAll(List.of("--secret", "password=" + file));
        words.addAll(List.of(more));
        return typed(words.toArray(String[]::new));
    }

    /** An account of its own for us, with the town alone. */
    private Ran addOurs(String... more) throws Exception {
        Ran account = layer.json("add", "sustainder", "upstream", "--site", THERE.value());
        Ran added = add("upstream", account.told("password"), more);
        assertThat(added.status()).as(added.err()).isZero();
        return added;
    }

    private String port() {
        return layer.server().https().replaceFirst(".*:", "");
    }

    private static List<Device> devices(Sites sites, SiteId site) {
        List<Device> devices = new ArrayList<>();
        sites.state(Caller.CORE, site).devices().forEach(devices::add);
        return devices;
    }

    private List<Device> here() {
        return devices(server.sites(), HERE);
    }

    private Device here(DeviceId id) {
        return server.sites().state(Caller.CORE, HERE).device(id).orElseThrow();
    }

    /** The lamp of the layer that a lamp of ours stands for. */
    private Device there(Device ours) {
        return devices(layer.server().sites(), THERE).stream()
                .filter(device -> ours.ids().get("lcm").equals(device.ids().get("lcm")))
                .findFirst()
                .orElseThrow();
    }

    private static ExecutionId tell(Sites sites, SiteId site, DeviceId device, String command, Value... parameters) {
        Action action = new Action(device, List.of(DeviceCommand.of(command, parameters)));
        return sites.submit(Caller.CORE, site, new Command.StartExecution(Plan.of("test", List.of(action))), TEST);
    }

    private ExecutionId tell(Device lamp, String command, Value... parameters) {
        return tell(server.sites(), HERE, lamp.id(), command, parameters);
    }

    private Device lamp() {
        Within.reason(
                "all lamps of the town are here",
                () -> here().size() == devices(layer.server().sites(), THERE).size());
        return here().stream()
                .filter(device -> device.available()
                        && device.states().text("candelabra:ErrorTypesState").equals("[]"))
                .findFirst()
                .orElseThrow();
    }

    private double level(Device lamp) {
        return here(lamp.id()).states().number(INTENSITY);
    }

    private boolean alive() {
        return Objects.requireNonNull(
                        server.sites().state(Caller.CORE, HERE).gateway(GATEWAY).orElse(null))
                .alive();
    }

    private String trouble() {
        return typed("gateway", "show", GATEWAY.value(), "--site", HERE.value(), "--json")
                .told("trouble");
    }

    private Failure failure(ExecutionId id) {
        Within.reason("the execution has ended", () -> server.sites()
                .historyItem(Caller.CORE, HERE, EndedExecution.class, id.value())
                .isPresent());
        return server.sites()
                .historyItem(Caller.CORE, HERE, EndedExecution.class, id.value())
                .orElseThrow()
                .execution()
                .failure();
    }

    @Test
    void aLampBehindTheLayerIsFoundSwitchedAndHeard() throws Exception {
        addOurs();
        Device lamp = lamp();
        Device same = there(lamp);
        assertThat(lamp.label()).isEqualTo(same.label());
        assertThat(lamp.type()).isEqualTo(same.type());
        assertThat(lamp.ids()).containsEntry("node", same.ids().get("node"));
        assertThat(same.attributes()).containsAll(lamp.attributes());
        for (String state : List.of(
                "candelabra:LightingModeState",
                "candelabra:DimmingSchemeState",
                "candelabra:DimmingPlanState",
                "candelabra:MaxLevelsState",
                "candelabra:PoleNumberState")) {
            assertThat(lamp.states().text(state))
                    .as(state)
                    .isEqualTo(same.states().text(state));
        }
        assertThat(failure(tell(lamp, "setIntensity", Value.of(37)))).isEqualTo(Failure.NONE);
        assertThat(there(lamp).states().number(INTENSITY)).isEqualTo(37);
        assertThat(level(lamp)).isEqualTo(37);
        tell(layer.server().sites(), THERE, same.id(), "setIntensity", Value.of(12));
        Within.reason("what happens at the layer is heard", () -> level(lamp) == 12);
        assertThat(failure(tell(lamp, "clearOverride"))).isEqualTo(Failure.NONE);
        assertThat(here(lamp.id()).states().text("candelabra:LightingModeState"))
                .isEqualTo("DIMSCHEME");

        int all = here().size();
        server.close();
        server = ours();
        assertThat(failure(tell(lamp, "setIntensity", Value.of(81))))
                .as("a restart loses nothing")
                .isEqualTo(Failure.NONE);
        assertThat(level(lamp)).isEqualTo(81);
        assertThat(here()).hasSize(all);
        assertThat(typed("gateway", "remove", GATEWAY.value(), "--site", HERE.value(), "--with-devices")
                        .status())
                .isZero();
        assertThat(here()).isEmpty();
    }

    @Test
    void settingsThatAreKeptAreDoneWhenTheLampHasThem() throws Exception {
        addOurs();
        Device lamp = lamp();
        assertThat(failure(tell(lamp, "setMaxLevels", new Value.Tree("[80,80,80,80]"))))
                .isEqualTo(Failure.NONE);
        assertThat(there(lamp).states().text("candelabra:MaxLevelsState")).isEqualTo("[80,80,80,80]");
        String plan = "12345=sunset-5@90,22:00@40,sunrise+0@0;67=sunset+0@100,sunrise+0@0";
        assertThat(failure(tell(lamp, "setDimmingScheme", Value.of("Ours"), Value.of(plan))))
                .isEqualTo(Failure.NONE);
        assertThat(there(lamp).states().text("candelabra:DimmingPlanState")).isEqualTo(plan);
        assertThat(here(lamp.id()).states().text("candelabra:DimmingPlanState")).isEqualTo(plan);
        assertThat(failure(tell(lamp, "setName", Value.of("Church")))).isEqualTo(Failure.NONE);
        assertThat(there(lamp).label()).isEqualTo("Church");
    }

    @Test
    void allDialectsSwitchIt() throws Exception {
        addOurs();
        Device lamp = lamp();
        Ran street = typed("integration", "add", "sustainder", "dashboard", "--site", HERE.value(), "--json");
        String basic = Base64.getEncoder()
                .encodeToString(("dashboard:" + street.told("password")).getBytes(StandardCharsets.UTF_8));
        TestClient sustainder = face("/v2").with("Authorization", "Basic " + basic);
        assertThat(sustainder
                        .json(
                                "POST",
                                "/lcms/functions/direct-control",
                                Map.of(
                                        "application_artkey",
                                        Integer.parseInt(street.told("artkey")),
                                        "override",
                                        List.of(Map.of(
                                                "lcm_id", lamp.ids().get("lcm"), "override", List.of(20, 20, 20, 20)))))
                        .object())
                .containsEntry("lcms_ok", List.of(lamp.ids().get("lcm")));
        Within.reason("by Sustainder", () -> there(lamp).states().number(INTENSITY) == 20 && level(lamp) == 20);

        String token = typed(
                        "integration", "add", "overkiz", "home", "--site", HERE.value(), "--how", "token", "--json")
                .told("token");
        TestClient overkiz = face("/enduser-mobile-web/1/enduserAPI").with("Authorization", "Bearer " + token);
        Map<String, Object> action = Map.of(
                "deviceURL",
                lamp.id().value(),
                "commands",
                List.of(Map.of("name", "setIntensity", "parameters", List.of(40))));
        assertThat(overkiz.json("POST", "/exec/apply", Map.of("label", "test", "actions", List.of(action)))
                        .status())
                .isEqualTo(200);
        Within.reason("by Overkiz", () -> there(lamp).states().number(INTENSITY) == 40 && level(lamp) == 40);

        Ran keys = typed("integration", "add", "quantum", "plan", "--site", HERE.value(), "--json");
        TestClient quantum =
                face("/api/v1").with("ApiKey", keys.told("apiKey")).with("Authorization", keys.told("deviceKey"));
        assertThat(quantum.json(
                                "POST",
                                "/leap",
                                Map.of("CommuniqueType", "ReadRequest", "Header", Map.of("Url", "/zone")))
                        .body())
                .contains(lamp.label());
        String zone = Objects.requireNonNull(here(lamp.id()).ids().get("leap.zone"), "the number of the lamp's zone");
        Map<String, Object> update = Map.of(
                "CommuniqueType",
                "UpdateRequest",
                "Header",
                Map.of("Url", "/zone/" + zone + "/status"),
                "Body",
                Map.of("ZoneStatus", Map.of("Level", 60)));
        assertThat(quantum.json("POST", "/leap", update).status()).isEqualTo(200);
        Within.reason("by LEAP", () -> there(lamp).states().number(INTENSITY) == 60 && level(lamp) == 60);
    }

    private TestClient face(String base) {
        return TestClient.trusting(data().resolve("ca.pem"), server.https() + base);
    }

    @Test
    void aWrongPasswordIsToldInWordsAndTheRightOneMendsIt() throws Exception {
        Ran account = layer.json("add", "sustainder", "upstream", "--site", THERE.value());
        assertThat(add("upstream", "not-the-password").out()).contains("fallen", "refuses the login");
        Within.reason("people are told", () -> trouble().contains("refuses the login"));
        Path file = Files.writeString(folder.resolve("right"), account.told("password") + "\n");
        assertThat(typed("gateway", "change", GATEWAY.value(), "--site", HERE.value(), "--secret", "password=" + file)
                        .status())
                .isZero();
        Within.reason("it answers", this::alive);
        assertThat(lamp().available()).isTrue();
    }

    @Test
    void anAccountThatIsEndedIsToldInWords() throws Exception {
        addOurs();
        lamp();
        assertThat(layer.integration("remove", "upstream").status()).isZero();
        Within.reason("people are told", () -> trouble().contains("refuses the login"));
        Within.reason("the gateway is told as not answering", () -> !alive());
    }

    /** The demo's own account has the town and the office. */
    @Test
    void severalApplicationsAreNamed() throws Exception {
        assertThat(add("demo", "candelabra-demo").out()).contains("several applications", "35");
        assertThat(typed("gateway", "change", GATEWAY.value(), "--site", HERE.value(), "--set", "application=35")
                        .status())
                .isZero();
        assertThat(lamp().available()).isTrue();
    }

    @Test
    void aLayerIsKnownByItsNameOrByItsCertificate() throws Exception {
        addOurs("--set", "trust=certificate");
        lamp();
        assertThat(typed(
                                "gateway",
                                "change",
                                GATEWAY.value(),
                                "--site",
                                HERE.value(),
                                "--set",
                                "fingerprint=" + "00".repeat(32))
                        .status())
                .isZero();
        Within.reason("another certificate is refused", () -> trouble().contains("shows another certificate"));
    }

    @Test
    void aNameThatNoTrustedAuthorityCertifiesIsRefusedInWords() throws Exception {
        server.close();
        server = Candelabra.start(
                Settings.demo(data()).serving().onFreePorts(),
                TestMachine.outside(),
                told -> {},
                UnaryOperator.identity());
        assertThat(addOurs().out()).contains("no authority that is trusted certifies the name");
        assertThat(here()).isEmpty();
    }

    @Test
    void aLayerThatGoesAndComesBackIsToldOnceEach() throws Exception {
        addOurs();
        Device lamp = lamp();
        layer.server().close();
        Within.reason("the layer is away", () -> !alive());
        assertThat(failure(tell(lamp, "setIntensity", Value.of(5)))).isEqualTo(Failure.GATEWAY_DOWN);
        layer.restart();
        tell(layer.server().sites(), THERE, there(lamp).id(), "setIntensity", Value.of(64));
        assertThat(typed("gateway", "change", GATEWAY.value(), "--site", HERE.value(), "--set", "port=" + port())
                        .status())
                .isZero();
        Within.reason("the layer is back, and states are read afresh", () -> alive() && level(lamp) == 64);
        assertThat(failure(tell(lamp, "setIntensity", Value.of(65)))).isEqualTo(Failure.NONE);
    }

    /** Labels are people's: what the layer calls a lamp is no reason to call it otherwise here. */
    @Test
    void aLampThatWasRenamedHereKeepsItsName() throws Exception {
        addOurs();
        Device lamp = lamp();
        server.sites().submit(Caller.CORE, HERE, new Command.ChangeDevice(lamp.id(), Said.label("Ours")), TEST);
        assertThat(failure(tell(lamp, "setIntensity", Value.of(55)))).isEqualTo(Failure.NONE);
        assertThat(here(lamp.id()).label()).isEqualTo("Ours");
    }
}

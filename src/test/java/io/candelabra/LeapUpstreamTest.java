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
import io.candelabra.testing.TestMachine;
import io.candelabra.testing.Within;
import io.candelabra.wire.tls.KeyAndCertificate;
import io.candelabra.wire.tls.Pem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An office behind a bridge: the bridge is the Vive hub of another server of ours, over real TLS. */
class LeapUpstreamTest {
    private static final SiteId HERE = new SiteId("branch");
    private static final SiteId THERE = new SiteId("office");
    private static final GatewayId GATEWAY = new GatewayId("1042-7300-0009");
    private static final Cause TEST = new Cause("test", "somebody", "");
    private static final String INTENSITY = "core:LightIntensityState";

    @TempDir
    Path folder;

    private AdministeredServer bridge;
    private Candelabra server;

    @BeforeEach
    void start() throws Exception {
        bridge = new AdministeredServer(folder.resolve("bridge"));
        server = ours();
        assertThat(typed("site", "add", HERE.value()).status()).isZero();
    }

    @AfterEach
    void stop() {
        server.close();
        bridge.close();
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

    private String vive(String name) {
        Map<String, Object> face = bridge.server().demoFile().face("vive");
        return String.valueOf(face.get(name));
    }

    private void add(String password) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), password + "\n");
        add("--set", "access=login", "--set", "user=" + vive("username"), "--secret", "password=" + file);
    }

    private void add(String... access) {
        List<String> words =
                new ArrayList<>(List.of("gateway", "add", "leap", GATEWAY.value(), "--site", HERE.value()));
        words.addAll(List.of("--set", "host=localhost", "--set", "port=" + vive("leap")));
        words.addAll(List.of(access));
        Ran added = typed(words.toArray(String[]::new));
        assertThat(added.status()).as(added.err()).isZero();
    }

    /** An integration of the bridge that is paired, and what the program shows at the pairing port. */
    private Ran partner() {
        bridge.json("add", "vive", "program", "--site", THERE.value(), "--how", "pairing");
        return bridge.json("pairing", "partner", "Test partner", "--out", folder.toString());
    }

    private void addPaired(Ran partner, String... more) {
        List<String> words = new ArrayList<>(List.of("--set", "access=pairing"));
        words.addAll(List.of("--set", "pairing-port=" + vive("pairing")));
        words.addAll(List.of("--secret", "certificate=" + partner.told("certificate")));
        words.addAll(List.of("--secret", "key=" + partner.told("key")));
        words.addAll(List.of(more));
        add(words.toArray(String[]::new));
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

    /** The device of the bridge that a zone of ours stands for. */
    private Device there(Device ours) {
        String zone = ours.id().address().replaceFirst("zone/", "");
        return devices(bridge.server().sites(), THERE).stream()
                .filter(device -> zone.equals(device.ids().get("leap.zone")))
                .findFirst()
                .orElseThrow();
    }

    private static void tell(Sites sites, SiteId site, DeviceId device, String command, Value... parameters) {
        Action action = new Action(device, List.of(DeviceCommand.of(command, parameters)));
        sites.submit(Caller.CORE, site, new Command.StartExecution(Plan.of("test", List.of(action))), TEST);
    }

    private void tell(Device device, String command, Value... parameters) {
        tell(server.sites(), HERE, device.id(), command, parameters);
    }

    private Device one(String type) {
        List<Device> found = new ArrayList<>();
        Within.reason("a device of the type " + type + " is here and has told how it is", () -> {
            here().stream()
                    .filter(device -> device.type().equals("candelabra:" + type) && device.available())
                    .filter(device -> !device.states().all().isEmpty())
                    .findFirst()
                    .ifPresent(found::add);
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    private double level(Device lamp) {
        return here(lamp.id()).states().number(INTENSITY);
    }

    private String trouble() {
        Ran shown = typed("gateway", "show", GATEWAY.value(), "--site", HERE.value(), "--json");
        return shown.told("trouble");
    }

    private boolean alive() {
        return Objects.requireNonNull(
                        server.sites().state(Caller.CORE, HERE).gateway(GATEWAY).orElse(null))
                .alive();
    }

    @Test
    void aLampBehindTheBridgeIsFoundSwitchedAndHeard() throws Exception {
        add(vive("password"));
        Device lamp = one("DimmedZone");
        tell(lamp, "setIntensity", Value.of(37));
        Within.reason("the bridge has done it", () -> there(lamp).states().number(INTENSITY) == 37);
        Within.reason("and tells so", () -> level(lamp) == 37);
        tell(bridge.server().sites(), THERE, there(lamp).id(), "setIntensity", Value.of(12));
        Within.reason("what happens at the bridge is heard", () -> level(lamp) == 12);

        int all = here().size();
        server.close();
        server = ours();
        tell(lamp, "setIntensity", Value.of(81));
        Within.reason("a restart loses nothing", () -> level(lamp) == 81);
        assertThat(here()).hasSize(all);
    }

    @Test
    void aCodePairsOnceAndForAll() throws Exception {
        Ran partner = partner();
        String code = bridge.json("pairing", "code", "program").told("oneTimePassword");
        Path file = Files.writeString(folder.resolve("code"), code + "\n");
        addPaired(partner, "--secret", "code=" + file);
        Device lamp = one("DimmedZone");
        tell(lamp, "setIntensity", Value.of(23));
        Within.reason("the bridge has done it, and tells so", () -> level(lamp) == 23);
        server.close();
        server = ours();
        tell(lamp, "setIntensity", Value.of(71));
        Within.reason("the certificate is kept", () -> level(lamp) == 71);
        assertThat(bridge.json("pairing", "list").rows()).hasSize(1);
    }

    @Test
    void aPressOfTheButtonPairs() {
        Ran partner = partner();
        assertThat(bridge.integration("pairing", "open", "program").status()).isZero();
        addPaired(partner);
        assertThat(one("SwitchedZone").available()).isTrue();
    }

    @Test
    void aCodeThatIsRefusedIsToldInWords() throws Exception {
        addPaired(partner(), "--secret", "code=" + Files.writeString(folder.resolve("code"), "00000000\n"));
        Within.reason("people are told", () -> trouble().contains("refuses the code"));
    }

    @Test
    void aCertificateThatTheBridgeDoesNotKnowIsToldInWords() throws Exception {
        KeyAndCertificate stranger = bridge.authority().issueClient("stranger");
        Path key = Files.writeString(folder.resolve("key"), Pem.text(stranger.key()));
        Path certificate = Files.writeString(folder.resolve("certificate"), Pem.text(stranger.certificate()));
        add("--secret", "key=" + key, "--secret", "certificate=" + certificate);
        Within.reason("people are told", () -> trouble().contains("does not let us in"));
    }

    @Test
    void switchesShadesAndRemotesDoAndTell() throws Exception {
        add(vive("password"));
        Device light = one("SwitchedZone");
        for (String word : List.of("on", "off", "on")) {
            tell(light, word);
            Within.reason(
                    "it is " + word,
                    () -> here(light.id()).states().text("core:OnOffState").equals(word)
                            && there(light).states().text("core:OnOffState").equals(word));
        }
        Device shade = one("ShadeGroup");
        tell(shade, "setClosure", Value.of(30));
        Within.reason(
                "the shade is told where it goes", () -> there(shade).states().number("core:TargetClosureState") == 30);
        Within.reason("and is there", () -> here(shade.id()).states().number("core:ClosureState") == 30);
        assertThat(one("OccupancySensor").states().text("core:OccupancyState")).isNotEmpty();
        Device remote = here().stream()
                .filter(device -> device.type().equals("candelabra:PicoRemote"))
                .findFirst()
                .orElseThrow();
        tell(remote, "pressAndRelease", Value.of(2));
        Within.reason(
                "the press is told",
                () -> here(remote.id()).states().number("candelabra:LastButtonState") == 2
                        && here(remote.id())
                                .states()
                                .text("candelabra:ButtonEventState")
                                .equals("release"));
        assertThat(here()).anyMatch(device -> device.type().startsWith("leap:Scene"));
    }

    @Test
    void aPasswordThatIsRefusedIsToldInWords() throws Exception {
        add("not-the-password-of-this-hub");
        Within.reason("people are told", () -> trouble().contains("refuses the login"));
        assertThat(here()).isEmpty();
    }

    @Test
    void aBridgeThatGoesAndComesBackIsToldOnceEach() throws Exception {
        add(vive("password"));
        Device lamp = one("DimmedZone");
        bridge.server().close();
        Within.reason("the bridge is away", () -> !alive());
        bridge.restart();
        String port = "port=" + vive("leap");
        assertThat(typed("gateway", "change", GATEWAY.value(), "--site", HERE.value(), "--set", port)
                        .status())
                .isZero();
        Within.reason("the bridge is back", this::alive);
        tell(lamp, "setIntensity", Value.of(64));
        Within.reason("and does what it is told", () -> level(lamp) == 64);
    }
}

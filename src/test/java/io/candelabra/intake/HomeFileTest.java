package io.candelabra.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Resource;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import io.candelabra.model.trait.Traits;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HomeFileTest {
    private static final Catalogue CATALOGUE = CatalogueFiles.load();

    @ParameterizedTest
    @ValueSource(strings = {"cloud", "local", "diagnostics"})
    void whatCameInIsWhatIsShown(String file) throws IOException {
        checkShown(resource(file), file);
    }

    /** Homes of real people, masked, where somebody has put some beside the project. */
    @TestFactory
    Stream<DynamicTest> realHomesComeInAndAreShownAsTheyWere() throws IOException {
        Path folder = Path.of(System.getProperty("candelabra.homes", "../shared/homes"));
        if (!Files.isDirectory(folder)) {
            return Stream.of(dynamicTest(
                    "no real homes", () -> abort("skipped: there is no folder of real homes at " + folder)));
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream()
                    .map(file -> dynamicTest(
                            String.valueOf(file.getFileName()),
                            () -> checkShown(Files.readAllBytes(file), String.valueOf(file.getFileName()))));
        }
    }

    private static void checkShown(byte[] content, String name) {
        ImportedHome home = HomeFile.read(content, name, CATALOGUE, Set.of());
        Map<String, Object> file = object(Json.tree(content));
        Map<String, Object> data = file.containsKey("data") ? object(file.get("data")) : file;
        Map<String, Object> setup = data.containsKey("setup") ? object(data.get("setup")) : data;
        Map<String, String> renumbered = new HashMap<>();
        home.report().lines().stream()
                .filter(line -> line.what().equals("gateway id"))
                .forEach(line -> renumbered.put(line.was(), line.is()));
        Shown shown = new Shown(home, CATALOGUE);
        assertThat(roundTrip(withoutMade(shown.setup(), home))).isEqualTo(object(renumbered(setup, renumbered)));
        if (data.containsKey("action_groups")) {
            assertThat(roundTrip(shown.actionGroups())).isEqualTo(renumbered(data.get("action_groups"), renumbered));
        }
        assertThat(HomeFile.read(content, name, CATALOGUE, Set.of()))
                .as("the same file under the same name is the same home")
                .isEqualTo(home);
        for (Device device : home.devices()) {
            assertThat(type(home, device.type())).as(device.type()).isNotNull();
        }
    }

    /** A duplicate oid was replaced: put it back, for the comparison. */
    private static Object withoutMade(Map<String, Object> setup, ImportedHome home) {
        String json = Json.text(setup);
        for (ImportReport.Line line : home.report().lines()) {
            if (line.what().endsWith("oid") && !line.was().isEmpty()) {
                json = json.replace(line.is(), line.was());
            }
        }
        return Objects.requireNonNull(Shown.tree(json));
    }

    private static Object renumbered(Object tree, Map<String, String> ids) {
        return switch (tree) {
            case Map<?, ?> map -> {
                Map<String, Object> copy = new HashMap<>();
                map.forEach((key, value) -> {
                    Object now = value == null ? null : renumbered(value, ids);
                    if (value instanceof String text && (key.equals("gatewayId") || key.equals("deviceURL"))) {
                        for (Map.Entry<String, String> id : ids.entrySet()) {
                            text = text.equals(id.getKey())
                                    ? id.getValue()
                                    : text.replace("://" + id.getKey() + "/", "://" + id.getValue() + "/");
                        }
                        now = text;
                    }
                    copy.put(String.valueOf(key), now);
                });
                yield copy;
            }
            case List<?> list -> {
                List<Object> copy = new ArrayList<>();
                list.forEach(entry -> copy.add(entry == null ? null : renumbered(entry, ids)));
                yield copy;
            }
            default -> tree;
        };
    }

    private static Object roundTrip(Object tree) {
        return Objects.requireNonNull(Shown.tree(Json.text(tree)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object tree) {
        return (Map<String, Object>) Objects.requireNonNull(tree);
    }

    private static DeviceType type(ImportedHome home, String name) {
        return home.resources().stream()
                .filter(Resource.SiteType.class::isInstance)
                .map(r -> ((Resource.SiteType) r).type())
                .filter(type -> type.name().equals(name))
                .findFirst()
                .or(() -> CATALOGUE.find(name))
                .orElse(null);
    }

    @Test
    void idsThatCannotStayAreMadeAnewAndReported() throws IOException {
        ImportedHome home = HomeFile.read(resource("cloud"), "mine", CATALOGUE, Set.of("1111-2222-3333"));
        assertThat(home.gateways())
                .allSatisfy(gateway -> assertThat(gateway.id().value())
                        .matches("\\d{4}-\\d{4}-\\d{4}")
                        .isNotEqualTo("1111-2222-3333"));
        assertThat(home.gateways().get(0).id().value()).endsWith("-3333");
        Set<String> oids = new HashSet<>();
        for (Device device : home.devices()) {
            assertThat(oids.add(device.id(ImportedHome.OID).orElseThrow())).isTrue();
            assertThat(home.gateways())
                    .anyMatch(gateway -> gateway.id().equals(device.id().gateway()));
        }
        assertThat(home.report().lines())
                .extracting(ImportReport.Line::what)
                .containsExactly("gateway id", "gateway id", "device oid", "device oid");
        assertThat(home.report().table())
                .contains("1111-2222-3333")
                .contains("CLOUD-7")
                .contains("acme://");
        assertThat(HomeFile.read(resource("cloud"), "other", CATALOGUE, Set.of())
                        .devices()
                        .get(2)
                        .ids())
                .isNotEqualTo(home.devices().get(2).ids());
    }

    @Test
    void aHomeIsReadIntoTheModel() throws IOException {
        ImportedHome home = HomeFile.read(resource("cloud"), "mine", CATALOGUE, Set.of());
        assertThat(home.profile().timezone()).isEqualTo("Europe/Amsterdam");
        assertThat(home.profile().latitude()).isEqualTo(52.37);
        Device fountain = home.devices().get(1);
        assertThat(fountain.id().endpoint()).isEqualTo(1);
        assertThat(fountain.states().value("acme:JetHeightState")).isEqualTo(Value.of(1.0));
        assertThat(fountain.states().find("acme:MoodState").orElseThrow().kind())
                .isEqualTo(State.Kind.STRING);
        assertThat(home.devices().get(2).type()).isEqualTo("acme:Fountain~2");
        assertThat(type(home, "acme:Fountain")
                        .command("setJetHeight")
                        .orElseThrow()
                        .effects())
                .extracting(DeviceType.Effect::state)
                .containsExactly("acme:JetHeightState");
        assertThat(home.resources().stream().filter(Resource.Area.class::isInstance))
                .hasSize(4);
        assertThat(home.resources().stream().filter(Resource.Group.class::isInstance))
                .hasSize(1);
    }

    @Test
    void aLocalHomeKnowsWhatItsShuttersCanDo() throws IOException {
        ImportedHome home = HomeFile.read(resource("local"), "mine", CATALOGUE, Set.of());
        DeviceType shutter = type(home, "io:RollerShutterGenericIOComponent");
        assertThat(shutter.command("pairOneWayController").orElseThrow().required())
                .isEqualTo(1);
        assertThat(shutter.state("core:ClosureState").orElseThrow().max()).isEqualTo(100);
        assertThat(Traits.of(shutter)
                        .find(io.candelabra.model.trait.Trait.CoverPosition.class)
                        .orElseThrow()
                        .get(home.devices().get(0).states()))
                .contains(70.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"gateways\":[]| line 1",
                "[]| $",
                "{}| $",
                "{\"gateways\":[],\"devices\":[]}| $.gateways",
                "{\"gateways\":7,\"devices\":[]}| $.gateways",
                "{\"gateways\":[{}],\"devices\":[]}| $.gateways[0].gatewayId",
                "{\"data\":{\"setup\":{\"gateways\":[{\"gatewayId\":5}],\"devices\":[]}}}| $.data.setup.gateways[0].gatewayId"
            })
    void aBadFileIsRefusedWithItsPlace(String file, String place) {
        assertThatThrownBy(() -> HomeFile.read(file.getBytes(StandardCharsets.UTF_8), "bad", CATALOGUE, Set.of()))
                .isInstanceOfSatisfying(
                        BadHome.class, bad -> assertThat(bad.path()).startsWith(place))
                .hasMessageMatching("(?s).{10,300}");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = HomeFileTest.class.getResourceAsStream("/homes/" + name + ".json")) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}

package io.candelabra.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.intake.CatalogueFiles;
import io.candelabra.model.Action;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource;
import io.candelabra.model.State;
import io.candelabra.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoHomeTest {
    private static final Catalogue CATALOGUE = CatalogueFiles.load();
    private static final DemoHome HOME = DemoHome.of(CATALOGUE, 1_700_000_000_000L);

    private static final Map<String, Device> DEVICES =
            HOME.devices().stream().collect(Collectors.toMap(d -> d.id().value(), Function.identity()));

    @Test
    void itIsTheSameEveryTime() {
        assertThat(DemoHome.of(CATALOGUE, 1_700_000_000_000L)).isEqualTo(HOME);
    }

    @Test
    void allProtocolsOfAHomeAreThere() {
        assertThat(HOME.devices()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(HOME.devices().stream().map(d -> d.id().protocol()))
                .contains("io", "rts", "zigbee", "zwave", "knx", "modbus", "hue", "ogp", "internal", "camera");
        assertThat(HOME.gateways()).hasSize(2);
        assertThat(HOME.gateways().getFirst().id().value()).isEqualTo(DemoHome.MAIN_GATEWAY);
        assertThat(HOME.devices().stream()
                        .filter(d -> d.id().gateway().value().equals(DemoHome.MAIN_GATEWAY))
                        .count())
                .as("the first gateway has most of the devices")
                .isGreaterThan(HOME.devices().size() / 2);
    }

    /** Real devices of these types tell these words; the lists of their definitions lack them. */
    private static final Set<String> TOLD_THOUGH_NOT_LISTED = Set.of("basic", "further_notice", "disable", "unknown");

    @Test
    void everyDeviceIsInAPlaceAndAtValuesThatItsTypeKnows() {
        Set<String> places = HOME.resources().stream()
                .filter(Resource.Area.class::isInstance)
                .map(Resource::id)
                .collect(Collectors.toSet());
        assertThat(HOME.devices()).allSatisfy(device -> {
            assertThat(places).contains(device.area());
            DeviceType type = CATALOGUE.find(device.type()).orElseThrow();
            for (State state : device.states()) {
                DeviceType.StateType declared = type.state(state.name()).orElseThrow();
                if (!declared.values().isEmpty()) {
                    assertThat(state.value().asText())
                            .as(device.id() + " " + state.name())
                            .matches(word -> declared.values().contains(word) || TOLD_THOUGH_NOT_LISTED.contains(word));
                }
            }
        });
        assertThat(HOME.gateways()).extracting(Gateway::area).allMatch(places::contains);
    }

    /** Some clients fall over when an event tells of a state that the list of devices did not have. */
    @Test
    void whatIsMeasuredIsThereFromTheBeginning() {
        assertThat(HOME.devices()).allSatisfy(device -> {
            DeviceType type = CATALOGUE.find(device.type()).orElseThrow();
            for (String measured :
                    List.of("core:ElectricPowerConsumptionState", "core:ElectricEnergyConsumptionState")) {
                assertThat(device.states().has(measured))
                        .as(device.id() + " " + measured)
                        .isEqualTo(type.state(measured).isPresent());
            }
        });
    }

    @Test
    void scenesAndZonesNameDevicesThatCanDoIt() {
        for (Resource resource : HOME.resources()) {
            switch (resource) {
                case Resource.Scene scene -> scene.actions().forEach(DemoHomeTest::canDo);
                case Resource.Group group ->
                    assertThat(group.devices())
                            .allSatisfy(id -> assertThat(DEVICES).containsKey(id.value()));
                default -> assertThat(resource.id()).isNotEmpty();
            }
        }
    }

    private static void canDo(Action action) {
        assertThat(DEVICES).containsKey(action.device().value());
        DeviceType type =
                CATALOGUE.find(DEVICES.get(action.device().value()).type()).orElseThrow();
        for (DeviceCommand command : action.commands()) {
            DeviceType.CommandType known = type.command(command.name()).orElseThrow();
            assertThat(command.parameters())
                    .as(action.device() + " " + command.name())
                    .hasSizeBetween(known.required(), known.parameters().size());
        }
    }

    @Test
    void thePapersAreJson() {
        List<Map<String, String>> texts = List.of(
                HOME.gateways().stream()
                        .map(Gateway::vendor)
                        .flatMap(v -> v.entrySet().stream())
                        .collect(Collectors.toMap(
                                e -> e.getKey() + e.getValue().hashCode(), Map.Entry::getValue, (one, same) -> one)),
                HOME.devices().stream()
                        .map(Device::vendor)
                        .flatMap(v -> v.entrySet().stream())
                        .collect(Collectors.toMap(
                                e -> e.getKey() + e.getValue().hashCode(), Map.Entry::getValue, (one, same) -> one)),
                HOME.resources().stream()
                        .filter(Resource.Extra.class::isInstance)
                        .map(Resource.Extra.class::cast)
                        .collect(Collectors.toMap(Resource.Extra::id, Resource.Extra::json)));
        assertThat(texts)
                .allSatisfy(some -> assertThat(some.values()).isNotEmpty().allSatisfy(json -> assertThat(
                                Json.tree(json.getBytes(StandardCharsets.UTF_8)))
                        .isNotNull()));
    }
}

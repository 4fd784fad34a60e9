package io.candelabra.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.HandLane;
import io.candelabra.intake.RealTypes;
import io.candelabra.model.Device;
import io.candelabra.model.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The demo's devices beside devices of the same type in real homes: these have all that every one of those has. */
class RealDevicesTest {
    private static final List<Device> DEMO =
            DemoHome.of(HandLane.CATALOGUE, HandLane.START_MS).devices();

    @Test
    void demoDevicesHaveTheStatesThatAllRealOnesHave() {
        compare("states", device -> device.states().all());
    }

    @Test
    void demoDevicesHaveTheAttributesThatAllRealOnesHave() {
        compare("attributes", Device::attributes);
    }

    private static void compare(String member, java.util.function.Function<Device, List<State>> ours) {
        Map<String, List<Map<String, Object>>> real =
                RealTypes.devices().stream().collect(Collectors.groupingBy(RealTypes::type));
        List<String> missing = new ArrayList<>();
        int compared = 0;
        for (Device device : DEMO) {
            Set<String> common = null;
            for (Map<String, Object> other : real.getOrDefault(device.type(), List.of())) {
                Set<String> names = new HashSet<>();
                RealTypes.list(other, member).forEach(state -> names.add(String.valueOf(state.get("name"))));
                if (common == null) {
                    common = names;
                } else {
                    common.retainAll(names);
                }
            }
            if (common != null) {
                compared++;
                Set<String> lacks = new TreeSet<>(common);
                ours.apply(device).forEach(state -> lacks.remove(state.name()));
                if (!lacks.isEmpty()) {
                    missing.add(device.type() + " " + device.id() + " lacks " + lacks);
                }
            }
        }
        assertThat(compared).isGreaterThan(20);
        assertThat(missing).isEmpty();
    }

    /** A heater and a valve have their room's thermometer as the second endpoint; clients look for it there. */
    @Test
    void whatHeatsARoomHasItsThermometerBesideIt() {
        Predicate<Device> heats = device -> Set.of(
                        "AtlanticElectricalHeaterWithAdjustableTemperatureSetpoint", "ValveHeatingTemperatureInterface")
                .contains(HandLane.CATALOGUE.find(device.type()).orElseThrow().widget());
        List<Device> heaters = DEMO.stream().filter(heats).toList();
        assertThat(heaters).hasSize(2).allSatisfy(heater -> {
            assertThat(heater.id().endpoint()).isEqualTo(1);
            String second = heater.id().value().replace("#1", "#2");
            assertThat(DEMO)
                    .filteredOn(device -> device.id().value().equals(second))
                    .singleElement()
                    .satisfies(thermometer -> assertThat(thermometer.states().has("core:TemperatureState"))
                            .isTrue());
        });
    }
}

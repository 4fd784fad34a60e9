package io.candelabra.demo;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.intake.CatalogueFiles;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceType;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource;
import io.candelabra.model.schedule.DimmingPlan;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo's town is the same for the same seed, and looks like a town, of ten lamps or of a hundred thousand. */
class DemoTownTest {
    private static final long NOW_MS = 1_772_409_600_000L;

    @Test
    void theSameSeedGivesTheSameTown() {
        assertThat(DemoTown.of(7, 300, NOW_MS)).isEqualTo(DemoTown.of(7, 300, NOW_MS));
        assertThat(DemoTown.of(8, 300, NOW_MS)).isNotEqualTo(DemoTown.of(7, 300, NOW_MS));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 12, 1_000, 30_000})
    void idsAreUniqueAndOfTheShapeThatTheFieldHas(int lamps) {
        DemoTown town = DemoTown.of(1, lamps, NOW_MS);
        assertThat(town.lamps()).hasSize(lamps);
        for (String name : List.of("lcm", "node", "overkiz.oid")) {
            Set<String> ids = new HashSet<>();
            town.lamps().forEach(lamp -> ids.add(lamp.id(name).orElseThrow()));
            assertThat(ids).hasSize(lamps);
        }
        assertThat(town.lamps()).allSatisfy(lamp -> {
            assertThat(lamp.id("lcm").orElseThrow()).matches("[0-9]{2}(0[1-9]|1[0-2])[0-3][0-9][0-9]{6}");
            assertThat(lamp.id().gateway().value()).matches("[0-9]{4}-[0-9]{4}-[0-9]{4}");
        });
        assertThat(town.gateways()).allSatisfy(gateway -> {
            String imei = gateway.ids().get("imei");
            assertThat(imei).matches("[0-9]{15}");
            assertThat(Imei.check(imei.substring(0, 14))).isEqualTo(imei.charAt(14) - '0');
        });
    }

    @Test
    void gatewaysServeAtMost250Lamps() {
        for (int lamps : new int[] {10, 1_000, 20_000}) {
            DemoTown town = DemoTown.of(1, lamps, NOW_MS);
            Map<GatewayId, Long> load =
                    town.lamps().stream().collect(groupingBy(lamp -> lamp.id().gateway(), counting()));
            assertThat(load.values()).allMatch(count -> count <= 250);
            assertThat(town.gateways()).map(g -> g.id()).containsExactlyInAnyOrderElementsOf(load.keySet());
        }
    }

    @Test
    void someLampsAreAwayAndSomeAreBroken() {
        DemoTown town = DemoTown.of(1, 1_000, NOW_MS);
        long away = town.lamps().stream().filter(lamp -> !lamp.available()).count();
        long broken = town.lamps().stream()
                .filter(lamp ->
                        !lamp.states().text("candelabra:ErrorTypesState").equals("[]"))
                .count();
        assertThat(away).isBetween(10L, 100L);
        assertThat(broken).isBetween(10L, 50L);
        assertThat(town.gateways()).filteredOn(g -> !g.alive()).hasSize(1);
        assertThat(town.lamps())
                .filteredOn(lamp -> town.gateways().stream()
                        .anyMatch(g -> !g.alive() && g.id().equals(lamp.id().gateway())))
                .isNotEmpty()
                .noneMatch(Device::available);
    }

    @Test
    void everythingBelongsTogether() {
        DemoTown town = DemoTown.of(1, 1_000, NOW_MS);
        DeviceType type = CatalogueFiles.load().find("candelabra:StreetLamp").orElseThrow();
        Set<String> areas = new HashSet<>();
        for (Resource resource : town.resources()) {
            if (resource instanceof Resource.Area area) {
                assertThat(area.parent()).as(area.id()).isIn(area.id().equals("town") ? Set.of("") : areas);
                areas.add(area.id());
            }
        }
        Set<String> known = new HashSet<>();
        town.lamps().forEach(lamp -> known.add(lamp.id().value()));
        assertThat(town.lamps()).allSatisfy(lamp -> {
            assertThat(areas).contains(lamp.area());
            assertThat(lamp.states()).allMatch(state -> type.has(state.name()));
            assertThat(DimmingPlan.parse(lamp.states().text("candelabra:DimmingPlanState")))
                    .isPresent();
        });
        assertThat(town.resources())
                .filteredOn(Resource.Group.class::isInstance)
                .isNotEmpty()
                .allSatisfy(resource ->
                        assertThat(((Resource.Group) resource).devices()).allMatch(d -> known.contains(d.value())));
    }

    @Test
    void polesStandInStreetsAndStreetsDiffer() {
        DemoTown town = DemoTown.of(1, 1_000, NOW_MS);
        Map<String, List<Device>> streets = town.lamps().stream().collect(groupingBy(Device::area));
        assertThat(streets).hasSizeGreaterThan(30);
        streets.values().forEach(street -> {
            for (int i = 1; i < street.size(); i++) {
                assertThat(metres(street.get(i - 1), street.get(i)))
                        .as("from pole to pole, across the street")
                        .isBetween(25.0, 35.0);
            }
            assertThat(street.stream().map(lamp -> lamp.states().text("candelabra:DimmingSchemeState")))
                    .as("one scheme in a street")
                    .containsOnly(street.getFirst().states().text("candelabra:DimmingSchemeState"));
        });
        assertThat(town.lamps())
                .extracting(lamp -> lamp.states().text("candelabra:DimmingSchemeState"))
                .contains("main road", "residential", "park");
        assertThat(town.resources())
                .filteredOn(Resource.Extra.class::isInstance)
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(town.resources())
                .filteredOn(Resource.Group.class::isInstance)
                .hasSize(3);
        long eyes = having(town, "candelabra:PassersByPerHour");
        long photocells = having(town, "candelabra:AmbientThresholdLux");
        assertThat(eyes).as("some streets see who goes by").isBetween(100L, 400L);
        assertThat(photocells).as("some see the sky").isBetween(50L, 250L);
        assertThat(town.lamps()).allSatisfy(lamp -> {
            assertThat(attribute(lamp, "candelabra:MeshHops")).isBetween(1.0, 8.0);
            assertThat(lamp.states().number("candelabra:RadioStrengthState")).isBetween(-105.0, -40.0);
        });
        assertThat(town.lamps())
                .extracting(lamp -> attribute(lamp, "candelabra:MeshHops"))
                .contains(1.0, 2.0, 3.0);
    }

    private static long having(DemoTown town, String attribute) {
        return town.lamps().stream()
                .filter(lamp -> !Double.isNaN(attribute(lamp, attribute)))
                .count();
    }

    private static double attribute(Device lamp, String name) {
        return lamp.attributes().stream()
                .filter(state -> state.name().equals(name))
                .mapToDouble(state -> state.value().asNumber())
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double metres(Device one, Device other) {
        double north = 111_320 * (attribute(one, "candelabra:Latitude") - attribute(other, "candelabra:Latitude"));
        double east = 111_320
                * Math.cos(Math.toRadians(52.04))
                * (attribute(one, "candelabra:Longitude") - attribute(other, "candelabra:Longitude"));
        return Math.hypot(north, east);
    }

    @Test
    void twoTownsShareNoId() {
        Set<String> ids = new HashSet<>();
        DemoTown.of("A", 35, 1, 1_000, NOW_MS)
                .lamps()
                .forEach(lamp -> ids.addAll(lamp.ids().values()));
        assertThat(DemoTown.of("B", 37, 1, 1_000, NOW_MS).lamps())
                .noneMatch(lamp -> lamp.ids().values().stream().anyMatch(ids::contains));
    }
}

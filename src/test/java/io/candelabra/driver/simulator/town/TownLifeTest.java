package io.candelabra.driver.simulator.town;

import static io.candelabra.driver.simulator.town.TownLane.HOUR_MS;
import static io.candelabra.driver.simulator.town.TownLane.MINUTE_MS;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candelabra.demo.DemoTown;
import io.candelabra.driver.HandLane;
import io.candelabra.driver.HandLane.Heard;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.model.Device;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The demo's town alive: the same seed makes the same nights, and a large town costs no more for each lamp than a small one. */
class TownLifeTest {
    /** One lane for each gateway of a town, with its lamps, one after the other. */
    private static void town(int lamps, long seed, Consumer<HandLane> drive) {
        DemoTown town = DemoTown.of(seed, lamps, HandLane.START_MS);
        Map<GatewayId, List<Device>> byGateway =
                town.lamps().stream().collect(groupingBy(lamp -> lamp.id().gateway(), LinkedHashMap::new, toList()));
        byGateway.forEach((gateway, members) -> {
            HandLane lane = new HandLane(
                    new SimulatorDriver(Liveliness.DEMO.withWeather(seed)),
                    seed ^ gateway.value().hashCode());
            members.forEach(lane::put);
            drive.accept(lane.start());
        });
    }

    @Test
    void oneSeedMakesOneTown() {
        List<List<Heard>> traces = new ArrayList<>();
        for (long seed : new long[] {7, 7, 8}) {
            List<Heard> trace = new ArrayList<>();
            town(200, seed, lane -> {
                lane.advance(6 * HOUR_MS);
                Device lamp = lane.devices().getFirst();
                if (lamp.available()) {
                    lane.send(lamp.id(), "setIntensity", Value.of(33), Value.of(30));
                }
                lane.advance(14 * HOUR_MS);
                trace.addAll(lane.heard());
            });
            traces.add(trace);
        }
        assertThat(traces.get(0)).hasSizeGreaterThan(8_000);
        assertThat(traces.get(1).equals(traces.get(0))).as("the same").isTrue();
        assertThat(traces.get(2).equals(traces.get(0))).as("another").isFalse();
    }

    @Test
    void eachModeIsSeenInANightAndADay() {
        Set<String> modes = new TreeSet<>();
        town(1_000, 1, lane -> {
            if (modes.size() < 3 && lane.devices().stream().anyMatch(TownLifeTest::watchesTheSky)) {
                // the weather of this seed has a storm in these days
                for (int day = 0; day < 8 && modes.size() < 3; day++) {
                    lane.advance(24 * HOUR_MS);
                    lane.heard().forEach(heard -> modes.addAll(modes(heard)));
                }
            }
        });
        assertThat(modes).contains("DIMSCHEME", "MOTION", "AMBIENT");
    }

    private static boolean watchesTheSky(Device lamp) {
        return lamp.attributes().stream().anyMatch(attribute -> attribute.name().equals(DarkDays.THRESHOLD));
    }

    private static List<String> modes(Heard heard) {
        return heard.report() instanceof Report.StatesSeen seen
                ? seen.states().stream()
                        .filter(state -> state.name().equals(TownLane.MODE))
                        .map(state -> state.value().asText())
                        .toList()
                : List.of();
    }

    /** The cost of a stretch of the evening: the number of lanes that wake, and of reports. */
    private record Cost(double wakings, double reports) {}

    private static Cost cost(int lamps) {
        LongAdder wakings = new LongAdder();
        LongAdder reports = new LongAdder();
        town(lamps, 1, lane -> {
            lane.advance(15 * MINUTE_MS);
            wakings.add(lane.tasksRun());
            reports.add(lane.heard().stream()
                    .filter(heard -> heard.report() instanceof Report.StatesSeen)
                    .count());
        });
        return new Cost(wakings.doubleValue() / lamps, reports.doubleValue() / lamps);
    }

    @Test
    void aLampCostsTheSameInATownOfAnySize() {
        Cost small = cost(1_000);
        Cost large = cost(100_000);
        assertThat(large.reports())
                .as("reports for each lamp")
                .isCloseTo(small.reports(), within(small.reports() * 0.2));
        assertThat(large.wakings())
                .as("wakings for each lamp")
                .isCloseTo(small.wakings(), within(small.wakings() * 0.2));
        assertThat(small.reports()).as("in a quarter of an hour of the night").isBetween(0.8, 2.5);
    }
}

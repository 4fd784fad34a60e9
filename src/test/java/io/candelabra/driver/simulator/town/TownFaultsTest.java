package io.candelabra.driver.simulator.town;

import static io.candelabra.driver.simulator.town.TownLane.DAY_MS;
import static io.candelabra.driver.simulator.town.TownLane.ERRORS;
import static io.candelabra.driver.simulator.town.TownLane.HOUR_MS;
import static io.candelabra.driver.simulator.town.TownLane.LEVEL;
import static io.candelabra.driver.simulator.town.TownLane.POWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.HandLane.Heard;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.model.Alert;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Things fail and are mended; lamps that are out of reach go on burning by their plan. */
class TownFaultsTest {
    private static final String ALL_DAY = "1234567=12:00@80,18:00@40";
    private static final double FAULTLESS_W = 1.2 + 60 * 0.8 * (1 + 0.06 * 0.2);

    private static HandLane town(Liveliness liveliness, long seed, int lamps, String plan) {
        HandLane lane = TownLane.of(liveliness, seed);
        for (int i = 0; i < lamps; i++) {
            TownLane.lamp(lane, "lamp" + i, plan);
        }
        return lane.start();
    }

    private static List<Report.AlertSeen> alerts(HandLane lane) {
        return lane.heard().stream()
                .map(Heard::report)
                .filter(Report.AlertSeen.class::isInstance)
                .map(Report.AlertSeen.class::cast)
                .toList();
    }

    @Test
    void everyKindOfFaultComesAndGoes() {
        // without life, so that years pass quickly
        HandLane lane = town(new Liveliness(false, true, 1), 3, 200, ALL_DAY);
        lane.advance(12 * 365 * DAY_MS);
        Map<String, Long> raised = alerts(lane).stream()
                .filter(Report.AlertSeen::raised)
                .collect(Collectors.groupingBy(seen -> seen.alert().kind(), Collectors.counting()));
        assertThat(raised)
                .containsOnlyKeys("BALLAST", "LAMP", "DIMMING", "LCM_NOT_RESPONDING", "GATEWAY_NOT_RESPONDING");
        assertThat(raised.get("BALLAST")).as("0.8 % of 200 a year").isBetween(8L, 32L);
        assertThat(raised.get("LAMP")).isBetween(1L, 14L);
        assertThat(raised.get("DIMMING")).isBetween(1L, 14L);
        assertThat(raised.get("GATEWAY_NOT_RESPONDING")).as("every 20 days").isBetween(150L, 290L);
        Map<String, Integer> open = new HashMap<>();
        for (Report.AlertSeen seen : alerts(lane)) {
            String key = seen.alert().subject() + " " + seen.alert().kind();
            int now = open.merge(key, seen.raised() ? 1 : -1, Integer::sum);
            assertThat(now).as(key).isBetween(0, 1);
        }
        assertThat(open.values().stream().filter(count -> count == 1).count())
                .as("what is out of order now")
                .isLessThan(25);
    }

    @Test
    void whoIsAwayIsSaidOnceAndComesBack() {
        HandLane lane = town(new Liveliness(false, true, 1), 8, 120, ALL_DAY);
        lane.advance(4 * 365 * DAY_MS);
        Set<DeviceId> away = new HashSet<>();
        int most = 0;
        for (Heard heard : lane.heard()) {
            if (heard.report() instanceof Report.AvailabilitySeen seen) {
                assertThat(seen.available() ? away.remove(seen.device()) : away.add(seen.device()))
                        .isTrue();
                most = Math.max(most, away.size());
            }
        }
        assertThat(most).as("with the gateway all are away").isEqualTo(120);
        assertThat(away).as("at the end").hasSizeLessThan(20);
    }

    @Test
    void aCutCableTakesNeighboursAndTheyNeitherBurnNorCount() {
        HandLane lane = town(new Liveliness(true, true, 1, 400), 4, 100, ALL_DAY);
        int cuts = 0;
        for (int hour = 0; hour < 24 * 60 && cuts == 0; hour++) {
            int before = lane.heard().size();
            long beforeMs = lane.nowMs();
            Map<DeviceId, Double> burnt = hours(lane);
            lane.advance(HOUR_MS);
            List<DeviceId> lost = lane.heard().subList(before, lane.heard().size()).stream()
                    .collect(Collectors.groupingBy(Heard::atMs))
                    .values()
                    .stream()
                    .map(TownFaultsTest::lostTogether)
                    .filter(together -> together.size() >= 30 && together.size() <= 80)
                    .findFirst()
                    .orElse(List.of());
            if (!lost.isEmpty()) {
                cuts++;
                List<Integer> numbers = lost.stream()
                        .map(id -> Integer.parseInt(id.address().substring(4)))
                        .toList();
                assertThat(numbers.getLast() - numbers.getFirst())
                        .as("neighbours")
                        .isLessThan(TownFaults.FEEDER_LAMPS);
                assertThat(alerts(lane))
                        .filteredOn(seen -> seen.alert().subject().equals(Alert.Subject.of(lost.getFirst())))
                        .extracting(seen -> seen.alert().kind())
                        .contains("LCM_NOT_RESPONDING");
                lane.advance(DAY_MS);
                double passed = (lane.nowMs() - beforeMs) / (double) HOUR_MS;
                Map<DeviceId, Double> after = hours(lane);
                assertThat(lost)
                        .as("they were dark for hours")
                        .allMatch(lamp -> after.get(lamp) - burnt.get(lamp) < passed - 0.7);
                assertThat(after.keySet())
                        .filteredOn(lamp -> !lost.contains(lamp))
                        .as("others were not")
                        .anyMatch(lamp -> after.get(lamp) - burnt.get(lamp) > passed - 0.4);
            }
        }
        assertThat(cuts).isEqualTo(1);
    }

    private static Map<DeviceId, Double> hours(HandLane lane) {
        Map<DeviceId, Double> hours = new HashMap<>();
        lane.devices().forEach(lamp -> hours.put(lamp.id(), lamp.states().number(TownLane.HOURS)));
        return hours;
    }

    private static List<DeviceId> lostTogether(List<Heard> together) {
        boolean gateway = together.stream().anyMatch(heard -> heard.report() instanceof Report.GatewaySeen);
        return gateway
                ? List.of()
                : together.stream()
                        .map(Heard::report)
                        .filter(report -> report instanceof Report.AvailabilitySeen seen && !seen.available())
                        .map(report -> ((Report.AvailabilitySeen) report).device())
                        .toList();
    }

    @Test
    void whatIsBrokenShowsInLevelAndPowerUntilItIsMended() {
        HandLane lane = TownLane.of(new Liveliness(true, true, 1, 0.000_001), 1);
        DeviceId well = TownLane.lamp(lane, "well", ALL_DAY);
        DeviceId lamp = broken(lane, "LAMP");
        DeviceId ballast = broken(lane, "BALLAST");
        DeviceId dimmer = broken(lane, "DIMMING");
        lane.start();
        lane.advance(13 * HOUR_MS);
        assertThat(lane.number(well, LEVEL)).isEqualTo(80);
        assertThat(lane.number(well, POWER)).isCloseTo(FAULTLESS_W, within(0.06));
        assertThat(lane.number(lamp, LEVEL)).isZero();
        assertThat(lane.number(lamp, POWER)).isEqualTo(1.2);
        assertThat(lane.number(ballast, LEVEL)).isZero();
        assertThat(lane.number(ballast, POWER)).isEqualTo(0.8);
        assertThat(lane.number(dimmer, LEVEL)).isEqualTo(100);
        assertThat(lane.number(dimmer, POWER)).isEqualTo(61.2);
        TownLane.override(lane, lamp, 30, 0);
        TownLane.override(lane, dimmer, 30, 0);
        lane.advance(30_000);
        assertThat(lane.number(lamp, LEVEL)).isZero();
        assertThat(lane.value(lamp, TownLane.OVERRIDE)).as("what was wanted").isEqualTo("[30,30,30,30]");
        assertThat(lane.number(dimmer, LEVEL)).isEqualTo(100);
        double burnt = lane.number(lamp, TownLane.HOURS);
        lane.advance(60 * DAY_MS);
        for (DeviceId mended : List.of(lamp, ballast, dimmer)) {
            assertThat(lane.value(mended, ERRORS)).isEqualTo("[]");
        }
        assertThat(lane.number(lamp, LEVEL)).as("the override still stands").isEqualTo(30);
        assertThat(lane.number(lamp, POWER)).isCloseTo(1.2 + 18 * 1.042, within(0.06));
        assertThat(lane.number(lamp, TownLane.HOURS)).isGreaterThan(burnt + 24);
        assertThat(lane.number(dimmer, LEVEL)).isEqualTo(30);
        assertThat(alerts(lane))
                .filteredOn(seen -> !seen.raised())
                .extracting(seen -> seen.alert().kind())
                .contains("LAMP", "BALLAST", "DIMMING");
    }

    private static DeviceId broken(HandLane lane, String kind) {
        DeviceId id = TownLane.lamp(lane, kind, ALL_DAY);
        lane.put(lane.device(id)
                .orElseThrow()
                .withStates(lane.device(id)
                        .orElseThrow()
                        .states()
                        .with(List.of(TownLane.array(ERRORS, "[\"" + kind + "\"]")))));
        return id;
    }

    @Test
    void aLampThatIsAwayKeepsItsPlanAndTellsWhenItIsBack() {
        HandLane lane = TownLane.of(new Liveliness(true, true, 1, 0.000_001), 6);
        DeviceId there = TownLane.lamp(lane, "there", ALL_DAY);
        DeviceId lost = TownLane.lamp(lane, "lost", ALL_DAY);
        lane.put(lane.device(lost).orElseThrow().withAvailable(false));
        lane.start();
        long back = 0;
        while (!lane.device(lost).orElseThrow().available()) {
            assertThat(lane.told(lost, LEVEL)).isEmpty();
            lane.advance(60_000);
            back = lane.nowMs();
        }
        assertThat(back - HandLane.START_MS).as("it was away for a while").isGreaterThan(HOUR_MS);
        lane.advance(HOUR_MS);
        for (String state : List.of(LEVEL, POWER, TownLane.MODE)) {
            assertThat(lane.value(lost, state)).as(state).isEqualTo(lane.value(there, state));
        }
        for (String counter : List.of(TownLane.ENERGY, TownLane.HOURS)) {
            assertThat(lane.number(lost, counter)).as(counter).isCloseTo(lane.number(there, counter), within(15.0));
            assertThat(lane.number(lost, counter)).as(counter).isGreaterThan(1_000);
        }
    }

    @Test
    void aMastThatIsHitLeansUntilItIsSetUpAgain() {
        HandLane lane = town(new Liveliness(false, true, 1, 10), 2, 40, ALL_DAY);
        lane.advance(4 * 365 * DAY_MS);
        Set<DeviceId> leant = new HashSet<>();
        for (Heard heard : lane.heard()) {
            if (heard.report() instanceof Report.StatesSeen seen) {
                for (State state : seen.states()) {
                    if (state.name().equals("candelabra:TiltAngleState")
                            && state.value().asNumber() > 5) {
                        assertThat(state.value().asNumber()).isBetween(5.0, 60.0);
                        leant.add(seen.device());
                    }
                }
            }
        }
        assertThat(leant).isNotEmpty().hasSizeLessThan(40);
        assertThat(leant).anyMatch(lamp -> lane.number(lamp, "candelabra:TiltAngleState") < 5);
    }

    @Test
    void alertsNameTheirThing() {
        HandLane lane = town(new Liveliness(false, true, 1), 3, 50, ALL_DAY);
        lane.advance(365 * DAY_MS);
        assertThat(alerts(lane)).isNotEmpty().allSatisfy(seen -> {
            Alert alert = seen.alert();
            assertThat(alert.subject())
                    .satisfies(subject -> assertThat(subject.equals(Alert.Subject.of(HandLane.GATEWAY)))
                            .isEqualTo(alert.kind().equals("GATEWAY_NOT_RESPONDING")));
        });
    }
}

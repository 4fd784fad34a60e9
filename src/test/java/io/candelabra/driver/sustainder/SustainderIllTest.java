package io.candelabra.driver.sustainder;

import static io.candelabra.driver.DriverContract.alive;
import static io.candelabra.driver.DriverContract.found;
import static io.candelabra.driver.DriverContract.reports;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.JobKind;
import io.candelabra.model.Phase;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A layer that is ill with one thing: the rest of the town goes on, and it is not stormed. */
class SustainderIllTest {
    private static final String ONE = LayerLane.ONE;
    private static final DeviceId LAMP = LayerLane.LAMP;
    private static final String POWER = "core:ElectricPowerConsumptionState";

    private final FakeBrokerage layer = LayerLane.layer();

    private static DeviceId lamp(int number) {
        return HandLane.id("sustainder", Long.toString(160_524_000_000L + number));
    }

    private static Step dim(HandLane lane, DeviceId lamp, int level) {
        return lane.step(lamp, "setIntensity", Value.of(level));
    }

    // ---- one bad record ----

    @Test
    void aPageThatIsReadForAnOrderTakesNoLampOutOfTheRound() {
        layer.pageSize = 5;
        HandLane lane = LayerLane.town(layer, 23);
        for (int round = 0; round < 40; round++) {
            for (int number = 1; number <= 5; number++) {
                lane.send(dim(lane, lamp(number), round % 100));
            }
            lane.advance(3_700);
        }
        assertThat(layer.asked).contains("GET /lcms?page=1&application_artkey=35");
        assertThat(lane.devices()).hasSize(23).allMatch(Device::available);
        assertThat(reports(lane, Report.AvailabilitySeen.class)).isEmpty();
    }

    @Test
    void aLampThatMakesTheLayerIllFailsItsOwnOrderAlone() {
        for (String answer : List.of("", "no JSON", "[]")) {
            layer.ill.clear();
            HandLane lane = LayerLane.town(layer, 3);
            layer.ill.put("GET /lcms/" + ONE, answer);
            layer.mute = true;
            Step step = dim(lane, LAMP, 40);
            lane.send(step);
            lane.advance(5_000);
            layer.mute = false;
            Step other = dim(lane, lamp(2), 30);
            lane.send(other);
            lane.advance(LcmOrders.SHOW_MS + 30_000);
            assertThat(lane.failure(step.ref())).as(answer).contains(Failure.NO_ANSWER);
            assertThat(lane.phases(other.ref())).as(answer).containsExactly(Phase.COMPLETED);
            assertThat(alive(lane)).containsExactly(true);
        }
    }

    @Test
    void aPageThatIsIllLeavesItsLampsAsTheyAreAndTheOthersGoOn() {
        layer.pageSize = 5;
        HandLane lane = LayerLane.town(layer, 23);
        layer.ill.put("GET /lcms?page=3", "");
        lane.advance(60_000);
        layer.put("160524000023", "latest_power_watt", 77);
        layer.put("160524000012", "latest_power_watt", 78);
        lane.advance(60_000);
        assertThat(lane.number(lamp(23), POWER)).isEqualTo(77);
        assertThat(lane.number(lamp(12), POWER)).isEqualTo(5.8);
        assertThat(reports(lane, Report.AvailabilitySeen.class)).isEmpty();
        assertThat(lane.heard().toString()).contains("a page of the layer's list of lamps cannot be read");
        lane.job(HandLane.job("job", JobKind.REFRESH.name(), Map.of()));
        lane.advance(20_000);
        assertThat(reports(lane, Report.JobSeen.class)).singleElement().satisfies(seen -> {
            assertThat(seen.failure()).isEqualTo(Failure.OTHER);
            assertThat(seen.detail()).contains("could not be read");
        });
        layer.ill.clear();
        lane.advance(30_000);
        assertThat(lane.number(lamp(12), POWER)).isEqualTo(78);
        assertThat(alive(lane)).containsExactly(true);
    }

    @Test
    void aSideListThatIsIllHoldsUpNoLamp() {
        for (String list : List.of("GET /gateways", "GET /nodes", "GET /dimming-schemes")) {
            layer.ill.clear();
            layer.ill.put(list, "");
            HandLane lane = LayerLane.town(layer, 2);
            lane.advance(20_000);
            assertThat(found(lane)).as(list).hasSize(2);
            found(lane).forEach(lane::put);
            lane.devicesChanged();
            assertThat(alive(lane)).as(list).containsExactly(true);
            layer.ill.clear();
            layer.ill.put(list, "garbage");
            layer.put(ONE, "latest_power_watt", 33);
            lane.advance(7 * 3_600_000L);
            assertThat(lane.number(LAMP, POWER)).as(list).isEqualTo(33);
            assertThat(alive(lane)).as(list).containsExactly(true);
            layer.put(ONE, "latest_power_watt", "5.8");
        }
    }

    @Test
    void theSunIsThatOfAGatewayThatIsThereAndTellsIt() {
        layer.gateways.addFirst(Map.of("gateway_id", "7", "gateway_status", "online"));
        layer.ill.put("GET /gateways/7/", "");
        HandLane lane = LayerLane.town(layer, 1);
        lane.advance(30_000);
        assertThat(lane.number(LAMP, "core:LightIntensityState")).as("by night").isEqualTo(100);
        layer.gateways.clear();
        layer.gateways.add(Map.of("gateway_id", "8", "gateway_status", "online"));
        lane.advance(120_000);
        assertThat(layer.count("GET /gateways/8/sunsetsunrise")).isEqualTo(1);
    }

    // ---- orders ----

    @Test
    void anAnswerThatTellsNoLampsHasTakenAllOfThem() {
        HandLane lane = LayerLane.town(layer, 1);
        layer.put(ONE, "lighting_mode", "OVERRIDE");
        layer.put(ONE, "override_light_level", List.of(40, 40, 40, 40));
        for (String answer : List.of("\"ok\"", "[]", "done", "{\"status\":\"accepted\"}")) {
            layer.ill.put("POST /lcms/functions", answer);
            Step step = dim(lane, LAMP, 40);
            lane.send(step);
            lane.advance(5_000);
            assertThat(lane.phases(step.ref())).as(answer).containsExactly(Phase.COMPLETED);
        }
        assertThat(alive(lane)).containsExactly(true);
    }

    @Test
    void anOrderThatMakesTheLayerIllSpoilsNoOther() {
        HandLane lane = LayerLane.town(layer, 50);
        layer.lamp("ill");
        List<Step> good = new ArrayList<>();
        for (Device lamp : lane.devices()) {
            good.add(dim(lane, lamp.id(), 20));
        }
        Step bad = dim(lane, HandLane.id("sustainder", "ill"), 20);
        good.subList(0, 25).forEach(lane::send);
        lane.send(bad);
        good.subList(25, 50).forEach(lane::send);
        int before = layer.asked.size();
        lane.advance(60_000);
        assertThat(good).allSatisfy(step -> assertThat(lane.phases(step.ref())).containsExactly(Phase.COMPLETED));
        assertThat(lane.failure(bad.ref())).contains(Failure.OTHER);
        assertThat(layer.asked.size() - before).isLessThan(120);
        assertThat(alive(lane)).containsExactly(true);
    }

    @Test
    void anOrderThatWasTakenIsAskedAboutAfterTheLayerWasLeftAlone() {
        HandLane lane = LayerLane.town(layer, 1);
        Step step = dim(lane, LAMP, 40);
        lane.send(step);
        lane.advance(100);
        assertThat(layer.count("POST /lcms/functions/direct-control")).isEqualTo(1);
        layer.status = 429;
        layer.headers = Map.of("retry-after", "200");
        lane.advance(150_000);
        layer.status = 0;
        assertThat(lane.phases(step.ref())).isEmpty();
        lane.advance(60_000);
        assertThat(lane.phases(step.ref())).containsExactly(Phase.COMPLETED);
    }

    @Test
    void aLampThatShowsNothingKeepsNoOtherWaiting() {
        HandLane lane = LayerLane.town(layer, 40);
        layer.mute = true;
        for (int number = 1; number <= 2; number++) {
            lane.send(dim(lane, lamp(number), 40));
        }
        lane.advance(500);
        layer.mute = false;
        int before = layer.asked.size();
        for (int second = 0; second < 30; second++) {
            lane.send(dim(lane, lamp(20), second));
            lane.advance(50);
        }
        List<String> asked = List.copyOf(layer.asked.subList(before, layer.asked.size()));
        assertThat(asked).anyMatch(one -> one.startsWith("GET /lcms/160524000001"));
        assertThat(asked).anyMatch(one -> one.startsWith("GET /lcms/160524000002"));
        lane.advance(5_000);
        layer.put("160524000033", "latest_power_watt", 9);
        lane.advance(15_000);
        assertThat(lane.number(lamp(33), POWER)).as("nor is the round").isEqualTo(9);
    }

    // ---- pace ----

    @Test
    void aLayerThatIsIllIsLeftAloneLongerEachTimeAndThenGivenUp() {
        HandLane lane = LayerLane.town(layer, 1);
        layer.status = 502;
        int before = layer.asked.size();
        for (int i = 0; i < 10; i++) {
            lane.send(dim(lane, LAMP, i));
        }
        assertThatThrownBy(() -> lane.advance(60_000))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("502");
        assertThat(alive(lane)).containsExactly(true, false);
        assertThat(layer.asked.size() - before).isLessThan(6);
    }

    @Test
    void aLoginThatWasRefusedIsNotTriedAgainBeforeItChanges() {
        layer.password = "another";
        HandLane lane = LayerLane.on(layer, 1);
        assertThatThrownBy(lane::start).hasCauseInstanceOf(CannotServe.class);
        for (int minute = 0; minute < 600; minute++) {
            assertThatThrownBy(() -> lane.restart(new SustainderDriver(settings -> layer), 60_000))
                    .cause()
                    .hasMessageContaining("it is tried again when they change");
        }
        assertThat(layer.count("POST /auth/jwt/")).isEqualTo(1);
        layer.password = "changed";
        lane.withSecret("password", "changed");
        lane.restart(new SustainderDriver(settings -> layer), 60_000);
        assertThat(alive(lane)).endsWith(true);
        assertThat(lane.kept("refused")).isEmpty();
    }

    @Test
    void anAccountThatIsPutRightAtTheLayerIsLetInSomeDay() {
        layer.password = "another";
        HandLane lane = LayerLane.on(layer, 1);
        assertThatThrownBy(lane::start).hasCauseInstanceOf(CannotServe.class);
        layer.password = "right";
        lane.restart(new SustainderDriver(settings -> layer), LoginMemory.AGAIN_MS);
        assertThat(alive(lane)).endsWith(true);
    }

    @Test
    void aLampWithoutANodeDoesNotHaveAllNodesReadAllTheTime() {
        layer.pageSize = 5;
        layer.nodeless.add(ONE);
        HandLane lane = LayerLane.town(layer, 23);
        lane.advance(10 * 60_000);
        long before = layer.count("GET /nodes");
        lane.advance(60 * 60_000);
        assertThat(layer.count("GET /nodes")).isEqualTo(before);
        layer.lamp("160524000099");
        lane.advance(20_000);
        lane.put(found(lane).getLast());
        lane.devicesChanged();
        lane.advance(10 * 60_000);
        assertThat(layer.count("GET /nodes")).as("one that is new is").isGreaterThan(before);
        assertThat(lane.value(lamp(99), "core:NameState")).isEqualTo("Lamp 160524000099");
    }

    // ---- whose doing ----

    @Test
    void whatOthersDoIsNotTheDoingOfAStepThatWaitsOrReads() {
        HandLane lane = LayerLane.town(layer, 1);
        layer.put(ONE, "status", "offline");
        Step waits = lane.step(LAMP, "setMaxLevels", new Value.Tree("[50]"));
        lane.send(waits);
        lane.advance(20_000);
        layer.put(ONE, "lighting_mode", "OVERRIDE");
        layer.put(ONE, "override_light_level", List.of(20, 20, 20, 20));
        lane.send(lane.step(LAMP, "refreshState"));
        lane.advance(20_000);
        layer.put(ONE, "latest_energy_kwh", 400);
        layer.back(ONE);
        lane.advance(20_000);
        List<Report.StatesSeen> told = reports(lane, Report.StatesSeen.class);
        assertThat(told.stream().filter(seen -> seen.toString().contains("LightIntensity")))
                .isNotEmpty()
                .allMatch(seen -> seen.step().isEmpty());
        assertThat(told.stream().filter(seen -> seen.toString().contains("EnergyConsumption")))
                .isNotEmpty()
                .allMatch(seen -> seen.step().isEmpty());
        assertThat(told.stream().filter(seen -> seen.toString().contains("MaxLevels")))
                .isNotEmpty()
                .allMatch(seen -> seen.step().equals(Optional.of(waits.ref())));
    }
}

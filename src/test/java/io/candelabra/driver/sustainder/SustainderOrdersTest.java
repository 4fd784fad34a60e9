package io.candelabra.driver.sustainder;

import static io.candelabra.driver.DriverContract.alive;
import static io.candelabra.driver.DriverContract.found;
import static io.candelabra.driver.DriverContract.reports;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.JobKind;
import io.candelabra.model.Phase;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the driver asks of a layer: orders that end once, at a pace that the layer bears, and rounds of many lamps. */
class SustainderOrdersTest {
    private static final String INTENSITY = "core:LightIntensityState";
    private static final String ONE = LayerLane.ONE;
    private static final DeviceId LAMP = LayerLane.LAMP;

    private final FakeBrokerage layer = LayerLane.layer();

    private static Step slow(HandLane lane) {
        return lane.step(LAMP, "setMaxLevels", new Value.Tree("[50,50,50,50]"));
    }

    private static Step quick(HandLane lane) {
        return lane.step(LAMP, "setIntensity", Value.of(40));
    }

    // ---- what it wants ----

    @Test
    void aLayerThatWantsToBeLeftAloneIs() {
        HandLane lane = LayerLane.town(layer, 1);
        layer.status = 429;
        layer.headers = Map.of("retry-after", "70");
        lane.advance(15_000);
        int before = layer.asked.size();
        Step step = quick(lane);
        assertThat(lane.send(step)).isEqualTo(Transmission.ACCEPTED);
        lane.advance(50_000);
        assertThat(layer.asked).hasSize(before);
        layer.status = 0;
        lane.advance(30_000);
        assertThat(lane.phases(step.ref())).containsExactly(Phase.COMPLETED);
        assertThat(alive(lane)).containsExactly(true);
    }

    @Test
    void whoWaitsTooLongIsToldSoAndTheTimeGrowsWhereNoneIsSaid() {
        HandLane lane = LayerLane.town(layer, 1);
        layer.status = 429;
        lane.advance(15_000);
        int before = layer.asked.size();
        Step step = quick(lane);
        lane.send(step);
        lane.advance(LcmOrders.WAIT_MS + 1_000);
        assertThat(lane.failure(step.ref())).contains(Failure.BUSY);
        assertThat(layer.asked.size() - before).isBetween(2, 8);
    }

    /** Too many wrong passwords of somebody else, say. */
    @Test
    void oneThatDoesNotLetUsInYetDoesNotAnswerYet() {
        HandLane lane = LayerLane.on(layer, 1);
        layer.status = 429;
        layer.headers = Map.of("retry-after", "60");
        lane.start();
        assertThat(alive(lane)).containsExactly(false);
        lane.advance(59_000);
        assertThat(layer.asked).hasSize(1);
        layer.status = 0;
        lane.advance(5_000);
        assertThat(alive(lane)).containsExactly(false, true);
        assertThat(found(lane)).hasSize(1);
    }

    // ---- commands ----

    @Test
    void ordersThatComeTogetherGoTogether() {
        HandLane lane = LayerLane.town(layer, 300);
        int before = layer.asked.size();
        List<Step> steps = new ArrayList<>();
        for (Device lamp : lane.devices()) {
            steps.add(lane.step(lamp.id(), "setIntensity", Value.of(30)));
        }
        steps.forEach(lane::send);
        lane.advance(5_000);
        assertThat(steps).allSatisfy(step -> assertThat(lane.phases(step.ref())).containsExactly(Phase.COMPLETED));
        assertThat(layer.count("POST /lcms/functions/direct-control")).isEqualTo(1);
        assertThat(layer.asked.size() - before).as("read by pages").isLessThan(20);
    }

    @Test
    void everyCommandIsAsTheLayerTakesIt() {
        HandLane lane = LayerLane.town(layer, 1);
        Map<String, List<Value>> commands = new TreeMap<>(Map.of(
                "on", List.of(),
                "setOverride", List.of(Value.of(1), Value.of(2), Value.of(3), Value.of(4), Value.of(10)),
                "clearOverride", List.of(),
                "previewLevels", List.of(Value.of(1), Value.of(2), Value.of(3), Value.of(4)),
                "setMaxLevels", List.of(new Value.Tree("[80]")),
                "setDimmingScheme", List.of(Value.of("Own"), Value.of("67=sunset-5@90,22:00@40,sunrise+0@0")),
                "setName", List.of(Value.of("New")),
                "setGroup", List.of(Value.of("28")),
                "refreshState", List.of()));
        commands.forEach((name, parameters) -> {
            Step step = lane.step(LAMP, name, parameters.toArray(Value[]::new));
            Transmission answer = lane.send(step);
            lane.advance(5_000);
            if (!answer.equals(Transmission.DONE)) {
                assertThat(lane.phases(step.ref())).as(name).containsExactly(Phase.COMPLETED);
            }
        });
        assertThat(layer.bodies)
                .contains(
                        Map.of(
                                "override",
                                List.of(Map.of("lcm_id", ONE, "override", List.of(1L, 2L, 3L, 4L), "duration", 10L)),
                                "application_artkey",
                                35L),
                        Map.of("lcm_ids", List.of(ONE), "application_artkey", 35L),
                        Map.of(
                                "light_levels",
                                List.of(Map.of("lcm_id", ONE, "light_levels", List.of(80L, 80L, 80L, 80L))),
                                "queue_when_offline",
                                false,
                                "application_artkey",
                                35L),
                        Map.of(
                                "lcms",
                                List.of(Map.of("lcm_id", ONE, "calendar_name", "Own")),
                                "queue_when_offline",
                                false,
                                "calendars",
                                List.of(Map.of(
                                        "calendar_name",
                                        "Own",
                                        "dimming_scheme_rules",
                                        List.of(Map.of(
                                                "dimming_scheme_name",
                                                "night 1",
                                                "days",
                                                List.of("SATURDAY", "SUNDAY"))))),
                                "dimming_schemes",
                                List.of(Map.of(
                                        "dimming_scheme_name",
                                        "night 1",
                                        "steps",
                                        List.of(
                                                Map.of("light_level", 90L, "sunset", "-5"),
                                                Map.of("light_level", 40L, "time", "22:00"),
                                                Map.of("light_level", 0L, "sunrise", "0")))),
                                "application_artkey",
                                35L),
                        Map.of("name", "New", "application_artkey", 35L));
        assertThat(layer.asked).contains("PATCH /nodes/n" + ONE);
        assertThat(lane.value(LAMP, "candelabra:DimmingPlanState")).isEqualTo("67=sunset-5@90,22:00@40,sunrise+0@0");
        assertThat(lane.value(LAMP, "core:NameState")).isEqualTo("New");
        assertThat(lane.value(LAMP, "candelabra:GroupState")).isEqualTo("28");
    }

    @Test
    void parametersThatAreNoneAreRefusedHere() {
        HandLane lane = LayerLane.town(layer, 1);
        for (Step step : List.of(
                lane.step(LAMP, "setIntensity", Value.of(101)),
                lane.step(LAMP, "setIntensity"),
                lane.step(LAMP, "setOverride", Value.of(1)),
                lane.step(LAMP, "setMaxLevels", new Value.Tree("[1,2]")),
                lane.step(LAMP, "setMaxLevels", Value.of("all")),
                lane.step(LAMP, "setDimmingScheme", Value.of("x"), Value.of("no plan")),
                lane.step(LAMP, "setDimmingScheme"),
                lane.step(LAMP, "setName", Value.of(" ")))) {
            assertThat(lane.send(step)).as("%s", step).isEqualTo(new Transmission.Failed(Failure.BAD_PARAMETER));
        }
        Step elsewhere = lane.step(HandLane.id("io", "lamp"), "on");
        assertThat(lane.send(elsewhere)).isEqualTo(new Transmission.Failed(Failure.NO_ANSWER));
        assertThat(lane.send(lane.step(LAMP, "setPoleNumber", Value.of("7"))))
                .isEqualTo(new Transmission.Failed(Failure.UNKNOWN_COMMAND));
    }

    @Test
    void oneBadOrderSpoilsNoOther() {
        HandLane lane = LayerLane.town(layer, 3);
        Step bad = lane.step(HandLane.id("sustainder", "bad"), "on");
        List<Step> good =
                lane.devices().stream().map(lamp -> lane.step(lamp.id(), "on")).toList();
        layer.lamp("bad");
        lane.send(good.getFirst());
        lane.send(bad);
        good.stream().skip(1).forEach(lane::send);
        lane.advance(10_000);
        assertThat(lane.failure(bad.ref())).isPresent();
        assertThat(good).allSatisfy(step -> assertThat(lane.phases(step.ref())).containsExactly(Phase.COMPLETED));
    }

    @Test
    void aLampThatIsAwayFailsWhatIsForNowAndKeepsWhatIsToStay() {
        HandLane lane = LayerLane.town(layer, 1);
        layer.put(ONE, "status", "offline");
        Step now = quick(lane);
        lane.send(now);
        Step stays = slow(lane);
        lane.send(stays);
        lane.advance(10_000);
        assertThat(lane.failure(now.ref())).contains(Failure.NO_ANSWER);
        lane.advance(5 * 3_600_000);
        assertThat(lane.phases(stays.ref())).as("it waits at the layer").isEmpty();
        layer.back(ONE);
        lane.advance(30_000);
        assertThat(lane.phases(stays.ref())).containsExactly(Phase.COMPLETED);
        assertThat(lane.value(LAMP, "candelabra:MaxLevelsState")).isEqualTo("[50,50,50,50]");
    }

    /** Its document has shown the name of its scheme since before. */
    @Test
    void aLampThatIsAwayHasDoneNothing() {
        layer.put(ONE, "dimming_calendar_name", "Own");
        HandLane lane = LayerLane.town(layer, 1);
        layer.put(ONE, "status", "offline");
        Step stays = lane.step(LAMP, "setDimmingScheme", Value.of("Own"), Value.of("67=sunset-5@90,sunrise+0@0"));
        lane.send(stays);
        lane.advance(60_000);
        assertThat(lane.phases(stays.ref())).isEmpty();
        layer.back(ONE);
        lane.advance(LcmWalk.ROUND_MS + 3_000);
        assertThat(lane.phases(stays.ref())).containsExactly(Phase.COMPLETED);
    }

    /** Each keeps a place of its gateway's window: a hundred lamps without power would stop the whole town for a day. */
    @Test
    void fewSettingsWaitAtTheLayerAtATime() {
        HandLane lane = LayerLane.town(layer, 100);
        layer.lamps.keySet().forEach(lamp -> layer.put(lamp, "status", "offline"));
        List<Step> steps = lane.devices().stream()
                .map(lamp -> lane.step(lamp.id(), "setMaxLevels", new Value.Tree("[70]")))
                .toList();
        steps.forEach(lane::send);
        lane.advance(5_000);
        assertThat(steps.stream().filter(step -> lane.phases(step.ref()).isEmpty()))
                .hasSize(LcmOrders.MOST_QUEUED);
        assertThat(steps.stream().filter(step -> lane.failure(step.ref()).equals(Optional.of(Failure.NO_ANSWER))))
                .hasSize(100 - LcmOrders.MOST_QUEUED);
        layer.lamps.keySet().forEach(layer::back);
        lane.advance(LcmWalk.ROUND_MS + 3_000);
        assertThat(steps).allSatisfy(step -> assertThat(lane.phases(step.ref())).hasSize(1));
    }

    @Test
    void aSettingThatWaitsForADayHasTimedOut() {
        HandLane lane = LayerLane.town(layer, 1);
        layer.put(ONE, "status", "offline");
        Step stays = slow(lane);
        lane.send(stays);
        lane.advance(24 * 3_600_000L);
        assertThat(lane.failure(stays.ref())).contains(Failure.TIMED_OUT);
    }

    @Test
    void aLampThatShowsNothingHasNotAnswered() {
        HandLane lane = LayerLane.town(layer, 1);
        layer.mute = true;
        Step step = quick(lane);
        lane.send(step);
        lane.advance(LcmOrders.SHOW_MS - 1_000);
        assertThat(lane.phases(step.ref())).isEmpty();
        assertThat(layer.count("GET /lcms/" + ONE)).isBetween(10L, 30L);
        lane.advance(3_000);
        assertThat(lane.failure(step.ref())).contains(Failure.NO_ANSWER);
    }

    @Test
    void aLaterOrderOfTheSameKindTakesOver() {
        HandLane lane = LayerLane.town(layer, 1);
        Step first = lane.step(LAMP, "setIntensity", Value.of(10));
        Step second = lane.step(LAMP, "clearOverride");
        Step third = lane.step(LAMP, "setIntensity", Value.of(30));
        lane.send(first);
        lane.advance(200);
        lane.send(second);
        lane.send(third);
        lane.advance(5_000);
        assertThat(lane.failure(first.ref())).contains(Failure.SUPERSEDED);
        assertThat(lane.failure(second.ref())).contains(Failure.SUPERSEDED);
        assertThat(lane.phases(third.ref())).containsExactly(Phase.COMPLETED);
        assertThat(lane.number(LAMP, INTENSITY)).isEqualTo(30);
    }

    @Test
    void aLayerThatIsIllForAMomentIsAskedAgain() {
        HandLane lane = LayerLane.town(layer, 1);
        Step step = quick(lane);
        layer.status = 500;
        lane.send(step);
        lane.advance(100);
        layer.status = 0;
        lane.advance(20_000);
        assertThat(lane.phases(step.ref())).containsExactly(Phase.COMPLETED);
        assertThat(alive(lane)).containsExactly(true);
    }

    // ---- long work, and many lamps ----

    @Test
    void aRefreshIsOneWholeRound() {
        HandLane lane = LayerLane.town(layer, 450);
        layer.put("160524000400", "latest_power_watt", 77);
        lane.job(HandLane.job("job", JobKind.REFRESH.name(), Map.of()));
        lane.job(HandLane.job("next", JobKind.AVAILABILITY.name(), Map.of()));
        lane.advance(1_500);
        assertThat(reports(lane, Report.JobSeen.class))
                .extracting(Report.JobSeen::job)
                .containsExactly("job", "next");
        assertThat(lane.number(HandLane.id("sustainder", "160524000400"), "core:ElectricPowerConsumptionState"))
                .isEqualTo(77);
        assertThat(reports(lane, Report.JobProgress.class)).isNotEmpty();
    }

    @Test
    void aDiscoverySaysHowManyItFound() {
        HandLane lane = LayerLane.town(layer, 1);
        layer.lamp("160524000008");
        layer.lamp("160524000009");
        lane.job(HandLane.job("job", JobKind.DISCOVERY.name(), Map.of()));
        lane.advance(3_000);
        assertThat(reports(lane, Report.JobSeen.class)).singleElement().satisfies(seen -> assertThat(seen.result())
                .isEqualTo(Map.of("found", "2")));
        assertThat(found(lane)).extracting(Device::label).contains("Lamp 160524000009");
    }

    @Test
    void tenThousandLampsCostAFewHundredRequests() {
        HandLane lane = LayerLane.town(layer, 10_000);
        assertThat(found(lane)).hasSize(10_000);
        assertThat(layer.asked.size())
                .as("two lists of 50 pages, and a second round begun")
                .isLessThan(125);
        int before = layer.asked.size();
        int told = lane.heard().size();
        lane.advance(600_000);
        assertThat(layer.asked.size() - before).as("in ten minutes").isLessThan(620);
        assertThat(reports(lane, Report.StatesSeen.class))
                .as("nothing happened")
                .isEmpty();
        assertThat(lane.heard().size() - told).isLessThan(5);
        layer.put("160524009999", "latest_power_watt", 31);
        lane.advance(120_000);
        assertThat(lane.number(HandLane.id("sustainder", "160524009999"), "core:ElectricPowerConsumptionState"))
                .isEqualTo(31);
    }

    /** It has other lamps in each round: whatever it names, no more is remembered than two rounds have. */
    @Test
    void aLampThatIsGoneForTwoRoundsIsFoundAnewWhereItComesBack() {
        HandLane lane = LayerLane.town(layer, 1);
        layer.lamp("160524000009");
        lane.advance(15_000);
        Map<String, Object> gone = layer.lamps.remove("160524000009");
        lane.advance(60_000);
        layer.lamps.put("160524000009", gone);
        lane.advance(15_000);
        assertThat(found(lane).stream().filter(device -> device.id().address().equals("160524000009")))
                .as("nobody has let it in")
                .hasSize(2);
    }

    @Test
    void aRestartFindsNothingTwice() {
        HandLane lane = LayerLane.town(layer, 1);
        layer.put(ONE, "latest_power_watt", 12);
        int before = found(lane).size();
        lane.restart(new SustainderDriver(settings -> layer), 60_000);
        lane.advance(5_000);
        assertThat(found(lane)).hasSize(before);
        assertThat(lane.number(LAMP, "core:ElectricPowerConsumptionState")).isEqualTo(12);
        assertThatThrownBy(() -> {
                    layer.away = true;
                    lane.advance(60_000);
                })
                .hasCauseInstanceOf(IOException.class);
    }
}

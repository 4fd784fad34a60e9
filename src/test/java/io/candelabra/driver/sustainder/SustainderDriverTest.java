package io.candelabra.driver.sustainder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.driver.DriverContract;
import io.candelabra.driver.HandLane;
import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.JobKind;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The driver keeps the contract; and what a town does besides. */
class SustainderDriverTest extends DriverContract {
    private static final String INTENSITY = "core:LightIntensityState";
    private static final String MODE = "candelabra:LightingModeState";
    private static final String ONE = "160524000001";
    private static final DeviceId LAMP = HandLane.id("sustainder", ONE);
    private static final Value HALF = new Value.Tree("[50,50,50,50]");

    private FakeBrokerage layer = new FakeBrokerage();

    private HandLane fresh(long seed) {
        layer = new FakeBrokerage();
        layer.lamp(ONE);
        return onIt(seed);
    }

    /** A lane with a driver to the layer as it is. */
    private HandLane onIt(long seed) {
        HandLane lane = new HandLane(new SustainderDriver(settings -> layer), seed)
                .with("user", "town")
                .with("application", "")
                .withSecret("password", "right");
        layer.lane = lane;
        return lane;
    }

    /** Lets all devices in that were found. */
    private static void letIn(HandLane lane) {
        found(lane).forEach(lane::put);
        lane.devicesChanged();
    }

    private static HandLane settled(HandLane lane) {
        lane.start();
        lane.advance(5_000);
        letIn(lane);
        return lane;
    }

    @Override
    protected HandLane lane(long seed) {
        return settled(fresh(seed));
    }

    @Override
    protected Step slow(HandLane lane) {
        return lane.step(LAMP, "setMaxLevels", HALF);
    }

    @Override
    protected Step quick(HandLane lane) {
        return lane.step(LAMP, "setIntensity", Value.of(40));
    }

    @Override
    protected String quickState() {
        return INTENSITY;
    }

    private static String all(HandLane lane) {
        return lane.heard().toString();
    }

    // ---- what is found and told ----

    @Test
    void aLampIsFoundWithItsPlaceItsNameAndItsStates() {
        HandLane lane = fresh(1).start();
        lane.advance(3_000);
        assertThat(found(lane)).singleElement().satisfies(lamp -> {
            assertThat(lamp.id()).isEqualTo(LAMP);
            assertThat(lamp.type()).isEqualTo("candelabra:StreetLamp");
            assertThat(lamp.label()).isEqualTo("Lamp " + ONE);
            assertThat(lamp.ids()).containsEntry("lcm", ONE).containsEntry("node", "n" + ONE);
            assertThat(lamp.attributes())
                    .contains(
                            State.of("candelabra:Latitude", 52.1),
                            State.of("candelabra:Longitude", 5.2),
                            State.of("core:ModelName", "Anne 25"));
            assertThat(lamp.states().text(MODE)).isEqualTo("DIMSCHEME");
            assertThat(lamp.states().text("candelabra:MaxLevelsState")).isEqualTo("[100,100,100,100]");
            assertThat(lamp.states().number("core:ElectricEnergyConsumptionState"))
                    .isEqualTo(324_150);
            assertThat(lamp.states().number("core:ElectricPowerConsumptionState"))
                    .isEqualTo(5.8);
            assertThat(lamp.vendor()).containsEntry("sustainder", "{\"watt\":\"25\"}");
        });
        assertThat(alive(lane)).containsExactly(true);
        assertThat(lane.kept(SustainderDriver.CERTIFICATE)).isEqualTo(layer.fingerprint());
    }

    /** It is told by nobody, but the plan is listed, and so is the sun. */
    @Test
    void theLightOfALampThatFollowsItsSchemeIsThatOfTheScheme() {
        HandLane lane = fresh(1);
        layer.schemes.add(Map.of(
                "dimming_scheme_name",
                "Street",
                "steps",
                List.of(
                        Map.of("light_level", 100, "sunset", "-12"),
                        Map.of("light_level", 60, "time", "00:30"),
                        Map.of("light_level", 0, "sunrise", "9"))));
        layer.put(ONE, "dimming_calendar_name", "Street");
        settled(lane);
        assertThat(lane.number(LAMP, INTENSITY)).as("at one in the night there").isEqualTo(60);
        assertThat(lane.value(LAMP, "candelabra:DimmingPlanState"))
                .isEqualTo("1234567=sunset-12@100,00:30@60,sunrise+9@0");
        lane.advance(7 * 3_600_000);
        assertThat(lane.number(LAMP, INTENSITY)).as("by day").isZero();
        assertThat(lane.value(LAMP, "core:OnOffState")).isEqualTo("off");
        lane.advance(12 * 3_600_000);
        assertThat(lane.number(LAMP, INTENSITY)).as("in the evening").isEqualTo(100);
    }

    @Test
    void whatIsDoneAtTheLayerIsHeardAsItsOwnDoing() {
        HandLane lane = lane(1);
        layer.put(ONE, "lighting_mode", "OVERRIDE");
        layer.put(ONE, "override_light_level", List.of(20, 100, 20, 30));
        lane.advance(LcmWalk.ROUND_MS + 3_000);
        assertThat(lane.number(LAMP, INTENSITY)).isEqualTo(100);
        assertThat(lane.number(LAMP, "candelabra:Level4State")).isEqualTo(30);
        assertThat(lane.value(LAMP, "candelabra:OverrideLevelsState")).isEqualTo("[20,100,20,30]");
        assertThat(reports(lane, Report.StatesSeen.class))
                .allSatisfy(seen -> assertThat(seen.step()).isEmpty());
        int told = reports(lane, Report.StatesSeen.class).size();
        lane.advance(60_000);
        assertThat(reports(lane, Report.StatesSeen.class)).as("nothing new").hasSize(told);
    }

    @Test
    void faultsAreAlertsUntilTheyAreMended() {
        HandLane lane = lane(1);
        layer.put(ONE, "error_types", List.of("LAMP", 7, "no word"));
        lane.advance(20_000);
        layer.put(ONE, "error_types", List.of("LCM_NOT_RESPONDING"));
        layer.put(ONE, "status", "offline");
        lane.advance(20_000);
        layer.put(ONE, "error_types", List.of());
        layer.put(ONE, "status", "online");
        lane.advance(20_000);
        assertThat(reports(lane, Report.AlertSeen.class).stream()
                        .filter(seen -> seen.alert().subject().text().equals(LAMP.value()))
                        .map(seen -> seen.alert().kind() + " " + seen.raised()))
                .containsExactly("LAMP true", "LCM_NOT_RESPONDING true", "LAMP false", "LCM_NOT_RESPONDING false");
        assertThat(reports(lane, Report.AvailabilitySeen.class))
                .containsExactly(new Report.AvailabilitySeen(LAMP, false), new Report.AvailabilitySeen(LAMP, true));
        assertThat(lane.value(LAMP, "candelabra:ErrorTypesState")).isEqualTo("[]");
    }

    @Test
    void gatewaysThatAreSilentAreNamedInOneAlert() {
        HandLane lane = lane(1);
        layer.gateways.set(0, Map.of("gateway_id", "352890061121289", "gateway_status", "offline"));
        lane.advance(90_000);
        layer.gateways.set(0, Map.of("gateway_id", "352890061121289", "gateway_status", "online"));
        lane.advance(90_000);
        assertThat(reports(lane, Report.AlertSeen.class).stream()
                        .filter(seen -> seen.alert().subject().text().equals(HandLane.GATEWAY.value())))
                .extracting(Report.AlertSeen::raised)
                .as("one from before may stand")
                .containsExactly(false, true, false);
        assertThat(all(lane)).contains("a gateway of the town does not answer: 352890061121289");
    }

    /** A list that is cut off, or shifts while it is read, says nothing of what was taken out. */
    @Test
    void halfAListRemovesAndRenamesNothing() {
        HandLane lane = fresh(1);
        layer.lamp("160524000002");
        settled(lane);
        DeviceId second = HandLane.id("sustainder", "160524000002");
        Map<String, Object> taken = layer.lamps.remove("160524000002");
        lane.advance(12_000);
        assertThat(lane.device(second).orElseThrow().available())
                .as("once is no reason")
                .isTrue();
        lane.advance(60_000);
        assertThat(lane.device(second).orElseThrow().available()).isFalse();
        assertThat(reports(lane, Report.DeviceGone.class)).isEmpty();
        assertThat(reports(lane, Report.DeviceChanged.class)).isEmpty();
        layer.lamps.put("160524000002", taken);
        lane.advance(15_000);
        assertThat(lane.device(second).orElseThrow().available()).isTrue();
    }

    @Test
    void whatIsOddIsLeftOutAndTheRestIsTold() {
        HandLane lane = lane(1);
        layer.lamp("no id at all!");
        Map<String, Object> odd = layer.lamp("160524000003");
        odd.put("lighting_mode", 7);
        odd.put("override_light_level", "all");
        odd.put("light_level", List.of(1, 2, 3));
        odd.put("latest_energy_kwh", "much");
        odd.put("latest_power_watt", -3);
        odd.put("error_types", "LAMP");
        odd.put("details", List.of());
        odd.put("last_sensor_data_update", "yesterday");
        odd.put("relative_tilt_angle", 1e300);
        lane.advance(15_000);
        assertThat(found(lane)).extracting(device -> device.id().address()).containsExactly(ONE, "160524000003");
        assertThat(found(lane).getLast().states().all())
                .extracting(State::name)
                .doesNotContain(MODE, "candelabra:MaxLevelsState", "core:ElectricPowerConsumptionState");
    }

    @Test
    void anAnswerThatIsNoListEndsTheDriver() {
        for (String instead : List.of("", "no JSON", "[]", "{}", "{'_embedded':{'lcms':7}}", "{'_embedded':[]}")) {
            HandLane lane = lane(1);
            layer.instead = instead;
            assertThatThrownBy(() -> lane.advance(30_000)).as(instead).isInstanceOf(UncheckedIOException.class);
            assertThat(alive(lane)).containsExactly(true, false);
            assertThat(lane.device(LAMP).orElseThrow().available()).isTrue();
        }
    }

    @Test
    void aLayerThatIsAwayIsToldOnceAndEndsTheDriver() {
        HandLane lane = lane(1);
        layer.away = true;
        assertThatThrownBy(() -> lane.advance(30_000)).isInstanceOf(UncheckedIOException.class);
        assertThat(alive(lane)).containsExactly(true, false);
    }

    // ---- who we are ----

    @Test
    void aWrongPasswordIsToldInWords() {
        HandLane lane = fresh(1);
        layer.password = "another";
        assertThatThrownBy(lane::start)
                .cause()
                .isInstanceOf(CannotServe.class)
                .hasMessageContaining("refuses the login: look at the settings user and password");
        assertThat(layer.count("POST /auth/jwt/")).isEqualTo(1);
    }

    @Test
    void aTokenIsExchangedBeforeItEndsAndReplacedWhereItIsOver() {
        HandLane lane = lane(1);
        assertThat(layer.count("POST /auth/jwt/refresh/")).isZero();
        lane.advance(241_000);
        assertThat(layer.count("POST /auth/jwt/refresh/")).isEqualTo(1);
        layer.forgetTokens();
        lane.advance(12_000);
        lane.advance(241_000);
        assertThat(layer.asked.stream().filter("POST /auth/jwt/"::equals)).hasSize(2);
        assertThat(alive(lane)).containsExactly(true);
    }

    @Test
    void aLayerThatRefusesItsOwnTokensIsAMatterForPeople() {
        HandLane lane = lane(1);
        layer.trustsNobody = true;
        assertThatThrownBy(() -> lane.advance(30_000))
                .isInstanceOf(CannotServe.class)
                .hasMessageContaining("refuses the token");
    }

    @Test
    void anAccountWithSeveralApplicationsHasToBeToldWhich() {
        HandLane lane = fresh(1);
        layer.applications =
                List.of(Map.of("artkey", 35, "name", "City"), Map.of("artkey", 36, "name", "Port\n"), "odd");
        assertThatThrownBy(lane::start).cause().hasMessageContaining("35 (City), 36 (Port): name one by the setting");
        assertThatThrownBy(() -> onIt(1).with("application", "7").start())
                .cause()
                .hasMessageContaining("no application 7; it has 35");
        HandLane named = settled(onIt(1).with("application", "35"));
        assertThat(found(named)).hasSize(1);
        layer.applications = List.of();
        assertThatThrownBy(() -> onIt(1).start()).cause().hasMessageContaining("has no application");
    }

    // ---- what it wants ----

    @Test
    void aLayerThatWantsToBeLeftAloneIs() {
        HandLane lane = lane(1);
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
        HandLane lane = lane(1);
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
        HandLane lane = fresh(1);
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

    private HandLane town(int lamps) {
        HandLane lane = fresh(1);
        for (int i = 1; i < lamps; i++) {
            layer.lamp(Long.toString(160_524_000_001L + i));
        }
        lane.start();
        lane.advance(10_000 + lamps / FakeBrokerage.PAGE * 2 * LcmWalk.HURRY_MS);
        letIn(lane);
        return lane;
    }

    @Test
    void ordersThatComeTogetherGoTogether() {
        HandLane lane = town(300);
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
        HandLane lane = lane(1);
        Map<String, List<Value>> commands = Map.of(
                "on", List.of(),
                "setOverride", List.of(Value.of(1), Value.of(2), Value.of(3), Value.of(4), Value.of(10)),
                "clearOverride", List.of(),
                "previewLevels", List.of(Value.of(1), Value.of(2), Value.of(3), Value.of(4)),
                "setMaxLevels", List.of(new Value.Tree("[80]")),
                "setDimmingScheme", List.of(Value.of("Own"), Value.of("67=sunset-5@90,22:00@40,sunrise+0@0")),
                "setName", List.of(Value.of("New")),
                "setGroup", List.of(Value.of("28")),
                "refreshState", List.of());
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
                                true,
                                "application_artkey",
                                35L),
                        Map.of(
                                "lcms",
                                List.of(Map.of("lcm_id", ONE, "calendar_name", "Own")),
                                "queue_when_offline",
                                true,
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
        HandLane lane = lane(1);
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
        HandLane lane = town(3);
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
        HandLane lane = lane(1);
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

    @Test
    void aSettingThatWaitsForADayHasTimedOut() {
        HandLane lane = lane(1);
        layer.put(ONE, "status", "offline");
        Step stays = slow(lane);
        lane.send(stays);
        lane.advance(24 * 3_600_000L);
        assertThat(lane.failure(stays.ref())).contains(Failure.TIMED_OUT);
    }

    @Test
    void aLampThatShowsNothingHasNotAnswered() {
        HandLane lane = lane(1);
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
        HandLane lane = lane(1);
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
    void aLayerThatIsIllAtAnOrderFailsThatAndGoesOn() {
        HandLane lane = lane(1);
        Step step = quick(lane);
        layer.status = 500;
        lane.send(step);
        lane.advance(100);
        layer.status = 0;
        lane.advance(20_000);
        assertThat(lane.failure(step.ref())).contains(Failure.OTHER);
        assertThat(alive(lane)).containsExactly(true);
    }

    // ---- long work, and many lamps ----

    @Test
    void aRefreshIsOneWholeRound() {
        HandLane lane = town(450);
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
        HandLane lane = lane(1);
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
        HandLane lane = town(10_000);
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

    @Test
    void aRestartFindsNothingTwice() {
        HandLane lane = lane(1);
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

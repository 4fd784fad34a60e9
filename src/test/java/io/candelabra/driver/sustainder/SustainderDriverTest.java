package io.candelabra.driver.sustainder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.driver.DriverContract;
import io.candelabra.driver.HandLane;
import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.Report;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The driver keeps the contract; and what a town does besides. */
class SustainderDriverTest extends DriverContract {
    private static final String INTENSITY = "core:LightIntensityState";
    private static final String MODE = "candelabra:LightingModeState";
    private static final String ONE = LayerLane.ONE;
    private static final DeviceId LAMP = LayerLane.LAMP;
    private static final Value HALF = new Value.Tree("[50,50,50,50]");

    private FakeBrokerage layer = LayerLane.layer();

    private HandLane fresh(long seed) {
        layer = LayerLane.layer();
        return LayerLane.on(layer, seed);
    }

    @Override
    protected HandLane lane(long seed) {
        HandLane lane = fresh(seed);
        return LayerLane.settled(layer, lane);
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
        LayerLane.settled(layer, lane);
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
                        .filter(seen -> seen.alert().kind().equals("GATEWAY_NOT_RESPONDING"))
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
        LayerLane.settled(layer, lane);
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
        assertThatThrownBy(() -> LayerLane.on(layer, 1).with("application", "7").start())
                .cause()
                .hasMessageContaining("no application 7; it has 35");
        HandLane named = LayerLane.settled(layer, LayerLane.on(layer, 1).with("application", "35"));
        assertThat(found(named)).hasSize(1);
        layer.applications = List.of();
        assertThatThrownBy(() -> LayerLane.on(layer, 1).start()).cause().hasMessageContaining("has no application");
    }
}

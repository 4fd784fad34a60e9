package io.candelabra.driver.mqtt;

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
import io.candelabra.model.Gateway;
import io.candelabra.model.JobKind;
import io.candelabra.model.Phase;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The driver keeps the contract; and what a bridge does besides. */
class ZigbeeDriverTest extends DriverContract {
    private static final String INTENSITY = "core:LightIntensityState";
    private static final DeviceId LAMP = HandLane.id("zigbee", FakeBridge.LAMP);
    private static final String TYPE = "zigbee:IKEA_LED1545G12";

    private FakeBroker broker = new FakeBroker();

    private HandLane fresh(long seed) {
        broker = new FakeBroker();
        HandLane lane =
                new HandLane(new ZigbeeDriver(settings -> broker), seed).with(MqttKind.BASE_TOPIC, MqttKind.USUAL_BASE);
        broker.lane = lane;
        broker.bridge.device(FakeBridge.LAMP, "hall/lamp", FakeBridge.LAMP_DEFINITION);
        return lane;
    }

    @Override
    protected HandLane lane(long seed) {
        HandLane lane = fresh(seed);
        lane.put(Device.of(LAMP, TYPE, "hall/lamp", new States(List.of())));
        return lane.start();
    }

    @Override
    protected Step slow(HandLane lane) {
        return quick(lane);
    }

    @Override
    protected Step quick(HandLane lane) {
        return lane.step(LAMP, "setIntensity", Value.of(40));
    }

    @Override
    protected String quickState() {
        return INTENSITY;
    }

    private static States states(HandLane lane) {
        return lane.device(LAMP).orElseThrow().states();
    }

    @Test
    void aLampIsFoundWithItsTypeBeforeIt() {
        HandLane lane = fresh(1).start();
        List<Report> told = lane.heard().stream()
                .map(HandLane.Heard::report)
                .filter(report -> report instanceof Report.TypeFound || report instanceof Report.DeviceFound)
                .toList();
        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).isInstanceOfSatisfying(Report.TypeFound.class, found -> assertThat(
                        found.type().name())
                .isEqualTo(TYPE));
        assertThat(told.getLast()).isInstanceOfSatisfying(Report.DeviceFound.class, found -> {
            assertThat(found.device().id()).isEqualTo(LAMP);
            assertThat(found.device().label()).isEqualTo("hall/lamp");
        });
        assertThat(alive(lane)).containsExactly(true);
    }

    @Test
    void aCommandIsPublishedAndEndsWhenTheLampTellsIt() {
        HandLane lane = lane(1);
        Step step = lane.step(LAMP, "setIntensity", Value.of(37));
        assertThat(lane.send(step)).isEqualTo(Transmission.ACCEPTED);
        lane.advance(1_000);
        assertThat(broker.bridge.asked).contains("hall/lamp/set {\"brightness\":94,\"state\":\"ON\"}");
        assertThat(lane.phases(step.ref())).containsExactly(Phase.COMPLETED);
        assertThat(states(lane).number(INTENSITY)).isEqualTo(37);
        assertThat(states(lane).text("core:OnOffState")).isEqualTo("on");
    }

    @Test
    void aChangeByHandIsHeardAndIsNobodysDoing() {
        HandLane lane = lane(1);
        broker.tells(
                "hall/lamp",
                broker.bridge.changes("hall/lamp", "{\"state\":\"ON\",\"brightness\":254,\"linkquality\":120}"));
        lane.advance(300);
        assertThat(states(lane).number(INTENSITY)).isEqualTo(100);
        assertThat(states(lane).number("zigbee:linkquality")).isEqualTo(120);
        assertThat(reports(lane, Report.StatesSeen.class))
                .allSatisfy(seen -> assertThat(seen.step()).isEmpty());
    }

    @Test
    void aCommandThatComesBeforeTheListWaitsForIt() {
        HandLane lane = fresh(1);
        lane.put(Device.of(LAMP, TYPE, "hall/lamp", new States(List.of())));
        broker.ended = true;
        lane.start();
        Step step = quick(lane);
        Step never = lane.step(HandLane.id("zigbee", "0x99"), "on");
        assertThat(lane.send(step)).isEqualTo(Transmission.ACCEPTED);
        lane.send(never);
        lane.advance(1_000);
        broker.kept("bridge/state", "{\"state\":\"online\"}");
        broker.kept("bridge/devices", broker.bridge.list());
        lane.advance(1_000);
        assertThat(lane.phases(step.ref())).containsExactly(Phase.COMPLETED);
        assertThat(lane.failure(never.ref())).contains(Failure.NO_ANSWER);
    }

    @Test
    void aCommandThatWaitsForAListThatDoesNotComeFailsInTime() {
        HandLane lane = fresh(1);
        broker.ended = true;
        lane.start();
        Step step = quick(lane);
        lane.send(step);
        lane.advance(10_100);
        assertThat(lane.failure(step.ref())).contains(Failure.NO_ANSWER);
    }

    @Test
    void aLampThatTellsNothingFailsInTime() {
        HandLane lane = lane(1);
        broker.bridge.mute = true;
        Step step = quick(lane);
        lane.send(step);
        lane.advance(9_900);
        assertThat(lane.phases(step.ref())).isEmpty();
        lane.advance(200);
        assertThat(lane.failure(step.ref())).contains(Failure.NO_ANSWER);
    }

    @Test
    void whatNothingTellsIsDoneWhenTheBrokerHasTakenIt() {
        HandLane lane = lane(1);
        assertThat(lane.send(lane.step(LAMP, "setEffect", Value.of("blink")))).isEqualTo(Transmission.DONE);
        lane.advance(600);
        assertThat(broker.bridge.asked).contains("hall/lamp/set {\"effect\":\"blink\"}");
    }

    @Test
    void aBridgeThatGoesAndComesBackIsToldOnceEachAndAskedAfresh() {
        HandLane lane = lane(1);
        broker.bridge.changes("hall/lamp", "{\"state\":\"ON\",\"brightness\":127}");
        broker.tells("bridge/state", "{\"state\":\"offline\"}");
        broker.tells("bridge/state", "offline");
        lane.advance(1_000);
        assertThat(alive(lane)).containsExactly(true, false);
        broker.tells("bridge/state", "{\"state\":\"online\"}");
        lane.advance(2_000);
        assertThat(alive(lane)).containsExactly(true, false, true);
        assertThat(states(lane).number(INTENSITY)).isEqualTo(50);
    }

    @Test
    void aBrokerThatIsLostEndsTheDriver() {
        HandLane lane = lane(1);
        broker.away = true;
        assertThatThrownBy(() -> lane.advance(1_000)).hasRootCauseInstanceOf(java.io.IOException.class);
        assertThat(alive(lane)).endsWith(false);
    }

    @Test
    void aBrokerWithoutABridgeIsToldInWords() {
        HandLane lane = fresh(1);
        broker.empty = true;
        for (int tries = 0; tries < 3; tries++) {
            assertThatThrownBy(lane::start)
                    .hasStackTraceContaining("base-topic")
                    .satisfies(thrown -> assertThat(root(thrown)).isInstanceOf(CannotServe.class));
        }
        assertThat(alive(lane)).isEmpty();
    }

    /** A list alone may be of one that ended long ago. */
    @Test
    void aListWithoutTheWordOfABridgeIsNoBridge() {
        HandLane lane = fresh(1);
        broker.empty = true;
        broker.kept("bridge/devices", broker.bridge.list());
        lane.start();
        assertThatThrownBy(() -> lane.advance(ZigbeeDriver.PATIENCE_MS + 1_000))
                .satisfies(thrown -> assertThat(root(thrown)).isInstanceOf(CannotServe.class));
        assertThat(alive(lane)).isEmpty();
    }

    @Test
    void aBridgeWithoutAListIsToldInWords() {
        HandLane lane = fresh(1);
        broker.empty = true;
        broker.kept("bridge/state", "{\"state\":\"online\"}");
        assertThatThrownBy(lane::start).hasStackTraceContaining("no list of its devices comes");
        assertThat(alive(lane)).isEmpty();
    }

    private static Throwable root(Throwable thrown) {
        return thrown.getCause() == null ? thrown : root(thrown.getCause());
    }

    @Test
    void availabilityIsToldAsTheBridgeTellsIt() {
        HandLane lane = lane(1);
        broker.kept("hall/lamp/availability", "{\"state\":\"offline\"}");
        lane.advance(500);
        assertThat(lane.device(LAMP).map(Device::available)).contains(false);
        broker.tells("hall/lamp/availability", "online");
        lane.advance(500);
        assertThat(lane.device(LAMP).map(Device::available)).contains(true);
    }

    @Test
    void whatTheBrokerHadKeptEndsNoStepAndIsNobodysDoing() {
        HandLane lane = lane(1);
        broker.bridge.mute = true;
        Step step = quick(lane);
        lane.send(step);
        broker.kept("hall/lamp", "{\"state\":\"ON\",\"brightness\":102}");
        lane.advance(1_000);
        assertThat(states(lane).number(INTENSITY)).isEqualTo(40);
        assertThat(lane.phases(step.ref())).isEmpty();
        assertThat(reports(lane, Report.StatesSeen.class)).isNotEmpty().allSatisfy(seen -> assertThat(seen.step())
                .isEmpty());
    }

    @Test
    void aBrokerThatRefusesWhatIsPublishedIsToldOnceAndIsHeardAllTheSame() {
        HandLane lane = fresh(1);
        lane.put(Device.of(LAMP, TYPE, "hall/lamp", new States(List.of())));
        broker.refuses = true;
        lane.start();
        lane.advance(1_000);
        assertThat(lane.send(quick(lane))).isEqualTo(new Transmission.Failed(Failure.OTHER));
        lane.job(HandLane.job("job-1", JobKind.PAIRING.name(), Map.of()));
        assertThat(reports(lane, Report.JobSeen.class)).singleElement().satisfies(seen -> assertThat(seen.failure())
                .isEqualTo(Failure.OTHER));
        assertThat(refusals(lane)).containsExactly(true);
        broker.tells("hall/lamp", "{\"brightness\":127}");
        lane.advance(1_000);
        assertThat(states(lane).number(INTENSITY)).isEqualTo(50);
        broker.refuses = false;
        Step step = quick(lane);
        lane.send(step);
        lane.advance(1_000);
        assertThat(lane.phases(step.ref())).containsExactly(Phase.COMPLETED);
        assertThat(refusals(lane)).containsExactly(true, false);
        assertThat(alive(lane)).containsExactly(true);
    }

    private static List<Boolean> refusals(HandLane lane) {
        return reports(lane, Report.AlertSeen.class).stream()
                .filter(seen -> seen.alert().kind().equals(ZigbeeVoice.REFUSED))
                .map(Report.AlertSeen::raised)
                .toList();
    }

    @Test
    void aGatewayThatWasDownIsToldAsDownUntilItsBridgeIsThere() {
        broker = new FakeBroker();
        Gateway down = new Gateway(HandLane.GATEWAY, "mqtt", "", "", false, "Europe/Amsterdam", Map.of(), Map.of());
        HandLane lane = new HandLane(new ZigbeeDriver(settings -> broker), 1, down)
                .with(MqttKind.BASE_TOPIC, MqttKind.USUAL_BASE);
        broker.lane = lane;
        broker.ended = true;
        lane.start();
        assertThat(alive(lane)).containsExactly(false);
        broker.kept("bridge/state", "{\"state\":\"online\"}");
        lane.advance(500);
        assertThat(alive(lane)).containsExactly(false, true);
    }

    @Test
    void aRenamedDeviceIsTheSame() {
        HandLane lane = lane(1);
        broker.bridge.remove("hall/lamp");
        broker.bridge.device(FakeBridge.LAMP, "porch", FakeBridge.LAMP_DEFINITION);
        broker.tells("bridge/devices", broker.bridge.list());
        lane.advance(500);
        Step step = quick(lane);
        lane.send(step);
        lane.advance(1_000);
        assertThat(lane.phases(step.ref())).containsExactly(Phase.COMPLETED);
        assertThat(broker.bridge.asked).anyMatch(asked -> asked.startsWith("porch/set"));
    }

    @Test
    void pairingOpensTheNetworkAndTellsHowManyCame() {
        HandLane lane = lane(1);
        lane.job(HandLane.job("job-1", JobKind.PAIRING.name(), Map.of()));
        lane.advance(1_000);
        assertThat(broker.bridge.asked)
                .contains("bridge/request/permit_join {\"value\":true,\"time\":180,\"transaction\":\"job-1\"}");
        broker.tells(
                "bridge/event",
                "{\"type\":\"device_joined\",\"data\":{\"ieee_address\":\"0x1\",\"friendly_name\":\"0x1\"}}");
        lane.advance(ZigbeePairing.OPEN_MS);
        assertThat(reports(lane, Report.JobSeen.class)).singleElement().satisfies(seen -> assertThat(seen.result())
                .containsEntry("found", "1"));
    }

    @Test
    void pairingFailsWhereTheNetworkIsNotOpened() {
        HandLane lane = lane(1);
        broker.bridge.shut = true;
        lane.job(HandLane.job("job-1", JobKind.PAIRING.name(), Map.of()));
        lane.advance(1_000);
        assertThat(reports(lane, Report.JobSeen.class)).singleElement().satisfies(seen -> assertThat(seen.failure())
                .isEqualTo(Failure.OTHER));
        broker.bridge.mute = true;
        lane.job(HandLane.job("job-2", JobKind.PAIRING.name(), Map.of()));
        lane.advance(ZigbeePairing.ANSWER_MS + 500);
        assertThat(reports(lane, Report.JobSeen.class).getLast())
                .satisfies(seen -> assertThat(seen.failure()).isEqualTo(Failure.NO_ANSWER));
    }

    @Test
    void aDeviceThatJoinsLaterIsAskedAndOneWithABatteryIsNot() {
        HandLane lane = lane(1);
        broker.bridge.device("0x5", "late", FakeBridge.LAMP_DEFINITION);
        broker.bridge.device("0x6", "asleep", FakeBridge.LAMP_DEFINITION);
        broker.tells(
                "bridge/devices",
                broker.bridge
                        .list()
                        .replace(
                                "\"friendly_name\":\"asleep\"",
                                "\"friendly_name\":\"asleep\",\"power_source\":\"Battery\""));
        lane.advance(3_000);
        assertThat(broker.bridge.asked)
                .contains("late/get {\"state\":\"\"}")
                .noneMatch(asked -> asked.startsWith("asleep"));
    }

    @Test
    void fieldsThatNobodyDescribedAreKept() {
        HandLane lane = lane(1);
        broker.tells(
                "hall/lamp",
                "{\"update\":{\"state\":\"available\",\"installed_version\":3},\"novel\":true,\"last_seen\":5}");
        lane.advance(500);
        assertThat(states(lane).text("zigbee:update_state")).isEqualTo("available");
        assertThat(states(lane).number("zigbee:update_installed_version")).isEqualTo(3);
        assertThat(states(lane).value("zigbee:novel")).isEqualTo(Value.of(true));
        assertThat(states(lane).find("zigbee:last_seen")).isEmpty();
    }

    @Test
    void devicesAreAskedOneAfterTheOtherAndARefreshEndsWithTheLast() {
        HandLane lane = lane(1);
        for (int i = 1; i <= 50; i++) {
            broker.bridge.device("0x" + i, "lamp " + i, FakeBridge.LAMP_DEFINITION);
        }
        broker.tells("bridge/devices", broker.bridge.list());
        // those that have joined are asked first
        lane.advance(14_000);
        int before = broker.bridge.asked.size();
        lane.job(HandLane.job("job-1", JobKind.REFRESH.name(), Map.of()));
        lane.advance(2_000);
        assertThat(broker.bridge.asked.size() - before).as("in two seconds").isBetween(4, 11);
        assertThat(reports(lane, Report.JobSeen.class)).isEmpty();
        lane.advance(15_000);
        assertThat(broker.bridge.asked.size() - before).isEqualTo(51);
        assertThat(reports(lane, Report.JobSeen.class)).singleElement().satisfies(seen -> assertThat(seen.failure())
                .isEqualTo(Failure.NONE));
    }

    @Test
    void aDeviceThatIsLetInIsToldOnceWithWhatWasHeardBefore() {
        HandLane lane = fresh(1).start();
        broker.tells("hall/lamp", broker.bridge.changes("hall/lamp", "{\"state\":\"ON\",\"brightness\":127}"));
        lane.advance(1_000);
        assertThat(reports(lane, Report.StatesSeen.class)).isEmpty();
        lane.put(Device.of(LAMP, TYPE, "hall/lamp", new States(List.of())));
        lane.devicesChanged();
        lane.devicesChanged();
        assertThat(reports(lane, Report.StatesSeen.class)).hasSize(1);
        assertThat(states(lane).number(INTENSITY)).isEqualTo(50);
    }
}

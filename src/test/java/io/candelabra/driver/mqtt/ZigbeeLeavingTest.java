package io.candelabra.driver.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.HandLane;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.States;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices that leave the network or are taken out of it. The list that lacks them comes before the word of it. */
class ZigbeeLeavingTest {
    private static final DeviceId LAMP = HandLane.id("zigbee", FakeBridge.LAMP);

    private final FakeBroker broker = new FakeBroker();
    private final HandLane lane =
            new HandLane(new ZigbeeDriver(settings -> broker), 1).with(MqttKind.BASE_TOPIC, MqttKind.USUAL_BASE);

    @BeforeEach
    void start() {
        broker.lane = lane;
        broker.bridge.device(FakeBridge.LAMP, "hall/lamp", FakeBridge.LAMP_DEFINITION);
        lane.put(Device.of(LAMP, "zigbee:IKEA_LED1545G12", "hall/lamp", new States(List.of())));
        lane.start();
    }

    @Test
    void aDeviceThatLeavesIsGoneAndOneThatTheListLacksIsOnlyAway() {
        broker.tells("bridge/devices", "[]");
        lane.advance(500);
        assertThat(lane.device(LAMP).map(Device::available)).contains(false);
        lane.advance(ZigbeeMembers.LEFT_MS);
        assertThat(lane.device(LAMP)).isPresent();
        leaves();
        lane.advance(ZigbeeMembers.LEFT_MS - 1_000);
        assertThat(lane.device(LAMP)).isPresent();
        lane.advance(2_000);
        assertThat(lane.device(LAMP)).isEmpty();
    }

    /** The list that lacks it comes first. */
    private void leaves() {
        broker.tells("bridge/devices", "[]");
        broker.tells(
                "bridge/event", "{\"type\":\"device_leave\",\"data\":{\"ieee_address\":\"" + FakeBridge.LAMP + "\"}}");
    }

    private static String answer(String status) {
        return "{\"status\":\"" + status + "\",\"data\":{\"id\":\"hall/lamp\"}}";
    }

    @Test
    void aDeviceThatIsPairedAnewStays() {
        leaves();
        lane.advance(60_000);
        broker.tells("bridge/devices", broker.bridge.list());
        lane.advance(2 * ZigbeeMembers.LEFT_MS);
        assertThat(lane.device(LAMP)).isPresent();
    }

    @Test
    void thatADeviceHasLeftIsKnownAfterARestart() {
        leaves();
        lane.advance(1_000);
        broker.bridge.remove("hall/lamp");
        lane.restart(new ZigbeeDriver(settings -> broker), 60_000);
        lane.advance(ZigbeeMembers.LEFT_MS - 62_000);
        assertThat(lane.device(LAMP)).isPresent();
        lane.advance(3_000);
        assertThat(lane.device(LAMP)).isEmpty();
    }

    @Test
    void aDeviceThatPeopleTakeOutIsGoneAtOnce() {
        broker.tells("bridge/response/device/remove", answer("error"));
        lane.advance(500);
        assertThat(lane.device(LAMP)).isPresent();
        broker.tells("bridge/devices", "[]");
        broker.tells("bridge/response/device/remove", answer("ok"));
        lane.advance(500);
        assertThat(lane.device(LAMP)).isEmpty();
    }

    /** Its old name may be another's by now. */
    @Test
    void aDeviceThatHasAnotherNameNowIsNotTakenOutByTheOldOne() {
        broker.bridge.remove("hall/lamp");
        broker.bridge.device(FakeBridge.LAMP, "porch", FakeBridge.LAMP_DEFINITION);
        broker.tells("bridge/devices", broker.bridge.list());
        broker.tells("bridge/response/device/remove", "{\"status\":\"ok\",\"data\":{\"id\":\"hall/lamp\"}}");
        lane.advance(500);
        assertThat(lane.device(LAMP)).isPresent();
    }
}

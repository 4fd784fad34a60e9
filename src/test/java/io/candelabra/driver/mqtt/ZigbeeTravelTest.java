package io.candelabra.driver.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.HandLane;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.Phase;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shutters and locks, as Zigbee2MQTT tells of them: a position that is set it tells at once, and of open, close and lock nothing. */
class ZigbeeTravelTest {
    private static final DeviceId SHUTTER = HandLane.id("zigbee", "0x01");
    private static final DeviceId DOOR = HandLane.id("zigbee", "0x02");
    private static final String OPEN = "{\"position\":100,\"state\":\"OPEN\"}";

    private final FakeBroker broker = new FakeBroker();
    private final HandLane lane =
            new HandLane(new ZigbeeDriver(settings -> broker), 1).with(MqttKind.BASE_TOPIC, MqttKind.USUAL_BASE);

    @BeforeEach
    void start() {
        broker.lane = lane;
        broker.bridge.device("0x01", "shutter", """
                {"vendor":"V","model":"S","exposes":[{"type":"cover","features":[
                 {"type":"enum","name":"state","property":"state","access":3,"values":["OPEN","CLOSE","STOP"]},
                 {"type":"numeric","name":"position","property":"position","access":7,"value_min":0,"value_max":100}]}]}""");
        broker.bridge.device("0x02", "door", """
                {"vendor":"V","model":"L","exposes":[{"type":"lock","features":[
                 {"type":"binary","name":"state","property":"state","access":7,"value_on":"LOCK","value_off":"UNLOCK"}]}]}""");
        lane.put(Device.of(SHUTTER, "zigbee:V_S", "shutter", new States(List.of())));
        lane.put(Device.of(DOOR, "zigbee:V_L", "door", new States(List.of())));
        lane.start();
        broker.tells("shutter", broker.bridge.stands("shutter", OPEN));
        broker.tells("door", broker.bridge.stands("door", "{\"state\":\"LOCK\"}"));
        lane.advance(1_000);
    }

    private Step.Ref sent(DeviceId device, String command, Value... given) {
        Step step = lane.step(device, command, given);
        lane.send(step);
        return step.ref();
    }

    private void reports(String position) {
        broker.tells("shutter", broker.bridge.stands("shutter", position));
        lane.advance(500);
    }

    @Test
    void aShutterIsNotThereBeforeItHasTravelled() {
        Step.Ref step = sent(SHUTTER, "setClosure", Value.of(60));
        lane.advance(20_000);
        assertThat(broker.bridge.asked).contains("shutter/get {\"position\":\"\"}");
        assertThat(lane.phases(step)).isEmpty();
        assertThat(lane.told(SHUTTER, StandardExposes.CLOSURE)).containsOnly("0");
        reports("{\"position\":40}");
        assertThat(lane.phases(step)).containsExactly(Phase.COMPLETED);
        assertThat(lane.number(SHUTTER, StandardExposes.CLOSURE)).isEqualTo(60);
    }

    @Test
    void aShutterThatTellsItsWayIsThereWhenItTellsTheGoal() {
        Step.Ref step = sent(SHUTTER, "setClosure", Value.of(60));
        lane.advance(1_000);
        reports("{\"position\":80}");
        reports("{\"position\":60}");
        assertThat(lane.phases(step)).isEmpty();
        reports("{\"position\":40}");
        assertThat(lane.phases(step)).containsExactly(Phase.COMPLETED);
        assertThat(lane.told(SHUTTER, StandardExposes.CLOSURE)).endsWith("20", "40", "60");
    }

    @Test
    void aShutterThatStandsThereAlreadyIsAsked() {
        Step.Ref open = sent(SHUTTER, "open");
        Step.Ref lock = sent(DOOR, "lock");
        lane.advance(4_000);
        assertThat(lane.phases(open)).isEmpty();
        lane.advance(2_000);
        assertThat(lane.phases(open)).containsExactly(Phase.COMPLETED);
        assertThat(lane.phases(lock)).containsExactly(Phase.COMPLETED);
        Step.Ref same = sent(SHUTTER, "setClosure", Value.of(0));
        lane.advance(6_000);
        assertThat(lane.phases(same)).containsExactly(Phase.COMPLETED);
    }

    @Test
    void aMotorThatTellsOnlyItsStopHasTheTimeForIt() {
        Step.Ref close = sent(SHUTTER, "close");
        lane.advance(25_000);
        assertThat(lane.phases(close)).isEmpty();
        reports("{\"position\":0,\"state\":\"CLOSE\"}");
        assertThat(lane.phases(close)).containsExactly(Phase.COMPLETED);
    }

    @Test
    void aBoltThatDoesNotMoveFails() {
        Step.Ref unlock = sent(DOOR, "unlock");
        lane.advance(59_000);
        assertThat(lane.phases(unlock)).isEmpty();
        lane.advance(2_000);
        assertThat(lane.failure(unlock)).contains(Failure.NO_ANSWER);
        assertThat(lane.value(DOOR, StandardExposes.LOCKED)).isEqualTo("locked");
    }

    @Test
    void aTravelThatIsStoppedOrOvertakenEndsAtOnce() {
        Step.Ref first = sent(SHUTTER, "close");
        lane.advance(1_000);
        Step.Ref second = sent(SHUTTER, "setClosure", Value.of(60));
        lane.advance(1_000);
        assertThat(lane.failure(first)).contains(Failure.SUPERSEDED);
        assertThat(lane.phases(second)).isEmpty();
        sent(SHUTTER, "stop");
        assertThat(lane.failure(second)).contains(Failure.CANCELLED);
        assertThat(lane.told(SHUTTER, StandardExposes.CLOSURE)).containsOnly("0");
    }
}

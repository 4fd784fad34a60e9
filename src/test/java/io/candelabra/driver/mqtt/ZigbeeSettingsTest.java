package io.candelabra.driver.mqtt;

import static io.candelabra.driver.DriverContract.reports;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Phase;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the settings of Zigbee2MQTT change, and names, numbers and messages that are odd. */
class ZigbeeSettingsTest {
    private static final DeviceId LAMP = HandLane.id("zigbee", FakeBridge.LAMP);
    private static final DeviceId SHUTTER = HandLane.id("zigbee", "0x01");
    private static final String COVER = """
            {"vendor":"V","model":"S","exposes":[{"type":"cover","features":[
             {"type":"enum","name":"state","property":"state","access":3,"values":["OPEN","CLOSE","STOP"]},
             {"type":"numeric","name":"position","property":"position","access":7,"value_min":0,"value_max":100}]}]}""";

    private final FakeBroker broker = new FakeBroker();
    private final HandLane lane =
            new HandLane(new ZigbeeDriver(settings -> broker), 1).with(MqttKind.BASE_TOPIC, MqttKind.USUAL_BASE);

    private void start() {
        broker.lane = lane;
        lane.start();
        reports(lane, Report.DeviceFound.class).stream()
                .filter(found -> lane.device(found.device().id()).isEmpty())
                .forEach(found -> lane.put(found.device()));
        lane.devicesChanged();
    }

    private void told(String topic, String payload) {
        broker.tells(topic, payload.replace('\'', '"'));
        lane.advance(500);
    }

    private boolean available(DeviceId id) {
        return lane.device(id).map(Device::available).orElseThrow();
    }

    // ---- covers that count the other way ----

    @Test
    void aCoverThatIsInvertedStandsTheRightWayUp() {
        broker.bridge.device("0x01", "shutter", COVER);
        broker.bridge.device("0x02", "other", COVER);
        start();
        told("shutter", "{'position':30}");
        told("other", "{'position':30}");
        assertThat(lane.number(SHUTTER, StandardExposes.CLOSURE)).isEqualTo(70);
        told("bridge/info", "{'version':'2.1.0','config':{'devices':{'0x01':{'invert_cover':true}}}}");
        assertThat(lane.number(SHUTTER, StandardExposes.CLOSURE)).isEqualTo(30);
        assertThat(lane.number(HandLane.id("zigbee", "0x02"), StandardExposes.CLOSURE))
                .isEqualTo(70);
        assertThat(reports(lane, Report.TypeFound.class))
                .as("to clients both are one type")
                .allMatch(found -> found.type().name().equals("zigbee:V_S"));
        lane.send(SHUTTER, "setClosure", Value.of(80));
        Step.Ref close = lane.send(SHUTTER, "close");
        lane.advance(1_000);
        assertThat(broker.bridge.asked).contains("shutter/set {\"position\":80}");
        told("shutter", "{'position':100,'state':'CLOSE'}");
        assertThat(lane.phases(close)).containsExactly(Phase.COMPLETED);
        told(
                "bridge/info",
                "{'config':{'device_options':{'invert_cover':true}, 'devices':{'0x01':{'invert_cover':false},'0x02':{}}}}");
        assertThat(lane.number(SHUTTER, StandardExposes.CLOSURE)).isZero();
        assertThat(lane.number(HandLane.id("zigbee", "0x02"), StandardExposes.CLOSURE))
                .isEqualTo(30);
    }

    // ---- which devices can be reached ----

    private void awayLamp() {
        broker.bridge.device(FakeBridge.LAMP, "hall/lamp", FakeBridge.LAMP_DEFINITION);
        lane.put(Device.of(LAMP, "zigbee:IKEA_LED1545G12", "hall/lamp", new States(List.of()))
                .withAvailable(false));
        broker.lane = lane;
    }

    @Test
    void aDeviceIsNotThereBeforeThatIsKnown() {
        awayLamp();
        lane.start();
        told("bridge/info", "{'config':{'availability':{'enabled':true}}}");
        lane.advance(60_000);
        assertThat(available(LAMP)).as("nothing is told of it").isFalse();
        told("hall/lamp/availability", "{'state':'online'}");
        assertThat(available(LAMP)).isTrue();
        told("hall/lamp/availability", "{'state':'offline'}");
        assertThat(available(LAMP)).isFalse();
    }

    @Test
    void whatIsKeptOfABridgeThatLooksNoMoreAfterItIsOld() {
        awayLamp();
        lane.start();
        told("hall/lamp/availability", "{'state':'offline'}");
        told("bridge/info", "{'config':{'availability':{'enabled':false}}}");
        assertThat(available(LAMP)).isTrue();
        told("hall/lamp/availability", "{'state':'offline'}");
        assertThat(available(LAMP)).isTrue();
        told(
                "bridge/info",
                "{'config':{'availability':false,'devices':{'" + FakeBridge.LAMP + "':{'availability':true}}}}");
        assertThat(available(LAMP)).as("it is looked after alone").isFalse();
    }

    @Test
    void aBridgeThatTellsNoSettingsHasItsDevicesAfterAWhile() {
        awayLamp();
        lane.start();
        lane.advance(1_000);
        assertThat(available(LAMP)).isFalse();
        lane.advance(ZigbeeMembers.INFO_MS);
        assertThat(available(LAMP)).isTrue();
    }

    // ---- messages ----

    @Test
    void aMessageThatTellsOnlyWhatIsNewKeepsTheRest() {
        broker.bridge.device("0x05", "strip", """
                {"vendor":"V","model":"C","exposes":[{"type":"light","features":[
                 {"type":"binary","name":"state","property":"state","access":7,"value_on":"ON","value_off":"OFF"},
                 {"type":"numeric","name":"brightness","property":"brightness","access":7,"value_min":0,"value_max":254},
                 {"type":"composite","name":"color_xy","property":"color","access":7,"features":[
                  {"type":"numeric","name":"x","property":"x","access":7},{"type":"numeric","name":"y","property":"y","access":7}]}]}]}""");
        start();
        DeviceId strip = HandLane.id("zigbee", "0x05");
        broker.bridge.mute = true;
        Step.Ref step = lane.send(strip, "setIntensity", Value.of(50));
        told("strip", "{'state':'ON'}");
        assertThat(lane.phases(step)).isEmpty();
        told("strip", "{'brightness':127}");
        assertThat(lane.phases(step)).containsExactly(Phase.COMPLETED);
        assertThat(lane.value(strip, "core:OnOffState")).isEqualTo("on");
    }

    @Test
    void whatADeviceTellsIsBoundedInBytes() {
        broker.bridge.device(FakeBridge.LAMP, "hall/lamp", FakeBridge.LAMP_DEFINITION);
        start();
        for (int i = 0; i < 40; i++) {
            told("hall/lamp", "{'novel" + i + "':'" + "x".repeat(100_000) + "','brightness':254}");
        }
        assertThat(lane.number(LAMP, "core:LightIntensityState")).isEqualTo(100);
        Device fresh = lane.device(LAMP).orElseThrow().withStates(new States(List.of()));
        lane.report(new Report.DeviceGone(LAMP));
        lane.devicesChanged();
        lane.put(fresh);
        lane.devicesChanged();
        assertThat(lane.device(LAMP).orElseThrow().states().all().toString().length())
                .as("what is kept of it")
                .isLessThan(1_000_000);
    }

    // ---- names, lists, parts ----

    @Test
    void aNameThatIsNoTopicIsSpokenToByItsAddress() {
        Map<String, String> names =
                Map.of("0x1", "lamp+", "0x2", "#1", "0x3", "bridge/lamp", "0x4", "lamp/set", "0x5", "hall/lamp");
        names.forEach((address, name) -> broker.bridge.device(address, name, FakeBridge.LAMP_DEFINITION));
        start();
        names.forEach((address, name) -> {
            assertThat(lane.send(lane.step(HandLane.id("zigbee", address), "on")))
                    .isEqualTo(Transmission.ACCEPTED);
            lane.advance(600);
            String topic = name.equals("hall/lamp") ? name : address;
            assertThat(broker.bridge.asked).as(name).anyMatch(asked -> asked.startsWith(topic + "/set "));
        });
        told("bridge/lamp", "{'state':'ON'}");
        assertThat(lane.value(HandLane.id("zigbee", "0x3"), "core:OnOffState")).isEqualTo("on");
    }

    @Test
    void aListThatIsTooLongIsCutAndPeopleAreTold() {
        broker.bridge.device("0x1", "lamp 1", FakeBridge.LAMP_DEFINITION);
        start();
        String many = IntStream.range(0, ZigbeeNetwork.MOST_DEVICES + 45)
                .mapToObj(i -> "{\"ieee_address\":\"0x" + Integer.toHexString(i) + "\",\"friendly_name\":\"lamp " + i
                        + "\",\"interview_completed\":true,\"definition\":null}")
                .collect(Collectors.joining(",", "[", "]"));
        told("bridge/devices", many);
        Report.AlertSeen alert = reports(lane, Report.AlertSeen.class).stream()
                .filter(seen -> seen.alert().kind().equals("DEVICES_LEFT_OUT"))
                .toList()
                .getLast();
        assertThat(alert.raised()).isTrue();
        assertThat(alert.alert().detail()).contains("2045 devices", "45 are left out");
        told("bridge/devices", broker.bridge.list());
        assertThat(reports(lane, Report.AlertSeen.class).getLast().raised()).isFalse();
    }

    private static String rockers(String... endpoints) {
        StringBuilder exposes = new StringBuilder();
        for (String endpoint : endpoints) {
            exposes.append(exposes.isEmpty() ? "" : ",")
                    .append("{\"type\":\"switch\",\"endpoint\":\"")
                    .append(endpoint)
                    .append("\",\"features\":[{\"type\":\"binary\",\"name\":\"state\",\"property\":\"state_")
                    .append(endpoint)
                    .append("\",\"endpoint\":\"")
                    .append(endpoint)
                    .append("\",\"access\":7,\"value_on\":\"ON\",\"value_off\":\"OFF\"}]}");
        }
        return "{\"vendor\":\"V\",\"model\":\"R\",\"exposes\":[" + exposes + "]}";
    }

    @Test
    void thePartsOfADeviceStayTheyWhateverTheOrderOfTheList() {
        broker.bridge.device("0x7", "rockers", rockers("left", "right"));
        start();
        told("rockers", "{'state_left':'ON','state_right':'OFF'}");
        DeviceId left = HandLane.id("zigbee", "0x7#1");
        DeviceId right = HandLane.id("zigbee", "0x7#2");
        assertThat(lane.value(left, "core:OnOffState")).isEqualTo("on");
        broker.bridge.device("0x7", "rockers", rockers("center", "right", "left"));
        broker.tells("bridge/devices", broker.bridge.list());
        lane.advance(500);
        told("rockers", "{'state_left':'OFF','state_right':'ON','state_center':'ON'}");
        assertThat(lane.value(left, "core:OnOffState")).isEqualTo("off");
        assertThat(lane.value(right, "core:OnOffState")).isEqualTo("on");
        assertThat(reports(lane, Report.DeviceFound.class).getLast().device().id())
                .isEqualTo(HandLane.id("zigbee", "0x7#3"));
    }

    /** One from a version that did not say which part it is. */
    @Test
    void aPartThatDoesNotSayWhichItIsIsThatOfItsPlace() {
        broker.bridge.device("0x7", "rockers", rockers("left", "right"));
        DeviceId right = HandLane.id("zigbee", "0x7#2");
        lane.put(Device.of(right, "zigbee:V_R_right", "mine", new States(List.of())));
        start();
        told("rockers", "{'state_left':'OFF','state_right':'ON'}");
        assertThat(lane.value(right, "core:OnOffState")).isEqualTo("on");
        assertThat(reports(lane, Report.DeviceFound.class))
                .singleElement()
                .satisfies(found -> assertThat(found.device().id()).isEqualTo(HandLane.id("zigbee", "0x7#1")));
    }
}

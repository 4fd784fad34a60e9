package io.candelabra.driver.leap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.driver.DriverContract;
import io.candelabra.driver.HandLane;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.JobKind;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The driver keeps the contract; and what bridges do besides. */
class LeapDriverTest extends DriverContract {
    private static final String INTENSITY = "core:LightIntensityState";
    private static final DeviceId LAMP = HandLane.id("leap", "zone/5");
    private static final DeviceId REMOTE = HandLane.id("leap", "device/8");
    private static final InstantSource STILL = InstantSource.fixed(Instant.EPOCH);

    private FakeBridge bridge = new FakeBridge();

    private HandLane fresh(long seed) {
        bridge = new FakeBridge();
        bridge.answer("Update /clientsetting", "{}");
        bridge.answer("Read /area", "{'Areas':[{'href':'/area/2','Name':'Hall'}]}");
        bridge.answer(
                "Read /zone",
                "{'Zones':[{'href':'/zone/5','Name':'Overhead','ControlType':'Dimmed','AssociatedArea':{'href':'/area/2'}},"
                        + "{'href':'nothing','ControlType':'Dimmed'},{'href':'/zone/6','ControlType':'Rocket'},7]}");
        bridge.answer("Read /server/1/status/ping", "{'PingResponse':{'LEAPVersion':1.1}}");
        HandLane lane = new HandLane(new LeapDriver(settings -> new BridgeWay(bridge, Optional.empty()), STILL), seed);
        bridge.lane = lane;
        return lane;
    }

    @Override
    protected HandLane lane(long seed) {
        HandLane lane = fresh(seed);
        lane.put(Device.of(LAMP, "candelabra:DimmedZone", "Hall Overhead", States.of()));
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

    @Test
    void whatTheBridgeHasIsTold() {
        HandLane lane = fresh(1).start();
        assertThat(found(lane)).singleElement().satisfies(device -> {
            assertThat(device.id()).isEqualTo(LAMP);
            assertThat(device.type()).isEqualTo("candelabra:DimmedZone");
            assertThat(device.label()).isEqualTo("Hall Overhead");
        });
        assertThat(lane.kept("bridge")).isEqualTo("ab".repeat(32));
    }

    /** Who subscribes twice is told twice. */
    @Test
    void whatIsReadAgainIsNotSubscribedToAgain() {
        HandLane lane = fresh(1);
        remote();
        lane.start();
        lane.job(HandLane.job("job", JobKind.REFRESH.name(), Map.of()));
        assertThat(bridge.asked.stream().filter(asked -> asked.startsWith("Subscribe")))
                .isNotEmpty()
                .doesNotHaveDuplicates();
        assertThat(bridge.asked).contains("Read /zone/status");
    }

    @Test
    void aBridgeThatCannotSayNowHasNotLostItsDevices() {
        HandLane lane = lane(1);
        bridge.fault = "/zone";
        assertThatThrownBy(() -> lane.job(HandLane.job("job", JobKind.REFRESH.name(), Map.of())))
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(lane.device(LAMP).orElseThrow().available()).isTrue();
    }

    @Test
    void aDeviceThatIsTakenOutAndLetInAgainIsToldItsStates() {
        HandLane lane = lane(1);
        bridge.says("/zone/status", "zones", "200 OK", FakeBridge.level(BridgeLayout.href(LAMP), "70"));
        lane.advance(1_000);
        Device lamp = lane.device(LAMP).orElseThrow();
        lane.devicesChanged();
        lane.report(new Report.DeviceGone(LAMP));
        lane.devicesChanged();
        lane.put(lamp.withStates(States.NONE));
        lane.devicesChanged();
        assertThat(lane.number(LAMP, INTENSITY)).isEqualTo(70);
    }

    @Test
    void largeBridgesAreAskedAreaByArea() {
        HandLane lane = fresh(1);
        bridge.answer("Read /area", "{'Areas':[{'href':'/area/2','Name':'Hall'},{'href':'/area/3','Name':'Attic'}]}");
        bridge.refuse("Read /zone");
        bridge.answer(
                "Read /area/3/associatedzone",
                "{'Zones':[{'href':'/zone/9','Name':'Lamp','ControlType':'Switched','AssociatedArea':{'href':'/area/3'}}]}");
        lane.start();
        assertThat(found(lane)).singleElement().satisfies(device -> {
            assertThat(device.type()).isEqualTo("candelabra:SwitchedZone");
            assertThat(device.label()).isEqualTo("Attic Lamp");
        });
    }

    @Test
    void zonesOfSmallBridgesStandAtTheirDevices() {
        HandLane lane = fresh(1);
        bridge.refuse("Read /zone");
        bridge.answer(
                "Read /device",
                "{'Devices':[{'href':'/device/2','Name':'Lamp','DeviceType':'WallDimmer','ModelNumber':'PD-6WCL',"
                        + "'LocalZones':[{'href':'/zone/1'}]}]}");
        lane.start();
        assertThat(found(lane)).singleElement().satisfies(device -> {
            assertThat(device.id()).isEqualTo(HandLane.id("leap", "zone/1"));
            assertThat(device.attributes()).contains(State.of("candelabra:Model", "PD-6WCL"));
        });
        lane.advance(1_000);
        assertThat(bridge.asked).as("it refuses the subscription").contains("Read /zone/1/status");
    }

    private void remote() {
        bridge.answer(
                "Read /device",
                "{'Devices':[{'href':'/device/8','Name':'Pico','DeviceType':'Pico2Button',"
                        + "'ButtonGroups':[{'href':'/buttongroup/2'}]}]}");
        bridge.answer(
                "Read /button",
                "{'Buttons':[{'href':'/button/102','ButtonNumber':2,'Parent':{'href':'/buttongroup/2'},'Engraving':{'Text':'Off'}},"
                        + "{'href':'/button/101','ButtonNumber':0,'Parent':{'href':'/buttongroup/2'},'Engraving':{'Text':'On'}}]}");
    }

    @Test
    void eachPressOfAButtonIsToldWhenItHappens() {
        HandLane lane = fresh(1);
        remote();
        lane.put(Device.of(REMOTE, "candelabra:PicoRemote", "Pico", States.of()));
        lane.start();
        assertThat(bridge.asked).contains("Subscribe /button/101/status/event", "Subscribe /button/102/status/event");
        for (int i = 0; i < 2; i++) {
            bridge.says(
                    "/button/102/status/event",
                    "watch",
                    "200 OK",
                    "{'ButtonStatus':{'Button':{'href':'/button/102'},'ButtonEvent':{'EventType':'Press'}}}");
        }
        lane.advance(1_000);
        assertThat(lane.told(REMOTE, "candelabra:LastButtonState")).containsExactly("2", "2");
        assertThat(lane.told(REMOTE, "candelabra:ButtonEventState")).containsExactly("press", "press");
        lane.send(REMOTE, "pressAndRelease", Value.of(1));
        lane.advance(1_000);
        assertThat(bridge.commands).singleElement().satisfies(sent -> assertThat(sent.url())
                .isEqualTo("/button/101/commandprocessor"));
    }

    @Test
    void readingAfreshSubscribesNothingTwice() {
        HandLane lane = fresh(1);
        remote();
        lane.start();
        lane.job(HandLane.job("job-1", "refresh", Map.of()));
        assertThat(bridge.asked.stream().filter(request -> request.startsWith("Subscribe")))
                .doesNotHaveDuplicates()
                .hasSize(4);
        assertThat(bridge.asked).contains("Read /zone/status");
    }

    @Test
    void anEngravingIsWhatOurOwnFaceShows() {
        HandLane lane = fresh(1);
        remote();
        lane.start();
        assertThat(found(lane))
                .filteredOn(device -> device.id().equals(REMOTE))
                .singleElement()
                .satisfies(device ->
                        assertThat(device.vendor()).containsEntry("lutron", "{\"buttons\":[\"On\",\"Off\"]}"));
    }

    @Test
    void aFadeIsSentAndALevelAsksForItsStatusWhereNoneComes() {
        HandLane lane = lane(1);
        lane.advance(1_000);
        bridge.tellsLevel = false;
        bridge.answer("Read /zone/5/status", "{'ZoneStatus':{'Zone':{'href':'/zone/5'},'Level':40}}");
        Step.Ref step = lane.send(LAMP, "setIntensity", Value.of(40), Value.of(5_000L));
        lane.advance(5_000);
        assertThat(lane.phases(step)).isEmpty();
        assertThat(String.valueOf(bridge.commands.getFirst().body())).contains("FadeTime=00:00:05");
        lane.advance(3_000);
        assertThat(lane.phases(step)).containsExactly(Phase.COMPLETED);
        assertThat(lane.told(LAMP, INTENSITY)).containsExactly("40");
    }

    @Test
    void refusalsAreTold() {
        for (Map.Entry<String, Failure> each : Map.of(
                        "400 BadRequest", Failure.BAD_PARAMETER,
                        "405 MethodNotAllowed", Failure.UNKNOWN_COMMAND,
                        "503 ServiceUnavailable", Failure.BUSY,
                        "500 InternalServerError", Failure.OTHER)
                .entrySet()) {
            HandLane lane = lane(1);
            bridge.commandStatus = each.getKey();
            Step.Ref step = lane.send(LAMP, "on");
            lane.advance(2_000);
            assertThat(lane.failure(step)).as(each.getKey()).contains(each.getValue());
        }
    }

    @Test
    void aBridgeThatSaysNothingFailsTheStepAndThenIsAway() {
        HandLane lane = lane(1);
        bridge.mute = true;
        Step.Ref step = lane.send(LAMP, "on");
        lane.advance(11_000);
        assertThat(lane.failure(step)).contains(Failure.NO_ANSWER);
        assertThatThrownBy(() -> lane.advance(120_000))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("does not answer any more");
        assertThat(reports(lane, Report.GatewaySeen.class).stream().map(Report.GatewaySeen::alive))
                .containsExactly(true, false);
    }

    @Test
    void aBridgeIsAskedNowAndThenWhetherItIsThere() {
        HandLane lane = lane(1);
        lane.advance(10 * 60_000);
        assertThat(bridge.asked.stream().filter("Read /server/1/status/ping"::equals))
                .hasSize(10);
        bridge.away = true;
        assertThatThrownBy(() -> lane.advance(1_000)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void statesComeWhenADeviceIsLetIn() {
        HandLane lane = fresh(1);
        bridge.answer("Subscribe /zone/status", FakeBridge.level("/zone/5", "30"));
        lane.start();
        lane.advance(1_000);
        assertThat(lane.told(LAMP, INTENSITY)).isEmpty();
        lane.put(found(lane).getFirst());
        lane.devicesChanged();
        assertThat(lane.told(LAMP, INTENSITY)).containsExactly("30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh", "availability"})
    void aZoneThatIsGoneCannotBeReached(String kind) {
        HandLane lane = lane(1);
        bridge.answer("Read /zone", "{'Zones':[]}");
        lane.job(HandLane.job("job-1", kind, Map.of()));
        assertThat(lane.device(LAMP).orElseThrow().available()).isFalse();
        assertThat(lane.send(lane.step(LAMP, "on"))).isEqualTo(new Transmission.Failed(Failure.NO_ANSWER));
    }
}

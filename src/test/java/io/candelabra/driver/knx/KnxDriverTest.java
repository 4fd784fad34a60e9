package io.candelabra.driver.knx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.driver.DriverContract;
import io.candelabra.driver.HandLane;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.Phase;
import io.candelabra.model.Resource.SiteType;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The driver keeps the contract; and what a bus does besides. */
class KnxDriverTest extends DriverContract {
    private static final DeviceId LAMP = HandLane.id("knx", "1/0/1");
    private static final DeviceId SHUTTER = HandLane.id("knx", "2/0/1");
    private static final DeviceId PLAIN = HandLane.id("knx", "1/0/9");
    private static final String INTENSITY = "core:LightIntensityState";
    private FakeBus bus = new FakeBus();

    private HandLane bare(long seed, String table) {
        bus = new FakeBus().status("1/0/1", "1/4/1").status("1/1/1", "1/5/1").travels("2/2/1", "2/3/1");
        FakeBus here = bus;
        HandLane lane = new HandLane(new KnxDriver(settings -> here), seed)
                .with("telegrams-per-second", "20")
                .with("table", KnxPlans.stored(table));
        here.lane = lane;
        return lane;
    }

    /** As the core does where devices go straight in. */
    private static void letIn(HandLane lane) {
        for (Report.DeviceFound found : reports(lane, Report.DeviceFound.class)) {
            lane.put(found.device());
        }
        lane.devicesChanged();
    }

    @Override
    protected HandLane lane(long seed) {
        HandLane lane = bare(seed, KnxPlans.HOUSE).start();
        letIn(lane);
        return lane;
    }

    @Override
    protected Step slow(HandLane lane) {
        return lane.step(SHUTTER, "setClosure", Value.of(60));
    }

    @Override
    protected Step quick(HandLane lane) {
        return lane.step(LAMP, "setIntensity", Value.of(40));
    }

    @Override
    protected String quickState() {
        return INTENSITY;
    }

    private static Map<String, String> typesFound(HandLane lane) {
        return reports(lane, Report.DeviceFound.class).stream()
                .map(Report.DeviceFound::device)
                .collect(Collectors.toMap(Device::label, device -> SiteType.plainName(device.type())));
    }

    private static String text(HandLane lane, DeviceId device, String state) {
        return lane.device(device).orElseThrow().states().text(state);
    }

    private static boolean ended(HandLane lane, Step.Ref step) {
        return lane.phases(step).stream().anyMatch(Phase::ended);
    }

    @Test
    void addressesBecomeDevices() {
        HandLane lane = bare(1, KnxPlans.HOUSE).start();
        assertThat(typesFound(lane))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "Kitchen", "knx:DimmableLightKNXComponent",
                        "Cellar light", "knx:OnOffLightKNXComponent",
                        "Kitchen blind", "knx:RollerShutterGenericKNXComponent",
                        "Kitchen temperature", "knx:TemperatureSensorKNXComponent",
                        "Kitchen presence", "knx:OccupancySensorKNXComponent",
                        "Hall door", "knx:ContactSensorKNXComponent",
                        "Scenes", "knx:SceneKNXComponent",
                        "Fountain programme", "knx:WritableValue"));
        assertThat(reports(lane, Report.TypeFound.class)).hasSize(8);
    }

    /** A bus carries some dozens of telegrams in a second, and everybody else's as well. */
    @Test
    void theAddressesThatTellAreAskedOneAfterTheOther() {
        HandLane lane = bare(1, KnxPlans.HOUSE);
        bus.has("1/4/1", 1).has("1/5/1", 128).has("2/3/1", 255).has("3/0/1", 0x0C, 0x33);
        lane.start();
        letIn(lane);
        assertThat(bus.asked()).hasSizeLessThan(4);
        lane.advance(300);
        assertThat(bus.asked()).hasSizeBetween(5, 8);
        lane.advance(2_000);
        assertThat(bus.asked())
                .as("commands tell nothing where a status does")
                .containsExactlyInAnyOrder("1/4/1", "1/5/1", "1/0/9", "2/3/1", "3/0/1", "3/0/2", "3/0/3", "5/0/1");
        assertThat(text(lane, LAMP, "core:OnOffState")).isEqualTo("on");
        assertThat(lane.number(LAMP, INTENSITY)).isEqualTo(50);
        assertThat(text(lane, SHUTTER, "core:OpenClosedState")).isEqualTo("closed");
        assertThat(lane.number(HandLane.id("knx", "3/0/1"), "core:TemperatureState"))
                .isEqualTo(21.5);
    }

    @Test
    void aStepEndsWhenTheStatusSaysSo() {
        HandLane lane = lane(1);
        lane.advance(3_000);
        bus.idle = true;
        Step.Ref step = lane.send(LAMP, "setIntensity", Value.of(40));
        lane.advance(1_500);
        assertThat(ended(lane, step))
                .as("the bus has taken it, and no status says anything")
                .isFalse();
        bus.says("1/5/1", 102);
        lane.advance(300);
        assertThat(lane.phases(step)).containsExactly(Phase.COMPLETED);
        assertThat(lane.number(LAMP, INTENSITY)).isEqualTo(40);
        assertThat(bus.written()).containsExactly("1/1/1=66");
    }

    @Test
    void aStatusThatDoesNotComeIsAskedFor() {
        HandLane lane = lane(1);
        lane.advance(3_000);
        bus.idle = true;
        Step.Ref step = lane.send(LAMP, "on");
        lane.advance(1_000);
        bus.idle = false;
        bus.has("1/4/1", 1);
        lane.advance(2_000);
        assertThat(lane.phases(step)).containsExactly(Phase.COMPLETED);
    }

    @Test
    void aDimmerComesAsNearAsItCan() {
        HandLane lane = lane(1);
        bus.says("1/5/1", 128);
        lane.advance(3_000);
        bus.idle = true;
        Step.Ref step = lane.send(LAMP, "setIntensity", Value.of(1));
        bus.says("1/5/1", 25);
        lane.advance(1_000);
        assertThat(ended(lane, step)).isFalse();
        lane.advance(10_000);
        assertThat(lane.phases(step)).containsExactly(Phase.COMPLETED);
        assertThat(lane.number(LAMP, INTENSITY)).isEqualTo(10);
    }

    @Test
    void whatNobodyTakesFails() {
        HandLane lane = lane(1);
        lane.advance(3_000);
        bus.nobody = true;
        Step.Ref refused = lane.send(LAMP, "on");
        lane.advance(500);
        assertThat(lane.failure(refused)).contains(Failure.NO_ANSWER);
        bus.nobody = false;
        bus.silent = true;
        Step.Ref silent = lane.send(LAMP, "on");
        lane.advance(2_500);
        assertThat(ended(lane, silent)).isFalse();
        lane.advance(1_000);
        assertThat(lane.failure(silent)).contains(Failure.NO_ANSWER);
        bus.silent = false;
        bus.idle = true;
        Step.Ref untold = lane.send(LAMP, "off");
        lane.advance(15_000);
        assertThat(lane.failure(untold)).contains(Failure.NO_ANSWER);
    }

    @Test
    void withoutAStatusAddressWhatTheBusTookIsTold() {
        HandLane lane = lane(1);
        lane.advance(3_000);
        Step.Ref step = lane.send(PLAIN, "on");
        assertThat(lane.told(PLAIN, "core:OnOffState")).isEmpty();
        lane.advance(200);
        assertThat(lane.phases(step)).containsExactly(Phase.COMPLETED);
        assertThat(lane.told(PLAIN, "core:OnOffState")).containsExactly("on");
        bus.says("1/0/9", 0);
        lane.advance(300);
        assertThat(text(lane, PLAIN, "core:OnOffState")).as("a wall switch").isEqualTo("off");
    }

    @Test
    void aWallSwitchIsHeardAndIsNobodysStep() {
        HandLane lane = lane(1);
        lane.advance(3_000);
        bus.says("1/0/1", 1);
        lane.advance(300);
        assertThat(lane.told(LAMP, "core:OnOffState"))
                .as("the actuator may not obey")
                .isEmpty();
        bus.says("1/4/1", 1);
        lane.advance(300);
        assertThat(reports(lane, Report.StatesSeen.class)).last().satisfies(seen -> assertThat(seen.step())
                .isEmpty());
        assertThat(text(lane, LAMP, "core:OnOffState")).isEqualTo("on");
    }

    /** It is where the later one wanted it, and never was where the earlier one did. */
    @Test
    void whatALaterCommandOvertookIsSuperseded() {
        HandLane lane = lane(1);
        lane.advance(3_000);
        bus.idle = true;
        Step.Ref on = lane.send(LAMP, "on");
        Step.Ref off = lane.send(LAMP, "off");
        lane.advance(500);
        bus.says("1/4/1", 0);
        lane.advance(300);
        assertThat(lane.phases(off)).containsExactly(Phase.COMPLETED);
        assertThat(lane.failure(on)).contains(Failure.SUPERSEDED);
    }

    @Test
    void aShutterTravelsStopsAndIsTurned() {
        HandLane lane = lane(1);
        lane.advance(3_000);
        bus.idle = true;
        Step.Ref down = lane.send(SHUTTER, "down");
        lane.advance(1_000);
        bus.says("2/3/1", 64);
        lane.advance(50_000);
        bus.says("2/3/1", 128);
        lane.advance(50_000);
        assertThat(ended(lane, down)).as("it is on its way").isFalse();
        Step.Ref stop = lane.send(SHUTTER, "stop");
        lane.advance(500);
        assertThat(lane.failure(down)).contains(Failure.SUPERSEDED);
        assertThat(lane.phases(stop)).containsExactly(Phase.COMPLETED);
        Step.Ref up = lane.send(SHUTTER, "open");
        lane.advance(1_000);
        bus.says("2/3/1", 0);
        lane.advance(300);
        assertThat(lane.phases(up)).containsExactly(Phase.COMPLETED);
        assertThat(text(lane, SHUTTER, "core:OpenClosedState")).isEqualTo("open");
        assertThat(bus.written()).containsExactly("2/0/1=01", "2/1/1=01", "2/0/1=00");
    }

    @Test
    void aTravelThatNobodyWantsAnyMoreIsStopped() {
        HandLane lane = lane(1);
        lane.advance(3_000);
        bus.idle = true;
        Step.Ref down = lane.send(SHUTTER, "setClosure", Value.of(70));
        lane.advance(1_000);
        lane.cancel(down);
        lane.advance(1_000);
        assertThat(bus.written()).containsExactly("2/2/1=b3", "2/1/1=01");
        assertThat(lane.phases(down)).isEmpty();
    }

    @Test
    void aSceneIsHeardEachTime() {
        HandLane lane = lane(1);
        lane.advance(3_000);
        DeviceId scenes = HandLane.id("knx", "4/0/1");
        bus.says("4/0/1", 2);
        bus.says("4/0/1", 2);
        lane.advance(300);
        assertThat(lane.told(scenes, "knx:LastSceneState")).containsExactly("3", "3");
        Step.Ref step = lane.send(scenes, "activate", Value.of(8));
        lane.advance(300);
        assertThat(lane.phases(step)).containsExactly(Phase.COMPLETED);
        assertThat(bus.written()).containsExactly("4/0/1=07");
        assertThat(lane.send(lane.step(scenes, "activate", Value.of(65))))
                .isEqualTo(new Transmission.Failed(Failure.BAD_PARAMETER));
    }

    @Test
    void whatNobodyUnderstandsIsShownAndCanBeWritten() {
        HandLane lane = lane(1);
        lane.advance(3_000);
        DeviceId fountain = HandLane.id("knx", "5/0/1");
        bus.says("5/0/1", 7);
        lane.advance(300);
        assertThat(lane.number(fountain, "knx:ValueState")).isEqualTo(7);
        Step.Ref step = lane.send(fountain, "setValue", Value.of(9));
        lane.advance(300);
        assertThat(lane.phases(step)).containsExactly(Phase.COMPLETED);
        assertThat(lane.number(fountain, "knx:ValueState")).isEqualTo(9);
    }

    @Test
    void aBusThatIsLostIsToldOnceAndReadAfresh() {
        HandLane lane = lane(1);
        lane.advance(3_000);
        Step.Ref step = lane.send(SHUTTER, "setClosure", Value.of(70));
        bus.lost = true;
        assertThatThrownBy(() -> lane.advance(1_000)).isInstanceOf(UncheckedIOException.class);
        assertThat(ended(lane, step)).as("the lane ends it").isFalse();
        FakeBus fresh = new FakeBus().has("1/4/1", 1);
        lane.restart(new KnxDriver(settings -> fresh), 5_000);
        lane.advance(3_000);
        assertThat(fresh.asked()).contains("1/4/1");
        assertThat(text(lane, LAMP, "core:OnOffState")).isEqualTo("on");
        assertThat(reports(lane, Report.GatewaySeen.class).stream().map(Report.GatewaySeen::alive))
                .containsExactly(true, false, true);
    }

    @Test
    void anInterfaceThatIsAwayAtTheStartIsTold() {
        HandLane lane = bare(1, KnxPlans.HOUSE);
        bus.lost = true;
        assertThatThrownBy(lane::start).hasCauseInstanceOf(IOException.class);
        assertThat(lane.gateway().alive()).isFalse();
    }

    @Test
    void anAddressThatLeavesTheTableCannotBeReached() {
        HandLane lane = lane(1);
        lane.with("table", KnxPlans.stored("address;name;dpt\n1/0/9;Cellar light;1.001\n"));
        FakeBus fresh = new FakeBus();
        lane.restart(new KnxDriver(settings -> fresh), 1_000);
        assertThat(lane.device(LAMP).orElseThrow().available()).isFalse();
        assertThat(lane.device(PLAIN).orElseThrow().available()).isTrue();
        assertThat(lane.send(lane.step(LAMP, "on"))).isEqualTo(new Transmission.Failed(Failure.NO_ANSWER));
    }

    @Test
    void statesComeWhenADeviceIsLetIn() {
        HandLane lane = bare(1, KnxPlans.HOUSE);
        bus.has("1/4/1", 1);
        lane.start();
        lane.advance(3_000);
        assertThat(lane.told(LAMP, "core:OnOffState")).isEmpty();
        letIn(lane);
        assertThat(lane.told(LAMP, "core:OnOffState")).containsExactly("on");
    }

    @Test
    void readingAfreshEndsWhenAllAreAsked() {
        HandLane lane = lane(1);
        lane.advance(5_000);
        int before = bus.asked().size();
        lane.job(HandLane.job("job-1", "refresh", Map.of()));
        assertThat(reports(lane, Report.JobSeen.class)).isEmpty();
        lane.advance(5_000);
        assertThat(bus.asked()).hasSize(2 * before);
        assertThat(reports(lane, Report.JobSeen.class)).singleElement().satisfies(seen -> assertThat(seen.failure())
                .isEqualTo(Failure.NONE));
    }

    @Test
    void aLargeInstallationIsReadWithoutHoldingUpCommands() {
        String table = "address,name,dpt\n"
                + IntStream.range(0, 2_000)
                        .mapToObj(i -> FakeBus.at(Integer.toString(2_048 + i)) + ",Lamp " + i + ",1.001")
                        .collect(Collectors.joining("\n"));
        HandLane lane = bare(1, table).start();
        letIn(lane);
        assertThat(reports(lane, Report.DeviceFound.class)).hasSize(2_000);
        assertThat(reports(lane, Report.TypeFound.class)).hasSize(1);
        lane.advance(1_000);
        Step.Ref step = lane.send(HandLane.id("knx", "1/0/200"), "on");
        lane.advance(200);
        assertThat(lane.phases(step)).containsExactly(Phase.COMPLETED);
        assertThat(bus.asked()).hasSizeLessThan(30);
        lane.advance(110_000);
        assertThat(bus.asked()).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void telegramsThatMeanNothingAreNoStates() {
        HandLane lane = lane(1);
        lane.advance(3_000);
        int before = reports(lane, Report.StatesSeen.class).size();
        bus.says("1/5/1", 1, 2, 3);
        bus.says("3/0/1", 1);
        bus.says("1/4/1");
        bus.says("31/7/255", 1);
        bus.unreadable = 4;
        lane.advance(1_000);
        assertThat(reports(lane, Report.StatesSeen.class)).hasSize(before);
        bus.says("1/4/1", 1);
        lane.advance(300);
        assertThat(text(lane, LAMP, "core:OnOffState")).isEqualTo("on");
    }
}

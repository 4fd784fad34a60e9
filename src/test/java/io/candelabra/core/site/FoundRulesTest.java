package io.candelabra.core.site;

import static io.candelabra.core.site.HandStepped.GATEWAY;
import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.gateway;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.core.view.View;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.FoundDevice;
import io.candelabra.model.Resource.Reception;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of devices that gateways find: each rule by calling the decider. */
class FoundRulesTest extends ByDecision {
    private static final GatewayId SECOND = new GatewayId("8888-0000-0000");
    private static final String LEVEL = "core:LevelState";

    private static final class TestTypes implements Sites.TypeOf {
        private boolean typeIsThere = true;

        @Override
        public DeviceType of(SiteState at, Device device) {
            if (device.type().equals("test:Broken")) {
                throw new IllegalStateException("no type at all");
            }
            return new DeviceType(
                    device.type(),
                    "ACTUATOR",
                    "Light",
                    "",
                    true,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(StateType.undeclared(LEVEL, State.Kind.INTEGER)),
                    List.of());
        }

        @Override
        public boolean knows(SiteState at, String type) {
            return typeIsThere && !type.equals("test:Unheard");
        }
    }

    FoundRulesTest() {
        super(new TestTypes());
        tell(Caller.CORE, new Command.PutGateway(gateway(SECOND)));
    }

    private void typeIsThere(boolean there) {
        ((TestTypes) types).typeIsThere = there;
    }

    @Test
    void aFoundDeviceGoesStraightInUnlessTheSiteSaysOtherwise() {
        hear(found("1", State.of(LEVEL, 3)));
        assertThat(state.device(id("1"))).contains(device("1", State.of(LEVEL, 3)));
        assertThat(events).containsExactly(new SiteEvent.DevicePut(device("1", State.of(LEVEL, 3)), true));
        devicesWait();
        hear(found("2"));
        assertThat(state.device(id("2"))).isEmpty();
        assertThat(inbox("2").map(FoundDevice::device)).contains(device("2"));
        assertThat(tell(OWNER, new Command.ReceiveDevices(true))).isFalse();
        assertThat(tell(OWNER, new Command.ReceiveDevices(false))).isTrue();
        hear(found("2"));
        assertThat(state.device(id("2"))).isPresent();
        assertThat(inbox("2")).as("it waits no longer").isEmpty();
    }

    @Test
    void oneAlertOfAGatewayStandsAsLongAsADeviceOfItWaits() {
        devicesWait();
        hear(found("1"), found("2"));
        assertThat(alerts(Alert.DEVICE_FOUND)).singleElement().satisfies(alert -> assertThat(alert.subject())
                .isEqualTo(Alert.Subject.of(GATEWAY)));
        hear(new Report.DeviceFound(
                Device.of(DeviceId.of("io", SECOND, "1"), "test:Lamp", "at the second", States.NONE)));
        assertThat(alerts(Alert.DEVICE_FOUND)).hasSize(2);
        tell(OWNER, new Command.AcceptDevice(id("1")));
        assertThat(alerts(Alert.DEVICE_FOUND)).hasSize(2);
        tell(OWNER, new Command.RefuseDevice(id("2")));
        assertThat(alerts(Alert.DEVICE_FOUND)).singleElement().satisfies(alert -> assertThat(alert.subject())
                .isEqualTo(Alert.Subject.of(SECOND)));
    }

    @Test
    void acceptingTakesTheNewestReport() {
        devicesWait();
        hear(found("1", State.of(LEVEL, 3)));
        hear(found("1", State.of(LEVEL, 4)));
        assertThat(tell(OWNER, new Command.AcceptDevice(id("1")))).isTrue();
        assertThat(state.device(id("1"))).contains(device("1", State.of(LEVEL, 4)));
        assertThat(inbox("1")).isEmpty();
        assertThat(refusal(OWNER, new Command.AcceptDevice(id("1")))).isInstanceOf(Refused.NoSuch.class);
    }

    @Test
    void aDeviceThatIsThereIsNeverLaidOver() {
        devicesWait();
        hear(found("1", State.of(LEVEL, 3)));
        Device imported = device("1", State.of(LEVEL, 90));
        tell(Caller.CORE, new Command.PutDevice(imported));
        assertThat(inbox("1")).as("it came in another way").isEmpty();
        assertThat(alerts(Alert.DEVICE_FOUND)).isEmpty();
        hear(found("1", State.of(LEVEL, 5)));
        assertThat(events).isEmpty();
        assertThat(state.device(id("1"))).contains(imported);
        assertThat(refusal(OWNER, new Command.AcceptDevice(id("1")))).isInstanceOf(Refused.NoSuch.class);
    }

    @Test
    void aRefusedDeviceStaysOutUntilItIsForgotten() {
        devicesWait();
        hear(found("1", State.of(LEVEL, 3)));
        assertThat(tell(OWNER, new Command.RefuseDevice(id("1")))).isTrue();
        assertThat(tell(OWNER, new Command.RefuseDevice(id("1")))).isFalse();
        hear(found("1", State.of(LEVEL, 4)));
        assertThat(events).isEmpty();
        tell(OWNER, new Command.ReceiveDevices(false));
        hear(found("1"));
        assertThat(events).isEmpty();
        assertThat(state.device(id("1"))).isEmpty();
        assertThat(refusal(OWNER, new Command.AcceptDevice(id("1")))).isInstanceOf(Refused.Conflict.class);
        tell(OWNER, new Command.ForgetFoundDevice(id("1")));
        assertThat(inbox("1")).isEmpty();
        hear(found("1"));
        assertThat(state.device(id("1"))).isPresent();
    }

    @Test
    void aDeviceWhoseTypeIsNotThereWaitsWithTheReason() {
        typeIsThere(false);
        hear(found("1"));
        assertThat(state.device(id("1"))).isEmpty();
        assertThat(inbox("1").map(FoundDevice::problem)).contains("its type test:Lamp is in no catalogue");
        assertThat(refusal(OWNER, new Command.AcceptDevice(id("1"))))
                .isEqualTo(new Refused.Conflict("the device cannot be let in: its type test:Lamp is in no catalogue"));
        typeIsThere(true);
        assertThat(tell(OWNER, new Command.AcceptDevice(id("1")))).isTrue();
        assertThat(state.device(id("1"))).isPresent();
    }

    @Test
    void whatCannotBeRightWaitsWithTheReason() {
        hear(new Report.DeviceFound(Device.of(id("1"), "test:Broken", "", States.NONE)));
        hear(found("2", State.of(LEVEL, "high")));
        tell(Caller.CORE, new Command.PutDevice(device("3").withId("lcm", "77")));
        hear(new Report.DeviceFound(device("4").withId("lcm", "77")));
        assertThat(inbox("1").map(FoundDevice::problem)).contains("its type test:Broken cannot be read");
        assertThat(inbox("2").map(FoundDevice::problem))
                .contains("it tells its state core:LevelState as STRING, and its type test:Lamp declares INTEGER");
        assertThat(inbox("4").map(FoundDevice::problem)).contains("its lcm 77 is that of " + id("3"));
        assertThat(state.deviceBy("lcm", "77").map(Device::id)).contains(id("3"));
        hear(found("5", State.of(LEVEL, 2.5)));
        assertThat(state.device(id("5"))).as("a number is a number").isPresent();
    }

    @Test
    void statesOfADeviceThatWaitsWriteNothing() {
        devicesWait();
        hear(found("1", State.of(LEVEL, 3)));
        for (int i = 0; i < 100; i++) {
            hear(
                    new Report.StatesSeen(id("1"), List.of(State.of(LEVEL, i))),
                    new Report.AvailabilitySeen(id("1"), false));
            assertThat(events).isEmpty();
        }
        hear(found("1", State.of(LEVEL, 3)));
        assertThat(events).as("what is known").isEmpty();
    }

    @Test
    void aDeviceThatIsFoundWithEverNewValuesIsWrittenAtOurPace() {
        devicesWait();
        int written = 0;
        for (int i = 0; i < 6_000; i++) {
            hear(found("1", State.of(LEVEL, i)));
            written += events.size();
            nowMs += 20;
        }
        assertThat(written).as("in two minutes").isBetween(10, 40);
        hear(new Report.DeviceFound(Device.of(id("1"), "test:Lamp", "another name", States.NONE)));
        assertThat(inbox("1").map(found -> found.device().label())).contains("another name");
    }

    @Test
    void theInboxIsBoundedForEachGateway() {
        devicesWait();
        for (int i = 0; i <= FoundDevice.MOST_AT_A_GATEWAY; i++) {
            hear(found("n" + i));
        }
        assertThat(state.count(FoundDevice.class)).isEqualTo(FoundDevice.MOST_AT_A_GATEWAY);
        assertThat(alerts("SET_ASIDE")).singleElement().satisfies(alert -> assertThat(alert.detail())
                .contains(
                        "DeviceFound",
                        "no further waiting device of the gateway " + GATEWAY + ": there are 100 already"));
        hear(new Report.DeviceFound(Device.of(DeviceId.of("io", SECOND, "1"), "test:Lamp", "", States.NONE)));
        assertThat(state.count(FoundDevice.class)).isEqualTo(FoundDevice.MOST_AT_A_GATEWAY + 1);
        tell(OWNER, new Command.RefuseDevice(id("n0")));
        hear(found("later"));
        assertThat(inbox("later")).as("refused ones take no room").isPresent();
    }

    @Test
    void theInboxAndTheRefusedAreBoundedForTheSite() {
        devicesWait();
        for (int g = 0; g <= FoundDevice.MOST / FoundDevice.MOST_AT_A_GATEWAY; g++) {
            GatewayId gateway = new GatewayId("gateway-" + g);
            tell(Caller.CORE, new Command.PutGateway(gateway(gateway)));
            List<Report> all = new ArrayList<>();
            for (int i = 0; i < FoundDevice.MOST_AT_A_GATEWAY; i++) {
                all.add(new Report.DeviceFound(
                        Device.of(DeviceId.of("io", gateway, "n" + i), "test:Lamp", "", States.NONE)));
            }
            hear(all.toArray(Report[]::new));
        }
        assertThat(state.count(FoundDevice.class)).isEqualTo(FoundDevice.MOST);
        state.resources(FoundDevice.class)
                .forEach(found ->
                        tell(OWNER, new Command.RefuseDevice(found.device().id())));
        hear(found("1"));
        assertThat(inbox("1")).isPresent();
        assertThat(refusal(OWNER, new Command.RefuseDevice(id("1")))).isInstanceOf(Refused.TooMany.class);
    }

    @ParameterizedTest
    @EnumSource(Verb.class)
    void decidingTakesTheRightToConfigure(Verb verb) {
        devicesWait();
        hear(found("1"));
        Caller other = person(Verb.VIEW, verb);
        for (Command<Boolean> command : List.<Command<Boolean>>of(
                new Command.ReceiveDevices(false),
                new Command.RefuseDevice(id("1")),
                new Command.ForgetFoundDevice(id("1")))) {
            if (verb == Verb.CONFIGURE || verb == Verb.ADMINISTER) {
                assertThat(tell(other, command)).isTrue();
            } else {
                assertThat(refusal(other, command)).isEqualTo(new Refused.Rights(Verb.CONFIGURE, SITE));
            }
        }
    }

    @Test
    void theAdministratorOfTheServerLetsDevicesInAsWellAsPrograms() {
        Caller administrator = Caller.administrator("root");
        assertThat(tell(administrator, new Command.ReceiveDevices(true))).isTrue();
        hear(found("1"), found("2"));
        assertThat(View.of(administrator, state).sees(inbox("1").orElseThrow())).isTrue();
        assertThat(tell(administrator, new Command.AcceptDevice(id("1")))).isTrue();
        assertThat(tell(administrator, new Command.RefuseDevice(id("2")))).isTrue();
    }

    /** The setting and the inbox have their own commands; whatever else a person may put. */
    @Test
    void thereIsNoOtherWayToTheSettingAndTheInbox() {
        devicesWait();
        hear(found("1"));
        FoundDevice waits = inbox("1").orElseThrow();
        for (Command<Boolean> command : List.<Command<Boolean>>of(
                new Command.Put(new Reception(false)),
                new Command.Delete(new Reception(true)),
                new Command.Put(waits),
                new Command.Delete(waits),
                new Command.PutDevice(waits.device()))) {
            assertThat(refusal(OWNER, command)).isEqualTo(new Refused.Rights(Verb.ADMINISTER, SITE));
        }
        tell(OWNER, new Command.Put(new Resource.Profile("home", 0, 0, "UTC", Map.of())));
        hear(found("2"));
        assertThat(state.device(id("2"))).isEmpty();
    }

    @Test
    void whoDoesNotSeeTheGatewayDoesNotSeeWhatItFound() {
        devicesWait();
        hear(found("1"));
        Caller upstairs = OWNER.within("up");
        assertThat(View.of(upstairs, state).sees(inbox("1").orElseThrow())).isFalse();
        assertThat(refusal(upstairs, new Command.AcceptDevice(id("1")))).isInstanceOf(Refused.NoSuch.class);
        Caller stranger =
                Caller.person("stranger", List.of(new Grant(new SiteId("other"), Set.of(Verb.values()), Set.of())));
        assertThat(refusal(stranger, new Command.AcceptDevice(id("1")))).isInstanceOf(Refused.NoSuch.class);
        Caller kept =
                Caller.person("kept", List.of(new Grant(SITE, Set.of(Verb.VIEW, Verb.CONFIGURE), Set.of(id("1")))));
        assertThat(refusal(kept, new Command.AcceptDevice(id("1")))).isInstanceOf(Refused.NoSuch.class);
    }

    @Test
    void whatAGatewayHasFoundGoesWithIt() {
        devicesWait();
        hear(found("1"), found("2"));
        tell(OWNER, new Command.RefuseDevice(id("2")));
        tell(Caller.CORE, new Command.RemoveGateway(GATEWAY, false));
        assertThat(state.count(FoundDevice.class)).isZero();
        assertThat(alerts(Alert.DEVICE_FOUND)).isEmpty();
    }

    @Test
    void aFoundDeviceThatIsTooLargeIsSetAside() {
        State[] many = new State[1_001];
        for (int i = 0; i < many.length; i++) {
            many[i] = State.of("acme:State" + i, i);
        }
        hear(found("1", many), found("2", State.of("acme:TextState", "x".repeat(300_000))), found("3"));
        assertThat(state.devices().size()).isEqualTo(1);
        assertThat(state.count(FoundDevice.class)).isZero();
        assertThat(alerts("SET_ASIDE")).hasSize(1);
    }
}

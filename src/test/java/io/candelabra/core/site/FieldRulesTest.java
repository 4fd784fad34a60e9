package io.candelabra.core.site;

import static io.candelabra.core.site.HandStepped.GATEWAY;
import static io.candelabra.core.site.HandStepped.gateway;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.Lookup;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.DriverNote;
import io.candelabra.model.Resource.Group;
import io.candelabra.model.Resource.SiteType;
import io.candelabra.model.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The types that gateways tell, devices that change and go, and the notes of drivers: each rule by calling the decider. */
class FieldRulesTest extends ByDecision {
    private static final GatewayId SECOND = new GatewayId("8888-0000-0000");

    FieldRulesTest() {
        super(new Sites.TypeOf() {
            @Override
            public DeviceType of(SiteState at, Device device) {
                return at.resource(SiteType.class, device.type())
                        .map(SiteType::type)
                        .orElseGet(() -> DeviceType.unknown(device.type()));
            }

            @Override
            public boolean knows(SiteState at, String type) {
                return type.equals("test:Lamp")
                        || at.resource(SiteType.class, type).isPresent();
            }
        });
        tell(Caller.CORE, new Command.PutGateway(gateway(SECOND)));
    }

    private static DeviceType type(String name, String... states) {
        List<StateType> declared = IntStream.range(0, states.length)
                .mapToObj(i -> StateType.undeclared(states[i], State.Kind.INTEGER))
                .toList();
        return new DeviceType(
                name, "ACTUATOR", "Light", "", true, List.of(), List.of(), List.of(), declared, List.of());
    }

    private static Report told(GatewayId gateway, DeviceType type) {
        return new Report.TypeFound(gateway, type, "");
    }

    private Device stored(String address) {
        return state.device(id(address)).orElseThrow();
    }

    private Optional<DeviceType> typeAt(GatewayId gateway, String name) {
        return state.resource(SiteType.class, SiteType.nameAt(gateway, name)).map(SiteType::type);
    }

    private List<String> reasons() {
        return alerts(Quarantine.ALERT).stream().map(Alert::detail).toList();
    }

    @Test
    void aDeviceIsOfTheTypeThatItsOwnGatewayTold() {
        DeviceId other = DeviceId.of("io", SECOND, "1");
        hear(told(GATEWAY, type("new:Lamp", "a")), told(SECOND, type("new:Lamp", "b")));
        hear(
                new Report.DeviceFound(device("1").described("new:Lamp", List.of(), 0)),
                new Report.DeviceFound(
                        Device.of(other, "new:Lamp", "far", device("1").states())));
        assertThat(stored("1").type()).isEqualTo("new:Lamp~@" + GATEWAY);
        assertThat(state.device(other).orElseThrow().type()).isEqualTo("new:Lamp~@" + SECOND);
        assertThat(typeAt(GATEWAY, "new:Lamp").orElseThrow().has("a")).isTrue();
        assertThat(typeAt(SECOND, "new:Lamp").orElseThrow().has("a")).isFalse();
    }

    @Test
    void aTypeToldAgainIsNoNewsAndAnotherOneTellsItsDevicesAnew() {
        hear(
                told(GATEWAY, type("new:Lamp", "a")),
                new Report.DeviceFound(device("1").described("new:Lamp", List.of(), 0)));
        hear(told(GATEWAY, type("new:Lamp", "a")));
        assertThat(events).isEmpty();
        nowMs += 1_000;
        hear(told(GATEWAY, type("new:Lamp", "a", "b")));
        assertThat(events).hasSize(2).last().isEqualTo(new SiteEvent.DevicePut(stored("1"), false));
        assertThat(stored("1").updatedMs()).isEqualTo(nowMs);
    }

    /** The catalogue knows the type by that name as well, and the field knows better. */
    @Test
    void aTypeThatComesAfterItsDevicesIsTheirs() {
        hear(found("1"));
        hear(told(GATEWAY, type("test:Lamp", "a")));
        assertThat(stored("1").type()).isEqualTo("test:Lamp~@" + GATEWAY);
    }

    @Test
    void aDeviceThatWaitsForItsTypeIsLetInWhenItIsToldAgain() {
        Report found = new Report.DeviceFound(device("1").described("new:Lamp", List.of(), 0));
        hear(found);
        assertThat(inbox("1").orElseThrow().problem()).contains("in no catalogue");
        hear(told(GATEWAY, type("new:Lamp")), found);
        assertThat(inbox("1")).isEmpty();
        assertThat(stored("1").type()).isEqualTo("new:Lamp~@" + GATEWAY);
    }

    @Test
    void whatIsNoTypeIsSetAsideAndTheOthersOfTheHandfulCount() {
        DeviceType twice = type("a:Twice", "s", "s");
        DeviceType long_ = type("a:Long", "x".repeat(151));
        DeviceType apart = type("a:Apart~@1");
        DeviceType large =
                type("a:Large", IntStream.range(0, 1_001).mapToObj(i -> "s" + i).toArray(String[]::new));
        for (DeviceType none : List.of(twice, long_, apart, large, type(""), type("a\nb"))) {
            hear(told(GATEWAY, none), found(Integer.toString(none.hashCode())));
            assertThat(typeAt(GATEWAY, none.name())).as(none.name()).isEmpty();
            assertThat(state.device(id(Integer.toString(none.hashCode())))).isPresent();
        }
        hear(new Report.TypeFound(GATEWAY, type("a:Lamp"), "x".repeat(100_001)));
        assertThat(typeAt(GATEWAY, "a:Lamp")).isEmpty();
        assertThat(reasons()).isNotEmpty();
    }

    @Test
    void aGatewayFillsNoSiteWithTypes() {
        Report[] many = IntStream.range(0, FieldRules.MOST_TYPES + 1)
                .mapToObj(i -> told(GATEWAY, type("t:" + i)))
                .toArray(Report[]::new);
        hear(many);
        assertThat(state.resources(Lookup.typesOf(GATEWAY))).hasSize(FieldRules.MOST_TYPES);
        hear(told(SECOND, type("t:0")));
        assertThat(typeAt(SECOND, "t:0")).isPresent();
    }

    @Test
    void aDeviceIsDescribedOtherwiseAndKeepsWhatPeopleSaid() {
        hear(found("1", State.of("level", 3)));
        Device before = stored("1");
        Device told = device("1").withLabel("from the field", 0);
        hear(new Report.DeviceChanged(told.withAttribute(State.of("firmware", "1.2"), 0)));
        assertThat(stored("1").attributes()).containsExactly(State.of("firmware", "1.2"));
        assertThat(stored("1").label()).isEqualTo(before.label());
        assertThat(stored("1").states()).isEqualTo(before.states());
        hear(new Report.DeviceChanged(told.withAttribute(State.of("maker", "M"), 0)));
        assertThat(stored("1").attributes()).containsExactly(State.of("firmware", "1.2"), State.of("maker", "M"));
        hear(new Report.DeviceChanged(told.withAttribute(State.of("maker", "M"), 0)));
        assertThat(events).as("the same is no news").isEmpty();
        hear(new Report.DeviceChanged(told.described("new:Unheard", List.of(), 0)));
        assertThat(stored("1").type()).isEqualTo("test:Lamp");
        assertThat(reasons()).hasSize(1).first().asString().contains("in no catalogue");
        hear(new Report.DeviceChanged(device("2")));
        assertThat(state.device(id("2"))).as("a device that is not there").isEmpty();
    }

    /** Each report is small, and names other attributes than the ones before. */
    @Test
    void attributesDoNotGrowWithoutEnd() {
        hear(found("1"));
        for (int i = 0; i < 20; i++) {
            Device told = device("1");
            for (int a = 0; a < 100; a++) {
                told = told.withAttribute(State.of("a" + i + "-" + a, "x".repeat(100)), 0);
            }
            hear(new Report.DeviceChanged(told));
        }
        assertThat(stored("1").attributes()).hasSizeLessThanOrEqualTo(1_000).hasSizeGreaterThan(100);
    }

    @Test
    void aDeviceIsOfNoOtherGatewaysType() {
        hear(told(SECOND, type("new:Lamp", "b")));
        hear(new Report.DeviceFound(device("1").described("new:Lamp~@" + SECOND, List.of(), 0)));
        assertThat(state.device(id("1"))).isEmpty();
        assertThat(inbox("1")).isEmpty();
    }

    @Test
    void aDeviceThatGoesTakesNothingAlongButItself() {
        hear(found("1"), found("2"));
        tell(
                Caller.CORE,
                new Command.Put(
                        new Group("g", "both", 0, List.of(id("1"), id("2")), List.of(), 0, 0, Map.of(), Map.of())));
        tell(Caller.CORE, new Command.RaiseAlert(new Alert(id("1"), "HOT", "it is hot", nowMs)));
        hear(new Report.DeviceGone(id("1")));
        assertThat(state.device(id("1"))).isEmpty();
        assertThat(state.device(id("2"))).isPresent();
        assertThat(state.resource(Group.class, "g").orElseThrow().devices()).containsExactly(id("2"));
        assertThat(alerts("HOT")).isEmpty();
        hear(new Report.DeviceGone(id("1")));
        assertThat(events).isEmpty();
    }

    @Test
    void aDeviceThatWaitsGoesFromTheInboxAndARefusedOneStaysRefused() {
        devicesWait();
        hear(found("1"), found("2"));
        tell(OWNER, new Command.RefuseDevice(id("2")));
        hear(new Report.DeviceGone(id("1")), new Report.DeviceGone(id("2")));
        assertThat(inbox("1")).isEmpty();
        assertThat(inbox("2").orElseThrow().refused()).isTrue();
    }

    @Test
    void aPersonTakesADeviceAwayWhoMaySetUpTheSite() {
        hear(found("1"));
        assertThat(refusal(person(Resource.Verb.VIEW), new Command.RemoveDevice(id("1"))))
                .isInstanceOf(Refused.Rights.class);
        assertThat(refusal(OWNER, new Command.RemoveDevice(id("9")))).isEqualTo(new Refused.NoSuchDevice(id("9")));
        assertThat(tell(OWNER, new Command.RemoveDevice(id("1")))).isTrue();
        assertThat(state.device(id("1"))).isEmpty();
        hear(found("1"));
        assertThat(state.device(id("1"))).as("its gateway finds it anew").isPresent();
    }

    @Test
    void notesOfADriverGoWithItsGateway() {
        tell(Caller.CORE, new Command.KeepNote(GATEWAY, "token", "sealed"));
        tell(Caller.CORE, new Command.KeepNote(SECOND, "token", "other"));
        hear(told(GATEWAY, type("new:Lamp")));
        assertThat(state.resource(DriverNote.class, DriverNote.idOf(GATEWAY, "token"))
                        .orElseThrow()
                        .toString())
                .doesNotContain("sealed");
        assertThat(tell(Caller.CORE, new Command.KeepNote(SECOND, "token", ""))).isTrue();
        assertThat(tell(Caller.CORE, new Command.KeepNote(SECOND, "token", ""))).isFalse();
        tell(OWNER, new Command.RemoveGateway(GATEWAY, true));
        assertThat(state.resources(DriverNote.class)).isEmpty();
        assertThat(typeAt(GATEWAY, "new:Lamp")).isEmpty();
        assertThat(tell(Caller.CORE, new Command.KeepNote(GATEWAY, "token", "late")))
                .isFalse();
    }

    @Test
    void aDriverKeepsOnlySoMuch() {
        for (int i = 0; i < DriverNote.MOST_AT_A_GATEWAY; i++) {
            tell(Caller.CORE, new Command.KeepNote(GATEWAY, "n" + i, "s"));
        }
        assertThat(refusal(Caller.CORE, new Command.KeepNote(GATEWAY, "more", "s")))
                .isInstanceOf(Refused.TooMany.class);
        assertThat(tell(Caller.CORE, new Command.KeepNote(GATEWAY, "n0", "t")))
                .as("another of the same")
                .isTrue();
        assertThat(refusal(OWNER, new Command.KeepNote(GATEWAY, "n0", "u"))).isInstanceOf(Refused.Rights.class);
    }
}

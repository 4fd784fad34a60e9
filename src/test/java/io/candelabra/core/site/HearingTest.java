package io.candelabra.core.site;

import static io.candelabra.core.site.HandStepped.GATEWAY;
import static io.candelabra.core.site.HandStepped.SITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Failure;
import io.candelabra.model.Label;
import io.candelabra.model.Phase;
import io.candelabra.model.Resource.Area;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What reports of drivers may bring into a site, and that none of them stands in the way of another. */
class HearingTest extends ByDecision {

    HearingTest() {
        super(new Sites.TypeOf() {
            @Override
            public DeviceType of(SiteState at, Device device) {
                return DeviceType.unknown(device.type());
            }

            @Override
            public boolean knows(SiteState at, String type) {
                return true;
            }
        });
    }

    @Test
    void aDeviceIsFoundWithALabelThatCanBeOne() {
        Report steering = new Report.DeviceFound(device("1").withLabel("la\u001b[2Jmp\n" + "x".repeat(2_000), 0));
        hear(steering);
        String label = state.device(id("1")).orElseThrow().label();
        assertThat(label).startsWith("la[2Jmp xx").hasSizeLessThanOrEqualTo(Label.MOST);
        devicesWait();
        hear(new Report.DeviceFound(device("2").withLabel("la\u202emp", 0)));
        assertThat(inbox("2").orElseThrow().device().label()).isEqualTo("lamp");
        hear(new Report.DeviceFound(device("2").withLabel("la\u202emp", 0)));
        assertThat(events).as("the same is no news").isEmpty();
        tell(OWNER, new Command.AcceptDevice(id("2")));
        assertThat(state.device(id("2")).orElseThrow().label()).isEqualTo("lamp");
    }

    @Test
    void aDeviceGoesIntoNoAreaThatTheSiteHasNot() {
        Area hall = new Area("hall", "", "hall", 0, 0, 0, Map.of(), Map.of());
        hear(new Report.DeviceFound(device("1").withArea("hall", 0)));
        devicesWait();
        hear(
                new Report.DeviceFound(device("2").withArea("hall", 0)),
                new Report.DeviceFound(device("3").withArea("attic", 0)));
        tell(Caller.CORE, new Command.Put(hall));
        tell(OWNER, new Command.AcceptDevice(id("2")));
        tell(OWNER, new Command.AcceptDevice(id("3")));
        assertThat(state.device(id("1")).orElseThrow().area()).isEmpty();
        assertThat(state.device(id("2")).orElseThrow().area()).isEqualTo("hall");
        assertThat(state.device(id("3")).orElseThrow().area()).isEmpty();
    }

    @Test
    void aReportOfADeviceWithoutAnIdIsNotEvenMade() {
        Device none =
                new Device(null, "test:Lamp", "", "", true, true, States.NONE, List.of(), Map.of(), Map.of(), 0, 0);
        assertThatThrownBy(() -> new Report.DeviceFound(none)).hasMessageContaining("id of the device");
    }

    /** Whatever is wrong with a report, the others of its handful count. */
    @Test
    void aReportThatIsAboutNothingAtAllTakesNoOtherWithIt() {
        List<Report> handful = new ArrayList<>();
        handful.add(found("1"));
        handful.add(null);
        handful.add(new Report.StepSeen(new Step.Ref(null, 0), Phase.COMPLETED, Failure.NONE));
        handful.add(found("2"));
        tell(Caller.CORE, new Command.Hear(handful));
        assertThat(state.devices()).extracting(Device::id).containsExactly(id("1"), id("2"));
        assertThat(alerts(Quarantine.ALERT)).singleElement().satisfies(alert -> assertThat(alert.subject())
                .isEqualTo(Alert.Subject.of(SITE.value())));
    }

    @Test
    void noAlertIsRaisedOfAThingThatHasGone() {
        hear(found("1"));
        Alert ofDevice = new Alert(id("1"), "LAMP", "out", nowMs);
        Alert ofGateway = new Alert(GATEWAY, "BUS", "broken", nowMs);
        hear(new Report.AlertSeen(ofDevice, true), new Report.AlertSeen(ofGateway, true));
        assertThat(state.alerts()).containsExactly(ofDevice, ofGateway);
        tell(Caller.CORE, new Command.RemoveGateway(GATEWAY, true));
        assertThat(state.alerts()).isEmpty();

        hear(new Report.AlertSeen(ofDevice, true), new Report.AlertSeen(ofGateway, true));
        assertThat(events).isEmpty();
        assertThat(refusal(Caller.CORE, new Command.RaiseAlert(ofDevice))).isInstanceOf(Refused.NoSuchDevice.class);
        assertThat(refusal(Caller.CORE, new Command.RaiseAlert(ofGateway))).isInstanceOf(Refused.NoSuch.class);
        tell(Caller.CORE, new Command.SetAside(Alert.Subject.of(id("1")), "a step", "it failed"));
        assertThat(state.alerts()).singleElement().satisfies(alert -> assertThat(alert.subject())
                .isEqualTo(Alert.Subject.of(SITE.value())));
    }

    /** The quiet time is for what people know. */
    @Test
    void anotherReasonIsToldInTheQuietTimeAsWell() {
        Alert.Subject subject = Alert.Subject.of(GATEWAY);
        tell(Caller.CORE, new Command.SetAside(subject, "a step", "it failed"));
        tell(Caller.CORE, new Command.SetAside(subject, "a step", "it failed"));
        assertThat(events).as("known").isEmpty();
        tell(Caller.CORE, new Command.SetAside(subject, "a step", "it burned"));
        assertThat(events).as("the alert, and a line of history").hasSize(2);
        assertThat(alerts(Quarantine.ALERT)).singleElement().satisfies(alert -> assertThat(alert.detail())
                .isEqualTo("a step was set aside: it failed; a step was set aside: it burned"));
        int written = 0;
        for (int i = 0; i < 1_000; i++) {
            tell(Caller.CORE, new Command.SetAside(subject, "a step", "the " + i + "th reason"));
            written += events.size();
        }
        assertThat(written).as("of ever new ones").isBetween(20, 60);
    }

    @Test
    void whatIsSetAsideOfADeviceThatIsNotThereIsToldOfItsGateway() {
        tell(Caller.CORE, new Command.SetAside(Alert.Subject.of(id("9")), "a step", "it failed"));
        assertThat(alerts(Quarantine.ALERT)).singleElement().satisfies(alert -> assertThat(alert.subject())
                .isEqualTo(Alert.Subject.of(GATEWAY)));
    }
}

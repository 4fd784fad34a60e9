package io.candelabra.dialect.lutron.vive;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.Raw;
import io.candelabra.dialect.lutron.LeapClient;
import io.candelabra.dialect.lutron.LeapClient.Message;
import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.Resource.SiteType;
import io.candelabra.model.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The words of devices and sensors on themselves: batteries, absence, lost programming, people. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ViveDevicesTest {
    private static LutronOffice office;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        office = new LutronOffice(folder);
    }

    @AfterAll
    static void close() throws Exception {
        office.close();
    }

    private static Device device(String label) {
        return office.state().devices().stream()
                .filter(d -> d.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void occupancyBatteriesAndMissingDevicesAreTold() throws IOException {
        try (LeapClient client = office.login()) {
            Device sensor = device("Reception sensor");
            boolean occupied = sensor.states().text("core:OccupancyState").equals("personInside");
            client.subscribe("/occupancysensor/status", "sensors");
            client.subscribe("/area/status", "areas");
            client.subscribe("/device/status", "devices");
            office.seen(new Report.StatesSeen(
                    sensor.id(),
                    List.of(
                            State.of("core:OccupancyState", occupied ? "noPersonInside" : "personInside"),
                            State.of("core:BatteryState", "verylow"))));
            String wanted = occupied ? "Unoccupied" : "Occupied";
            assertThat(client.await(m -> m.header("ClientTag").equals("sensors"))
                            .body("OccupancySensorStatuses/0/OccupancyStatus"))
                    .isEqualTo(wanted);
            assertThat(client.await(m -> m.header("ClientTag").equals("areas"))
                            .list("AreaStatuses")
                            .getFirst())
                    .containsEntry("OccupancyStatus", wanted)
                    .doesNotContainKey("InstantaneousPower");
            assertThat(client.await(m -> m.header("ClientTag").equals("devices"))
                            .body("DeviceStatuses/0/BatteryStatus/LevelState"))
                    .isEqualTo("Bad");
            office.seen(new Report.AvailabilitySeen(sensor.id(), false));
            assertThat(client.await(m -> m.header("ClientTag").equals("devices"))
                            .body("DeviceStatuses/0/Availability"))
                    .isEqualTo("Unavailable");
        }
    }

    @Test
    void oneDeviceOneSensorAndTheGroupAreTold() throws IOException {
        try (LeapClient client = office.login()) {
            Device sensor = device("Board sensor");
            boolean occupied = sensor.states().text("core:OccupancyState").equals("personInside");
            String one = "/occupancysensor/" + sensor.id("leap.occupancysensor").orElseThrow();
            String device = "/device/" + sensor.id("leap.device").orElseThrow();
            client.subscribe(one + "/status", "one");
            client.subscribe(device + "/status", "device");
            client.subscribe("/occupancygroup/status", "groups");
            office.seen(new Report.StatesSeen(
                    sensor.id(),
                    List.of(State.of("core:OccupancyState", occupied ? "noPersonInside" : "personInside"))));
            String wanted = occupied ? "Unoccupied" : "Occupied";
            Message push = client.await(m -> m.header("ClientTag").equals("one"));
            assertThat(push.header("MessageBodyType")).isEqualTo("OneOccupancySensorStatus");
            assertThat(push.header("Url")).isEqualTo(one + "/status");
            assertThat(push.body("OccupancySensorStatus/OccupancyStatus")).isEqualTo(wanted);
            Message group = client.await(m -> m.header("ClientTag").equals("groups"));
            assertThat(group.header("MessageBodyType")).isEqualTo("MultipleOccupancyGroupStatus");
            assertThat(group.list("OccupancyGroupStatuses")).singleElement().satisfies(status -> assertThat(status)
                    .containsEntry("OccupancyStatus", wanted)
                    .containsKey("OccupancyGroup"));
            office.seen(new Report.AvailabilitySeen(sensor.id(), false));
            Message status = client.await(m -> m.header("ClientTag").equals("device"));
            assertThat(status.header("MessageBodyType")).isEqualTo("OneDeviceStatus");
            assertThat(status.body("DeviceStatus/Availability")).isEqualTo("Unavailable");
            assertThat(status.body("DeviceStatus/Device/href")).isEqualTo(device);
            assertThat(client.await(m -> m.header("ClientTag").equals("one"))
                            .body("OccupancySensorStatus/OccupancyStatus"))
                    .isEqualTo("Unknown");
            office.seen(new Report.AvailabilitySeen(sensor.id(), true));
            assertThat(client.await(m -> m.header("ClientTag").equals("device")).body("DeviceStatus/Availability"))
                    .isEqualTo("Available");
        }
    }

    @Test
    void programmingThatDidNotArriveIsToldUntilItDoes() throws IOException {
        try (LeapClient client = office.login()) {
            Device remote = device("Director remote");
            String href = "/device/" + remote.id("leap.device").orElseThrow() + "/status";
            client.subscribe(href, "device");
            Alert lost = new Alert(remote.id(), "PROGRAMMING", "not taken", 0);
            office.seen(new Report.AlertSeen(lost, true));
            Message push = client.await(m -> m.header("ClientTag").equals("device"));
            assertThat(push.body("DeviceStatus/FailedTransfers/Count")).isEqualTo(1L);
            office.seen(new Report.AlertSeen(lost, false));
            assertThat(client.await(m -> m.header("ClientTag").equals("device"))
                            .body("DeviceStatus/FailedTransfers/Count"))
                    .isEqualTo(0L);
        }
    }

    /** What sets types of one name apart is the server's own, and no client's. */
    @Test
    void aDeviceOfATypeThatItsGatewayTellsHasTheNameThatWasTold() throws IOException {
        try (LeapClient client = office.login()) {
            Device drawn = device("Desk pendants");
            String told = SiteType.nameAt(drawn.id().gateway(), "zigbee:Gizmo~2");
            put(drawn.described(told, List.of(), drawn.updatedMs()));
            Message answer = client.read("/device/" + drawn.id("leap.device").orElseThrow());
            assertThat(answer.body("Device/ModelNumber")).isEqualTo("zigbee:Gizmo");
            assertThat(answer.body("Device/DeviceType")).isEqualTo("Gizmo");
            put(drawn);
        }
    }

    private static void put(Device device) {
        Raw.tell(office.sites, LutronOffice.SITE, (state, now) -> new Raw.Changes(state)
                .add(new SiteEvent.DevicePut(device, false))
                .answer(true));
    }
}

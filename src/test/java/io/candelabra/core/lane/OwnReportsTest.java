package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.command.Command;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A driver tells of its own gateway only. */
class OwnReportsTest {
    private static final GatewayId OWN = new GatewayId("1234-5678-9012");
    private static final GatewayId OTHER = new GatewayId("1234-5678-9013");

    private final List<Command.SetAside> told = new ArrayList<>();
    private long nowMs;
    private final List<Report> heard = new ArrayList<>();
    private final OwnReports reports = new OwnReports(OWN, () -> nowMs, heard::add, told::add);

    private static Stream<Report> of(GatewayId gateway) {
        DeviceId device = DeviceId.of("io", gateway, "1");
        return Stream.of(
                new Report.StatesSeen(device, List.of(State.of("core:LevelState", 1))),
                new Report.AvailabilitySeen(device, false),
                new Report.DeviceFound(Device.of(device, "test:Lamp", "", States.NONE)),
                new Report.GatewaySeen(gateway, false),
                new Report.JobProgress("job", gateway, 1),
                Report.JobSeen.done("job", gateway, Map.of()),
                new Report.AlertSeen(new Alert(device, "LAMP", "", 0), true),
                new Report.AlertSeen(new Alert(gateway, "LAMP", "", 0), true));
    }

    @Test
    void whatIsOfTheGatewayGoesOn() {
        List<Report> all = new ArrayList<>(of(OWN).toList());
        all.add(new Report.StepSeen(new Step.Ref(new ExecutionId("one"), 0), Phase.COMPLETED, Failure.NONE));
        all.add(new Report.AlertSeen(new Alert(Alert.Subject.of("roof"), "RAIN", "", 0), true));
        all.forEach(reports::tell);
        assertThat(heard).isEqualTo(all);
        assertThat(told).isEmpty();
    }

    @Test
    void whatIsOfAnotherOneGoesNoFurther() {
        of(OTHER).forEach(reports::tell);
        assertThat(heard).isEmpty();
    }

    @Test
    void peopleAreToldOnceInAWhile() {
        of(OTHER).forEach(reports::tell);
        assertThat(told)
                .containsExactly(new Command.SetAside(
                        Alert.Subject.of(OWN), "the report StatesSeen", "it is about another gateway, " + OTHER));
        nowMs += OwnReports.QUIET_MS - 1;
        of(OTHER).forEach(reports::tell);
        assertThat(told).hasSize(1);
        nowMs++;
        of(OTHER).forEach(reports::tell);
        assertThat(told).hasSize(2);
    }
}

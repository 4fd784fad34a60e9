package io.candelabra.core.lane;

import static io.candelabra.core.site.SiteLimits.LOCAL;
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
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.testing.TestChance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A driver tells of its own gateway only. */
class OwnReportsTest {
    private static final GatewayId OWN = Lamps.gateway(1).id();
    private static final GatewayId OTHER = Lamps.gateway(2).id();

    private final List<Command.SetAside> told = new ArrayList<>();
    private long nowMs;
    private final List<Report> heard = new ArrayList<>();
    private final World world =
            new World(new MemoryStore(), d -> Lamps.TYPE, gateway -> new Lamps.Radio(new Lamps.Field(), 0), LOCAL, 1);
    private final LanePlace place = new LanePlace(
            World.SITE,
            OWN,
            Set.of(),
            world.sites(),
            () -> Instant.ofEpochMilli(nowMs),
            () -> Instant.ofEpochMilli(nowMs),
            TestChance.begin());
    private final OwnReports reports = new OwnReports(place, heard::add, told::add);

    private static Stream<Report> of(GatewayId gateway) {
        DeviceId device = DeviceId.of("io", gateway, "1");
        return Stream.of(
                new Report.StatesSeen(device, List.of(State.of("core:LevelState", 1))),
                new Report.AvailabilitySeen(device, false),
                new Report.DeviceFound(Device.of(device, "test:Lamp", "", States.NONE)),
                new Report.DeviceChanged(Device.of(device, "test:Lamp", "", States.NONE)),
                new Report.DeviceGone(device),
                new Report.TypeFound(gateway, Lamps.TYPE, ""),
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
    void aStepOfAnotherGatewayIsItsOwnDriversToTellOf() {
        world.install(List.of(Lamps.gateway(1), Lamps.gateway(2)), List.of(Lamps.lamp(1, 0), Lamps.lamp(2, 0)));
        Step.Ref own = new Step.Ref(world.start(OneGateway.set(Lamps.id(1, 0), 1)), 0);
        Step.Ref other = new Step.Ref(world.start(OneGateway.set(Lamps.id(2, 0), 1)), 0);
        List<State> states = List.of(State.of(Lamps.LEVEL, 1));
        reports.tell(new Report.StepSeen(other, Phase.COMPLETED, Failure.NONE));
        reports.tell(new Report.StatesSeen(Lamps.id(1, 0), states, Optional.of(other)));
        assertThat(heard).isEmpty();
        assertThat(told).hasSize(1);
        reports.tell(new Report.StepSeen(own, Phase.COMPLETED, Failure.NONE));
        reports.tell(new Report.StatesSeen(Lamps.id(1, 0), states, Optional.of(own)));
        assertThat(heard).hasSize(2);
    }

    @Test
    void thoseThatNobodyIsToldOfAreCounted() {
        long before = world.sites().setAside();
        of(OTHER).forEach(reports::tell);
        assertThat(world.sites().setAside() - before)
                .as("all but the one that is told of by a command")
                .isEqualTo(of(OTHER).count() - told.size());
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

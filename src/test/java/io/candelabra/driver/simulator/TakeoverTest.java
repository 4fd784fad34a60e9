package io.candelabra.driver.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.driver.HandLane;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Failure;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** After any commands in any order, however quickly they come, a motor at rest is where it says that it wants to be. */
class TakeoverTest {
    private static final String TARGET = "core:TargetClosureState";
    private static final List<String> POSITIONS = List.of("core:ClosureState", "core:DeploymentState");
    private static final List<String> ASKED =
            List.of("open", "close", "up", "down", "deploy", "undeploy", "stop", "my", "setClosure", "setDeployment");
    private static final long LONG_ENOUGH_MS = 90_000;

    @Test
    void targetAndActualAgreeAtRest() {
        List<String> wrong = new ArrayList<>();
        int types = 0;
        for (DeviceType type : HandLane.CATALOGUE.all()) {
            boolean motor = type.has(TARGET) && POSITIONS.stream().anyMatch(type::has);
            if (motor) {
                types++;
                for (int seed = 0; seed < 12; seed++) {
                    String finding = run(type, new Random(seed));
                    if (!finding.isEmpty()) {
                        wrong.add(type.name() + " with seed " + seed + ": " + finding);
                    }
                }
            }
        }
        assertThat(types).isGreaterThan(8);
        assertThat(wrong).isEmpty();
    }

    private static String run(DeviceType type, Random random) {
        HandLane lane = new HandLane(new SimulatorDriver(Liveliness.OFF), 1);
        String position = POSITIONS.stream().filter(type::has).findFirst().orElseThrow();
        DeviceId motor = lane.add(
                "motor",
                type.name(),
                State.of(position, 0),
                State.of(TARGET, 0),
                State.of("core:Memorized1PositionState", 65));
        lane.start();
        List<String> known = ASKED.stream()
                .filter(name -> type.command(name)
                        .filter(command -> !command.unmodelled())
                        .isPresent())
                .toList();
        List<String> done = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String command = known.get(random.nextInt(known.size()));
            Value[] given = command.startsWith("set") ? new Value[] {Value.of(random.nextInt(101))} : new Value[0];
            lane.send(motor, command, given);
            long passed = random.nextInt(4) == 0 ? 40_000 : random.nextInt(6_000);
            lane.advance(passed);
            done.add(command + List.of(given) + " +" + passed);
        }
        lane.advance(LONG_ENOUGH_MS);
        double is = lane.number(motor, position);
        double target = lane.number(motor, TARGET);
        return is == target ? "" : "is " + is + ", wants " + target + " after " + done;
    }

    @Test
    void aSecondTargetTakesOverFromTheFirst() {
        HandLane lane = new HandLane(new SimulatorDriver(Liveliness.OFF), 1);
        DeviceId shutter = lane.add(
                "shutter", "io:RollerShutterGenericIOComponent", State.of("core:ClosureState", 0), State.of(TARGET, 0));
        lane.start();
        Step.Ref first = lane.send(shutter, "setClosure", Value.of(90));
        lane.advance(5_000);
        Step.Ref second = lane.send(shutter, "setClosure", Value.of(60));
        lane.advance(1_000);
        assertThat(lane.number(shutter, TARGET))
                .as("at once, while it still moves")
                .isEqualTo(60);
        assertThat(lane.failure(first)).contains(Failure.SUPERSEDED);
        lane.advance(LONG_ENOUGH_MS);
        assertThat(lane.phases(second)).endsWith(Phase.COMPLETED);
        assertThat(lane.number(shutter, "core:ClosureState")).isEqualTo(60);
        assertThat(lane.number(shutter, TARGET)).isEqualTo(60);
    }
}

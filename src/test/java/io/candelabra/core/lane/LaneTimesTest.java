package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.command.Command;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Action;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.Phase;
import io.candelabra.model.Plan;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Steps whose end nobody tells end all the same, and in their time. */
class LaneTimesTest extends OneGateway {
    @Test
    void aStepWhoseEndNobodyTellsTimesOutAndFreesTheWindow() {
        List<Step.Ref> cancelled = new ArrayList<>();
        try (World world = world(gateway -> new Faulty() {
            @Override
            Transmission sendIll(Step step) {
                return Transmission.ACCEPTED;
            }

            @Override
            public void cancel(Step.Ref step) {
                cancelled.add(step);
            }
        })) {
            List<ExecutionId> forgotten = new ArrayList<>();
            for (int i = 0; i < SiteLimits.LOCAL.window(); i++) {
                forgotten.add(world.start(set(ILL, i)));
            }
            ExecutionId behind = world.start(set(WELL, 7));
            pass(world, 550);
            assertThat(world.state().executions().has(behind))
                    .as("the window is full")
                    .isTrue();
            pass(world, 60);
            assertThat(world.state().executions()).isEmpty();
            assertThat(forgotten)
                    .allSatisfy(id -> assertThat(failure(world, id)).isEqualTo(Failure.TIMED_OUT));
            assertThat(level(world, WELL)).isEqualTo(7);
            assertThat(cancelled).hasSameSizeAs(forgotten);
        }
    }

    @Test
    void aDeviceThatIsAtItHasItsTimeAnew() {
        DriverContext[] ear = new DriverContext[1];
        try (World world = world(gateway -> new Faulty() {
            @Override
            public void start(DriverContext given) {
                super.start(given);
                ear[0] = given;
            }

            @Override
            Transmission sendIll(Step step) {
                return Transmission.ACCEPTED;
            }
        })) {
            ExecutionId id = world.start(set(ILL, 1));
            pass(world, 500);
            ear[0].report(new Report.StepSeen(new Step.Ref(id, 0), Phase.RUNNING, Failure.NONE));
            pass(world, 500);
            assertThat(world.state().executions().has(id)).isTrue();
            pass(world, 200);
            assertThat(failure(world, id)).isEqualTo(Failure.TIMED_OUT);
        }
    }

    @Test
    void aDriverSaysHowLongAStepTakesADayAtMost() {
        try (World world = world(gateway -> new Faulty() {
            private DriverContext context;

            @Override
            public void start(DriverContext given) {
                super.start(given);
                context = given;
            }

            @Override
            Transmission sendIll(Step step) {
                long hours = (long) step.command().parameters().getFirst().asNumber();
                context.takesUntil(step.ref(), hours < 100 ? context.nowMs() + hours * 3_600_000 : Long.MAX_VALUE);
                return Transmission.ACCEPTED;
            }
        })) {
            ExecutionId hour = world.start(set(ILL, 1));
            ExecutionId ever = world.start(set(ILL, 100));
            world.settle();
            passHours(world, 1);
            assertThat(world.state().executions().has(hour)).isTrue();
            pass(world, 600);
            assertThat(failure(world, hour)).isEqualTo(Failure.TIMED_OUT);
            passHours(world, 22);
            assertThat(world.state().executions().has(ever)).isTrue();
            passHours(world, 1);
            assertThat(failure(world, ever)).isEqualTo(Failure.TIMED_OUT);
        }
    }

    private static void passHours(World world, int hours) {
        world.pass(hours * 3_600_000L);
        world.settle();
    }

    @Test
    void anEndThatCannotBeKeptLetsTheStepTimeOut() {
        try (World world = world(gateway -> new Faulty() {
            @Override
            Transmission sendIll(Step step) {
                report(new Report.StepSeen(new Step.Ref(step.ref().execution(), -1), Phase.COMPLETED, Failure.NONE));
                return Transmission.ACCEPTED;
            }
        })) {
            ExecutionId id = world.start(set(ILL, 1));
            pass(world, 610);
            assertThat(failure(world, id)).isEqualTo(Failure.TIMED_OUT);
        }
    }

    @Test
    void whatWasDoneIsNotCancelledAndWhatWasNeverGivenNeither() {
        List<Step.Ref> cancelled = new ArrayList<>();
        try (World world = world(gateway -> new Faulty() {
            @Override
            Transmission sendIll(Step step) {
                return Transmission.ACCEPTED;
            }

            @Override
            public void cancel(Step.Ref step) {
                cancelled.add(step);
            }
        })) {
            ExecutionId done = world.start(set(WELL, 1));
            ExecutionId given = world.start(set(ILL, 1));
            world.settle();
            Plan later = Plan.of(
                    "later",
                    List.of(new Action(
                            ILL,
                            List.of(new DeviceCommand("setIntensity", List.of(Value.of(2)), 60_000, 0, List.of())))));
            world.start(later);
            assertThat(failure(world, done)).isEqualTo(Failure.NONE);
            world.tell(new Command.CancelExecutions(Optional.empty(), Optional.empty()));
            world.settle();
            assertThat(cancelled).containsExactly(new Step.Ref(given, 0));
        }
    }
}

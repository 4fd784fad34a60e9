package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Action;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.Phase;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import io.candelabra.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** How commands reach the field and what becomes of them, step by step at a time of the test's choice. */
class FieldTest {
    private final Lamps.Field field = new Lamps.Field();

    private World world(SiteLimits limits, int faults) {
        World world = new World(new MemoryStore(), d -> Lamps.TYPE, g -> new Lamps.Radio(field, faults), limits, 1);
        world.install(
                List.of(Lamps.gateway(1), Lamps.gateway(2)),
                List.of(Lamps.lamp(1, 0), Lamps.lamp(1, 1), Lamps.lamp(2, 0)));
        return world;
    }

    private static Plan level(DeviceId device, long... levels) {
        List<DeviceCommand> commands = new ArrayList<>();
        for (long level : levels) {
            commands.add(DeviceCommand.of("setIntensity", Value.of(level)));
        }
        return Plan.of("test", List.of(new Action(device, commands)));
    }

    private static List<String> phases(World world, ExecutionId id) {
        List<String> phases = new ArrayList<>();
        for (LoggedEvent logged : world.log()) {
            if (logged.event() instanceof SiteEvent.ExecutionMoved moved
                    && moved.execution().equals(id)) {
                phases.add(moved.from() + ">" + moved.to());
            }
        }
        return phases;
    }

    @Test
    void aCommandReachesTheLampAndItsLevelComesBack() {
        try (World world = world(SiteLimits.LOCAL, 0)) {
            ExecutionId id = world.start(level(Lamps.id(1, 0), 30, 80));
            world.settle();
            assertThat(world.state()
                            .device(Lamps.id(1, 0))
                            .orElseThrow()
                            .states()
                            .number(Lamps.LEVEL))
                    .isEqualTo(80);
            assertThat(phases(world, id)).containsExactly("WAITING>SENT", "SENT>COMPLETED");
            assertThat(world.state().executions()).isEmpty();
            assertThat(world.state().work().queues()).isEmpty();
        }
    }

    @Test
    void startedAndSentAreOneCommitWhenTheLaneIsIdle() {
        try (World world = world(SiteLimits.LOCAL, 0)) {
            world.start(level(Lamps.id(1, 0), 30));
            assertThat(world.log())
                    .extracting(e -> e.event().getClass().getSimpleName())
                    .endsWith("ExecutionStarted", "StepMoved", "ExecutionMoved");
        }
    }

    @Test
    void aDelayIsWaitedForInSiteTime() {
        try (World world = world(SiteLimits.LOCAL, 0)) {
            Plan plan = Plan.of(
                    "later",
                    List.of(new Action(
                            Lamps.id(1, 0),
                            List.of(
                                    DeviceCommand.of("setIntensity", Value.of(10)),
                                    new DeviceCommand("setIntensity", List.of(Value.of(90)), 60_000, 0, List.of())))));
            world.start(plan);
            world.settle();
            assertThat(field.frames).hasSize(1);
            world.pass(59_000);
            world.settle();
            assertThat(field.frames).hasSize(1);
            world.pass(1_000);
            world.settle();
            assertThat(field.frames).hasSize(2);
            assertThat(world.state().executions()).isEmpty();
        }
    }

    @Test
    void aDelayedStartSurvivesARestartAndHappensOnce() {
        try (World world = world(SiteLimits.LOCAL, 0)) {
            Resource.DelayedStart start = new Resource.DelayedStart(
                    "later", world.nowMs() + 3_600_000, level(Lamps.id(1, 0), 55), "somebody", World.TEST);
            world.tell(new Command.Put(start));
            world.boot();
            world.pass(7_200_000);
            world.settle();
            assertThat(field.frames).hasSize(1);
            assertThat(world.state().resources(Resource.DelayedStart.class)).isEmpty();
            world.boot();
            world.settle();
            assertThat(field.frames).hasSize(1);
        }
    }

    @Test
    void aDelayedStartDoesWhatItsSceneDoesByThen() {
        try (World world = world(SiteLimits.LOCAL, 0)) {
            delayed(world, scene(level(Lamps.id(1, 0), 55)));
            put(world, scene(level(Lamps.id(1, 1), 20)));
            world.pass(7_200_000);
            world.settle();
            assertThat(field.frames).hasSize(1);
            assertThat(world.state()
                            .device(Lamps.id(1, 1))
                            .orElseThrow()
                            .states()
                            .number(Lamps.LEVEL))
                    .isEqualTo(20);
        }
    }

    @Test
    void aSceneThatIsGoneDoesNotStartLater() {
        try (World world = world(SiteLimits.LOCAL, 0)) {
            Resource.Scene scene = scene(level(Lamps.id(1, 0), 55));
            delayed(world, scene);
            world.tell(new Command.Delete(scene));
            assertThat(world.state().resources(Resource.DelayedStart.class)).isEmpty();
            world.pass(7_200_000);
            world.settle();
            assertThat(field.frames).isEmpty();
        }
    }

    private static Resource.Scene scene(Plan plan) {
        return new Resource.Scene("evening", "Evening", plan.actions(), 0, 0, Map.of(), Map.of());
    }

    private static void put(World world, Resource resource) {
        world.tell(new Command.Put(resource));
    }

    private static void delayed(World world, Resource.Scene scene) {
        put(world, scene);
        Plan plan = new Plan(scene.label(), scene.id(), Plan.Kind.DELAYED, false, false, scene.actions(), Map.of());
        put(world, new Resource.DelayedStart("later", world.nowMs() + 3_600_000, plan, "somebody", World.TEST));
    }

    @Test
    void urgentStepsGoBeforeThoseThatWait() {
        try (World world = world(new SiteLimits(100, 1, 100, 100, 10, 10), 0)) {
            ExecutionId first = world.start(level(Lamps.id(1, 0), 1));
            ExecutionId second = world.start(level(Lamps.id(1, 1), 2));
            Plan urgent = level(Lamps.id(1, 1), 3);
            ExecutionId third = world.start(
                    new Plan(urgent.label(), "", Plan.Kind.MANUAL, true, false, urgent.actions(), urgent.vendor()));
            world.settle();
            assertThat(field.frames).extracting(Step.Ref::execution).containsExactly(first, third, second);
        }
    }

    @Test
    void aFullQueueRefusesAndChangesNothing() {
        try (World world = world(new SiteLimits(3, 1, 100, 100, 10, 10), 0)) {
            world.start(level(Lamps.id(1, 0), 1, 2));
            long before = world.state().seq();
            assertThatThrownBy(() -> world.start(level(Lamps.id(1, 1), 1, 2)))
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.detail())
                            .isEqualTo(new Refused.QueueFull(Lamps.gateway(1).id(), 3)));
            assertThat(world.state().seq()).isEqualTo(before);
            world.start(level(Lamps.id(2, 0), 1, 2));
        }
    }

    @Test
    void whatCannotBeIsRefusedInItsOwnWords() {
        try (World world = world(SiteLimits.LOCAL, 0)) {
            DeviceId nowhere = new DeviceId("io://0000-0000-0001/99");
            refused(world, level(nowhere, 1), new Refused.NoSuchDevice(nowhere));
            refused(
                    world,
                    Plan.of("", List.of(new Action(Lamps.id(1, 0), List.of(DeviceCommand.of("fly"))))),
                    new Refused.NoSuchCommand(Lamps.id(1, 0), "fly"));
            Action action = new Action(Lamps.id(1, 0), List.of(DeviceCommand.of("toggle")));
            refused(world, Plan.of("", List.of(action, action)), new Refused.SameDeviceTwice(Lamps.id(1, 0)));
        }
    }

    private static void refused(World world, Plan plan, Refused.Detail detail) {
        assertThatThrownBy(() -> world.start(plan)).cause().isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.detail())
                .isEqualTo(detail));
    }

    @Test
    void aGatewayThatIsDownFailsItsSteps() {
        try (World world = world(SiteLimits.LOCAL, 0)) {
            world.tell(new Command.Hear(
                    List.of(new Report.GatewaySeen(Lamps.gateway(1).id(), false))));
            ExecutionId id = world.start(level(Lamps.id(1, 0), 1, 2));
            assertThat(world.log().getLast().event()).isInstanceOfSatisfying(SiteEvent.ExecutionMoved.class, moved -> {
                assertThat(moved.execution()).isEqualTo(id);
                assertThat(moved.failure()).isEqualTo(Failure.GATEWAY_DOWN);
                assertThat(moved.failed()).hasSize(2);
            });
            assertThat(field.frames).isEmpty();
        }
    }

    @Test
    void cancellingTellsTheDriverAndEndsTheExecution() {
        List<Step.Ref> cancelled = new ArrayList<>();
        Driver slow = new Driver() {
            @Override
            public void start(DriverContext context) {}

            @Override
            public Transmission send(Step step) {
                return Transmission.ACCEPTED;
            }

            @Override
            public void cancel(Step.Ref step) {
                cancelled.add(step);
            }
        };
        try (World world = new World(new MemoryStore(), d -> Lamps.TYPE, g -> slow, SiteLimits.LOCAL, 1)) {
            world.install(List.of(Lamps.gateway(1)), List.of(Lamps.lamp(1, 0)));
            ExecutionId id = world.start(level(Lamps.id(1, 0), 1));
            world.settle();
            assertThat(world.tell(new Command.CancelExecutions(Optional.of(id), Optional.empty())))
                    .containsExactly(id);
            world.settle();
            assertThat(cancelled).containsExactly(new Step.Ref(id, 0));
            assertThat(phases(world, id)).containsExactly("WAITING>SENT", "SENT>FAILED");
            assertThatThrownBy(() -> world.tell(new Command.CancelExecutions(Optional.of(id), Optional.empty())))
                    .cause()
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void afterACrashOnlyWhatMayBeRepeatedIsSentAgain() {
        Driver silent = new Driver() {
            @Override
            public void start(DriverContext context) {}

            @Override
            public Transmission send(Step step) {
                field.frames.add(step.ref());
                return Transmission.ACCEPTED;
            }
        };
        try (World world = new World(new MemoryStore(), d -> Lamps.TYPE, g -> silent, SiteLimits.LOCAL, 1)) {
            world.install(List.of(Lamps.gateway(1)), List.of(Lamps.lamp(1, 0), Lamps.lamp(1, 1)));
            ExecutionId safe = world.start(level(Lamps.id(1, 0), 1));
            ExecutionId never =
                    world.start(Plan.of("", List.of(new Action(Lamps.id(1, 1), List.of(DeviceCommand.of("toggle"))))));
            world.settle();
            world.boot();
            world.settle();
            assertThat(field.frames).extracting(Step.Ref::execution).containsExactly(safe, never, safe);
            assertThat(phases(world, never)).endsWith("SENT>FAILED");
            assertThat(world.state().executions().size()).isEqualTo(1);
        }
    }

    @Test
    void unchangedValuesAreNoNews() {
        try (World world = world(SiteLimits.LOCAL, 0)) {
            world.start(level(Lamps.id(1, 0), 42));
            world.settle();
            long changes = states(world);
            world.start(level(Lamps.id(1, 0), 42));
            world.settle();
            assertThat(states(world)).isEqualTo(changes);
            assertThat(world.log().getLast().event())
                    .isInstanceOfSatisfying(SiteEvent.ExecutionMoved.class, moved -> assertThat(moved.to())
                            .isEqualTo(Phase.COMPLETED));
        }
    }

    private static long states(World world) {
        return world.log().stream()
                .filter(e -> e.event() instanceof SiteEvent.StatesChanged)
                .count();
    }
}

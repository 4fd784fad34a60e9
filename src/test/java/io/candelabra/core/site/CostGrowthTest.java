package io.candelabra.core.site;

import static io.candelabra.core.site.HandStepped.edit;
import static io.candelabra.core.site.HandStepped.lampId;
import static io.candelabra.core.site.HandStepped.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Said;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.driver.api.Report;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.Phase;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.testing.Effort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A command writes its own changes alone, with any number of things; and the cost of work grows as the work does.
 * Counted in rows, and in turns and bytes ({@link Effort}), so that no clock can disturb it.
 */
class CostGrowthTest {

    private static final int FEW = 300;

    private record Cost(int events, int rows, int history) {}

    private static final Map<String, Cost> EXPECTED = Map.ofEntries(
            Map.entry("start a step", new Cost(3, 2, 0)),
            Map.entry("report its device", new Cost(1, 1, 0)),
            Map.entry("end the step", new Cost(2, 2, 1)),
            Map.entry("start five steps", new Cost(7, 6, 0)),
            Map.entry("cancel them", new Cost(6, 6, 1)),
            Map.entry("report three devices", new Cost(1, 3, 0)),
            Map.entry("report what is known", new Cost(0, 0, 0)),
            Map.entry("lose a device", new Cost(1, 1, 0)),
            Map.entry("rename a device", new Cost(1, 2, 0)),
            Map.entry("remove a device", new Cost(1, 2, 0)),
            Map.entry("put a scene", new Cost(1, 1, 0)),
            Map.entry("delete a scene", new Cost(1, 1, 0)));

    private final MemoryStore store = new MemoryStore();
    private final HandStepped world = new HandStepped(store);
    private int events;
    private int rows;
    private int history;

    private Map<String, Cost> costs() {
        world.checkpoint();
        store.fault((commit, batch) -> {
            events += batch.events().size();
            rows += batch.checkpoint().map(c -> c.rows().size()).orElse(0);
            history += batch.checkpoint().map(c -> c.history().size()).orElse(0);
            return Optional.empty();
        });
        Map<String, Cost> costs = new LinkedHashMap<>();
        ExecutionId one = cost(costs, "start a step", start("set", 7));
        cost(costs, "report its device", new Command.Hear(List.of(seen(7, 40))));
        cost(
                costs,
                "end the step",
                new Command.Hear(List.of(new Report.StepSeen(new Step.Ref(one, 0), Phase.COMPLETED, Failure.NONE))));
        ExecutionId five = cost(costs, "start five steps", start("set", 1, 2, 3, 4, 5));
        cost(costs, "cancel them", new Command.CancelExecutions(Optional.of(five), Optional.empty()));
        cost(costs, "report three devices", new Command.Hear(List.of(seen(8, 1), seen(9, 2), seen(10, 3))));
        cost(costs, "report what is known", new Command.Hear(List.of(seen(8, 1), seen(9, 2))));
        cost(costs, "lose a device", new Command.Hear(List.of(new Report.AvailabilitySeen(lampId(8), false))));
        cost(costs, "rename a device", new Command.ChangeDevice(lampId(9), Said.label("new")));
        cost(costs, "remove a device", edit(changes -> changes.add(SiteEvent.DeviceRemoved.of(lampId(11)))));
        Resource.Scene scene = new Resource.Scene("s", "s", List.of(), 0, 0, Map.of(), Map.of());
        cost(costs, "put a scene", new Command.Put(scene));
        cost(costs, "delete a scene", new Command.Delete(scene));
        return costs;
    }

    private <A> A cost(Map<String, Cost> costs, String what, Command<A> command) {
        events = 0;
        rows = 0;
        history = 0;
        A answer = world.tell(command);
        world.checkpoint();
        costs.put(what, new Cost(events, rows, history));
        return answer;
    }

    private void cost(Map<String, Cost> costs, String what, Raw.Rule<?> rule) {
        events = 0;
        rows = 0;
        history = 0;
        world.tell(rule);
        world.checkpoint();
        costs.put(what, new Cost(events, rows, history));
    }

    private static Report seen(int lamp, long level) {
        return new Report.StatesSeen(lampId(lamp), List.of(State.of("core:LevelState", level)));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 10_000})
    void rowsThatACommandTouchesDoNotGrowWithTheDevices(int lamps) {
        world.install(HandStepped.SITE, lamps);
        assertThat(world.state().devices().size()).isEqualTo(lamps);
        assertThat(costs()).containsExactlyInAnyOrderEntriesOf(EXPECTED);
    }

    /** Between two checkpoints a command costs a row of the log alone; then a row for each device that it moved. */
    @Test
    void executionsThatHaveEndedAreNeverWrittenAsRows() {
        world.install(HandStepped.SITE, 10);
        costs();
        rows = 0;
        history = 0;
        int before = (int) world.state().seq();
        for (int i = 0; i < 80; i++) {
            ExecutionId one = world.tell(start("set", i % 5));
            world.tell(new Command.Hear(
                    List.of(seen(i % 5, i), new Report.StepSeen(new Step.Ref(one, 0), Phase.COMPLETED, Failure.NONE))));
        }
        assertThat(world.state().seq() - before).isLessThan(512);
        assertThat(rows).isZero();
        assertThat(history).isZero();
        world.checkpoint();
        assertThat(rows).as("the states of five devices").isEqualTo(5);
        assertThat(history).isEqualTo(80);
    }

    @Test
    void norWithTheSites() {
        for (int site = 0; site < 100; site++) {
            world.install(new SiteId("site" + site), 10);
        }
        world.install(HandStepped.SITE, 100);
        assertThat(world.sites().all()).hasSize(101);
        assertThat(costs()).containsExactlyInAnyOrderEntriesOf(EXPECTED);
        assertThat(world.sites()
                        .state(Caller.CORE, new SiteId("site7"))
                        .devices()
                        .size())
                .isEqualTo(10);
    }

    /** Ten times as much may cost ten times as much; the paths of a tree grow by a branch or two. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "settingsThatWait",
                "lampsComeBack",
                "theirGatewayComesBack",
                "scenes",
                "scenesWithDelayedStarts",
                "looksPastOthers",
                "installerLooks",
                "statesTold",
                "installerComesIn"
            })
    void workGrowsNoFasterThanWhatIsAskedFor(String workload) {
        grows(workload, 15);
    }

    /** Among ten times as much, one thing costs a little more. */
    @ParameterizedTest
    @ValueSource(strings = {"oneAmongOthers", "oneOfManyExecutions"})
    void oneThingCostsTheSameAmongMore(String workload) {
        grows(workload, 2);
    }

    private static void grows(String workload, double most) {
        Effort.of(Workloads.class, workload, FEW); // what is laid out once, at first use
        Effort.Spent few = Effort.of(Workloads.class, workload, FEW);
        Effort.Spent many = Effort.of(Workloads.class, workload, 10 * FEW);
        assertThat(few.turns()).as("the work is counted").isGreaterThan(5);
        assertThat((double) many.turns()).as("turns, of %s", few).isLessThan(most * few.turns());
        assertThat((double) many.bytes()).as("bytes, of %s", few).isLessThan(most * few.bytes());
    }
}

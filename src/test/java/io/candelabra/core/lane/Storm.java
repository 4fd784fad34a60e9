package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.core.site.SiteStore;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.DriverFactory;
import io.candelabra.model.Action;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.Repeat;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.Gateway;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Job;
import io.candelabra.model.JobKind;
import io.candelabra.model.Phase;
import io.candelabra.model.Plan;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import io.candelabra.store.memory.MemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Plans, cancellations, restarts and a field that fails, all as one seed has it; and the laws that hold whatever happens. */
class Storm {
    static final int GATEWAYS = 3;
    static final int LAMPS = 5;
    private static final int STEPS = 4_000;

    final Lamps.Field field;
    final World world;
    final Set<ExecutionId> acknowledged = new HashSet<>();
    private final List<CompletableFuture<ExecutionId>> asked = new ArrayList<>();
    final RandomGenerator chance;
    private final MemoryStore store = new MemoryStore();
    private boolean fills;
    private boolean full;
    int refused;

    Storm(long seed) {
        this(seed, new Lamps.Field());
    }

    private Storm(long seed, Lamps.Field field) {
        this(seed, field, device -> Lamps.TYPE, gateway -> new Lamps.Radio(field, 40) {
            /** Now and then the far end is away. */
            @Override
            public void start(DriverContext given) {
                super.start(given);
                if (given.random().nextInt(5) == 0) {
                    throw new UncheckedIOException(new IOException("no route"));
                }
            }
        });
    }

    Storm(long seed, Lamps.Field field, Function<Device, DeviceType> types, DriverFactory drivers) {
        this.field = field;
        world = new World(store, types, drivers, SiteLimits.LOCAL, seed);
        chance = world.chance();
        for (int g = 1; g <= GATEWAYS; g++) {
            int gateway = g;
            world.install(
                    List.of(Lamps.gateway(g)),
                    IntStream.range(0, LAMPS)
                            .mapToObj(n -> Lamps.lamp(gateway, n))
                            .toList());
        }
    }

    /** From now on the disk is full now and then. */
    void fill() {
        fills = true;
        store.fault((commit, batch) -> {
            if (full) {
                refused++;
                throw new SiteStore.NotWritten("told to be full", null);
            }
            return Optional.empty();
        });
    }

    void rage() {
        for (int i = 0; i < STEPS; i++) {
            if (fills && chance.nextInt(100) == 0) {
                full = !full;
            }
            strike();
            int mood = chance.nextInt(1_000);
            if (mood < 60) {
                asked.add(world.ask(new Command.StartExecution(plan())));
            } else if (mood < 66) {
                cancelOne();
            } else if (mood < 69) {
                restart();
            } else if (mood < 72) {
                startJob(JobKind.ALL.get(chance.nextInt(JobKind.ALL.size())).name());
            } else if (mood < 73) {
                cancelOneJob();
            } else if (mood < 250) {
                world.pass(chance.nextInt(400));
            } else {
                world.step();
            }
            hearAnswers();
        }
        full = false;
        calm();
        hearAnswers();
    }

    /** The other things that may happen at any moment. */
    void strike() {}

    /** Nothing is asked any more, and all ends. */
    void calm() {
        pass(300);
        overdue();
        everyGatewayComesBack();
    }

    private void everyGatewayComesBack() {
        for (int minutes = 0; minutes < 20 && !world.state().gateways().stream().allMatch(Gateway::alive); minutes++) {
            pass(60);
        }
        assertThat(world.state().gateways().stream()).allMatch(Gateway::alive);
    }

    /** A step of which no driver told the end has its deadline. */
    void overdue() {
        world.pass(JobKind.DISCOVERY.deadlineMs());
        world.settle();
    }

    void startJob(String kind) {
        world.ask(new Command.StartJob(kind, new Command.Target.EveryGateway(), Map.of()));
    }

    private void cancelOneJob() {
        world.state().jobs().stream().findFirst().ifPresent(job -> world.ask(new Command.CancelJob(job.id())));
    }

    void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            world.pass(1_000);
            world.settle();
        }
    }

    /** The process dies here: commands that were asked and not answered may or may not have happened. */
    private void restart() {
        asked.clear();
        world.boot();
    }

    private void hearAnswers() {
        asked.removeIf(answer -> {
            if (answer.isDone() && !answer.isCompletedExceptionally()) {
                acknowledged.add(answer.join());
            }
            return answer.isDone();
        });
    }

    private void cancelOne() {
        world.state().executions().stream()
                .findFirst()
                .ifPresent(running -> world.ask(new Command.CancelExecutions(
                        Optional.of(running.execution().id()), Optional.empty())));
    }

    Plan plan() {
        List<Action> actions = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int n = 1 + chance.nextInt(4); n > 0; n--) {
            int gateway = 1 + chance.nextInt(GATEWAYS);
            int lamp = chance.nextInt(LAMPS);
            if (taken.add(gateway + "/" + lamp)) {
                actions.add(new Action(Lamps.id(gateway, lamp), commands()));
            }
        }
        return new Plan("storm", "", Plan.Kind.MANUAL, chance.nextInt(5) == 0, false, actions, Map.of());
    }

    private List<DeviceCommand> commands() {
        List<DeviceCommand> commands = new ArrayList<>();
        for (int n = 1 + chance.nextInt(2); n > 0; n--) {
            long delayMs = chance.nextInt(6) == 0 ? chance.nextInt(2_000) : 0;
            boolean toggle = chance.nextInt(4) == 0;
            commands.add(new DeviceCommand(
                    toggle ? "toggle" : "setIntensity",
                    toggle ? List.of() : List.of(Value.of(chance.nextInt(101))),
                    delayMs,
                    0,
                    List.of()));
        }
        return commands;
    }

    void checkLaws() {
        numbersHaveNoGaps();
        stateIsTheFoldOfTheLog();
        everyExecutionEndsOnce();
        nothingAcknowledgedIsLost();
        neverMeansNever();
        everyJobEndsOnce();
        neverMeansNeverForJobs();
    }

    private void numbersHaveNoGaps() {
        long expected = 1;
        for (LoggedEvent event : world.log()) {
            assertThat(event.seq()).isEqualTo(expected++);
        }
    }

    private void stateIsTheFoldOfTheLog() {
        SiteState folded = SiteState.empty(World.SITE);
        for (LoggedEvent event : world.log()) {
            folded = folded.after(event.event(), event.atMs());
        }
        world.boot();
        SiteState stored = world.state();
        assertThat(stored.devices()).isEqualTo(folded.devices());
        assertThat(stored.gateways()).isEqualTo(folded.gateways());
        assertThat(stored.executions()).isEqualTo(folded.executions());
        assertThat(stored.work().queues()).isEqualTo(folded.work().queues());
        assertThat(stored.work().due()).isEqualTo(folded.work().due());
        assertThat(stored.jobs()).isEqualTo(folded.jobs());
        assertThat(stored.seq()).isEqualTo(folded.seq());
    }

    private void everyExecutionEndsOnce() {
        Map<ExecutionId, Integer> ends = new HashMap<>();
        Set<ExecutionId> started = new HashSet<>();
        for (LoggedEvent logged : world.log()) {
            switch (logged.event()) {
                case SiteEvent.ExecutionStarted start ->
                    started.add(start.execution().id());
                case SiteEvent.ExecutionMoved moved -> {
                    if (moved.to().ended()) {
                        ends.merge(moved.execution(), 1, Integer::sum);
                    }
                }
                default -> {}
            }
        }
        assertThat(ends.keySet()).isEqualTo(started);
        assertThat(ends.values()).containsOnly(1);
    }

    /** Its first event is its beginning, its last one its only end; all of them name the same gateways. */
    private void everyJobEndsOnce() {
        Map<String, List<Job>> jobs = new LinkedHashMap<>();
        for (LoggedEvent logged : world.log()) {
            if (logged.event() instanceof SiteEvent.JobMoved moved) {
                jobs.computeIfAbsent(moved.job().id(), id -> new ArrayList<>()).add(moved.job());
            }
        }
        assertThat(jobs).isNotEmpty();
        jobs.forEach((id, told) -> {
            assertThat(told.stream().filter(job -> job.phase() == Phase.WAITING))
                    .containsExactly(told.getFirst());
            assertThat(told.stream().filter(job -> job.phase().ended())).containsExactly(told.getLast());
            assertThat(told).allSatisfy(job -> assertThat(job.asked()).hasSize(GATEWAYS));
            assertThat(world.sites().historyItem(Caller.CORE, World.SITE, HistoryItem.EndedJob.class, id))
                    .contains(new HistoryItem.EndedJob(told.getLast()));
        });
    }

    /** A job that may not be repeated was given to one driver of each gateway at most. */
    private void neverMeansNeverForJobs() {
        Set<String> once = new HashSet<>();
        for (LoggedEvent logged : world.log()) {
            if (logged.event() instanceof SiteEvent.JobMoved moved
                    && JobKind.find(moved.job().kind()).orElseThrow().repeat() == Repeat.NEVER) {
                once.add(moved.job().id());
            }
        }
        Map<String, Integer> given = new HashMap<>();
        field.jobs.stream()
                .filter(job -> once.contains(job.split(" ")[0]))
                .forEach(job -> given.merge(job, 1, Integer::sum));
        assertThat(given.values()).allMatch(times -> times == 1);
    }

    private void nothingAcknowledgedIsLost() {
        Set<ExecutionId> ended = new HashSet<>();
        for (LoggedEvent logged : world.log()) {
            if (logged.event() instanceof SiteEvent.ExecutionMoved moved
                    && moved.to().ended()) {
                ended.add(moved.execution());
            }
        }
        assertThat(ended).containsAll(acknowledged);
    }

    /** A command that may not be repeated was sent at most once, and is called done only where the field did it. */
    private void neverMeansNever() {
        Map<Step.Ref, Step> steps = new HashMap<>();
        Map<Step.Ref, Integer> frames = new HashMap<>();
        field.frames.forEach(f -> frames.merge(f, 1, Integer::sum));
        for (LoggedEvent logged : world.log()) {
            switch (logged.event()) {
                case SiteEvent.ExecutionStarted start -> start.steps().forEach(s -> steps.put(s.ref(), s));
                case SiteEvent.StepMoved moved -> {
                    if (moved.phase() == Phase.COMPLETED) {
                        assertThat(field.doneByField).contains(moved.step());
                    }
                    // Steps behind one of unknown outcome fail with it, but were never sent.
                    if (moved.failure() == Failure.OUTCOME_UNKNOWN && frames.containsKey(moved.step())) {
                        assertThat(steps.get(moved.step()).repeat()).isEqualTo(Repeat.NEVER);
                    }
                }
                default -> {}
            }
        }
        frames.forEach((ref, count) -> {
            if (steps.get(ref).repeat() == Repeat.NEVER) {
                assertThat(count).as("frames of %s", ref).isEqualTo(1);
            }
        });
    }
}

package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.feed.Feed;
import io.candelabra.core.site.Raw;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Action;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.HistoryItem.EndedExecution;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.DelayedStart;
import io.candelabra.model.Resource.QueuedSettings;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A storm in which one lamp of each gateway is ill, with readers who cannot tell all; and that all others go on. */
final class PoisonedStorm extends Storm {
    private static final String ILL_SCENE = "cannot be shown";

    private final Ills ills;
    private final Reader reader = new Reader();
    private int made;

    PoisonedStorm(long seed) {
        this(seed, new Ills(), new Lamps.Field());
    }

    private PoisonedStorm(long seed, Ills ills, Lamps.Field field) {
        super(seed, field, ills::type, gateway -> ills.driver(field));
        this.ills = ills;
        world.annex(reader);
    }

    /** Reads the log to its end, in words of its own; of some things it has none. */
    private final class Reader implements World.Annex {
        private final List<Long> told = new ArrayList<>();
        private long place;

        @Override
        public void boot() {
            // its place is on disk
        }

        @Override
        public void step() {
            read(1 + chance.nextInt(20));
        }

        void read(int max) {
            Feed feed = new Feed(world.sites(), Caller.CORE, World.SITE, "reader");
            for (LoggedEvent event : feed.read(place, max).entries().stream()
                    .flatMap(entry -> entry.told().stream())
                    .toList()) {
                boolean shown = feed.words(event, false, () -> {
                    if (!canBeTold(event)) {
                        throw new IllegalStateException("no words for it");
                    }
                    return true;
                });
                if (shown) {
                    told.add(event.seq());
                }
                place = event.seq();
            }
        }

        static boolean canBeTold(LoggedEvent event) {
            return switch (event.event()) {
                case SiteEvent.StatesChanged changed ->
                    changed.changes().stream().noneMatch(c -> Ills.isIll(c.device()));
                case SiteEvent.ResourcePut put ->
                    !(put.resource() instanceof Resource.Scene scene)
                            || !scene.label().equals(ILL_SCENE);
                default -> true;
            };
        }
    }

    @Override
    void strike() {
        switch (chance.nextInt(200)) {
            case 0, 1 -> ills.change(Lamps.id(1 + chance.nextInt(GATEWAYS), 0), chance);
            case 2, 3 -> delayed();
            case 4, 5, 6 -> configure();
            case 7, 8 -> available(anyLamp(), chance.nextInt(3) > 0);
            case 9 -> startJob(Ills.STRANGE);
            case 10 -> edit(changes -> changes.put(scene(chance.nextBoolean() ? ILL_SCENE : "evening")));
            case 11 ->
                edit(changes -> {
                    throw new StackOverflowError();
                });
            case 12 -> edit(changes -> changes.put(Lamps.gateway(1 + chance.nextInt(GATEWAYS))));
            default -> {}
        }
    }

    private DeviceId anyLamp() {
        return Lamps.id(1 + chance.nextInt(GATEWAYS), chance.nextInt(LAMPS));
    }

    private DeviceCommand level() {
        return DeviceCommand.of("setIntensity", Value.of(chance.nextInt(101)));
    }

    private void delayed() {
        Plan plan = Plan.of("later", List.of(new Action(anyLamp(), List.of(level()))));
        DelayedStart start = new DelayedStart(
                "start " + ++made, world.nowMs() + chance.nextInt(20_000), plan, "somebody", World.TEST);
        edit(changes -> changes.put(start));
    }

    private void configure() {
        List<Command.Setting> settings = new ArrayList<>();
        for (int n = 1 + chance.nextInt(4); n > 0; n--) {
            settings.add(new Command.Setting(anyLamp(), level()));
        }
        world.ask(new Command.Configure("dim", settings, true));
    }

    private void available(DeviceId device, boolean there) {
        world.ask(new Command.Hear(List.of(new Report.AvailabilitySeen(device, there))));
    }

    private Resource.Scene scene(String label) {
        return new Resource.Scene(
                "scene " + ++made,
                label,
                List.of(new Action(anyLamp(), List.of(level()))),
                world.nowMs(),
                world.nowMs(),
                Map.of(),
                Map.of());
    }

    private void edit(java.util.function.UnaryOperator<Raw.Changes> what) {
        world.ask((state, now) -> what.apply(new Raw.Changes(state)).answer(true));
    }

    /** First all goes on while what is ill stays so; then it is mended, and nothing of it is left. */
    @Override
    void calm() {
        everybodyIsThere();
        pass(1_500);
        assertThat(world.state().executions()).as("executions that end").isEmpty();
        assertThat(world.state().jobs()).as("jobs that end").isEmpty();
        assertThat(world.state().resources(DelayedStart.class)).isEmpty();
        healthyLampsWork();
        ills.mend();
        world.boot();
        pass(120);
        everybodyIsThere();
        pass(5);
        assertThat(world.state().resources(QueuedSettings.class)).isEmpty();
        readerIsAtTheEnd();
    }

    /** All gateways and devices are back, and waiting steps begin. */
    private void everybodyIsThere() {
        for (int gateway = 1; gateway <= GATEWAYS; gateway++) {
            for (int lamp = 0; lamp < LAMPS; lamp++) {
                available(Lamps.id(gateway, lamp), false);
                available(Lamps.id(gateway, lamp), true);
            }
        }
        world.commit();
    }

    private void healthyLampsWork() {
        for (int gateway = 1; gateway <= GATEWAYS; gateway++) {
            for (int lamp = 1; lamp < LAMPS; lamp++) {
                works(Lamps.id(gateway, lamp), Lamps.id(gateway, 0));
            }
        }
    }

    /** A lamp does what it is told, also when somebody has asked the ill one beside it before. */
    private void works(DeviceId device, DeviceId ill) {
        for (int tries = 0; tries < 30; tries++) {
            long level = chance.nextInt(101);
            world.ask(new Command.StartExecution(Plan.of("ill", List.of(new Action(ill, List.of(level()))))));
            ExecutionId id = world.start(Plan.of(
                    "well", List.of(new Action(device, List.of(DeviceCommand.of("setIntensity", Value.of(level)))))));
            pass(90);
            Failure failure = world.sites()
                    .historyItem(Caller.CORE, World.SITE, EndedExecution.class, id.value())
                    .orElseThrow(() -> new AssertionError("nothing came of " + device))
                    .execution()
                    .failure();
            if (failure == Failure.NONE) {
                assertThat(world.state().device(device).orElseThrow().states().number(Lamps.LEVEL))
                        .isEqualTo(level);
                return;
            }
            assertThat(failure).as("what a radio may fail with").isEqualTo(Failure.NO_ANSWER);
        }
        throw new AssertionError(device + " does not work any more");
    }

    private void readerIsAtTheEnd() {
        for (int i = 0; i < 200 && reader.place < world.state().seq(); i++) {
            reader.read(10_000);
            world.commit();
        }
        assertThat(reader.place).isEqualTo(world.state().seq());
        assertThat(reader.told)
                .isEqualTo(world.log().stream()
                        .filter(Reader::canBeTold)
                        .map(LoggedEvent::seq)
                        .toList());
        assertThat(reader.told.size()).isLessThan(world.log().size());
    }

    /** How often people were told that something was set aside. */
    long setAside() {
        return world.log().stream()
                .filter(logged -> logged.event() instanceof SiteEvent.AlertRaised raised
                        && raised.alert().kind().equals("SET_ASIDE"))
                .count();
    }

    @Override
    void checkLaws() {
        super.checkLaws();
        onlyTheIllTimeOut();
    }

    private void onlyTheIllTimeOut() {
        for (LoggedEvent logged : world.log()) {
            if (logged.event() instanceof SiteEvent.StepMoved moved && !Ills.isIll(moved.device())) {
                assertThat(moved.failure())
                        .as("what a healthy lamp fails with")
                        .isNotIn(Failure.TIMED_OUT, Failure.OTHER, Failure.BAD_PARAMETER);
            }
        }
    }
}

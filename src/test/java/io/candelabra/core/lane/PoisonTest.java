package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.Composed;
import io.candelabra.core.site.Raw;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Action;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.HistoryItem.Notification;
import io.candelabra.model.Phase;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.DelayedStart;
import io.candelabra.model.Resource.QueuedSettings;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import io.candelabra.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One thing that cannot be decided stops nothing: it is set aside with its cause, and all else goes on, in order. */
class PoisonTest {
    private static final DeviceId ILL = Lamps.id(1, 0);
    private static final DeviceId WELL = Lamps.id(1, 1);

    private final Lamps.Field field = new Lamps.Field();
    private final Map<DeviceId, Function<DeviceId, DeviceType>> types = new HashMap<>();
    private final World world = new World(
            new MemoryStore(),
            device -> types.getOrDefault(device.id(), id -> Lamps.TYPE).apply(device.id()),
            gateway -> new Lamps.Radio(field, 0) {
                @Override
                public void start(DriverContext given) {
                    super.start(given);
                    ear = given;
                }
            },
            SiteLimits.LOCAL,
            1);
    private DriverContext ear;

    PoisonTest() {
        world.install(List.of(Lamps.gateway(1)), List.of(Lamps.lamp(1, 0), Lamps.lamp(1, 1), Lamps.lamp(1, 2)));
        world.settle();
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** What happens to a type while something waits for a device of it. */
    private enum Change {
        /** No catalogue has it any more, and whoever looks for it throws. */
        GONE,
        /** It has lost the command. */
        COMMAND_LOST
    }

    private void change(Change change) {
        types.put(
                ILL,
                switch (change) {
                    case GONE ->
                        id -> {
                            throw new IllegalStateException("no type for " + id);
                        };
                    case COMMAND_LOST -> id -> DeviceType.unknown("test:Other");
                });
    }

    @ParameterizedTest
    @EnumSource
    void aSettingThatNoRuleCanStartIsSetAsideWhenItsDeviceIsBack(Change change) {
        report(new Report.AvailabilitySeen(ILL, false));
        world.settle();
        world.tell(new Command.Configure(
                "dim", List.of(new Command.Setting(ILL, DeviceCommand.of("setIntensity", Value.of(40)))), true));
        assertThat(world.state().resources(QueuedSettings.class)).hasSize(1);
        change(change);

        report(level(WELL, 7), new Report.AvailabilitySeen(ILL, true), level(WELL, 8));
        world.settle();

        assertThat(levelOf(WELL)).isEqualTo(8);
        assertThat(world.state().device(ILL).orElseThrow().available()).isTrue();
        assertThat(world.state().resources(QueuedSettings.class)).isEmpty();
        assertSetAside(ILL.value(), "setIntensity");
        goesOn();
    }

    @Test
    void amongManyReportsThePoisonStandsAloneAndTheOthersKeepTheirOrder() {
        ExecutionId running = world.start(Plan.of("dim", List.of(new Action(WELL, List.of(later())))));
        world.settle();
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            reports.add(i % 100 == 37 ? noSuchStep(running) : level(i % 2 == 0 ? WELL : Lamps.id(1, 2), i));
            if (i == 700) {
                reports.add(new Report.AvailabilitySeen(ILL, false));
            }
        }
        reports.add(new Report.AvailabilitySeen(ILL, true));
        int before = world.log().size();
        report(reports.toArray(Report[]::new));
        world.settle();

        assertThat(levelOf(WELL)).isEqualTo(1_498);
        assertThat(levelOf(Lamps.id(1, 2))).isEqualTo(1_499);
        List<LoggedEvent> since = world.log().subList(before, world.log().size());
        assertThat(since)
                .extracting(LoggedEvent::event)
                .filteredOn(SiteEvent.AvailabilityChanged.class::isInstance)
                .containsExactly(
                        new SiteEvent.AvailabilityChanged(ILL, false), new SiteEvent.AvailabilityChanged(ILL, true));
        assertThat(told(WELL)).isSorted();
        assertThat(alerts()).hasSize(1);
        assertThat(notes())
                .as("a source that goes on being wrong is told of once")
                .hasSize(1);
        assertThat(world.sites().setAside()).isEqualTo(15);
        goesOn();
    }

    /** What a driver with a fault may say. A number that is none cannot be written down: the store would close the site. */
    static Stream<Report> nonsense() {
        return Stream.of(
                states(State.of(Lamps.LEVEL, Double.NaN)),
                states(State.of(Lamps.LEVEL, Double.POSITIVE_INFINITY)),
                states(new State("", State.Kind.INTEGER, Value.of(1))),
                states(new State("core:NameState", State.Kind.STRING, null)),
                states(new State("core:NameState", State.Kind.STRING, new Value.Text(null))),
                states(new State(null, State.Kind.INTEGER, Value.of(1))),
                states(State.of("core:NameState", "x".repeat(1_000_001))),
                new Report.DeviceFound(Device.of(Lamps.id(9, 0), "test:Lamp", "of no gateway", States.of())),
                new Report.DeviceFound(Device.of(Lamps.id(1, 9), "", "of no type", States.of())),
                new Report.StepSeen(new Step.Ref(null, 0), Phase.COMPLETED, Failure.NONE),
                new Report.AlertSeen(new Alert((Alert.Subject) null, "LAMP", "", 0), true),
                new Report.AlertSeen(new Alert(new Alert.OfSite(null), "LAMP", "", 0), true));
    }

    private static Report states(State state) {
        return new Report.StatesSeen(ILL, List.of(state));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void aReportThatIsNoneIsSetAside(Report report) {
        report(level(WELL, 5), report, level(WELL, 6));
        world.settle();
        assertThat(levelOf(WELL)).isEqualTo(6);
        assertThat(alerts()).hasSize(1);
        assertThat(notes()).hasSize(1);
        goesOn();
    }

    @Test
    void aDeviceOfAnUnknownTypeIsTakenInAndRefusesCommands() {
        DeviceId found = Lamps.id(1, 9);
        types.put(found, id -> DeviceType.unknown("test:Other"));
        report(new Report.DeviceFound(Device.of(found, "test:Other", "found", States.of(State.of(Lamps.LEVEL, 3)))));
        world.settle();
        assertThat(levelOf(found)).isEqualTo(3);
        assertThatThrownBy(() -> world.start(Plan.of(
                        "on", List.of(new Action(found, List.of(DeviceCommand.of("setIntensity", Value.of(1))))))))
                .hasCauseInstanceOf(Refused.class);
        goesOn();
    }

    @Test
    void anEndOfAStepBesidePoisonIsKept() {
        ExecutionId running = world.start(Plan.of("dim", List.of(new Action(WELL, List.of(later())))));
        world.settle();
        world.pass(120_000);
        world.settle();
        report(noSuchStep(running), new Report.StepSeen(new Step.Ref(running, 0), Phase.COMPLETED, Failure.NONE));
        world.settle();
        assertThat(world.state().executions().has(running)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aDelayedStartThatCannotBeDecidedLetsTheNextOneGo(Change change) {
        delayed("1", ILL, 1_000);
        delayed("2", WELL, 1_500);
        change(change);
        world.pass(2_000);
        world.settle();
        assertThat(world.state().resources(DelayedStart.class)).isEmpty();
        assertThat(levelOf(WELL)).isEqualTo(55);
        assertSetAside(World.SITE.value(), "delayed start");
        world.boot();
        delayed("3", WELL, 1_000);
        world.pass(2_000);
        world.settle();
        assertThat(world.state().resources(DelayedStart.class)).isEmpty();
    }

    @Test
    void aDelayedStartOfAnEarlierRunLetsTheNextOneGo() {
        delayed("1", ILL, 1_000);
        delayed("2", WELL, 1_500);
        change(Change.GONE);
        world.pass(2_000);
        world.boot();
        world.settle();
        assertThat(world.state().resources(DelayedStart.class)).isEmpty();
        assertThat(levelOf(WELL)).isEqualTo(55);
    }

    @Test
    void settingsThatWaitForAnIllDeviceLetTheSiteOpen() {
        report(new Report.AvailabilitySeen(ILL, false));
        world.settle();
        world.tell(new Command.Configure(
                "dim", List.of(new Command.Setting(ILL, DeviceCommand.of("setIntensity", Value.of(40)))), true));
        report(new Report.AvailabilitySeen(ILL, true));
        // on its way, and not done
        world.commit();
        change(Change.GONE);
        world.boot();
        world.settle();
        goesOn();
    }

    @Test
    void whoeverAsksIsAnsweredByTheFutureAlone() {
        for (Raw.Rule<Boolean> rule : List.<Raw.Rule<Boolean>>of(
                (state, now) -> {
                    throw new IllegalStateException("a rule with a fault");
                },
                (state, now) -> {
                    throw new StackOverflowError();
                },
                (state, now) -> {
                    throw new NoClassDefFoundError("gone");
                })) {
            assertThat(Raw.ask(world.sites(), World.SITE, rule, World.TEST)).isCompletedExceptionally();
            CompletableFuture<Boolean> composed = world.sites()
                    .composeAsync(
                            Caller.CORE,
                            World.SITE,
                            (view, now) -> Composed.of(
                                    Command.Together.NOTHING,
                                    rule.decide(view.state(), now).answer()),
                            World.TEST);
            assertThat(composed).isCompletedExceptionally();
        }
        goesOn();
    }

    @Test
    void alertsOfTheKindAreBoundedAndTheNewestStand() {
        for (int i = 0; i < 150; i++) {
            world.pass(1_000);
            world.tell(new Command.SetAside(Alert.Subject.of("subscription " + i), "an event", "it cannot be told"));
        }
        assertThat(alerts())
                .hasSize(100)
                .extracting(alert -> alert.subject().text())
                .contains("subscription 149")
                .doesNotContain("subscription 49");
        assertThat(notes()).hasSize(150);
    }

    @Test
    void oneSubjectIsToldOfOnceInAWhile() {
        Command.SetAside same =
                new Command.SetAside(Alert.Subject.of("subscription"), "the event", "it cannot be told");
        assertThat(world.tell(same)).isTrue();
        assertThat(world.tell(same)).isFalse();
        world.pass(600_000);
        assertThat(world.tell(same)).isTrue();
        assertThat(alerts()).hasSize(1);
        assertThat(notes()).hasSize(2);
        assertThat(world.sites().setAside()).isEqualTo(3);
    }

    private void report(Report... reports) {
        for (Report report : reports) {
            ear.report(report);
        }
    }

    /** A report that no rule can take: there is no such step, and none could be. */
    private static Report noSuchStep(ExecutionId running) {
        return new Report.StepSeen(new Step.Ref(running, -1), Phase.COMPLETED, Failure.NONE);
    }

    private static Report level(DeviceId device, long level) {
        return new Report.StatesSeen(device, List.of(State.of(Lamps.LEVEL, level)));
    }

    private static DeviceCommand later() {
        return new DeviceCommand("setIntensity", List.of(Value.of(3)), 60_000, 0, List.of());
    }

    private void delayed(String id, DeviceId device, long ms) {
        Plan plan =
                Plan.of("later", List.of(new Action(device, List.of(DeviceCommand.of("setIntensity", Value.of(55))))));
        Resource start = new DelayedStart(id, world.nowMs() + ms, plan, "somebody", World.TEST);
        world.tell(new Command.Put(start));
    }

    private double levelOf(DeviceId device) {
        return world.state().device(device).orElseThrow().states().number(Lamps.LEVEL);
    }

    /** The levels that the log told of a device, in order. */
    private List<Double> told(DeviceId device) {
        List<Double> levels = new ArrayList<>();
        for (LoggedEvent logged : world.log()) {
            if (logged.event() instanceof SiteEvent.StatesChanged changed) {
                changed.changes().stream()
                        .filter(c -> c.device().equals(device))
                        .forEach(c -> levels.add(c.states().getFirst().value().asNumber()));
            }
        }
        return levels;
    }

    private List<Alert> alerts() {
        return world.state().alerts().stream()
                .filter(a -> a.kind().equals("SET_ASIDE"))
                .toList();
    }

    private List<Notification> notes() {
        return world.sites().latest(Caller.CORE, World.SITE, Notification.class, 1_000).stream()
                .filter(n -> n.originator().equals("QUARANTINE"))
                .toList();
    }

    private void assertSetAside(String subject, String what) {
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.subject().text()).isEqualTo(subject);
            assertThat(alert.detail()).contains(what).contains("set aside: ");
        });
        assertThat(notes()).singleElement().satisfies(note -> assertThat(note.text())
                .contains(what)
                .containsAnyOf("IllegalStateException", "has no command"));
    }

    /** Reports, commands and ends of the other device arrive as ever. */
    private void goesOn() {
        report(level(WELL, 11));
        world.settle();
        assertThat(levelOf(WELL)).isEqualTo(11);
        world.start(Plan.of("on", List.of(new Action(WELL, List.of(DeviceCommand.of("setIntensity", Value.of(99)))))));
        world.settle();
        assertThat(levelOf(WELL)).isEqualTo(99);
    }

    @Test
    void theAlertOfADeviceEndsWhenItIsDescribedAnewOrGone() {
        report(states(State.of(Lamps.LEVEL, Double.NaN)));
        world.settle();
        assertThat(alerts()).hasSize(1);
        edit(changes -> changes.put(Lamps.lamp(1, 0)));
        assertThat(alerts()).isEmpty();
        report(states(State.of(Lamps.LEVEL, Double.NaN)));
        world.settle();
        assertThat(alerts()).hasSize(1);
        edit(changes -> changes.add(SiteEvent.DeviceRemoved.of(ILL)));
        assertThat(alerts()).isEmpty();
    }

    private void edit(UnaryOperator<Raw.Changes> what) {
        world.tell((state, now) -> what.apply(new Raw.Changes(state)).answer(true));
    }
}

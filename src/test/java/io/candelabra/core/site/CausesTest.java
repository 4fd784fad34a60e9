package io.candelabra.core.site;

import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.lampId;
import static io.candelabra.core.site.HandStepped.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Cause;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.store.memory.MemoryStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each event names who wanted it, also where the field tells of it much later and of several people's wishes at once. */
class CausesTest {
    private static final Cause ADA = new Cause("overkiz", "ada", "r1");
    private static final Cause BOB = new Cause("vive", "bob", "r2");

    private final HandStepped core = new HandStepped(new MemoryStore());

    @BeforeEach
    void install() {
        core.install(SITE, 4);
    }

    private <A> A tell(Command<A> command, Cause cause) {
        var answer = core.sites().submitAsync(Caller.CORE, SITE, command, cause);
        core.settle();
        return answer.join();
    }

    private List<LoggedEvent> after(Runnable what) {
        long before = core.state().seq();
        what.run();
        return core.log(SITE, before);
    }

    private static Report seen(int lamp, long level, Step.Ref... step) {
        return new Report.StatesSeen(
                lampId(lamp),
                List.of(State.of("core:LevelState", level)),
                List.of(step).stream().findFirst());
    }

    private static Report done(ExecutionId execution) {
        return new Report.StepSeen(new Step.Ref(execution, 0), Phase.COMPLETED, Failure.NONE);
    }

    private static Step.Ref of(ExecutionId execution) {
        return new Step.Ref(execution, 0);
    }

    private void hear(Report... reports) {
        tell(new Command.Hear(List.of(reports)), Cause.FIELD);
    }

    private static List<Cause> causes(List<LoggedEvent> events, Class<? extends SiteEvent> kind) {
        return events.stream()
                .filter(e -> kind.isInstance(e.event()))
                .map(LoggedEvent::cause)
                .toList();
    }

    @Test
    void oneHandfulOfReportsIsOfSeveralCauses() {
        ExecutionId ada = tell(start("set", 0), ADA);
        ExecutionId bob = tell(start("set", 1), BOB);
        List<LoggedEvent> told =
                after(() -> hear(seen(0, 10, of(ada)), seen(1, 20, of(bob)), seen(2, 30), done(ada), done(bob)));
        assertThat(causes(told, SiteEvent.StatesChanged.class)).containsExactly(ADA, BOB, Cause.FIELD);
        assertThat(causes(told, SiteEvent.StepMoved.class)).containsExactly(ADA, BOB);
        assertThat(causes(told, SiteEvent.ExecutionMoved.class)).containsExactly(ADA, BOB);
    }

    /** Of one device the later report counts, also where another caller wanted the earlier one. */
    @Test
    void whatTwoWantedOfOneDeviceStaysInOrder() {
        ExecutionId ada = tell(start("set", 0), ADA);
        ExecutionId bob = tell(start("set", 1), BOB);
        List<LoggedEvent> told = after(() -> hear(seen(0, 10, of(ada)), seen(0, 20, of(bob)), seen(0, 30, of(ada))));
        assertThat(causes(told, SiteEvent.StatesChanged.class)).containsExactly(ADA, BOB, ADA);
        assertThat(core.state().device(lampId(0)).orElseThrow().states().number("core:LevelState"))
                .isEqualTo(30);
    }

    @Test
    void aStepThatNobodyKnowsIsNoCause() {
        ExecutionId ada = tell(start("set", 0), ADA);
        hear(done(ada));
        List<LoggedEvent> told = after(() -> hear(
                seen(0, 10, of(ada)),
                new Report.StatesSeen(
                        lampId(1),
                        List.of(State.of("core:LevelState", 5L)),
                        Optional.of(new Step.Ref(new ExecutionId("made-up"), -3)))));
        assertThat(causes(told, SiteEvent.StatesChanged.class)).containsExactly(Cause.FIELD);
    }

    @Test
    void whoEndsSomethingIsTheCauseOfItsEnd() {
        ExecutionId ada = tell(start("set", 0), ADA);
        List<LoggedEvent> told =
                after(() -> tell(new Command.CancelExecutions(Optional.of(ada), Optional.empty()), BOB));
        assertThat(causes(told, SiteEvent.StepMoved.class)).containsExactly(BOB);
        assertThat(causes(told, SiteEvent.ExecutionMoved.class)).containsExactly(BOB);
        DeviceCommand set = DeviceCommand.of("set");
        Command.Configure configure = new Command.Configure("c", List.of(new Command.Setting(lampId(1), set)), false);
        tell(configure, ADA);
        told = after(() -> tell(configure, BOB));
        assertThat(causes(told, SiteEvent.StepMoved.class))
                .as("one overtakes the other")
                .containsOnly(BOB);
    }

    @Test
    void whatWaitedIsSentBecauseOfWhoWantedIt() {
        hear(new Report.AvailabilitySeen(lampId(0), false));
        tell(new Command.Configure("c", List.of(new Command.Setting(lampId(0), DeviceCommand.of("set"))), true), ADA);
        List<LoggedEvent> told = after(() -> hear(new Report.AvailabilitySeen(lampId(0), true)));
        assertThat(causes(told, SiteEvent.AvailabilityChanged.class)).containsExactly(Cause.FIELD);
        assertThat(causes(told, SiteEvent.ExecutionStarted.class)).containsExactly(ADA);
        assertThat(causes(told, SiteEvent.StepMoved.class)).containsExactly(ADA);
    }

    @Test
    void aDelayedCommandIsSentBecauseOfWhoWantedIt() {
        var later = new io.candelabra.model.Action(
                lampId(0), List.of(new DeviceCommand("set", List.of(), 500, 0, List.of())));
        tell(new Command.StartExecution(io.candelabra.model.Plan.of("later", List.of(later))), ADA);
        core.pass(1_000);
        List<LoggedEvent> told = after(() -> tell(new Command.Tick(), Cause.CLOCK));
        assertThat(told).isNotEmpty().allMatch(e -> e.cause().equals(ADA));
    }
}

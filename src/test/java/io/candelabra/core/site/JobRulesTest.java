package io.candelabra.core.site;

import static io.candelabra.core.site.HandStepped.GATEWAY;
import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.TEST;
import static io.candelabra.core.site.HandStepped.gateway;
import static io.candelabra.core.site.HandStepped.lamp;
import static io.candelabra.core.site.HandStepped.lampId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Command.Target;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.Cause;
import io.candelabra.model.Failure;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Grant;
import io.candelabra.model.Job;
import io.candelabra.model.JobKind;
import io.candelabra.model.Phase;
import io.candelabra.model.Resource.Verb;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of long work: each by calling the decider with a state and a command. */
class JobRulesTest {
    private static final GatewayId SECOND = new GatewayId("2222-2222-2222");
    private static final int JOBS = 5;
    private static final int JOBS_OF_A_GATEWAY = 3;

    private final AtomicLong ids = new AtomicLong();
    private long nowMs = 1_700_000_000_000L;
    private SiteState state = SiteState.empty(SITE);
    private List<Decision.Caused> events = List.of();

    JobRulesTest() {
        tell(new Command.PutGateway(gateway(GATEWAY)));
        tell(new Command.PutGateway(gateway(SECOND)));
        tell(new Command.PutDevice(lamp(1)));
        tell(new Command.PutDevice(lamp(3)));
    }

    private Moment moment() {
        return new Moment(
                nowMs,
                () -> "id" + ids.incrementAndGet(),
                (at, device) -> HandStepped.LAMP,
                new SiteLimits(10, 10, 10, 10, JOBS, JOBS_OF_A_GATEWAY),
                Declared.NOTHING);
    }

    private <A> A tell(Caller caller, Command<A> command, Cause cause) {
        Decision<A> decision = Decider.decide(state, caller, command, cause, moment());
        state = decision.after();
        events = decision.events();
        return decision.answer();
    }

    private <A> A tell(Command<A> command) {
        return tell(Caller.CORE, command, TEST);
    }

    private void hear(Report... reports) {
        tell(Caller.CORE, new Command.Hear(List.of(reports)), Cause.FIELD);
    }

    private Refused.Detail refusal(Caller caller, Command<?> command) {
        return catchThrowableOfType(Refused.class, () -> Decider.decide(state, caller, command, TEST, moment()))
                .detail();
    }

    private static Command<String> start(JobKind kind, GatewayId... gateways) {
        return new Command.StartJob(kind.name(), new Target.Gateways(List.of(gateways)), Map.of("protocol", "io"));
    }

    private static Caller somebody(Verb... verbs) {
        return Caller.person("somebody", List.of(new Grant(SITE, Set.copyOf(List.of(verbs)), Set.of(lampId(3)))));
    }

    /** The only event of the last decision. */
    private Job moved() {
        assertThat(events).hasSize(1);
        return ((SiteEvent.JobMoved) events.getFirst().event()).job();
    }

    private Cause cause() {
        return events.getFirst().cause();
    }

    @Test
    void itsEventsSayWhoAskedWhomHowFarItIsAndWhatCameOfIt() {
        String id = tell(start(JobKind.REFRESH, GATEWAY, SECOND));
        Job begun = moved();
        assertThat(begun.phase()).isEqualTo(Phase.WAITING);
        assertThat(begun.asked()).isEqualTo(begun.open()).containsExactly(GATEWAY, SECOND);
        assertThat(begun.cause()).contains(TEST);
        assertThat(begun.startedMs()).isEqualTo(nowMs);
        assertThat(begun.deadlineMs()).isEqualTo(nowMs + JobKind.REFRESH.deadlineMs());

        hear(new Report.JobProgress(id, GATEWAY, 30));
        assertThat(moved().phase()).isEqualTo(Phase.RUNNING);
        assertThat(moved().percent(GATEWAY)).isEqualTo(30);
        assertThat(moved().percent(SECOND)).isEqualTo(-1);
        assertThat(cause()).as("who asked, and not the field").isEqualTo(TEST);

        hear(Report.JobSeen.done(id, GATEWAY, Map.of("found", "2")));
        assertThat(moved().open()).containsExactly(SECOND);
        nowMs += 7;
        hear(Report.JobSeen.failed(id, SECOND, Failure.BUSY, "it learns"));
        Job ended = moved();
        assertThat(cause()).isEqualTo(TEST);
        assertThat(ended.phase()).isEqualTo(Phase.FAILED);
        assertThat(ended.asked()).containsExactly(GATEWAY, SECOND);
        assertThat(ended.open()).isEmpty();
        assertThat(ended.failed()).containsExactly(SECOND);
        assertThat(ended.failure()).isEqualTo(Failure.BUSY);
        assertThat(ended.endedMs()).isEqualTo(nowMs);
        assertThat(ended.told())
                .containsExactly(
                        new Job.Told(GATEWAY, 100, Failure.NONE, "", Map.of("found", "2")),
                        new Job.Told(SECOND, 0, Failure.BUSY, "it learns", Map.of()));
        assertThat(state.jobs()).isEmpty();
        assertThat(state.work().nextDueMs()).isEqualTo(OptionalLong.empty());
    }

    @Test
    void whatGatewaysTellInOneHandfulIsToldOnce() {
        String id = tell(start(JobKind.REFRESH, GATEWAY, SECOND));
        hear(
                new Report.JobProgress(id, GATEWAY, 10),
                new Report.JobProgress(id, SECOND, 20),
                Report.JobSeen.done(id, SECOND, Map.of()),
                Report.JobSeen.done(id, GATEWAY, Map.of()));
        assertThat(moved().phase()).isEqualTo(Phase.COMPLETED);
    }

    @Test
    void onlyWhatGoesForwardIsNewsAndNothingAfterTheEnd() {
        String id = tell(start(JobKind.REFRESH, GATEWAY));
        hear(new Report.JobProgress(id, GATEWAY, 0));
        assertThat(events).as("it has begun").hasSize(1);
        hear(new Report.JobProgress(id, GATEWAY, 50));
        hear(new Report.JobProgress(id, GATEWAY, 50), new Report.JobProgress(id, GATEWAY, 49));
        assertThat(events).isEmpty();
        hear(Report.JobSeen.done(id, GATEWAY, Map.of()));
        hear(
                Report.JobSeen.failed(id, GATEWAY, Failure.OTHER, ""),
                new Report.JobProgress(id, GATEWAY, 80),
                Report.JobSeen.done(id, SECOND, Map.of()),
                Report.JobSeen.done("none", GATEWAY, Map.of()));
        assertThat(events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    void aProgressThatIsNoneIsSetAside(int percent) {
        String id = tell(start(JobKind.REFRESH, GATEWAY));
        hear(new Report.JobProgress(id, GATEWAY, percent), Report.JobSeen.done(id, GATEWAY, Map.of()));
        assertThat(state.jobs()).isEmpty();
        assertThat(state.alerts()).singleElement().satisfies(alert -> assertThat(alert.subject())
                .isEqualTo(Alert.Subject.of(GATEWAY)));
    }

    @Test
    void aResultIsBound() {
        String id = tell(start(JobKind.REFRESH, GATEWAY));
        hear(Report.JobSeen.done(id, GATEWAY, Map.of("found", "x".repeat(10_001))));
        assertThat(state.jobs()).hasSize(1);
        assertThat(state.alerts()).hasSize(1);
    }

    @Test
    void itsTimeIsOverAndItFailsWithItsReason() {
        String id = tell(start(JobKind.REFRESH, GATEWAY, SECOND));
        hear(new Report.JobProgress(id, SECOND, 60), Report.JobSeen.done(id, GATEWAY, Map.of()));
        nowMs += JobKind.REFRESH.deadlineMs() - 1;
        tell(Caller.CORE, new Command.Tick(), Cause.CLOCK);
        assertThat(events).isEmpty();
        nowMs++;
        assertThat(tell(Caller.CORE, new Command.Tick(), Cause.CLOCK)).isEqualTo(1);
        assertThat(moved().failed()).containsExactly(SECOND);
        assertThat(moved().failure()).isEqualTo(Failure.TIMED_OUT);
        assertThat(moved().told(SECOND).orElseThrow().percent()).isEqualTo(60);
        assertThat(moved().told(SECOND).orElseThrow().detail()).isNotBlank();
        assertThat(cause()).isEqualTo(TEST);
        assertThat(state.jobs()).isEmpty();
        assertThat(state.work().due()).isEmpty();
    }

    @Test
    void whoeverCallsItOffStandsAtItsEnd() {
        Cause bob = new Cause("vive", "bob", "r2");
        String id = tell(start(JobKind.DISCOVERY, GATEWAY));
        assertThat(tell(somebody(Verb.VIEW, Verb.CONFIGURE), new Command.CancelJob(id), bob))
                .isTrue();
        assertThat(moved().failure()).isEqualTo(Failure.CANCELLED);
        assertThat(moved().cause()).contains(TEST);
        assertThat(cause()).isEqualTo(bob);
        assertThat(tell(new Command.CancelJob(id))).isFalse();
        assertThat(events).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"refresh, CONTROL", "discovery, CONFIGURE", "pairing, CONFIGURE"})
    void aKindSaysWhichRightItNeeds(String kind, Verb right) {
        Command<String> start = new Command.StartJob(kind, new Target.EveryGateway(), Map.of());
        Verb other = right == Verb.CONTROL ? Verb.CONFIGURE : Verb.CONTROL;
        assertThat(refusal(somebody(Verb.VIEW, other), start)).isEqualTo(new Refused.Rights(right, SITE));
        String id = tell(somebody(Verb.VIEW, right), start, TEST);
        Command<Boolean> cancel = new Command.CancelJob(id);
        assertThat(refusal(somebody(Verb.VIEW, other), cancel)).isEqualTo(new Refused.Rights(right, SITE));
        assertThat(tell(somebody(Verb.VIEW, right), cancel, TEST)).isTrue();
    }

    @Test
    void workOfAKindIsCalledOffByThoseWhoMayBeginIt() {
        Command<Integer> cancel = new Command.CancelJobs(JobKind.PAIRING, GATEWAY, Map.of("protocol", "zwave"));
        assertThat(refusal(somebody(Verb.VIEW, Verb.CONTROL), cancel))
                .as("also where nothing runs")
                .isEqualTo(new Refused.Rights(Verb.CONFIGURE, SITE));
        assertThat(tell(cancel)).isZero();
        Target one = new Target.Gateways(List.of(GATEWAY));
        tell(new Command.StartJob("pairing", one, Map.of("protocol", "enocean")));
        assertThat(tell(cancel)).as("another protocol").isZero();
        tell(new Command.CancelJobs(JobKind.PAIRING, GATEWAY, Map.of()));
        tell(new Command.StartJob("pairing", one, Map.of("protocol", "zwave")));
        assertThat(tell(new Command.CancelJobs(JobKind.PAIRING, SECOND, Map.of())))
                .as("another gateway")
                .isZero();
        assertThat(tell(cancel)).isEqualTo(1);
        assertThat(moved().failure()).isEqualTo(Failure.CANCELLED);
        assertThat(state.jobs()).isEmpty();
    }

    @Test
    void aKindThatIsNotThereIsRefused() {
        Command<String> start = new Command.StartJob("nonsense", new Target.EveryGateway(), Map.of());
        assertThat(refusal(Caller.CORE, start)).isInstanceOf(Refused.Invalid.class);
        assertThat(refusal(Caller.person("stranger", List.of()), start)).isInstanceOf(Refused.NoSuch.class);
    }

    @Test
    void itIsAskedOfGatewaysAndDevicesThatTheCallerSees() {
        Caller person = somebody(Verb.VIEW, Verb.CONTROL);
        assertThat(refusal(person, start(JobKind.REFRESH, GATEWAY, new GatewayId("none"))))
                .isEqualTo(new Refused.NoSuch("gateway", "none"));
        assertThat(refusal(person, new Command.StartJob("refresh", new Target.OneDevice(lampId(3)), Map.of())))
                .isEqualTo(new Refused.NoSuchDevice(lampId(3)));
        tell(person, new Command.StartJob("refresh", new Target.OneDevice(lampId(1)), Map.of()), TEST);
        assertThat(moved().device()).contains(lampId(1));
        assertThat(moved().asked()).containsExactly(GATEWAY);
        tell(person, new Command.StartJob("refresh", new Target.EveryGateway(), Map.of()), TEST);
        assertThat(moved().asked()).containsExactly(GATEWAY, SECOND);
        tell(start(JobKind.REFRESH, SECOND, SECOND));
        assertThat(moved().asked()).containsExactly(SECOND);
        tell(start(JobKind.REFRESH));
        assertThat(moved().phase()).as("asked of nobody").isEqualTo(Phase.COMPLETED);
    }

    @Test
    void aGatewayDoesOneThingAtATimeWhereItsKindSaysSo() {
        String first = tell(start(JobKind.PAIRING, GATEWAY));
        assertThat(refusal(Caller.CORE, start(JobKind.PAIRING, GATEWAY))).isInstanceOf(Refused.Busy.class);
        assertThat(refusal(Caller.CORE, start(JobKind.DISCOVERY, SECOND, GATEWAY)))
                .isInstanceOf(Refused.Busy.class);
        tell(start(JobKind.PAIRING, SECOND));
        tell(start(JobKind.REFRESH, GATEWAY));
        tell(new Command.CancelJob(first));
        tell(start(JobKind.DISCOVERY, GATEWAY));
    }

    @Test
    void aGatewayAndASiteHaveOnlySoManyAtOnce() {
        for (int i = 0; i < JOBS_OF_A_GATEWAY; i++) {
            tell(start(JobKind.REFRESH, GATEWAY));
        }
        assertThat(refusal(Caller.CORE, start(JobKind.REFRESH, SECOND, GATEWAY)))
                .isInstanceOf(Refused.TooMany.class);
        tell(start(JobKind.REFRESH, SECOND));
        tell(start(JobKind.REFRESH, SECOND));
        assertThat(refusal(Caller.CORE, start(JobKind.REFRESH, SECOND))).isEqualTo(new Refused.TooMany("job", JOBS));
    }

    @Test
    void itsParametersAreBound() {
        Map<String, String> large = Map.of("devices", "x".repeat(JobRules.LONGEST_PARAMETERS));
        assertThat(refusal(Caller.CORE, new Command.StartJob("refresh", new Target.EveryGateway(), large)))
                .isInstanceOf(Refused.Invalid.class);
    }

    @Test
    void afterARestartOnlyWhatMayBeRepeatedGoesOn() {
        String refresh = tell(start(JobKind.REFRESH, GATEWAY));
        String pairing = tell(start(JobKind.PAIRING, GATEWAY));
        Draft draft = new Draft(state, moment(), Cause.CLOCK);
        JobRules.recover(draft);
        Decision<Boolean> decision = draft.answer(true);
        assertThat(decision.after().jobs().stream().map(Job::id)).containsExactly(refresh);
        assertThat(decision.events()).singleElement().satisfies(caused -> {
            Job ended = ((SiteEvent.JobMoved) caused.event()).job();
            assertThat(ended.id()).isEqualTo(pairing);
            assertThat(ended.failure()).isEqualTo(Failure.OUTCOME_UNKNOWN);
            assertThat(caused.cause()).isEqualTo(TEST);
        });
    }
}

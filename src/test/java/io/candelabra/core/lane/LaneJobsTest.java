package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Command.Target;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Failure;
import io.candelabra.model.Job;
import io.candelabra.model.JobKind;
import io.candelabra.model.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Long work ends once whatever its driver does, and its driver hears of each end that it did not make itself. */
class LaneJobsTest extends OneGateway {
    private final List<String> given = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();
    private DriverContext ear;

    /** A driver that takes long work and forgets it, unless it is told otherwise. */
    private class Forgets extends Lamps.Radio {
        Forgets() {
            super(LaneJobsTest.this.field, 0);
        }

        @Override
        public void start(DriverContext context) {
            super.start(context);
            ear = context;
        }

        @Override
        public void job(Job job, DriverContext context) throws Exception {
            given.add(job.id());
        }

        @Override
        public void cancelJob(Job job) {
            cancelled.add(job.id());
        }
    }

    private static String start(World world, JobKind kind) {
        String job = world.tell(new Command.StartJob(kind.name(), new Target.EveryGateway(), Map.of()));
        world.settle();
        return job;
    }

    private static void overdue(World world, JobKind kind) {
        world.pass(kind.deadlineMs());
        world.settle();
    }

    @Test
    void aForgottenJobEndsByItsDeadlineAndTheDriverIsTold() {
        try (World world = world(gateway -> new Forgets())) {
            String job = start(world, JobKind.PAIRING);
            assertThat(given).containsExactly(job);
            overdue(world, JobKind.PAIRING);
            assertThat(ended(world, job).failure()).isEqualTo(Failure.TIMED_OUT);
            assertThat(cancelled).containsExactly(job);
            world.settle();
            assertThat(given).hasSize(1);
            assertThat(cancelled).hasSize(1);
        }
    }

    @Test
    void aJobAtAGatewayWhoseDriverNeverStartsFailsAtOnce() {
        try (World world = world(gateway -> new Forgets() {
            @Override
            public void start(DriverContext context) {
                throw new NoClassDefFoundError("a library of the driver");
            }
        })) {
            String job = start(world, JobKind.REFRESH);
            world.settle();
            assertThat(ended(world, job).failure()).isEqualTo(Failure.GATEWAY_DOWN);
            assertThat(given).isEmpty();
        }
    }

    @Test
    void aJobThatIsCalledOffIsCancelledAtTheDriverAndOneThatItEndedIsNot() {
        try (World world = world(gateway -> new Forgets())) {
            String off = start(world, JobKind.DISCOVERY);
            world.tell(new Command.CancelJob(off));
            world.settle();
            assertThat(cancelled).containsExactly(off);
            String done = start(world, JobKind.DISCOVERY);
            ear.report(Report.JobSeen.done(done, ear.gateway().id(), Map.of("found", "1")));
            world.settle();
            assertThat(ended(world, done).phase()).isEqualTo(Phase.COMPLETED);
            assertThat(ended(world, done).told().getFirst().result()).containsEntry("found", "1");
            assertThat(cancelled).containsExactly(off);
        }
    }

    @Test
    void aJobThatWasNeverGivenIsNotCancelled() {
        try (World world = world(gateway -> new Forgets())) {
            String job = world.tell(new Command.StartJob("refresh", new Target.EveryGateway(), Map.of()));
            world.tell(new Command.CancelJob(job));
            world.settle();
            assertThat(given).isEmpty();
            assertThat(cancelled).isEmpty();
        }
    }

    /** A driver that falls over at something else meanwhile. */
    private class Falls extends Forgets {
        void fall() {
            ear.at(ear.nowMs(), () -> {
                throw new IllegalStateException("it fell over");
            });
        }
    }

    @Test
    void afterAFallOfTheDriverOnlyWhatMayBeRepeatedIsGivenAgain() {
        Falls[] drivers = new Falls[1];
        try (World world = world(gateway -> drivers[0] = new Falls())) {
            String refresh = start(world, JobKind.REFRESH);
            String pairing = start(world, JobKind.PAIRING);
            drivers[0].fall();
            pass(world, 5);
            assertThat(given).containsExactly(refresh, pairing, refresh);
            assertThat(ended(world, pairing).failure()).isEqualTo(Failure.OUTCOME_UNKNOWN);
            assertThat(world.state().jobs().stream().map(Job::id)).containsExactly(refresh);
            assertThat(cancelled).as("nobody has it any more").isEmpty();
        }
    }

    @Test
    void afterARestartOfTheServerAsWell() {
        try (World world = world(gateway -> new Forgets())) {
            String refresh = start(world, JobKind.REFRESH);
            String pairing = start(world, JobKind.PAIRING);
            world.boot();
            world.settle();
            assertThat(given).containsExactly(refresh, pairing, refresh);
            assertThat(ended(world, pairing).failure()).isEqualTo(Failure.OUTCOME_UNKNOWN);
            overdue(world, JobKind.REFRESH);
            assertThat(ended(world, refresh).failure()).isEqualTo(Failure.TIMED_OUT);
        }
    }

    @Test
    void aJobAtWhichTheDriverFallsIsNotRepeatedWhereItMayNotBe() {
        try (World world = world(gateway -> new Forgets() {
            @Override
            public void job(Job job, DriverContext context) throws Exception {
                super.job(job, context);
                throw new StackOverflowError();
            }
        })) {
            String job = start(world, JobKind.PAIRING);
            pass(world, 10);
            assertThat(given).containsExactly(job);
            assertThat(ended(world, job).failure()).isEqualTo(Failure.OUTCOME_UNKNOWN);
            world.start(set(WELL, 7));
            world.settle();
            assertThat(level(world, WELL)).isEqualTo(7);
        }
    }

    @Test
    void howFarItIsIsToldOnItsWay() {
        try (World world = world(gateway -> new Forgets())) {
            String job = start(world, JobKind.PAIRING);
            for (int percent : List.of(10, 10, 5, 90)) {
                ear.report(new Report.JobProgress(job, ear.gateway().id(), percent));
                pass(world, 1);
            }
            ear.report(Report.JobSeen.failed(job, ear.gateway().id(), Failure.NO_ANSWER, "nobody came"));
            world.settle();
            assertThat(world.log().stream()
                            .map(LoggedEvent::event)
                            .filter(SiteEvent.JobMoved.class::isInstance)
                            .map(e -> ((SiteEvent.JobMoved) e)
                                    .job()
                                    .percent(ear.gateway().id())))
                    .containsExactly(-1, 10, 90, 90);
            assertThat(world.log())
                    .filteredOn(e -> e.event() instanceof SiteEvent.JobMoved)
                    .allSatisfy(e -> assertThat(e.cause()).isEqualTo(World.TEST));
        }
    }
}

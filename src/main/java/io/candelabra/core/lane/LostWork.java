package io.candelabra.core.lane;

import io.candelabra.core.command.Command;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.Failure;
import io.candelabra.model.Job;
import io.candelabra.model.Phase;
import io.candelabra.model.Step;
import java.util.List;
import java.util.function.Consumer;

/** The steps and jobs of one gateway whose end no driver tells any more: the lane tells it. */
final class LostWork {
    private final LanePlace place;
    private final OpenSteps open;
    private final OpenJobs jobs;
    private final Consumer<Report> tell;
    private final Consumer<Command.SetAside> aside;

    /**
     * @param tell takes the ends
     * @param aside tells people of work at which one driver after the other falls
     */
    LostWork(LanePlace place, OpenSteps open, OpenJobs jobs, Consumer<Report> tell, Consumer<Command.SetAside> aside) {
        this.place = place;
        this.open = open;
        this.jobs = jobs;
        this.tell = tell;
        this.aside = aside;
    }

    /** Nobody serves the gateway: what is asked of it has failed. */
    void failOpen(SiteState state, String why) {
        open.all().forEach(ref -> fail(ref, Failure.GATEWAY_DOWN));
        jobs.see(state.jobs());
        jobs.toGive().forEach(job -> fail(job, Failure.GATEWAY_DOWN, why));
    }

    /** The driver is gone: how that ended which nobody may be given again is not known. */
    void unknown() {
        open.unknown().forEach(ref -> fail(ref, Failure.OUTCOME_UNKNOWN));
        jobs.unknown().forEach(job -> fail(job, Failure.OUTCOME_UNKNOWN, Failure.OUTCOME_UNKNOWN.sentence()));
    }

    /** Where one driver after the other has fallen at a step or a job, it fails, and the others have their turn. */
    void fellAt(WorkInHand at, Throwable failed) {
        String why = Command.SetAside.why(failed);
        switch (at) {
            case WorkInHand.OfStep(Step step) -> {
                List<Step.Ref> spent = open.fell(step);
                if (!spent.isEmpty()) {
                    spent.forEach(ref -> fail(ref, Failure.OTHER));
                    String what = "the command " + step.command().name();
                    aside.accept(new Command.SetAside(Alert.Subject.of(step.device()), what, why));
                }
            }
            case WorkInHand.OfJob(Job job) -> {
                if (jobs.fell(job)) {
                    fail(job, Failure.OTHER, why);
                    aside.accept(new Command.SetAside(Alert.Subject.of(place.id()), "the job " + job.kind(), why));
                }
            }
        }
    }

    void fail(Step.Ref step, Failure why) {
        tell.accept(new Report.StepSeen(step, Phase.FAILED, why));
    }

    void fail(Job job, Failure failure, String why) {
        tell.accept(Report.JobSeen.failed(job.id(), place.id(), failure, why));
    }
}

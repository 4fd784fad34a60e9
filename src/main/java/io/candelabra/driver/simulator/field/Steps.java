package io.candelabra.driver.simulator.field;

import io.candelabra.driver.api.Report;
import io.candelabra.model.Failure;
import io.candelabra.model.Phase;
import io.candelabra.model.Step;
import java.util.HashSet;
import java.util.Set;

/** The steps that the driver has accepted and not ended: each ends once, or is dropped when nobody wants it any more. */
final class Steps {
    private final Field field;
    private final Set<Step.Ref> open = new HashSet<>();

    Steps(Field field) {
        this.field = field;
    }

    void accept(Step.Ref step) {
        open.add(step);
    }

    /** Whether somebody still waits for it. */
    boolean wanted(Step.Ref step) {
        return open.contains(step);
    }

    void running(Step.Ref step) {
        if (open.contains(step)) {
            field.report(new Report.StepSeen(step, Phase.RUNNING, Failure.NONE));
        }
    }

    void completed(Step.Ref step) {
        if (open.remove(step)) {
            field.report(new Report.StepSeen(step, Phase.COMPLETED, Failure.NONE));
        }
    }

    void failed(Step.Ref step, Failure why) {
        if (open.remove(step)) {
            field.report(new Report.StepSeen(step, Phase.FAILED, why));
        }
    }

    void drop(Step.Ref step) {
        open.remove(step);
    }
}

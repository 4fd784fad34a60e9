package io.candelabra.core.execution;

import io.candelabra.model.Execution;
import io.candelabra.model.Phase;
import io.candelabra.model.Step;
import java.util.List;
import java.util.Optional;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * An execution that has not ended, with its steps.
 *
 * @param open how many steps have not ended
 */
public record Running(Execution execution, PVector<Step> steps, int open) {

    public static Running of(Execution execution, List<Step> steps) {
        int open = (int) steps.stream().filter(s -> !s.phase().ended()).count();
        return new Running(execution, TreePVector.from(steps), open);
    }

    public Step step(int index) {
        return steps.get(index);
    }

    public Running with(Step moved) {
        boolean ends =
                moved.phase().ended() && !steps.get(moved.index()).phase().ended();
        return new Running(execution, steps.with(moved.index(), moved), ends ? open - 1 : open);
    }

    public Running with(Execution moved) {
        return new Running(moved, steps, open);
    }

    /** The step after this one in the same action, if it has one. */
    public Optional<Step> next(Step step) {
        int at = step.index() + 1;
        return at < steps.size() && steps.get(at).action() == step.action()
                ? Optional.of(steps.get(at))
                : Optional.empty();
    }

    public boolean anyFailed() {
        return steps.stream().anyMatch(s -> s.phase() == Phase.FAILED);
    }
}

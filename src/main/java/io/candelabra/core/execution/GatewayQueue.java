package io.candelabra.core.execution;

import io.candelabra.model.Step;
import java.util.Optional;
import org.pcollections.TreePMap;

/**
 * The steps of one gateway: those that are ready and wait, in order, and those that are in flight, in the order in which
 * they were sent.
 *
 * @param held steps that are not ready yet; they count for the limit, since they will come
 */
public record GatewayQueue(TreePMap<Turn, Step.Ref> waiting, TreePMap<Long, Step.Ref> inFlight, int held) {
    public static final GatewayQueue EMPTY = new GatewayQueue(TreePMap.empty(), TreePMap.empty(), 0);

    /** Urgent ones first, then in the order of the log, then by index. */
    public record Turn(boolean later, long seq, int index) implements Comparable<Turn> {
        static Turn of(Step step) {
            return new Turn(!step.urgent(), step.place(), step.index());
        }

        @Override
        public int compareTo(Turn other) {
            int byUrgency = Boolean.compare(later, other.later);
            if (byUrgency != 0) {
                return byUrgency;
            }
            int bySeq = Long.compare(seq, other.seq);
            return bySeq != 0 ? bySeq : Integer.compare(index, other.index);
        }
    }

    /** All steps that have not ended. */
    public int size() {
        return waiting.size() + inFlight.size() + held;
    }

    public Optional<Step.Ref> first() {
        return waiting.isEmpty()
                ? Optional.empty()
                : Optional.of(waiting.firstEntry().getValue());
    }

    /** With a step that has not ended. */
    public GatewayQueue with(Step step) {
        if (step.held()) {
            return new GatewayQueue(waiting, inFlight, held + 1);
        }
        return step.inFlight()
                ? new GatewayQueue(waiting, inFlight.plus(step.place(), step.ref()), held)
                : new GatewayQueue(waiting.plus(Turn.of(step), step.ref()), inFlight, held);
    }

    /** Without a step, as it was when it came in. */
    public GatewayQueue without(Step step) {
        if (step.held()) {
            return new GatewayQueue(waiting, inFlight, held - 1);
        }
        return step.inFlight()
                ? new GatewayQueue(waiting, inFlight.minus(step.place()), held)
                : new GatewayQueue(waiting.minus(Turn.of(step)), inFlight, held);
    }
}

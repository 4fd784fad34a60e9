package io.candelabra.driver.simulator.field;

import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import io.candelabra.model.trait.Effects;
import java.util.List;
import java.util.Optional;

/**
 * A device on its way: a motor that travels, a lamp that fades. Where it is follows from the time alone, so nothing has to
 * tick for it to go on.
 *
 * @param step the step that wanted it; empty where the field moves by itself
 * @param axes the states that move, each at its own pace
 * @param startMs site time at which it began
 */
record Motion(Optional<Step.Ref> step, List<Axis> axes, long startMs) {
    Motion {
        axes = List.copyOf(axes);
    }

    long endMs() {
        return startMs + axes.stream().mapToLong(Axis::durationMs).max().orElse(0);
    }

    boolean moves(String state) {
        return axes.stream().anyMatch(axis -> axis.type().name().equals(state));
    }

    /** Where its states are at a moment, as far as it can be told. */
    List<State> at(long nowMs) {
        return axes.stream().flatMap(axis -> axis.at(nowMs - startMs).stream()).toList();
    }

    /**
     * One state on its way.
     *
     * @param from number at the start; NaN where it is not known, or the state has no numbers: then it arrives at the end
     */
    record Axis(StateType type, double from, State to, long durationMs) {
        /** The word of a motor between its ends: that its position is unknown, else that it is open. */
        Optional<State> between() {
            boolean words = Double.isNaN(to.value().asNumber());
            String word = type.values().contains("unknown") ? "unknown" : "open";
            return words && durationMs > 0 && type.values().contains(word)
                    ? Optional.of(to.with(Value.of(word)))
                    : Optional.empty();
        }

        Optional<State> at(long elapsedMs) {
            double end = to.value().asNumber();
            if (elapsedMs >= durationMs) {
                return Optional.of(to);
            }
            if (Double.isNaN(from) || Double.isNaN(end)) {
                return Optional.empty();
            }
            double now = from + (end - from) * elapsedMs / durationMs;
            double shown = to.kind() == State.Kind.FLOAT ? Math.rint(now * 10) / 10 : Math.rint(now);
            return Effects.fit(type, Value.of(shown)).map(to::with);
        }
    }
}

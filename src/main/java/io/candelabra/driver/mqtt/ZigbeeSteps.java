package io.candelabra.driver.mqtt;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps of which the devices have not told the end. Taking one out is what ends it, so it ends once. */
final class ZigbeeSteps {
    /** So long a device has to tell what it was told. */
    static final long PATIENCE_MS = 10_000;
    /** So long something that travels may stand still on the way. */
    static final long TRAVEL_MS = 60_000;

    /** Nothing travels longer. */
    static final long LONGEST_MS = 5 * 60_000;

    private record Open(Step step, Wish wish, Map<String, @Nullable Object> before, long lastMs, long untilMs) {}

    private record Early(Step step, long untilMs) {}

    private final Map<Step.Ref, Open> steps = new LinkedHashMap<>();
    /** Those that came before it was known which devices there are. */
    private final Map<Step.Ref, Early> early = new LinkedHashMap<>();

    void waits(Step step, long nowMs) {
        early.put(step.ref(), new Early(step, nowMs + PATIENCE_MS));
    }

    /** Takes those out that wait. */
    List<Step> waiting() {
        List<Step> waiting = early.values().stream().map(Early::step).toList();
        early.clear();
        return waiting;
    }

    /** @param before the fields that the device told last */
    void put(Step step, Wish wish, Map<String, @Nullable Object> before, long nowMs) {
        steps.put(step.ref(), new Open(step, wish, before, nowMs + LONGEST_MS, nowMs + PATIENCE_MS));
    }

    boolean isEmpty() {
        return steps.isEmpty() && early.isEmpty();
    }

    void clear() {
        early.clear();
        steps.clear();
    }

    void remove(Step.Ref step) {
        early.remove(step);
        steps.remove(step);
    }

    /** The newest step of a device: what changes there is taken for its doing. */
    Optional<Step.Ref> of(DeviceId device) {
        Step.Ref newest = null;
        for (Open open : steps.values()) {
            newest = open.step().device().equals(device) ? open.step().ref() : newest;
        }
        return Optional.ofNullable(newest);
    }

    /** A device tells its fields: the steps end that are told by it. Its states were reported before. */
    void told(DriverContext lane, DeviceId device, Map<String, @Nullable Object> fields) {
        for (Open open : List.copyOf(steps.values())) {
            if (!open.step().device().equals(device)) {
                continue;
            }
            if (open.wish().metBy(fields, open.before())) {
                end(lane, open, Failure.NONE);
            } else if (open.wish().moving() && open.wish().touchedBy(fields, open.before())) {
                long until = Math.min(open.lastMs(), lane.nowMs() + TRAVEL_MS);
                steps.put(
                        open.step().ref(),
                        new Open(open.step(), open.wish(), Map.copyOf(known(fields)), open.lastMs(), until));
            }
        }
    }

    private static Map<String, Object> known(Map<String, @Nullable Object> fields) {
        Map<String, Object> known = new LinkedHashMap<>();
        fields.forEach((field, value) -> {
            if (value != null) {
                known.put(field, value);
            }
        });
        return known;
    }

    /** Ends the steps whose time is over. */
    void look(DriverContext lane) {
        for (Open open : List.copyOf(steps.values())) {
            if (lane.nowMs() >= open.untilMs()) {
                end(lane, open, Failure.NO_ANSWER);
            }
        }
        for (Early one : List.copyOf(early.values())) {
            if (lane.nowMs() >= one.untilMs()) {
                early.remove(one.step().ref());
                lane.report(Report.StepSeen.ended(one.step().ref(), Failure.NO_ANSWER));
            }
        }
    }

    private void end(DriverContext lane, Open open, Failure failure) {
        if (steps.remove(open.step().ref()) != null) {
            lane.report(Report.StepSeen.ended(open.step().ref(), failure));
        }
    }
}

package io.candelabra.driver.mqtt;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.Step;
import java.util.ArrayList;
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

    /** So long after a command its device is asked, where it has told nothing. */
    static final long ASK_MS = 5_000;
    /** So long after the word of the bridge that something has arrived the device itself is asked. */
    private static final long ECHO_MS = 2_000;
    /** How often something that travels is asked where it is. */
    private static final long ASK_AGAIN_MS = 15_000;

    /**
     * @param before the fields that the device told last
     * @param since those that it has told since the command
     * @param asks the fields that it can be asked for to find out; may be empty
     * @param askMs when it is asked next
     * @param echoed whether the bridge has said that it has arrived
     * @param proved whether the next word of it that it has arrived is its own
     */
    private record Open(
            Step step,
            Wish wish,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> since,
            List<String> asks,
            long lastMs,
            long untilMs,
            long askMs,
            boolean echoed,
            boolean proved) {

        Open moved(Map<String, @Nullable Object> now, long until) {
            return new Open(
                    step, wish, now, since, asks, lastMs, Math.min(until, lastMs), askMs, echoed, proved || echoed);
        }

        Open heardEcho(long nowMs) {
            return new Open(step, wish, before, since, asks, lastMs, untilMs, nowMs + ECHO_MS, true, false);
        }

        /** What comes after a question may be its answer. */
        Open asked(long againMs) {
            return new Open(step, wish, before, since, asks, lastMs, untilMs, againMs, echoed, proved || echoed);
        }
    }

    /** A device that is to be asked for fields. */
    record Question(DeviceId device, List<String> fields) {}

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

    /**
     * @param before the fields that the device told last
     * @param gettable the fields that it can be asked for
     */
    void put(Step step, Wish wish, Map<String, @Nullable Object> before, List<String> gettable, long nowMs) {
        List<String> asks = wish.ends().stream()
                .map(Wish.End::property)
                .filter(gettable::contains)
                .toList();
        // where nobody can be asked, the word of the bridge is all there is
        boolean proved = wish.course() != Wish.Course.ECHOED || asks.isEmpty();
        long until = nowMs + (wish.moving() ? TRAVEL_MS : PATIENCE_MS);
        long askMs = asks.isEmpty() ? Long.MAX_VALUE : nowMs + ASK_MS;
        Map<String, @Nullable Object> since = new LinkedHashMap<>();
        steps.put(
                step.ref(), new Open(step, wish, before, since, asks, nowMs + LONGEST_MS, until, askMs, false, proved));
    }

    /** What a device is told now takes the place of what it was told before: the older steps end. */
    void overtake(DriverContext lane, DeviceId device, Wish newer) {
        for (Open open : List.copyOf(steps.values())) {
            if (open.step().device().equals(device) && newer.overtakes(open.wish())) {
                end(lane, open, newer.course() == Wish.Course.STOPS ? Failure.CANCELLED : Failure.SUPERSEDED);
            }
        }
    }

    /** The devices that it is time to ask; each is given out once. */
    List<Question> questions(long nowMs) {
        List<Question> questions = new ArrayList<>();
        for (Open open : List.copyOf(steps.values())) {
            if (nowMs >= open.askMs() && nowMs < open.untilMs()) {
                questions.add(new Question(open.step().device(), open.asks()));
                long again = open.wish().moving() ? nowMs + ASK_AGAIN_MS : Long.MAX_VALUE;
                steps.put(open.step().ref(), open.asked(again));
            }
        }
        return questions;
    }

    /**
     * A message without what only says what the bridge was told: it tells a shutter at its goal when that has just begun to move.
     *
     * @return the fields that the device has told by itself
     */
    Map<String, @Nullable Object> withoutEchoes(DeviceId device, Map<String, @Nullable Object> told, long nowMs) {
        Map<String, @Nullable Object> own = told;
        for (Open open : List.copyOf(steps.values())) {
            if (open.step().device().equals(device)
                    && !open.proved()
                    && open.wish().metBy(told, open.before())) {
                own = own == told ? new LinkedHashMap<>(told) : own;
                open.wish().ends().stream().map(Wish.End::property).forEach(own::remove);
                if (!open.echoed()) {
                    steps.put(open.step().ref(), open.heardEcho(nowMs));
                }
            }
        }
        return own;
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
            // a bridge may tell only what is new, one field after the other
            open.since().putAll(fields);
            if (open.wish().metBy(open.since(), open.before())) {
                end(lane, open, Failure.NONE);
            } else if (open.wish().moving() && open.wish().touchedBy(fields, open.before())) {
                steps.put(open.step().ref(), open.moved(Map.copyOf(known(fields)), lane.nowMs() + TRAVEL_MS));
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

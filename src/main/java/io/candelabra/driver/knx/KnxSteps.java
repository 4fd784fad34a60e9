package io.candelabra.driver.knx;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.knx.KnxWish.End;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The steps that are under way. Taking one out is what ends it, so it ends once. */
final class KnxSteps {
    /** So long the bus has to take a telegram. */
    static final long CONFIRM_MS = 3_000;
    /** So long a device has to tell what it was told. */
    static final long PATIENCE_MS = 10_000;
    /** So long something that moves may stand still on the way. */
    static final long TRAVEL_MS = 60_000;
    /** Nothing moves longer. */
    static final long LONGEST_MS = 5 * 60_000;

    private static final class Open {
        private final Step step;
        private final KnxWish wish;
        /** The telegrams of which nobody has confirmed that they are on the bus. */
        private final List<KnxTelegram> unconfirmed;
        /** What the device told since. */
        private final Map<String, Value> told = new HashMap<>();

        private final Map<String, Value> before;
        private boolean sent;
        private long untilMs = Long.MAX_VALUE;
        private long lastMs = Long.MAX_VALUE;

        Open(Step step, KnxWish wish, List<KnxTelegram> telegrams, Map<String, Value> before) {
            this.step = step;
            this.wish = wish;
            this.unconfirmed = new ArrayList<>(telegrams);
            this.before = before;
        }

        private boolean met() {
            return unconfirmed.isEmpty()
                    && wish.ends().stream().allMatch(end -> met(end, told.get(end.state()), before.get(end.state())));
        }

        private static boolean met(End end, @Nullable Value now, @Nullable Value was) {
            // a device that is there already may have nothing to tell
            return now == null ? was != null && end.metBy(was) : end.metBy(now);
        }

        /** It has come as near as it can: it told a value that is nearer than that of before, and nothing more. */
        private boolean nearly() {
            return unconfirmed.isEmpty()
                    && wish.ends().stream().allMatch(end -> {
                        Value now = told.get(end.state());
                        Value was = before.get(end.state());
                        return met(end, now, was) || now != null && was != null && end.nearer(now, was);
                    });
        }
    }

    private final Map<Step.Ref, Open> steps = new LinkedHashMap<>();
    private final BiConsumer<DeviceId, List<State>> assumed;

    /** @param assumed is told what a device is taken to be, since no address tells it */
    KnxSteps(BiConsumer<DeviceId, List<State>> assumed) {
        this.assumed = assumed;
    }

    /** @param before the values that the states of the device had */
    void put(Step step, KnxWish wish, List<KnxTelegram> telegrams, Map<String, Value> before) {
        steps.put(step.ref(), new Open(step, wish, telegrams, before));
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    void clear() {
        steps.clear();
    }

    /** Takes a step out; the device that it moves, where it moves one. */
    Optional<DeviceId> remove(Step.Ref step) {
        Open gone = steps.remove(step);
        return Optional.ofNullable(gone)
                .filter(open -> open.sent && open.wish.travels())
                .map(open -> open.step.device());
    }

    /** The newest step of a device: what changes there is taken for its doing. */
    Optional<Step.Ref> of(DeviceId device) {
        Step.Ref newest = null;
        for (Open open : steps.values()) {
            newest = open.sent && open.step.device().equals(device) ? open.step.ref() : newest;
        }
        return Optional.ofNullable(newest);
    }

    /**
     * A device moves another way: what was to move it before never gets there.
     *
     * @param moved by these states it is told: slats that are turned let a blind travel on
     */
    void superseded(DriverContext lane, DeviceId device, Set<String> moved) {
        for (Open open : List.copyOf(steps.values())) {
            if (open.step.device().equals(device) && open.wish.travels() && open.wish.concerns(moved)) {
                end(lane, open, Failure.SUPERSEDED);
            }
        }
    }

    /** The telegrams of a step have gone out. */
    void sent(Step.Ref step, long nowMs) {
        Open open = steps.get(step);
        if (open != null) {
            open.sent = true;
            open.untilMs = nowMs + CONFIRM_MS;
            open.lastMs = nowMs + LONGEST_MS;
        }
    }

    /** Whether a step is still open. */
    boolean has(Step.Ref step) {
        return steps.containsKey(step);
    }

    /** All states of the open steps that move a device. */
    Set<String> moving(DeviceId device) {
        Set<String> states = new HashSet<>();
        for (Open open : steps.values()) {
            if (open.step.device().equals(device) && open.wish.travels()) {
                states.addAll(open.wish.states());
            }
        }
        return states;
    }

    /**
     * The bus has taken a telegram, or no device has. It is told as it was sent, so one that comes late, when its step is over, stands for no other step that wrote
     * something else to the same address.
     */
    void confirmed(DriverContext lane, KnxTelegram telegram, boolean taken) {
        for (Open open : List.copyOf(steps.values())) {
            Optional<KnxTelegram> ours = open.unconfirmed.stream()
                    .filter(one ->
                            one.address().equals(telegram.address()) && Arrays.equals(one.data(), telegram.data()))
                    .findFirst();
            if (!open.sent || ours.isEmpty()) {
                continue;
            }
            if (!taken) {
                end(lane, open, Failure.NO_ANSWER);
                return;
            }
            open.unconfirmed.remove(ours.get());
            if (open.unconfirmed.isEmpty()) {
                open.untilMs = lane.nowMs() + (open.wish.travels() ? TRAVEL_MS : PATIENCE_MS);
                done(lane, open);
            }
            // one telegram is confirmed once; the next one stands for the next step
            return;
        }
    }

    private void done(DriverContext lane, Open open) {
        if (open.met()) {
            if (!open.wish.assumed().isEmpty()) {
                assumed.accept(open.step.device(), open.wish.assumed());
                lane.report(
                        new Report.StatesSeen(open.step.device(), open.wish.assumed(), Optional.of(open.step.ref())));
            }
            List<Open> before = overtaken(open);
            end(lane, open, Failure.NONE);
            before.forEach(earlier -> end(lane, earlier, Failure.SUPERSEDED));
        }
    }

    /** Earlier steps to the same states of the device: it is where a later one wanted it, and tells nothing of them any more. */
    private List<Open> overtaken(Open open) {
        List<Open> earlier = new ArrayList<>();
        for (Open one : steps.values()) {
            if (one == open) {
                break;
            }
            boolean same = one.step.device().equals(open.step.device())
                    && one.wish.ends().stream().anyMatch(end -> open.wish.ends().stream()
                            .anyMatch(other -> other.state().equals(end.state())));
            if (same && one.unconfirmed.isEmpty()) {
                earlier.add(one);
            }
        }
        return earlier;
    }

    /** A device tells states: the steps end that are told by it. Its states were reported before. */
    void told(DriverContext lane, DeviceId device, List<State> states) {
        for (Open open : List.copyOf(steps.values())) {
            if (!open.sent || !open.step.device().equals(device)) {
                continue;
            }
            boolean news = false;
            for (State state : states) {
                if (open.wish.ends().stream().anyMatch(end -> end.state().equals(state.name()))) {
                    news |= !state.value().equals(open.told.put(state.name(), state.value()));
                }
            }
            done(lane, open);
            if (news && open.wish.travels() && open.unconfirmed.isEmpty()) {
                open.untilMs = Math.min(open.lastMs, lane.nowMs() + TRAVEL_MS);
            }
        }
    }

    /** Ends the steps whose time is over. */
    void look(DriverContext lane) {
        for (Open open : new ArrayList<>(steps.values())) {
            if (lane.nowMs() >= open.untilMs) {
                end(lane, open, open.nearly() ? Failure.NONE : Failure.NO_ANSWER);
            }
        }
    }

    private void end(DriverContext lane, Open open, Failure failure) {
        if (steps.remove(open.step.ref()) != null) {
            lane.report(Report.StepSeen.ended(open.step.ref(), failure));
        }
    }
}

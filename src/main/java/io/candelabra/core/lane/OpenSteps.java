package io.candelabra.core.lane;

import io.candelabra.core.execution.GatewayQueue;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The steps of one gateway that are in flight, as the durable state has them, with what a lane knows of each: whether the
 * driver that runs was given it, and when its time is over. A step whose end nobody tells would otherwise take its place in the
 * gateway's window for ever.
 *
 * <p>And which commands drivers have fallen at: one at which each driver falls would keep all others from the gateway. Those of
 * its device are given after all others, and after three falls it is not given any more.
 */
final class OpenSteps {
    /** Steady time that a step has after it was sent, and once more after its device has begun with it. */
    static final long DEADLINE_MS = 600_000;
    /** No step takes longer, whatever a driver says. */
    static final long LONGEST_MS = 24 * 3_600_000L;
    /** After so many falls of the driver at one command of a device, or at one job, nobody is given it any more. */
    static final int FALLS = 3;
    /** Steps that have just ended and may still be told as cancelled; a lane hears of that a moment later. */
    private static final int MOST_LEFT = 1_024;

    private static final class Open {
        private Step step;
        /** Steady time. */
        private long overMs;

        private boolean given;
        /** Nobody is given it any more, whatever comes of it. */
        private boolean spent;

        private Open(Step step, long overMs) {
            this.step = step;
            this.overMs = overMs;
        }
    }

    private record Suspect(DeviceId device, String command) {
        static Suspect of(Step step) {
            return new Suspect(step.device(), step.command().name());
        }
    }

    /** By the number of the entry of the log that sent it. */
    private final Map<Long, Open> open = new TreeMap<>();

    private final Map<Suspect, Integer> falls = new HashMap<>();
    private final Set<Step.Ref> left = new LinkedHashSet<>();
    /** Those that the driver that runs was given and that nobody may be given again; read from any thread. */
    private final Set<Step.Ref> once = ConcurrentHashMap.newKeySet();

    /** Those of which people were told from outside that they failed; from any thread. */
    private final Set<Step.Ref> told = ConcurrentHashMap.newKeySet();

    private GatewayQueue seen = GatewayQueue.EMPTY;

    /**
     * What is in flight by now.
     *
     * @param nowMs steady time
     */
    void see(GatewayQueue queue, Function<Step.Ref, Optional<Step>> steps, long nowMs) {
        if (queue == seen) {
            return;
        }
        seen = queue;
        Iterator<Map.Entry<Long, Open>> all = open.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Long, Open> one = all.next();
            if (!queue.inFlight().containsKey(one.getKey())) {
                leaves(one.getValue());
                all.remove();
            }
        }
        queue.inFlight().forEach((place, ref) -> steps.apply(ref).ifPresent(step -> {
            Open one = open.computeIfAbsent(place, p -> new Open(step, nowMs + DEADLINE_MS));
            if (one.step.phase() != step.phase()) {
                one.step = step;
                one.overMs = Math.max(one.overMs, nowMs + DEADLINE_MS);
            }
        }));
    }

    private void leaves(Open one) {
        once.remove(one.step.ref());
        told.remove(one.step.ref());
        if (one.given && left.add(one.step.ref()) && left.size() > MOST_LEFT) {
            left.remove(left.iterator().next());
        }
    }

    private Optional<Open> find(Step.Ref ref) {
        return open.values().stream().filter(one -> one.step.ref().equals(ref)).findFirst();
    }

    /**
     * Those that the driver that runs has not been given, in the order in which they were sent; those of devices at which a
     * driver fell come last.
     */
    List<Step> toGive() {
        List<Step> steps = new ArrayList<>();
        List<Step> last = new ArrayList<>();
        for (Open one : open.values()) {
            if (!one.given && !one.spent) {
                DeviceId device = one.step.device();
                boolean suspect =
                        falls.keySet().stream().anyMatch(s -> s.device().equals(device));
                (suspect ? last : steps).add(one.step);
            }
        }
        steps.addAll(last);
        return steps;
    }

    /**
     * The driver is being given it; one that may not be repeated never again.
     *
     * @return false where people were told that it failed: then nobody may be given it
     */
    boolean give(Step step) {
        Optional<Open> known = find(step.ref());
        if (known.isPresent() && step.repeat() == DeviceType.Repeat.NEVER) {
            known.get().spent = true;
            once.add(step.ref());
        }
        // asked after the line above, as the watch asks whether it was given after it has marked it: one of the two
        // sees the other
        if (told.contains(step.ref())) {
            once.remove(step.ref());
            known.ifPresent(one -> one.spent = true);
            return false;
        }
        known.ifPresent(one -> one.given = true);
        return true;
    }

    /**
     * People are about to be told that these have failed: a driver that comes back, or the next one, is given none of them.
     * For the watch's thread.
     *
     * @param inFlight all steps of the gateway that are in flight
     */
    void toldFromOutside(Collection<Step.Ref> inFlight) {
        told.retainAll(Set.copyOf(inFlight));
        told.addAll(inFlight);
    }

    /**
     * Whether the driver that runs was given it, and nobody may be given it again: where that driver does not come back,
     * nobody knows how it ended. May be called from any thread.
     */
    boolean mayHaveHappened(Step.Ref ref) {
        return once.contains(ref);
    }

    /** The driver has taken it, or refused it, and lives. */
    void took(Step step) {
        falls.remove(Suspect.of(step));
    }

    /**
     * The driver fell at it. Where that was once too often, those that are given to nobody any more: all of this command for this
     * device. The next one of it is tried once.
     */
    List<Step.Ref> fell(Step step) {
        Suspect suspect = Suspect.of(step);
        if (falls.merge(suspect, 1, Integer::sum) < FALLS) {
            return List.of();
        }
        falls.put(suspect, FALLS - 1);
        List<Step.Ref> spent = new ArrayList<>();
        for (Open one : open.values()) {
            if (Suspect.of(one.step).equals(suspect)) {
                one.spent = true;
                spent.add(one.step.ref());
            }
        }
        return spent;
    }

    /** Somebody does not want it any more; whether the driver that runs was given it. */
    boolean cancelled(Step.Ref ref) {
        if (left.remove(ref)) {
            return true;
        }
        Optional<Open> known = find(ref).filter(one -> one.given);
        known.ifPresent(one -> one.given = false);
        find(ref).ifPresent(one -> one.spent = true);
        return known.isPresent();
    }

    /**
     * It will have ended after some time: its time is over only after that.
     *
     * @param forMs from now on
     * @param nowMs steady time
     */
    void takes(Step.Ref ref, long forMs, long nowMs) {
        long end = nowMs + Math.min(forMs, LONGEST_MS);
        find(ref).ifPresent(one -> one.overMs = Math.max(one.overMs, end + DEADLINE_MS));
    }

    /** Those whose steady time is over. Where that is told in vain, it is told again after as long a time. */
    List<Step.Ref> overdue(long nowMs) {
        List<Step.Ref> over = new ArrayList<>();
        for (Open one : open.values()) {
            if (one.overMs <= nowMs) {
                one.overMs = nowMs + DEADLINE_MS;
                over.add(one.step.ref());
            }
        }
        return over;
    }

    /** All that are in flight, whether or not a driver was given them. */
    List<Step.Ref> all() {
        return open.values().stream().map(one -> one.step.ref()).toList();
    }

    /** When the steady time of the next one is over; {@link Long#MAX_VALUE} for none. */
    long nextMs() {
        return open.values().stream().mapToLong(one -> one.overMs).min().orElse(Long.MAX_VALUE);
    }

    /** The driver is gone: those that it was given and that nobody may be given again. How they ended is not known. */
    List<Step.Ref> unknown() {
        List<Step.Ref> unknown = new ArrayList<>();
        for (Open one : open.values()) {
            if (one.given && one.step.repeat() == DeviceType.Repeat.NEVER) {
                unknown.add(one.step.ref());
            }
            one.given = false;
        }
        once.clear();
        left.clear();
        return unknown;
    }
}

package io.candelabra.driver.sustainder;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.sustainder.Brokerage.Refusal;
import io.candelabra.driver.sustainder.LcmRequest.To;
import io.candelabra.model.Failure;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The steps that have not ended. Those that wait go to the layer together, and each is asked for until its lamp shows it: an answer of the
 * layer only says that it has gone there. Taking one out of the map is what ends it, so it ends once.
 */
final class LcmOrders {
    /** So long a step may wait for a layer that wants to be left alone. */
    static final long WAIT_MS = 2 * 60_000;
    /** So long a lamp has to show what it was told. */
    static final long SHOW_MS = 60_000;
    /** So long a setting may wait at the layer for its lamp: no step may take longer. */
    static final long QUEUED_MS = 24 * 3_600_000L - 60_000;
    /** So many settings wait at the layer at a time: each keeps a place among the steps that a gateway may have in flight. */
    static final int MOST_QUEUED = 5;

    private static final long FIRST_READ_MS = 300;
    private static final long LONGEST_READ_MS = 5_000;
    /** So many lamps of one page are read with the whole page. */
    private static final int MANY = 3;

    private enum Stage {
        WAITS,
        TAKEN,
        QUEUED
    }

    /**
     * @param alone whether it goes in a request of its own
     * @param queues whether it may wait at the layer: its lamp was away when it was sent first
     * @param readMs when its lamp is read next
     * @param gapMs the time from then to the next
     */
    private record Open(
            Step.Ref step,
            String lcm,
            LcmOrder order,
            Stage stage,
            boolean alone,
            boolean queues,
            long untilMs,
            long readMs,
            long gapMs) {
        Open at(Stage next, long until, long read) {
            return new Open(step, lcm, order, next, alone, queues, until, read, FIRST_READ_MS);
        }

        Open byItself() {
            return new Open(step, lcm, order, stage, true, queues, untilMs, readMs, gapMs);
        }

        Open toQueue() {
            return new Open(step, lcm, order, stage, alone, true, untilMs, readMs, gapMs);
        }

        Open readAgain(long nowMs) {
            return new Open(
                    step,
                    lcm,
                    order,
                    stage,
                    alone,
                    queues,
                    untilMs,
                    nowMs + gapMs,
                    Math.min(LONGEST_READ_MS, gapMs * 2));
        }
    }

    private final DriverContext lane;
    private final BrokerageSession far;
    private final LcmTelling telling;
    private final FarNights nights;
    private final Map<Step.Ref, Open> steps = new LinkedHashMap<>();

    LcmOrders(DriverContext lane, BrokerageSession far, LcmTelling telling, FarNights nights) {
        this.lane = lane;
        this.far = far;
        this.telling = telling;
        this.nights = nights;
    }

    /** Takes a step. One of the same kind that its lamp has not shown yet is over. */
    void add(Step step, LcmOrder order) {
        String lcm = step.device().address();
        for (Open open : List.copyOf(steps.values())) {
            if (open.lcm().equals(lcm) && open.order().kind() == order.kind() && order.kind() != LcmOrder.Kind.READ) {
                end(open, Failure.SUPERSEDED);
            }
        }
        long nowMs = lane.nowMs();
        boolean asks = order instanceof LcmOrder.ReadLamp;
        Stage stage = asks ? Stage.TAKEN : Stage.WAITS;
        steps.put(
                step.ref(),
                new Open(step.ref(), lcm, order, stage, false, false, nowMs + WAIT_MS, nowMs, FIRST_READ_MS));
    }

    void remove(Step.Ref step) {
        steps.remove(step);
    }

    /** The newest step of a lamp that the layer has taken: what changes there is its doing. */
    Optional<Step.Ref> of(String lcm) {
        return steps.values().stream()
                .filter(open -> open.lcm().equals(lcm) && open.stage() != Stage.WAITS)
                .map(Open::step)
                .reduce((first, second) -> second);
    }

    /** When there is something to do; {@code Long.MAX_VALUE} for never. */
    long dueMs() {
        long due = Long.MAX_VALUE;
        for (Open open : steps.values()) {
            long next = open.stage() == Stage.WAITS ? lane.nowMs() : open.readMs();
            due = Math.min(due, Math.min(next, open.untilMs()));
        }
        return due;
    }

    /** Ends the steps whose time is over. */
    void look() {
        for (Open open : List.copyOf(steps.values())) {
            if (lane.nowMs() >= open.untilMs()) {
                end(
                        open,
                        switch (open.stage()) {
                            case WAITS -> Failure.BUSY;
                            case TAKEN -> Failure.NO_ANSWER;
                            case QUEUED -> Failure.TIMED_OUT;
                        });
            }
        }
    }

    /** Makes one request, where one is due; whether it did. */
    boolean next(LcmWalk walk) throws IOException {
        Optional<Open> waits = steps.values().stream()
                .filter(open -> open.stage() == Stage.WAITS)
                .findFirst();
        if (waits.isPresent()) {
            send(waits.get());
            return true;
        }
        List<Open> due = steps.values().stream()
                .filter(open -> open.stage() == Stage.TAKEN && open.readMs() <= lane.nowMs())
                .toList();
        if (!due.isEmpty()) {
            read(due, walk);
        }
        return !due.isEmpty();
    }

    // ---- what is asked ----

    private void send(Open first) throws IOException {
        if (first.order() instanceof LcmOrder.SetName named) {
            name(first, named);
            return;
        }
        String form = LcmRequest.form(first.order());
        Map<String, Open> batch = new LinkedHashMap<>();
        for (Open open : steps.values()) {
            boolean fits = open.stage() == Stage.WAITS
                    && open.alone() == first.alone()
                    && open.queues() == first.queues()
                    && LcmRequest.form(open.order()).equals(form);
            if (fits && batch.size() < (first.alone() ? 1 : LcmRequest.MOST)) {
                batch.putIfAbsent(open.lcm(), open);
            }
        }
        List<To> orders = batch.values().stream()
                .map(open -> new To(open.lcm(), open.order()))
                .toList();
        LcmRequest request = LcmRequest.of(orders, known(first.order()), first.queues());
        try {
            judge(batch, LcmVerdict.of(far.order(request.method(), request.path(), request.body())));
        } catch (Refusal no) {
            refused(List.copyOf(batch.values()), no);
        }
    }

    /** Whether the layer lists the scheme, with just this plan or whatever it has. */
    private boolean known(LcmOrder order) {
        return order instanceof LcmOrder.SetScheme scheme
                && nights.plan(scheme.name())
                        .filter(plan -> scheme.plan().isEmpty() || plan.equals(scheme.plan()))
                        .isPresent();
    }

    private void judge(Map<String, Open> batch, Map<String, LcmVerdict> verdicts) {
        for (Open open : batch.values()) {
            long nowMs = lane.nowMs();
            switch (verdicts.get(open.lcm())) {
                case LcmVerdict.Taken ignored -> {
                    steps.put(open.step(), open.at(Stage.TAKEN, nowMs + SHOW_MS, nowMs + FIRST_READ_MS));
                    lane.takesUntil(open.step(), nowMs + SHOW_MS);
                }
                case LcmVerdict.Queued ignored -> {
                    // its lamp shows it some day: the rounds find that out
                    steps.put(open.step(), open.at(Stage.QUEUED, nowMs + QUEUED_MS, Long.MAX_VALUE));
                    lane.takesUntil(open.step(), nowMs + QUEUED_MS);
                }
                case LcmVerdict.Refused(Failure why) -> away(open, why);
                case null -> end(open, Failure.OTHER);
            }
        }
    }

    /** What is to stay may wait for a lamp that is away, where there is room for it. */
    private void away(Open open, Failure why) {
        boolean stays = open.order() instanceof LcmOrder.SetMost || open.order() instanceof LcmOrder.SetScheme;
        boolean offline = why == Failure.NO_ANSWER || why == Failure.GATEWAY_DOWN;
        long waiting = steps.values().stream()
                .filter(one -> one.queues() && !one.step().equals(open.step()))
                .count();
        if (stays && offline && !open.queues() && waiting < MOST_QUEUED) {
            steps.put(open.step(), open.toQueue());
        } else {
            end(open, why);
        }
    }

    /** One wrong order makes the layer refuse all that came with it: each is then asked by itself. */
    private void refused(List<Open> batch, Refusal no) {
        boolean one = batch.size() == 1;
        for (Open open : batch) {
            if (one || no.status() == 403 || no.status() >= 500) {
                end(open, failure(no));
            } else {
                steps.put(open.step(), open.byItself());
            }
        }
    }

    private static Failure failure(Refusal no) {
        return switch (no.status()) {
            case 400, 422 -> Failure.BAD_PARAMETER;
            case 404 -> Failure.NO_ANSWER;
            case 405 -> Failure.UNKNOWN_COMMAND;
            default -> Failure.OTHER;
        };
    }

    private void name(Open open, LcmOrder.SetName named) throws IOException {
        String node = telling.nodeOf(telling.id(open.lcm()));
        try {
            far.order("PATCH", "/nodes/" + escaped(node), open.order().document(open.lcm()));
            lane.report(new Report.StatesSeen(
                    telling.id(open.lcm()), List.of(State.of(LcmStates.NAME, named.name())), Optional.of(open.step())));
            telling.named(open.lcm(), named.name());
            end(open, Failure.NONE);
        } catch (Refusal no) {
            refused(List.of(open), no);
        }
    }

    /** With the page of most of them, where they are many; else the first alone. */
    private void read(List<Open> due, LcmWalk walk) throws IOException {
        Map<Integer, Integer> counts = new HashMap<>();
        due.forEach(open -> walk.pageOf(open.lcm()).ifPresent(page -> counts.merge(page, 1, Integer::sum)));
        Optional<Map.Entry<Integer, Integer>> fullest =
                counts.entrySet().stream().max(Map.Entry.comparingByValue());
        List<Open> asked = new ArrayList<>();
        if (fullest.isPresent() && fullest.get().getValue() >= MANY) {
            int page = fullest.get().getKey();
            due.stream()
                    .filter(open ->
                            walk.pageOf(open.lcm()).filter(of -> of == page).isPresent())
                    .forEach(asked::add);
            walk.readPage(page);
        } else {
            asked.add(due.getFirst());
            readOne(due.getFirst(), walk);
        }
        for (Open open : asked) {
            steps.computeIfPresent(open.step(), (same, now) -> now.readAgain(lane.nowMs()));
        }
    }

    private void readOne(Open open, LcmWalk walk) throws IOException {
        try {
            Optional<LcmSeen> seen = LcmSeen.of(far.get("/lcms/" + escaped(open.lcm())));
            seen.filter(told -> told.id().equals(open.lcm())).ifPresent(walk::hear);
        } catch (Refusal no) {
            end(open, no.status() == 404 ? Failure.NO_ANSWER : Failure.OTHER);
        }
    }

    private static String escaped(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    // ---- what comes of it ----

    /** A lamp told its states, which were reported before this. */
    void heard(LcmSeen seen) {
        if (steps.isEmpty()) {
            return;
        }
        for (Open open : List.copyOf(steps.values())) {
            boolean shows = open.lcm().equals(seen.id())
                    && open.stage() != Stage.WAITS
                    && (seen.online() || open.order().kind() == LcmOrder.Kind.READ)
                    && open.order().doneBy(seen);
            if (shows) {
                if (open.order() instanceof LcmOrder.SetScheme scheme
                        && !scheme.plan().isEmpty()) {
                    lane.report(new Report.StatesSeen(
                            telling.id(open.lcm()),
                            List.of(State.of(LcmStates.PLAN, scheme.plan())),
                            Optional.of(open.step())));
                }
                end(open, Failure.NONE);
            }
        }
    }

    private void end(Open open, Failure failure) {
        if (steps.remove(open.step()) != null) {
            lane.report(Report.StepSeen.ended(open.step(), failure));
        }
    }
}

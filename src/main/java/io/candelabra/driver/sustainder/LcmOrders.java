package io.candelabra.driver.sustainder;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.sustainder.Brokerage.Ill;
import io.candelabra.driver.sustainder.Brokerage.Refusal;
import io.candelabra.driver.sustainder.LcmOpen.Stage;
import io.candelabra.driver.sustainder.LcmRequest.To;
import io.candelabra.model.Failure;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** So much longer where the layer does not say what its lamp shows, such as one that wants to be left alone. */
    static final long LATE_MS = 30 * 60_000;

    /** So often a single order is asked that makes the layer ill. */
    private static final int MOST_TRIES = 3;
    /** So many lamps of one page are read with the whole page. */
    private static final int MANY = 3;

    private final DriverContext lane;
    private final BrokerageSession far;
    private final LcmTelling telling;
    private final FarNights nights;
    private final Map<Step.Ref, LcmOpen> steps = new LinkedHashMap<>();

    LcmOrders(DriverContext lane, BrokerageSession far, LcmTelling telling, FarNights nights) {
        this.lane = lane;
        this.far = far;
        this.telling = telling;
        this.nights = nights;
    }

    /** Takes a step. One of the same kind that its lamp has not shown yet is over. */
    void add(Step step, LcmOrder order) {
        String lcm = step.device().address();
        for (LcmOpen open : List.copyOf(steps.values())) {
            if (open.lcm().equals(lcm) && open.order().kind() == order.kind() && order.kind() != LcmOrder.Kind.READ) {
                end(open, Failure.SUPERSEDED);
            }
        }
        long nowMs = lane.nowMs();
        steps.put(step.ref(), LcmOpen.of(step, order, nowMs, nowMs + WAIT_MS));
        lane.takesUntil(step.ref(), nowMs + WAIT_MS + LATE_MS);
    }

    void remove(Step.Ref step) {
        steps.remove(step);
    }

    /**
     * The step that brought about a state that its lamp shows: the newest that moves such a state, that the layer has taken, and that its
     * lamp shows to have done. Whatever else changes at a lamp is not our doing.
     */
    Optional<Step.Ref> author(LcmSeen seen, String state) {
        return steps.values().stream()
                .filter(open -> shows(open, seen) && open.order().kind().moves(state))
                .map(LcmOpen::step)
                .reduce((first, second) -> second);
    }

    /** When there is something to do; {@code Long.MAX_VALUE} for never. */
    long dueMs() {
        long due = Long.MAX_VALUE;
        for (LcmOpen open : steps.values()) {
            long overMs = lane.nowMs() < open.untilMs() ? open.untilMs() : open.untilMs() + LATE_MS;
            due = Math.min(due, Math.min(nextMs(open), overMs));
        }
        return due;
    }

    /** Since when something waits for a request; {@code Long.MAX_VALUE} where nothing does. */
    long waitsSinceMs() {
        return longestWaiting().map(LcmOrders::nextMs).orElse(Long.MAX_VALUE);
    }

    private static long nextMs(LcmOpen open) {
        return open.waits() ? open.sinceMs() : open.readMs();
    }

    private Optional<LcmOpen> longestWaiting() {
        return steps.values().stream()
                .filter(open -> nextMs(open) <= lane.nowMs())
                .min(Comparator.comparingLong(LcmOrders::nextMs));
    }

    /**
     * Ends the steps whose time is over. An order that was taken is asked about once more before it fails: where the layer was left alone
     * meanwhile, or had much else to do, its lamp may have done it long ago.
     */
    void look() {
        long nowMs = lane.nowMs();
        for (LcmOpen open : List.copyOf(steps.values())) {
            if (nowMs < open.untilMs()) {
                continue;
            }
            switch (open.stage()) {
                case WAITS -> end(open, Failure.BUSY);
                case QUEUED -> end(open, Failure.TIMED_OUT);
                case TAKEN -> {
                    if (open.wasAskedAtLast() || nowMs >= open.untilMs() + LATE_MS) {
                        end(open, Failure.NO_ANSWER);
                    } else if (open.isToBeAskedAtLast() && open.readMs() > nowMs) {
                        steps.put(open.step(), open.readNow(nowMs));
                    }
                }
            }
        }
    }

    /** Makes one request for what has waited longest, where something is due; whether it did. */
    boolean next(LcmWalk walk) throws IOException {
        Optional<LcmOpen> first = longestWaiting();
        if (first.isEmpty()) {
            return false;
        }
        if (first.get().waits()) {
            send(first.get());
        } else {
            read(first.get(), walk);
        }
        return true;
    }

    // ---- what is asked ----

    private void send(LcmOpen first) throws IOException {
        if (first.order() instanceof LcmOrder.SetName named) {
            name(first, named);
            return;
        }
        String form = LcmRequest.form(first.order());
        Map<String, LcmOpen> batch = new LinkedHashMap<>();
        for (LcmOpen open : steps.values()) {
            boolean fits = open.waits()
                    && open.most() == first.most()
                    && open.queues() == first.queues()
                    && LcmRequest.form(open.order()).equals(form);
            if (fits && batch.size() < first.most()) {
                batch.putIfAbsent(open.lcm(), open);
            }
        }
        List<To> orders = batch.values().stream()
                .map(open -> new To(open.lcm(), open.order()))
                .toList();
        LcmRequest request = LcmRequest.of(orders, known(first.order()), first.queues());
        try {
            Optional<Map<String, @Nullable Object>> answer =
                    far.order(request.method(), request.path(), request.body());
            // one that takes an order and says nothing of its lamps has taken it for all: they will show it, or not
            boolean all = answer.filter(LcmVerdict::isTold).isEmpty();
            judge(batch, LcmVerdict.of(answer.orElseGet(Map::of)), all);
        } catch (Refusal no) {
            refused(List.copyOf(batch.values()), no);
        } catch (Ill ill) {
            ill(List.copyOf(batch.values()));
            throw ill;
        }
    }

    /** Whether the layer lists the scheme, with just this plan or whatever it has. */
    private boolean known(LcmOrder order) {
        return order instanceof LcmOrder.SetScheme scheme
                && nights.plan(scheme.name())
                        .filter(plan -> scheme.plan().isEmpty() || plan.equals(scheme.plan()))
                        .isPresent();
    }

    private void judge(Map<String, LcmOpen> batch, Map<String, LcmVerdict> verdicts, boolean all) {
        for (LcmOpen open : batch.values()) {
            long nowMs = lane.nowMs();
            switch (all ? new LcmVerdict.Taken() : verdicts.get(open.lcm())) {
                case LcmVerdict.Taken ignored -> {
                    steps.put(open.step(), open.at(Stage.TAKEN, nowMs + SHOW_MS, nowMs + LcmOpen.FIRST_READ_MS));
                    lane.takesUntil(open.step(), nowMs + SHOW_MS + LATE_MS);
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
    private void away(LcmOpen open, Failure why) {
        boolean stays = open.order() instanceof LcmOrder.SetMost || open.order() instanceof LcmOrder.SetScheme;
        boolean offline = why == Failure.NO_ANSWER || why == Failure.GATEWAY_DOWN;
        long waiting = steps.values().stream()
                .filter(one -> one.queues() && !one.step().equals(open.step()))
                .count();
        if (stays && offline && !open.queues() && waiting < MOST_QUEUED) {
            steps.put(open.step(), open.toQueue(lane.nowMs()));
        } else {
            end(open, why);
        }
    }

    /** One wrong order makes the layer refuse all that came with it: each half is then asked by itself, until that one is alone. */
    private void refused(List<LcmOpen> batch, Refusal no) {
        for (LcmOpen open : batch) {
            if (batch.size() == 1 || no.status() == 403) {
                end(open, failure(no));
            } else {
                steps.put(open.step(), open.withFewer(batch.size() / 2, lane.nowMs()));
            }
        }
    }

    /** So it may be where one makes it ill. All that is asked may be asked twice. */
    private void ill(List<LcmOpen> batch) {
        for (LcmOpen open : batch) {
            if (batch.size() > 1) {
                steps.put(open.step(), open.withFewer(batch.size() / 2, lane.nowMs()));
            } else if (open.tries() + 1 < MOST_TRIES) {
                steps.put(open.step(), open.triedAgain(lane.nowMs()));
            } else {
                end(open, Failure.OTHER);
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

    private void name(LcmOpen open, LcmOrder.SetName named) throws IOException {
        String node = telling.nodeOf(telling.id(open.lcm()));
        try {
            far.order("PATCH", "/nodes/" + escaped(node), open.order().document(open.lcm()));
            lane.report(new Report.StatesSeen(
                    telling.id(open.lcm()), List.of(State.of(LcmStates.NAME, named.name())), Optional.of(open.step())));
            telling.named(open.lcm(), named.name());
            end(open, Failure.NONE);
        } catch (Refusal no) {
            refused(List.of(open), no);
        } catch (Ill ill) {
            ill(List.of(open));
            throw ill;
        }
    }

    /** With its whole page, where others of that are due as well; else alone. */
    private void read(LcmOpen first, LcmWalk walk) throws IOException {
        Optional<Integer> page = walk.pageOf(first.lcm());
        List<LcmOpen> beside = page.isEmpty()
                ? List.of()
                : steps.values().stream()
                        .filter(open -> open.isTaken() && open.readMs() <= lane.nowMs())
                        .filter(open -> walk.pageOf(open.lcm()).equals(page))
                        .toList();
        boolean whole = beside.size() >= MANY;
        boolean told = false;
        try {
            if (whole) {
                walk.readPage(page.orElseThrow());
                told = true;
            } else {
                told = readOne(first, walk);
            }
        } finally {
            for (LcmOpen open : whole ? beside : List.of(first)) {
                boolean heard = told;
                steps.computeIfPresent(open.step(), (same, now) -> now.readAgain(lane.nowMs(), heard));
            }
        }
    }

    /** Whether the layer told what the lamp shows. */
    private boolean readOne(LcmOpen open, LcmWalk walk) throws IOException {
        try {
            Optional<LcmSeen> seen = LcmSeen.of(far.get("/lcms/" + escaped(open.lcm())))
                    .filter(told -> told.id().equals(open.lcm()));
            seen.ifPresent(walk::hear);
            return true;
        } catch (Refusal no) {
            end(open, no.status() == 404 ? Failure.NO_ANSWER : Failure.OTHER);
            return false;
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
        for (LcmOpen open : List.copyOf(steps.values())) {
            if (shows(open, seen)) {
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

    private static boolean shows(LcmOpen open, LcmSeen seen) {
        return open.lcm().equals(seen.id())
                && !open.waits()
                && (seen.online() || open.order().kind() == LcmOrder.Kind.READ)
                && open.order().doneBy(seen);
    }

    private void end(LcmOpen open, Failure failure) {
        if (steps.remove(open.step()) != null) {
            lane.report(Report.StepSeen.ended(open.step(), failure));
        }
    }
}

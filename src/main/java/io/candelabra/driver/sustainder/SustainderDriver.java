package io.candelabra.driver.sustainder;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.LookingDriver;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.driver.sustainder.Brokerage.Ill;
import io.candelabra.driver.sustainder.Brokerage.TooSoon;
import io.candelabra.model.Failure;
import io.candelabra.model.Job;
import io.candelabra.model.JobKind;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to a brokerage layer. Everything happens on the lane's thread, one request in each look: orders first, then lamps that have to
 * show what they were told, then the round of the lists. A layer that wants to be asked less is left alone for as long as it says.
 */
final class SustainderDriver extends LookingDriver {
    /** Orders that come together go together. */
    private static final long GATHER_MS = 50;

    private static final long IDLE_MS = 1_000;
    private static final long FIRST_WAIT_MS = 5_000;
    private static final long LONGEST_WAIT_MS = 15 * 60_000;
    private static final long FIRST_ILL_MS = 1_000;
    private static final long LONGEST_ILL_MS = 60_000;
    /** After so many answers in a row that mean nothing it is asked for something that any layer can tell. */
    private static final int PROBE_AFTER = 3;
    /** Where the certificate is kept by which the layer is known. */
    static final String CERTIFICATE = "certificate";

    private static final Set<String> BY_A_ROUND =
            Set.of(JobKind.REFRESH.name(), JobKind.AVAILABILITY.name(), JobKind.DISCOVERY.name());

    private final Layers layers;
    private @Nullable Brokerage far;
    private @Nullable BrokerageSession session;
    private @Nullable LcmWalk walk;
    private @Nullable LcmOrders orders;
    private long leftAloneUntilMs = Long.MIN_VALUE;
    private long lastWaitMs;
    private int illInARow;

    /** Finds the layer that the settings name. */
    @FunctionalInterface
    interface Layers {
        Brokerage of(DriverContext settings);
    }

    SustainderDriver(Layers layers) {
        this.layers = layers;
    }

    @Override
    protected void open(DriverContext given) {
        Brokerage found = layers.of(given);
        far = found;
        BrokerageSession account = new BrokerageSession(
                found,
                given.setting(SustainderKind.USER),
                given.secret(SustainderKind.PASSWORD),
                given.setting(SustainderKind.APPLICATION),
                new LoginMemory(
                        given,
                        given.setting("host"),
                        given.setting("port"),
                        given.setting(SustainderKind.USER),
                        given.secret(SustainderKind.PASSWORD)),
                given::nowMs);
        session = account;
        FarNights nights = new FarNights();
        LcmTelling telling = new LcmTelling(given, nights);
        LcmOrders asked = new LcmOrders(given, account, telling, nights);
        orders = asked;
        walk = new LcmWalk(given, account, telling, nights, seen -> {
            telling.tell(seen, state -> asked.author(seen, state));
            asked.heard(seen);
        });
    }

    @Override
    protected long look() throws IOException {
        long nowMs = lane().nowMs();
        if (nowMs >= leftAloneUntilMs) {
            try {
                request();
                lastWaitMs = 0;
                illInARow = 0;
            } catch (TooSoon wait) {
                leaveAlone(wait.waitMs());
            } catch (Ill ill) {
                isIll(ill);
            }
        }
        there(orders).look();
        return inMs();
    }

    private void request() throws IOException {
        there(session).enter();
        if (!Boolean.TRUE.equals(answers())) {
            // known by it from now on: it has let us in
            lane().keep(CERTIFICATE, there(far).fingerprint());
            alive(true);
        }
        if (illInARow >= PROBE_AFTER) {
            illInARow = 0;
            probe();
        }
        LcmWalk round = there(walk);
        long roundMs = round.dueMs() <= lane().nowMs() ? round.dueMs() : Long.MAX_VALUE;
        // what has waited longest comes first, so nothing waits for ever behind others
        if (there(orders).waitsSinceMs() > roundMs || !there(orders).next(round)) {
            if (roundMs != Long.MAX_VALUE) {
                round.next();
            }
        }
    }

    /** Some of its answers meant nothing: either it is ill with these alone, or with all. */
    private void probe() throws IOException {
        try {
            there(session).probe();
            lastWaitMs = 0;
        } catch (Ill ill) {
            throw new IOException(ill.getMessage(), ill);
        }
    }

    /** It is asked again after a time that grows while it is ill. One that never let us in is not there. */
    private void isIll(Ill ill) throws IOException {
        if (!Boolean.TRUE.equals(answers())) {
            throw new IOException(ill.getMessage(), ill);
        }
        illInARow++;
        lastWaitMs = Math.clamp(lastWaitMs * 2, FIRST_ILL_MS, LONGEST_ILL_MS);
        leftAloneUntilMs = lane().nowMs() + lastWaitMs;
    }

    /** A layer that does not say for how long is asked after a time that grows. */
    private void leaveAlone(long saidMs) {
        long ownMs = Math.max(FIRST_WAIT_MS, lastWaitMs * 2);
        lastWaitMs = Math.min(LONGEST_WAIT_MS, saidMs > 0 ? saidMs : ownMs);
        leftAloneUntilMs = lane().nowMs() + lastWaitMs;
        if (answers() == null) {
            // it has not let us in yet
            alive(false);
        }
    }

    private long inMs() {
        long nowMs = lane().nowMs();
        long due = Math.min(there(orders).dueMs(), there(walk).dueMs());
        long next = Math.max(due, leftAloneUntilMs);
        return Math.clamp(next - nowMs, GATHER_MS, IDLE_MS);
    }

    @Override
    public Transmission send(Step step) {
        if (step.command().name().equals("setGroup")) {
            return grouped(step);
        }
        if (!LcmOrder.WORDS.contains(step.command().name())) {
            return new Transmission.Failed(Failure.UNKNOWN_COMMAND);
        }
        boolean ours = step.device().protocol().equals(LcmTelling.PROTOCOL)
                && NodeFacts.id(step.device().address()).isPresent();
        if (!ours) {
            return new Transmission.Failed(Failure.NO_ANSWER);
        }
        Optional<LcmOrder> order = LcmOrder.of(step.command());
        if (order.isEmpty()) {
            return new Transmission.Failed(Failure.BAD_PARAMETER);
        }
        there(orders).add(step, order.get());
        again(GATHER_MS);
        return Transmission.ACCEPTED;
    }

    /**
     * A lamp's group is a matter of this site, which sends what the group is told to each of its lamps; the layer's own groups are left as
     * they are.
     */
    private Transmission grouped(Step step) {
        String group = step.command().parameters().isEmpty()
                ? ""
                : step.command().parameters().getFirst().asText();
        lane().report(new Report.StatesSeen(
                step.device(), List.of(State.of(LcmStates.GROUP, group)), Optional.of(step.ref())));
        return Transmission.DONE;
    }

    /** What the layer has taken cannot be called back. */
    @Override
    public void cancel(Step.Ref step) {
        there(orders).remove(step);
    }

    @Override
    public void job(Job job, DriverContext lane) throws Exception {
        if (!BY_A_ROUND.contains(job.kind())) {
            super.job(job, lane);
            return;
        }
        there(walk).add(job);
        again(0);
    }

    @Override
    public void cancelJob(Job job) {
        there(walk).remove(job);
    }

    @Override
    protected void shut() {
        orders = null;
        walk = null;
        session = null;
        Brokerage last = far;
        far = null;
        if (last != null) {
            last.close();
        }
    }
}

package io.candelabra.core.site;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.execution.Running;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Cause;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.SiteId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer of one site.
 *
 * <p>It has two heads. Under its lock a command is decided on the <em>decided</em> head, which moves on at once, so the
 * next command need not wait for the disk. The committer takes what is decided, writes it, and moves the
 * <em>durable</em> head; only then are the askers answered and the readers woken. If a commit fails, the durable head
 * stays where it is, and every command that was waiting fails: the decisions after that head never happened. Where the
 * store says that nothing was written, the site goes on from its durable head; otherwise it is closed, and the door
 * loads it afresh from the store.
 *
 * <p>A crash between deciding and writing loses only what nobody was told. A command that leads to no event still waits for
 * what was decided before it, since its answer may rest on that.
 */
final class LocalSite {
    private record Pending(
            List<LoggedEvent> events,
            SiteState after,
            Map<ExecutionId, Running> endings,
            Runnable done,
            Consumer<Refused> failed) {}

    private static final Logger log = LoggerFactory.getLogger(LocalSite.class);
    /** Enough for readers that are a few minutes behind in a busy site; a few MB in memory. */
    private static final int TAIL_EVENTS = 16_384;

    private final SiteId site;
    private final long epoch;
    private final Committer committer;
    private final Shedding shedding;
    private final Quarantine quarantine;
    private final LogTail tail;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final List<Consumer<List<LoggedEvent>>> listeners = new CopyOnWriteArrayList<>();
    /** Changed on the committer's thread, under the lock; read elsewhere under the lock. */
    private final Checkpoints checkpoints;

    private final AtomicBoolean checkpointWanted = new AtomicBoolean();
    private SiteState decided;
    private volatile SiteState durable;
    private volatile CompletableFuture<Boolean> recovered = CompletableFuture.completedFuture(false);
    private volatile @Nullable String closed;

    LocalSite(SiteStore.Loaded loaded, Committer committer, Shedding shedding, Quarantine quarantine) {
        this.site = loaded.rows().site();
        this.epoch = loaded.epoch();
        this.checkpoints = new Checkpoints(shedding);
        this.decided = checkpoints.replay(loaded);
        this.durable = decided;
        this.committer = committer;
        this.shedding = shedding;
        this.quarantine = quarantine;
        this.tail = new LogTail(durable.seq(), TAIL_EVENTS);
    }

    SiteState durable() {
        return durable;
    }

    LogTail tail() {
        return tail;
    }

    boolean isClosed() {
        return closed != null;
    }

    /** Called on the committer's thread with what has just become durable; must be quick. */
    void onDurable(Consumer<List<LoggedEvent>> listener) {
        listeners.add(listener);
    }

    <A> CompletableFuture<A> submit(Caller caller, Command<A> command, Cause cause, Moment moment) {
        return enqueue(state -> Decider.decide(state, caller, command, cause, moment), moment);
    }

    /** Settles what the last run left unfinished. Before the first command. */
    void recover(Moment moment) {
        recovered = enqueue(
                state -> {
                    Draft draft = new Draft(state, moment, Cause.CLOCK);
                    ExecutionRules.recover(draft);
                    JobRules.recover(draft);
                    return draft.answer(!draft.unchanged());
                },
                moment);
    }

    /** Completes when that is on disk. */
    CompletableFuture<Boolean> recovered() {
        return recovered;
    }

    /** Makes a decision from the newest decided state. */
    interface Rule<A> {
        Decision<A> decide(SiteState state);
    }

    <A> CompletableFuture<A> enqueue(Rule<A> rule, Moment moment) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        lock.lock();
        try {
            checkOpen();
            SiteState before = decided;
            Decision<A> decision = rule.decide(before);
            if (decision.events().isEmpty() && pending.isEmpty() && durable == before) {
                quarantine.noted(site, decision.asides());
                answer.complete(decision.answer());
                return answer;
            }
            List<LoggedEvent> logged = new ArrayList<>(decision.events().size());
            long seq = before.seq();
            for (Decision.Caused caused : decision.events()) {
                logged.add(new LoggedEvent(site, ++seq, moment.nowMs(), caused.cause(), caused.event()));
            }
            decided = decision.after();
            pending.add(new Pending(
                    logged,
                    decided,
                    decision.endings(),
                    () -> {
                        quarantine.noted(site, decision.asides());
                        answer.complete(decision.answer());
                    },
                    answer::completeExceptionally));
        } catch (RuntimeException | Error failed) {
            // Nothing has moved: the decision is a value. The caller waits for the answer, and never for a throw.
            return CompletableFuture.failedFuture(failed);
        } finally {
            lock.unlock();
        }
        committer.wake(this);
        return answer;
    }

    private void checkOpen() {
        String why = closed;
        if (why != null) {
            throw new Refused(new Refused.Closed(site, why));
        }
    }

    /**
     * The items of history beyond those of the store, as they are on disk in the log; in the order in which they
     * happened.
     */
    List<HistoryItem> recent() {
        lock.lock();
        try {
            return checkpoints.recent().history();
        } finally {
            lock.unlock();
        }
    }

    /** One of them. */
    <H extends HistoryItem> Optional<H> recent(Class<H> kind, String id) {
        lock.lock();
        try {
            return checkpoints.recent().item(kind, id);
        } finally {
            lock.unlock();
        }
    }

    /** Brings the rows up to date with the next commit, so that less of the log has to be read again. */
    void checkpoint() {
        checkpointWanted.set(true);
        committer.look(this);
    }

    /** The next write of the site: a batch, and what is to happen when it is written or not. */
    final class Commit {
        private final List<Pending> taken;
        private final SiteState after;
        private final Rows changes;
        private SiteStore.Batch batch;
        private final int leftOut;

        /** @param checkpoint whether somebody asks for one */
        private Commit(List<Pending> taken, boolean checkpoint) {
            List<LoggedEvent> events = new ArrayList<>();
            Map<ExecutionId, Running> endings = new HashMap<>();
            taken.forEach(p -> {
                events.addAll(p.events());
                endings.putAll(p.endings());
            });
            this.taken = taken;
            this.after = taken.isEmpty() ? durable : taken.getLast().after();
            this.changes = new Rows();
            changes.add(events, after, endings);
            this.leftOut = shedding.sheds() ? changes.leaveOutHistory() : 0;
            this.batch =
                    new SiteStore.Batch(site, epoch, List.copyOf(events), checkpoints.due(checkpoint, changes, after));
        }

        SiteStore.Batch batch() {
            return batch;
        }

        /** Leaves the checkpoint out, for which there was no room. False where there is none, or where it has to be. */
        boolean holdsCheckpointOff() {
            if (batch.checkpoint().isEmpty() || !checkpoints.holdOff(changes)) {
                return false;
            }
            batch = batch.withoutCheckpoint();
            return true;
        }

        void written() {
            lock.lock();
            try {
                tail.add(batch.events());
                durable = after;
                checkpoints.written(batch, changes);
                moved.signalAll();
            } finally {
                lock.unlock();
            }
            if (leftOut > 0) {
                shedding.leftOut(site, leftOut);
            }
            if (!batch.events().isEmpty()) {
                listeners.forEach(this::tell);
            }
            taken.forEach(p -> p.done().run());
        }

        /** One that breaks may neither stop the writer nor keep the others and the askers from hearing. */
        private void tell(Consumer<List<LoggedEvent>> listener) {
            try {
                listener.accept(batch.events());
            } catch (RuntimeException broken) {
                log.error("a listener of the site {} failed", site, broken);
            }
        }

        void failed(String why) {
            fail(taken, why);
        }

        /** Nothing was written, and what is on disk is as it was: the site goes on from there. */
        void unwritten(String why) {
            // what a crash left open has to be settled before anything else: then the site is begun anew
            if (!recovered.isDone()) {
                fail(taken, why);
                return;
            }
            List<Pending> all = new ArrayList<>(taken);
            lock.lock();
            try {
                decided = durable;
                all.addAll(pending);
                pending.clear();
            } finally {
                lock.unlock();
            }
            Refused refused = new Refused(new Refused.Unwritten(site, why));
            all.forEach(p -> p.failed().accept(refused));
        }
    }

    /** Nothing more is written: callers who wait are refused, and so are those who come. */
    void close(String why) {
        fail(List.of(), why);
    }

    private void fail(List<Pending> taken, String why) {
        List<Pending> all = new ArrayList<>(taken);
        lock.lock();
        try {
            closed = why;
            all.addAll(pending);
            pending.clear();
            moved.signalAll();
        } finally {
            lock.unlock();
        }
        Refused refused = new Refused(new Refused.Closed(site, why));
        all.forEach(p -> p.failed().accept(refused));
    }

    /** Takes what is decided, up to about so many events, with a checkpoint where it is time; null where nothing waits. */
    @Nullable
    Commit take(int maxEvents) {
        List<Pending> taken = new ArrayList<>();
        lock.lock();
        try {
            int events = 0;
            while (!pending.isEmpty() && events < maxEvents) {
                Pending next = pending.removeFirst();
                events += next.events().size();
                taken.add(next);
            }
        } finally {
            lock.unlock();
        }
        boolean asked = checkpointWanted.getAndSet(false);
        if (taken.isEmpty() && !(asked && checkpoints.recent().events() > 0)) {
            return null;
        }
        try {
            return new Commit(taken, asked);
        } catch (RuntimeException broken) {
            // Without this, their callers would wait forever: these commands are in no queue any more.
            log.error("what the site {} decided cannot be put into rows", site, broken);
            fail(taken, "what was decided cannot be stored");
            return null;
        }
    }

    boolean hasPending() {
        lock.lock();
        try {
            return !pending.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something holds of the state on disk, or the time is over. Returns the state as it is then. */
    SiteState awaitUntil(Predicate<SiteState> holds, long timeoutNanos) throws InterruptedException {
        lock.lock();
        try {
            long left = timeoutNanos;
            while (!holds.test(durable) && closed == null && left > 0) {
                left = moved.awaitNanos(left);
            }
            return durable;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the durable head is beyond a number, or the time is over. Returns the head's number. */
    long awaitAfter(long seq, long timeoutNanos) throws InterruptedException {
        lock.lock();
        try {
            long left = timeoutNanos;
            while (durable.seq() <= seq && closed == null && left > 0) {
                left = moved.awaitNanos(left);
            }
            return durable.seq();
        } finally {
            lock.unlock();
        }
    }
}

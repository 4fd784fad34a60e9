package io.candelabra.driver.api;

import io.candelabra.model.DeviceId;
import io.candelabra.model.Job;
import io.candelabra.model.JobKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The common part of drivers that look at their far end again and again, or at what a library has heard of it: everything happens on
 * the lane's thread, one look is ahead at a time, and a far end that is away is told as such before the driver falls.
 */
public abstract class LookingDriver implements Driver {
    /** Long work that comes down to reading everything afresh: all devices, their states, and which of them can be reached. */
    private static final Set<String> BY_READING =
            Set.of(JobKind.REFRESH.name(), JobKind.AVAILABILITY.name(), JobKind.DISCOVERY.name());

    private @Nullable DriverContext context;
    private @Nullable Boolean answers;
    private long nextLookMs = Long.MAX_VALUE;

    /** Something that is asked of the far end. */
    @FunctionalInterface
    protected interface Question<T> {
        T answer() throws IOException;
    }

    /** The same without an answer. */
    @FunctionalInterface
    protected interface Reach {
        void run() throws IOException;
    }

    /**
     * Connects, and says {@link #alive} where that tells that the far end answers. The first look follows, and belongs
     * to the start as well.
     *
     * @throws IOException where the far end is away
     */
    protected abstract void open(DriverContext lane) throws IOException;

    /**
     * Looks what there is, and tells it.
     *
     * @return how long the next look has time, in ms
     * @throws IOException where the far end is away
     */
    protected abstract long look() throws IOException;

    /** Lets go of the connection. Also where there is none, or none any more. */
    protected abstract void shut();

    @Override
    public final void start(DriverContext given) throws IOException {
        context = given;
        reach(() -> open(given));
        again(reached(this::look));
    }

    @Override
    public final void close() {
        context = null;
        shut();
    }

    /** @throws IllegalStateException where the driver is not started, or is closed */
    protected final DriverContext lane() {
        return there(context);
    }

    /** A part of the driver that is there while it runs. */
    protected static <T> T there(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the driver is not started");
        }
        return part;
    }

    protected final boolean isOpen() {
        return context != null;
    }

    /** Tells whether the far end answers, where that is news. */
    protected final void alive(boolean now) {
        if (!Boolean.valueOf(now).equals(answers)) {
            answers = now;
            lane().report(new Report.GatewaySeen(lane().gateway().id(), now));
        }
    }

    /** What {@link #alive} told last; absent where nothing was. */
    protected final @Nullable Boolean answers() {
        return answers;
    }

    /** A far end that does not answer is told as such, before the driver falls. One that says no is there. */
    protected final <T> T reached(Question<T> question) throws IOException {
        try {
            return question.answer();
        } catch (FarRefusal no) {
            throw no;
        } catch (IOException away) {
            alive(false);
            throw away;
        }
    }

    /** The same without an answer. */
    protected final void reach(Reach reach) throws IOException {
        reached(() -> {
            reach.run();
            return "";
        });
    }

    /** One look is ahead at a time: the nearest that somebody wants. */
    protected final void again(long inMs) {
        DriverContext lane = lane();
        long at = lane.nowMs() + inMs;
        if (at < nextLookMs) {
            nextLookMs = at;
            lane.at(at, () -> {
                if (nextLookMs == at && context != null) {
                    lookNow();
                }
            });
        }
    }

    private void lookNow() {
        nextLookMs = Long.MAX_VALUE;
        try {
            again(reached(this::look));
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }

    /**
     * Long work that comes down to reading everything at once. Work of another kind is refused.
     *
     * @param known the devices that were read last
     * @param read reads and tells all
     */
    protected final void byReading(Job job, Supplier<Set<DeviceId>> known, Reach read) throws Exception {
        DriverContext lane = lane();
        if (!BY_READING.contains(job.kind())) {
            Driver.super.job(job, lane);
            return;
        }
        Set<DeviceId> before = Set.copyOf(known.get());
        reach(read);
        long found = known.get().stream().filter(id -> !before.contains(id)).count();
        lane.report(Report.JobSeen.done(job.id(), lane.gateway().id(), resultOf(job, found)));
    }

    /** What came of such work. */
    protected static Map<String, String> resultOf(Job job, long found) {
        return job.kind().equals(JobKind.DISCOVERY.name()) ? Map.of("found", Long.toString(found)) : Map.of();
    }
}

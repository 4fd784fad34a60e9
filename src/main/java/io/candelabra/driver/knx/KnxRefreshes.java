package io.candelabra.driver.knx;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Failure;
import io.candelabra.model.Job;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The jobs that read all addresses afresh. They end when all were asked. A large bus takes longer than such a job may: it is then told how far that is, and the addresses
 * go on to be asked.
 */
final class KnxRefreshes {
    /** So long a job takes at most: a little less than the core gives it. */
    static final long LONGEST_MS = 4 * 60_000 + 30_000;

    private record Running(Job job, long untilMs, int all) {}

    private final List<Running> running = new ArrayList<>();
    /** The share that was told last, which is news a hundred times at most. */
    private final Map<String, Integer> told = new HashMap<>();

    /** @param questions how many addresses are to be asked */
    void add(Job job, long nowMs, int questions) {
        running.add(new Running(job, nowMs + LONGEST_MS, questions));
    }

    void remove(Job job) {
        running.removeIf(one -> one.job().id().equals(job.id()));
        told.remove(job.id());
    }

    /** @param left how many addresses are still to be asked */
    void look(DriverContext lane, int left) {
        for (Running one : List.copyOf(running)) {
            int done = Math.max(0, one.all() - left);
            if (left == 0) {
                end(
                        lane,
                        one,
                        Report.JobSeen.done(one.job().id(), lane.gateway().id(), Map.of()));
            } else if (lane.nowMs() >= one.untilMs()) {
                String words = done + " of " + one.all()
                        + " addresses were asked in the time that a refresh has; the others are still asked";
                end(
                        lane,
                        one,
                        Report.JobSeen.failed(one.job().id(), lane.gateway().id(), Failure.TIMED_OUT, words));
            } else {
                int percent = (int) Math.min(99, 100L * done / Math.max(1, one.all()));
                if (!Integer.valueOf(percent).equals(told.put(one.job().id(), percent))) {
                    lane.report(new Report.JobProgress(
                            one.job().id(), lane.gateway().id(), percent));
                }
            }
        }
    }

    private void end(DriverContext lane, Running one, Report how) {
        remove(one.job());
        lane.report(how);
    }
}

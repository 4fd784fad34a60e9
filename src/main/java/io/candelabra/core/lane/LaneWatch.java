package io.candelabra.core.lane;

import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Failure;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Job;
import io.candelabra.model.Phase;
import io.candelabra.model.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one lane from outside, on the watch's thread: the lane cannot look itself, since its thread is in the call of
 * a driver that hangs, or has not begun because the lane before it does not end. A driver that hangs is interrupted.
 * Where that does not help, the watch ends in the lane's stead what is asked of the gateway.
 */
final class LaneWatch {
    private static final Logger log = LoggerFactory.getLogger(LaneWatch.class);

    private static final String STUCK = "its driver did not come back from a call, and does not mind being interrupted";
    private static final String WAITS =
            "its driver of before did not come back from a call, and does not mind being interrupted";

    private final Lane lane;
    private final LanePlace place;
    private final OpenSteps open;
    private final OpenJobs jobs;
    /** So often the lane was looked at and had not begun. */
    private int waited;
    /** The driver that hangs in this round, and how often it was looked at. */
    private @Nullable DriverLife hanging;

    private int looks;

    LaneWatch(Lane lane, LanePlace place, OpenSteps open, OpenJobs jobs) {
        this.lane = lane;
        this.place = place;
        this.open = open;
        this.jobs = jobs;
    }

    /**
     * Looks at all lanes of a site, every {@link DriverLife#LOOK_MS}. What several of them cannot say themselves is told
     * together: a job of all gateways is told whole with each of its events.
     *
     * @param tell takes reports without waiting
     * @param wake wakes the lane of a gateway
     */
    static void round(Collection<LaneWatch> lanes, Consumer<List<Report>> tell, Consumer<GatewayId> wake) {
        List<Report> all = new ArrayList<>();
        List<LaneWatch> told = new ArrayList<>();
        List<LaneWatch> hang = new ArrayList<>();
        for (LaneWatch one : lanes) {
            if (one.look()) {
                List<Report> some = one.inItsStead();
                all.addAll(some);
                if (!some.isEmpty()) {
                    told.add(one);
                }
            }
            if (one.hanging != null) {
                hang.add(one);
            }
        }
        for (int from = 0; from < all.size(); from += Handfuls.FEWEST) {
            tell.accept(List.copyOf(all.subList(from, Math.min(all.size(), from + Handfuls.FEWEST))));
        }
        // The order is the point: a driver that comes back, by itself or by the interrupt, takes back what was told by
        // then.
        for (LaneWatch one : told) {
            one.lane.toldFromOutside();
            wake.accept(one.place.id());
        }
        hang.forEach(LaneWatch::cutOff);
    }

    /** Whether something has to be told in the lane's stead. */
    private boolean look() {
        hanging = null;
        if (lane.isOver()) {
            return false;
        }
        if (!lane.hasBegun()) {
            return ++waited % DriverLife.HANGING_LOOKS == 0;
        }
        DriverLife now = lane.life();
        looks = now == null ? 0 : now.look();
        if (looks == 0 || looks % DriverLife.HANGING_LOOKS != 0) {
            return false;
        }
        hanging = now;
        return looks > DriverLife.HANGING_LOOKS;
    }

    private void cutOff() {
        DriverLife now = hanging;
        hanging = null;
        if (now != null && now.cutOffAt(looks)) {
            log.warn("the driver of gateway {} did not come back: it is interrupted", place.id());
        }
    }

    /** The gateway is not served, and all that is asked of it ends; of one that is gone nothing is told. */
    private List<Report> inItsStead() {
        SiteState state = place.state();
        if (state.gateway(place.id()).isEmpty()) {
            return List.of();
        }
        String why = lane.hasBegun() ? STUCK : WAITS;
        List<Report> all = new ArrayList<>();
        new Serving(place.id(), all::add).tellWhyNot(state, why, place.nowMs());
        Collection<Step.Ref> inFlight = state.queue(place.id()).inFlight().values();
        // marked before it is told, and before it is asked how they ended: the driver may come back at any moment
        open.toldFromOutside(inFlight);
        inFlight.forEach(ref -> all.add(new Report.StepSeen(ref, Phase.FAILED, howItEnded(open.mayHaveHappened(ref)))));
        List<Job> atWork = new ArrayList<>();
        for (Job job : state.jobs()) {
            if (job.open().contains(place.id())) {
                atWork.add(job);
            }
        }
        jobs.toldFromOutside(atWork.stream().map(Job::id).collect(Collectors.toUnmodifiableSet()));
        for (Job job : atWork) {
            Failure failure = howItEnded(jobs.mayHaveHappened(job));
            all.add(Report.JobSeen.failed(job.id(), place.id(), failure, why));
        }
        return all;
    }

    private static Failure howItEnded(boolean mayHaveHappened) {
        return mayHaveHappened ? Failure.OUTCOME_UNKNOWN : Failure.GATEWAY_DOWN;
    }
}

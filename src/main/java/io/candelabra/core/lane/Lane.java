package io.candelabra.core.lane;

import io.candelabra.core.clock.Loop;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Alert;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Job;
import io.candelabra.model.Phase;
import io.candelabra.model.SiteId;
import io.candelabra.model.Step;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads one gateway's work to its driver. What is to be sent stands in the durable state: every step that is in flight
 * and was sent after the last one handed over. So a lane keeps nothing that a restart could lose.
 *
 * <p>The driver and its timed tasks are called by {@link #step} alone, one after the other. A driver that throws is
 * closed and started anew after a pause that grows; steps that may be repeated are then handed over again, of the
 * others nobody knows how they ended. A step at which one driver after the other falls, and one that does not end in
 * time, is failed.
 */
final class Lane implements DriverLife.Ear, Loop.Stepper {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final long FIRST_PAUSE_MS = 1_000;
    private static final long LONGEST_PAUSE_MS = 60_000;

    private static final String HANGS =
            "its driver did not come back from a call in a minute, and was interrupted; it is tried again";
    private static final String STUCK = "its driver did not come back from a call, and does not mind being interrupted";

    private final LanePlace place;
    private final GatewayId gateway;
    private final DriverSource drivers;
    private final OwnReports own;
    private final ReportDesk desk;
    private final OpenSteps open = new OpenSteps();
    private final OpenJobs jobs;
    private final Serving serving;
    private final Set<DeviceId> devices = new LinkedHashSet<>();
    private final Letters letters = new Letters();
    /** The driver that runs or is being closed; read from any thread. */
    private volatile @Nullable DriverLife life;

    private long startAtMs;
    private volatile long pauseMs = FIRST_PAUSE_MS;
    private boolean devicesChanged;
    /** One for each change of the gateway that was not looked at yet: whether a driver stands in its way. */
    private final List<AtomicBoolean> changes = new ArrayList<>();
    /** What the driver is being given just now. */
    private @Nullable WorkInHand giving;

    private volatile boolean closed;

    Lane(
            SiteId site,
            GatewayId gateway,
            List<DeviceId> devices,
            Sites sites,
            DriverSource drivers,
            ReportDesk desk,
            InstantSource clock,
            RandomGenerator random) {
        this.place = new LanePlace(site, gateway, this.devices, sites, clock, random);
        this.gateway = gateway;
        this.jobs = new OpenJobs(gateway);
        this.serving = new Serving(gateway, this::tell);
        this.devices.addAll(devices);
        this.drivers = drivers;
        this.desk = desk;
        this.own = new OwnReports(place, desk::tell, desk::setAside);
    }

    /** Called from the writing thread: what concerns this lane has become durable. */
    void cancelled(Step.Ref step) {
        letters.post(() -> cancel(step));
    }

    void deviceCame(DeviceId id) {
        letters.post(() -> devicesChanged |= devices.add(id) || life != null);
    }

    void deviceWent(DeviceId id) {
        letters.post(() -> devicesChanged |= devices.remove(id));
    }

    /** Answers whether the driver has to give way, and has not done so yet. */
    BooleanSupplier gatewayChanged(Gateway now) {
        AtomicBoolean inTheWay = new AtomicBoolean(!serving.goesOn(now));
        letters.post(() -> changes.add(inTheWay));
        return inTheWay::get;
    }

    /** Interrupts the driver in its call: it has to give way, which is no fault of it. False where it is in none. */
    boolean giveWay() {
        DriverLife now = life;
        return now != null && now.cutOff(DriverLife.Cut.GIVES_WAY);
    }

    /** Called every {@link DriverLife#LOOK_MS}: a driver that hangs is interrupted; its own lane cannot look. */
    void look() {
        DriverLife now = life;
        int looks = now == null ? 0 : now.look();
        if (now == null || looks == 0 || looks % DriverLife.HANGING_LOOKS != 0) {
            return;
        }
        log.warn("the driver of gateway {} does not come back: it is interrupted", gateway);
        if (now.cutOff(DriverLife.Cut.HANGS) && looks > DriverLife.HANGING_LOOKS) {
            tellStuck();
        }
    }

    /** The driver keeps the lane's thread: all that is asked of the gateway ends from here. */
    private void tellStuck() {
        SiteState state = place.state();
        if (state.gateway(gateway).isEmpty()) {
            return;
        }
        List<Report> all = new ArrayList<>();
        new Serving(gateway, all::add).tellWhyNot(state, STUCK, place.nowMs());
        state.queue(gateway)
                .inFlight()
                .values()
                .forEach(ref -> all.add(new Report.StepSeen(ref, Phase.FAILED, Failure.GATEWAY_DOWN)));
        for (Job job : state.jobs()) {
            if (job.open().contains(gateway)) {
                all.add(Report.JobSeen.failed(job.id(), gateway, Failure.GATEWAY_DOWN, STUCK));
            }
        }
        desk.tellWithoutWaiting(all);
    }

    @Override
    public long step() {
        if (closed) {
            return Long.MAX_VALUE;
        }
        try {
            letters.read();
            endOverdue();
            if (!changes.isEmpty()) {
                tellChanged();
            }
            if (life == null && !startDriver()) {
                serving.whyNot().ifPresent(this::failOpen);
                return Math.min(startAtMs, open.nextMs());
            }
            if (devicesChanged) {
                devicesChanged = false;
                life().tell(Driver::devicesChanged);
            }
            sendSteps();
            doJobs();
            return Math.min(life().runTimed(), open.nextMs());
        } catch (Exception | Error failed) {
            // An error of a driver, such as a library that is missing, is that driver's: the lane lives on.
            return driverFailed(failed);
        }
    }

    /** Ends the steps whose time is over, whether a driver runs or not. */
    private void endOverdue() {
        SiteState state = place.state();
        open.see(
                state.queue(gateway),
                ref -> state.executions().find(ref.execution()).map(execution -> execution.step(ref.index())),
                place.nowMs());
        for (Step.Ref ref : open.overdue(place.nowMs())) {
            log.info("nobody told the end of step {} at gateway {} in its time: it failed", ref, gateway);
            tell(new Report.StepSeen(ref, Phase.FAILED, Failure.TIMED_OUT));
            cancel(ref);
        }
    }

    /**
     * The gateway is described otherwise now: its driver is told, or gives way to the next one where it names another
     * kind or has other settings. One that could not start is tried at once where that may help, and else when its
     * pause is over.
     */
    private void tellChanged() throws Exception {
        Gateway now = place.gateway();
        DriverLife running = life;
        if (running == null ? serving.sameAsTried(now) : serving.goesOn(now)) {
            nobodyInTheWay();
            serving.sayAgain(now);
            if (running != null) {
                running.tell(Driver::gatewayChanged);
            }
            return;
        }
        letGo();
        nobodyInTheWay();
        startAtMs = place.nowMs();
        pauseMs = FIRST_PAUSE_MS;
    }

    /** Only now: a driver may hang in its close as well. */
    private void nobodyInTheWay() {
        changes.forEach(inTheWay -> inTheWay.set(false));
        changes.clear();
    }

    private DriverLife life() {
        return Objects.requireNonNull(life, "the driver that runs");
    }

    private boolean startDriver() throws Exception {
        if (place.nowMs() < startAtMs) {
            return false;
        }
        Gateway served = place.gateway();
        serving.tries(served);
        DriverLife fresh = new DriverLife(place, GivenSettings.of(drivers, place.site(), served), this);
        life = fresh;
        fresh.start(drivers.drivers(), served);
        serving.serves(place.state(), place.nowMs());
        return true;
    }

    /** Nobody serves the gateway: people are told why, and what is asked of it has failed; not of one that is gone. */
    private void failOpen(String why) {
        SiteState state = place.state();
        if (state.gateway(gateway).isEmpty()) {
            return;
        }
        serving.tellWhyNot(state, why, place.nowMs());
        open.all().forEach(ref -> tell(new Report.StepSeen(ref, Phase.FAILED, Failure.GATEWAY_DOWN)));
        jobs.see(state.jobs());
        jobs.toGive().forEach(job -> fail(job, Failure.GATEWAY_DOWN, why));
    }

    private void sendSteps() throws Exception {
        for (Step step : open.toGive()) {
            open.give(step);
            giving = new WorkInHand.OfStep(step);
            Transmission transmission =
                    Objects.requireNonNull(life().ask(driver -> driver.send(step)), "what came of a step");
            giving = null;
            open.took(step);
            switch (transmission) {
                case Transmission.Accepted ignored -> log.trace("{} took {}", gateway, step.ref());
                case Transmission.Done ignored -> heard(new Report.StepSeen(step.ref(), Phase.COMPLETED, Failure.NONE));
                case Transmission.Failed failed ->
                    heard(new Report.StepSeen(step.ref(), Phase.FAILED, failed.failure()));
            }
            life().goesOn();
        }
    }

    private void cancel(Step.Ref step) {
        DriverLife running = life;
        if (!open.cancelled(step) || running == null) {
            return;
        }
        try {
            running.tell(driver -> driver.cancel(step));
        } catch (Exception | Error failed) {
            driverFailed(failed);
        }
    }

    /** Tells the driver which jobs ended without it, and gives it those that it does not have yet. */
    private void doJobs() throws Exception {
        for (Job over : jobs.see(place.state().jobs())) {
            life().tell(driver -> driver.cancelJob(over));
        }
        for (Job job : jobs.toGive()) {
            jobs.give(job);
            giving = new WorkInHand.OfJob(job);
            DriverLife running = life();
            running.tell(driver -> driver.job(job, running));
            giving = null;
        }
    }

    private long driverFailed(Throwable thrown) {
        Optional<DriverLife.Cut> cut = Optional.ofNullable(life).flatMap(DriverLife::cut);
        if (cut.filter(why -> why == DriverLife.Cut.GIVES_WAY).isPresent()) {
            log.info("the driver of gateway {} gives way", gateway);
            letGo();
            startAtMs = place.nowMs();
            return startAtMs;
        }
        Throwable failed = cut.isPresent() ? new CannotServe(HANGS) : thrown;
        log.warn("the driver of gateway {} failed ({}); it is started anew in {} ms", gateway, failed, pauseMs);
        log.debug("where the driver of gateway {} failed", gateway, thrown);
        WorkInHand at = giving;
        letGo();
        startAtMs = place.nowMs() + pauseMs;
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
        if (at != null && !(failed instanceof CannotServe)) {
            fellAt(at, failed);
        }
        serving.failed(failed, place.state());
        serving.whyNot().ifPresent(this::failOpen);
        return startAtMs;
    }

    /**
     * Closes the driver that runs; the next one is given what may be given twice, of the rest nobody knows how it
     * ended.
     */
    private void letGo() {
        giving = null;
        closeDriver();
        open.unknown().forEach(ref -> tell(new Report.StepSeen(ref, Phase.FAILED, Failure.OUTCOME_UNKNOWN)));
        jobs.unknown().forEach(job -> fail(job, Failure.OUTCOME_UNKNOWN, Failure.OUTCOME_UNKNOWN.sentence()));
    }

    private void fail(Job job, Failure failure, String why) {
        tell(Report.JobSeen.failed(job.id(), gateway, failure, why));
    }

    /** Where one driver after the other has fallen at a step or a job, it fails, and the others have their turn. */
    private void fellAt(WorkInHand at, Throwable failed) {
        String why = Command.SetAside.why(failed);
        switch (at) {
            case WorkInHand.OfStep(Step step) -> {
                List<Step.Ref> spent = open.fell(step);
                if (!spent.isEmpty()) {
                    spent.forEach(ref -> tell(new Report.StepSeen(ref, Phase.FAILED, Failure.OTHER)));
                    String what = "the command " + step.command().name();
                    desk.setAside(new Command.SetAside(Alert.Subject.of(step.device()), what, why));
                }
            }
            case WorkInHand.OfJob(Job job) -> {
                if (jobs.fell(job)) {
                    fail(job, Failure.OTHER, why);
                    desk.setAside(new Command.SetAside(Alert.Subject.of(gateway), "the job " + job.kind(), why));
                }
            }
        }
    }

    private void closeDriver() {
        DriverLife last = life;
        if (last != null) {
            last.close();
            life = null;
        }
    }

    /** Ends the lane, on the thread that ran its steps. */
    void close() {
        closed = true;
        closeDriver();
    }

    @Override
    public void takesUntil(Step.Ref step, long siteTimeMs) {
        open.takesUntil(step, siteTimeMs, place.nowMs());
    }

    @Override
    public void heard(Report report) {
        if (report instanceof Report.StepSeen) {
            // A driver under which steps get on works; one that only starts does not yet.
            pauseMs = FIRST_PAUSE_MS;
        }
        serving.heard(report);
        if (report instanceof Report.JobSeen seen && seen.gateway().equals(gateway)) {
            jobs.ended(seen.job());
        }
        tell(report);
    }

    private void tell(Report report) {
        if (!closed) {
            own.tell(report);
        }
    }
}

package io.candelabra.core.lane;

import io.candelabra.core.clock.Loop;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Job;
import io.candelabra.model.Phase;
import io.candelabra.model.SiteId;
import io.candelabra.model.Step;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
 * time, is failed. While none starts, the gateway does not answer, and what is asked of it fails at once.
 */
final class Lane implements DriverLife.Ear, Loop.Stepper {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final String TOLD = "its driver had not come back from a call, and people were told that it failed";

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
    private final DriverNotes notes;
    private final LostWork lost;
    private final StartPause pause;
    private final LaneWatch watch;
    /** The driver that runs or is being closed; read from any thread. */
    private volatile @Nullable DriverLife life;

    private boolean devicesChanged;
    private boolean gatewayChanged;
    /** The gateway as the newest change describes it; absent where there was none. */
    private volatile @Nullable Gateway wanted;
    /** What the driver is being given just now. */
    private @Nullable WorkInHand giving;

    private volatile boolean begun;
    private volatile boolean over;
    private volatile boolean closed;

    Lane(
            SiteId site,
            GatewayId gateway,
            List<DeviceId> devices,
            Sites sites,
            DriverSource drivers,
            ReportDesk desk,
            InstantSource clock,
            InstantSource steady,
            RandomGenerator random) {
        this.place = new LanePlace(site, gateway, this.devices, sites, clock, steady, random);
        this.gateway = gateway;
        this.jobs = new OpenJobs(gateway);
        this.lost = new LostWork(place, open, jobs, this::tell, this::setAside);
        this.pause = new StartPause(place);
        this.serving = new Serving(gateway, this::tell);
        this.devices.addAll(devices);
        this.drivers = drivers;
        this.notes = new DriverNotes(place, drivers.seals(), () -> over);
        this.desk = desk;
        this.own = new OwnReports(place, desk::tell, this::setAside);
        this.watch = new LaneWatch(this, place, open, jobs);
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

    void gatewayChanged(Gateway now) {
        wanted = now;
        letters.post(() -> gatewayChanged = true);
    }

    /**
     * Another lane takes the place of this one: its driver has to give way, and nobody hears it any more. It would speak
     * for the next one, as where a gateway is removed and put anew.
     */
    void over() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    boolean hasBegun() {
        return begun;
    }

    /** The driver that runs or is being closed, and may hang in that. */
    @Nullable
    DriverLife life() {
        return life;
    }

    /** The driver that has to give way to another lane, or to what the gateway is by now; may be called from any thread. */
    Optional<DriverLife> inTheWay() {
        DriverLife now = life;
        Gateway described = wanted;
        return Optional.ofNullable(now).filter(running -> over || described != null && !running.fits(described));
    }

    /** Why its last driver fell, for people; empty while one runs. May be called from any thread. */
    Optional<String> lastFall() {
        return serving.lastFall();
    }

    /** How far its driver has come; may be called from any thread. */
    DriverStart start() {
        return serving.start();
    }

    LaneWatch watch() {
        return watch;
    }

    /** The watch has told people that the gateway is not served. Where a driver serves it by now, they are told that. */
    void toldFromOutside() {
        letters.post(() -> {
            serving.toldFromOutside();
            if (life != null) {
                serving.serves(place.state(), place.nowMs());
            }
        });
    }

    @Override
    public long step() {
        begun = true;
        if (closed || over) {
            return Long.MAX_VALUE;
        }
        try {
            letters.read();
            endOverdue();
            if (gatewayChanged) {
                gatewayChanged = false;
                tellChanged();
            }
            if (life == null && !startDriver()) {
                serving.whyDown().ifPresent(this::failOpen);
                return place.siteMs(Math.min(pause.endMs(), open.nextMs()));
            }
            if (devicesChanged) {
                devicesChanged = false;
                running().tell(Driver::devicesChanged);
            }
            sendSteps();
            doJobs();
            long next = Math.min(running().runTimed(), place.siteMs(open.nextMs()));
            return Math.min(next, place.in(serving.goesOn(place.state(), pause.livedMs(), place.nowMs())));
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
                place.steadyMs());
        for (Step.Ref ref : open.overdue(place.steadyMs())) {
            log.info("nobody told the end of step {} at gateway {} in its time: it failed", ref, gateway);
            lost.fail(ref, Failure.TIMED_OUT);
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
        if (running == null ? serving.sameAsTried(now) : running.fits(now)) {
            serving.sayAgain(now);
            if (running != null) {
                running.tell(Driver::gatewayChanged);
            }
            return;
        }
        letGo();
        pause.skip();
        pause.forget();
    }

    private DriverLife running() {
        return Objects.requireNonNull(life, "the driver that runs");
    }

    private boolean startDriver() throws Exception {
        if (!pause.isOver()) {
            return false;
        }
        Gateway served = place.gateway();
        serving.tries(served);
        DriverLife fresh = new DriverLife(place, served, GivenSettings.of(drivers, place.site(), served), this);
        life = fresh;
        fresh.start(drivers.drivers());
        pause.runs();
        serving.serves(place.state(), place.nowMs());
        return true;
    }

    /** Nobody serves the gateway: people are told, and what is asked of it has failed; not of one that is gone. */
    private void failOpen(String why) {
        SiteState state = place.state();
        if (state.gateway(gateway).isPresent()) {
            serving.tellDown(state, place.nowMs());
            lost.failOpen(state, why);
        }
    }

    private void sendSteps() throws Exception {
        for (Step step : open.toGive()) {
            if (over) {
                return;
            }
            if (!open.give(step)) {
                // people were told from outside, which may not have been stored
                lost.fail(step.ref(), Failure.GATEWAY_DOWN);
                continue;
            }
            giving = new WorkInHand.OfStep(step);
            Transmission transmission =
                    Objects.requireNonNull(running().ask(driver -> driver.send(step)), "what came of a step");
            giving = null;
            open.took(step);
            switch (transmission) {
                case Transmission.Accepted ignored -> log.trace("{} took {}", gateway, step.ref());
                case Transmission.Done ignored -> heard(new Report.StepSeen(step.ref(), Phase.COMPLETED, Failure.NONE));
                case Transmission.Failed failed ->
                    heard(new Report.StepSeen(step.ref(), Phase.FAILED, failed.failure()));
            }
            running().goesOn();
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
        for (Job ended : jobs.see(place.state().jobs())) {
            running().tell(driver -> driver.cancelJob(ended));
        }
        for (Job job : jobs.toGive()) {
            if (over) {
                return;
            }
            if (!jobs.give(job)) {
                lost.fail(job, Failure.GATEWAY_DOWN, TOLD);
                continue;
            }
            giving = new WorkInHand.OfJob(job);
            DriverLife running = running();
            running.tell(driver -> driver.job(job, running));
            giving = null;
        }
    }

    private long driverFailed(Throwable thrown) {
        Optional<DriverLife.Cut> cut = Optional.ofNullable(life).flatMap(DriverLife::cut);
        if (cut.filter(why -> why == DriverLife.Cut.GIVES_WAY).isPresent()) {
            log.info("the driver of gateway {} gives way", gateway);
            letGo();
            pause.skip();
            return place.nowMs();
        }
        Throwable failed = cut.isPresent() ? new CannotServe(DriverLife.HUNG) : thrown;
        boolean started =
                Optional.ofNullable(life).filter(DriverLife::hasStarted).isPresent();
        WorkInHand at = giving;
        letGo();
        long livedMs = at == null ? pause.livedMs() : Serving.PROVED_MS;
        long pauseMs = pause.begin();
        log.atLevel(pause.level(failed, livedMs))
                .log("the driver of gateway {} failed ({}); it is started anew in {} ms", gateway, failed, pauseMs);
        log.debug("where the driver of gateway {} failed", gateway, thrown);
        if (at != null && !(failed instanceof CannotServe)) {
            lost.fellAt(at, failed);
        }
        serving.failed(failed, started, livedMs, place.state());
        serving.whyDown().ifPresent(this::failOpen);
        return place.siteMs(pause.endMs());
    }

    /**
     * Closes the driver that runs; the next one is given what may be given twice, of the rest nobody knows how it
     * ended.
     */
    private void letGo() {
        giving = null;
        closeDriver();
        lost.unknown();
    }

    private void closeDriver() {
        DriverLife last = life;
        if (last != null) {
            last.close();
            life = null;
        }
    }

    /** Ends the lane, on the thread that ran its steps. The last words of its driver count. */
    void close() {
        closeDriver();
        closed = true;
    }

    @Override
    public void takesUntil(Step.Ref step, long siteTimeMs) {
        open.takes(step, siteTimeMs - place.nowMs(), place.steadyMs());
    }

    @Override
    public DriverNotes notes() {
        return notes;
    }

    @Override
    public void heard(Report report) {
        if (report instanceof Report.StepSeen) {
            // A driver under which steps get on works; one that only starts does not yet.
            pause.forget();
        }
        serving.heard(report);
        if (report instanceof Report.JobSeen seen && seen.gateway().equals(gateway)) {
            jobs.ended(seen.job());
        }
        tell(report);
    }

    private void tell(Report report) {
        if (!closed && !over) {
            own.tell(report);
        }
    }

    private void setAside(Command.SetAside aside) {
        if (!closed && !over) {
            desk.setAside(aside);
        }
    }
}

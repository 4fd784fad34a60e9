package io.candelabra.core.lane;

import io.candelabra.core.access.Caller;
import io.candelabra.core.clock.Loop;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
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
 * Leads one gateway's work to its driver. What is to be sent stands in the durable state: every step that is in flight and
 * was sent after the last one handed over. So a lane keeps nothing that a restart could lose.
 *
 * <p>The driver and its timed tasks are called by {@link #step} alone, one after the other. A driver that throws is closed
 * and started anew after a pause that grows; steps that may be repeated are then handed over again, of the others nobody
 * knows how they ended. A step at which one driver after the other falls, and one that does not end in time, is failed.
 */
final class Lane implements DriverContext, Loop.Stepper {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final long FIRST_PAUSE_MS = 1_000;
    private static final long LONGEST_PAUSE_MS = 60_000;

    private final SiteId site;
    private final GatewayId gateway;
    private final Sites sites;
    private final DriverSource drivers;
    private final OwnReports desk;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final TimedTasks timed = new TimedTasks();
    private final OpenSteps open = new OpenSteps();
    private final OpenJobs jobs;
    private final Serving serving;
    private final Set<DeviceId> devices = new LinkedHashSet<>();
    private final Letters letters = new Letters();
    private @Nullable Driver driver;
    private long startAtMs;
    private volatile long pauseMs = FIRST_PAUSE_MS;
    private boolean devicesChanged;
    private boolean gatewayChanged;
    /** What the driver that runs was given. */
    private GivenSettings settings = GivenSettings.NONE;
    /** What the driver is being given just now. */
    private @Nullable Given giving;

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
        this.site = site;
        this.gateway = gateway;
        this.jobs = new OpenJobs(gateway);
        this.serving = new Serving(gateway, this::tell);
        this.devices.addAll(devices);
        this.sites = sites;
        this.drivers = drivers;
        this.desk = new OwnReports(gateway, clock::millis, desk::tell, desk::setAside);
        this.clock = clock;
        this.random = random;
    }

    /** Called from the writing thread: what concerns this lane has become durable. */
    void cancelled(Step.Ref step) {
        letters.post(() -> cancel(step));
    }

    void deviceCame(DeviceId id) {
        letters.post(() -> devicesChanged |= devices.add(id) || driver != null);
    }

    void deviceWent(DeviceId id) {
        letters.post(() -> devicesChanged |= devices.remove(id));
    }

    /** Answers whether the driver has to give way, and is still at something that keeps the lane from reading of it. */
    BooleanSupplier gatewayChanged(Gateway now) {
        AtomicBoolean inTheWay = new AtomicBoolean(!serving.goesOn(now));
        letters.post(() -> {
            gatewayChanged = true;
            inTheWay.set(false);
        });
        return inTheWay::get;
    }

    @Override
    public long step() {
        if (closed) {
            return Long.MAX_VALUE;
        }
        try {
            letters.read();
            endOverdue();
            if (gatewayChanged) {
                gatewayChanged = false;
                tellChanged();
            }
            if (driver == null && !startDriver()) {
                serving.whyNot().ifPresent(this::failOpen);
                return Math.min(startAtMs, open.nextMs());
            }
            if (devicesChanged) {
                devicesChanged = false;
                driver().devicesChanged();
            }
            sendSteps();
            doJobs();
            return Math.min(timed.run(this::nowMs), open.nextMs());
        } catch (Exception | Error failed) {
            // An error of a driver, such as a library that is missing, is that driver's: the lane lives on.
            return driverFailed(failed);
        }
    }

    /** Ends the steps whose time is over, whether a driver runs or not. */
    private void endOverdue() {
        SiteState state = sites.state(Caller.CORE, site);
        open.see(
                state.queue(gateway),
                ref -> state.executions().find(ref.execution()).map(execution -> execution.step(ref.index())),
                nowMs());
        for (Step.Ref ref : open.overdue(nowMs())) {
            log.info("nobody told the end of step {} at gateway {} in its time: it failed", ref, gateway);
            tell(new Report.StepSeen(ref, Phase.FAILED, Failure.TIMED_OUT));
            cancel(ref);
        }
    }

    /**
     * The gateway is described otherwise now: its driver is told, or gives way to the next one where it names another kind or has
     * other settings. One that could not start is tried at once where that may help, and else when its pause is over.
     */
    private void tellChanged() throws Exception {
        Gateway now = gateway();
        if (driver == null ? serving.sameAsTried(now) : serving.goesOn(now)) {
            serving.sayAgain(now);
            if (driver != null) {
                driver().gatewayChanged();
            }
            return;
        }
        letGo();
        startAtMs = nowMs();
        pauseMs = FIRST_PAUSE_MS;
    }

    private Driver driver() {
        return Objects.requireNonNull(driver, "the driver that runs");
    }

    private boolean startDriver() throws Exception {
        if (nowMs() < startAtMs) {
            return false;
        }
        Gateway served = gateway();
        serving.tries(served);
        settings = GivenSettings.of(drivers, site, served);
        Driver fresh = drivers.drivers().driverFor(served);
        driver = fresh;
        fresh.start(this);
        serving.serves(sites.state(Caller.CORE, site), nowMs());
        return true;
    }

    /** Nobody serves the gateway: people are told why, and whatever is asked of it has failed. */
    private void failOpen(String why) {
        SiteState state = sites.state(Caller.CORE, site);
        serving.tellWhyNot(state, why, nowMs());
        open.all().forEach(ref -> tell(new Report.StepSeen(ref, Phase.FAILED, Failure.GATEWAY_DOWN)));
        jobs.see(state.jobs());
        jobs.toGive().forEach(job -> fail(job, Failure.GATEWAY_DOWN, why));
    }

    private void sendSteps() throws Exception {
        for (Step step : open.toGive()) {
            open.give(step);
            giving = new Given.AStep(step);
            Transmission transmission = Objects.requireNonNull(driver().send(step), "what came of a step");
            giving = null;
            open.took(step);
            switch (transmission) {
                case Transmission.Accepted ignored -> log.trace("{} took {}", gateway, step.ref());
                case Transmission.Done ignored ->
                    report(new Report.StepSeen(step.ref(), Phase.COMPLETED, Failure.NONE));
                case Transmission.Failed failed ->
                    report(new Report.StepSeen(step.ref(), Phase.FAILED, failed.failure()));
            }
        }
    }

    private void cancel(Step.Ref step) {
        if (!open.cancelled(step) || driver == null) {
            return;
        }
        try {
            driver().cancel(step);
        } catch (Exception | Error failed) {
            driverFailed(failed);
        }
    }

    /** Tells the driver which jobs ended without it, and gives it those that it does not have yet. */
    private void doJobs() throws Exception {
        for (Job over : jobs.see(sites.state(Caller.CORE, site).jobs())) {
            driver().cancelJob(over);
        }
        for (Job job : jobs.toGive()) {
            jobs.give(job);
            giving = new Given.AJob(job);
            driver().job(job, this);
            giving = null;
        }
    }

    private long driverFailed(Throwable failed) {
        log.warn("the driver of gateway {} failed ({}); it is started anew in {} ms", gateway, failed, pauseMs);
        log.debug("where the driver of gateway {} failed", gateway, failed);
        Given at = giving;
        letGo();
        startAtMs = nowMs() + pauseMs;
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
        if (at != null && !(failed instanceof CannotServe)) {
            fellAt(at, failed);
        }
        serving.failed(failed, sites.state(Caller.CORE, site));
        serving.whyNot().ifPresent(this::failOpen);
        return startAtMs;
    }

    /** Closes the driver that runs; the next one is given what may be given twice, of the rest nobody knows how it ended. */
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
    private void fellAt(Given at, Throwable failed) {
        String why = Command.SetAside.why(failed);
        switch (at) {
            case Given.AStep(Step step) -> {
                List<Step.Ref> spent = open.fell(step);
                if (!spent.isEmpty()) {
                    spent.forEach(ref -> tell(new Report.StepSeen(ref, Phase.FAILED, Failure.OTHER)));
                    String what = "the command " + step.command().name();
                    desk.setAside(new Command.SetAside(Alert.Subject.of(step.device()), what, why));
                }
            }
            case Given.AJob(Job job) -> {
                if (jobs.fell(job)) {
                    fail(job, Failure.OTHER, why);
                    desk.setAside(new Command.SetAside(Alert.Subject.of(gateway), "the job " + job.kind(), why));
                }
            }
        }
    }

    private void closeDriver() {
        Driver last = driver;
        driver = null;
        timed.clear();
        if (last != null) {
            try {
                last.close();
            } catch (Exception | Error failed) {
                log.warn("the driver of gateway {} could not be closed", gateway, failed);
            }
        }
    }

    /** Ends the lane, on the thread that ran its steps. */
    void close() {
        closed = true;
        closeDriver();
    }

    @Override
    public Gateway gateway() {
        return sites.state(Caller.CORE, site)
                .gateway(gateway)
                .orElseThrow(() -> new IllegalStateException("gateway " + gateway + " is gone"));
    }

    @Override
    public String setting(String name) {
        return settings.plain(name);
    }

    @Override
    public String secret(String name) {
        return settings.secret(name);
    }

    @Override
    public List<Device> devices() {
        SiteState state = sites.state(Caller.CORE, site);
        List<Device> result = new ArrayList<>(devices.size());
        devices.forEach(id -> state.device(id).ifPresent(result::add));
        return result;
    }

    @Override
    public Optional<Device> device(DeviceId id) {
        return sites.state(Caller.CORE, site).device(id);
    }

    @Override
    public DeviceType type(Device device) {
        return sites.typeOf(sites.state(Caller.CORE, site), device);
    }

    @Override
    public Set<String> momentary(Device device) {
        return sites.momentary(sites.state(Caller.CORE, site), device);
    }

    @Override
    public long nowMs() {
        return clock.millis();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void at(long siteTimeMs, Runnable task) {
        timed.add(siteTimeMs, task);
    }

    @Override
    public void takesUntil(Step.Ref step, long siteTimeMs) {
        open.takesUntil(step, siteTimeMs, nowMs());
    }

    @Override
    public void report(Report report) {
        Objects.requireNonNull(report, "a report");
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
            desk.tell(report);
        }
    }
}

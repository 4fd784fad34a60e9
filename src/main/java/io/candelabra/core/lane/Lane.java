package io.candelabra.core.lane;

import io.candelabra.core.access.Caller;
import io.candelabra.core.clock.Loop;
import io.candelabra.core.execution.GatewayQueue;
import io.candelabra.core.execution.Running;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.DriverFactory;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
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
 * knows how they ended.
 */
final class Lane implements DriverContext, Loop.Stepper {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final long FIRST_PAUSE_MS = 1_000;
    private static final long LONGEST_PAUSE_MS = 60_000;

    private record Timed(long atMs, long order, Runnable task) {}

    private final SiteId site;
    private final GatewayId gateway;
    private final Sites sites;
    private final DriverFactory drivers;
    private final ReportDesk desk;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final PriorityQueue<Timed> timed =
            new PriorityQueue<>(java.util.Comparator.comparingLong(Timed::atMs).thenComparingLong(Timed::order));
    private final Map<Step.Ref, Step> handed = new HashMap<>();
    /** Steps that may not be repeated and were handed over; until what came of them is durable, they still look waiting. */
    private final Set<Step.Ref> once = new HashSet<>();

    private final Set<String> handedJobs = new HashSet<>();
    private final Set<DeviceId> devices = new LinkedHashSet<>();
    private final Queue<Runnable> mail = new ArrayDeque<>();
    private @Nullable Driver driver;
    private long lastPlace;
    private long tasks;
    private long startAtMs;
    private long pauseMs = FIRST_PAUSE_MS;
    private boolean devicesChanged;
    private volatile boolean closed;

    Lane(
            SiteId site,
            GatewayId gateway,
            List<DeviceId> devices,
            Sites sites,
            DriverFactory drivers,
            ReportDesk desk,
            InstantSource clock,
            RandomGenerator random) {
        this.site = site;
        this.gateway = gateway;
        this.devices.addAll(devices);
        this.sites = sites;
        this.drivers = drivers;
        this.desk = desk;
        this.clock = clock;
        this.random = random;
    }

    /** Called from the writing thread: what concerns this lane has become durable. */
    void cancelled(Step.Ref step) {
        post(() -> cancel(step));
    }

    void deviceCame(DeviceId id) {
        post(() -> devicesChanged |= devices.add(id) || driver != null);
    }

    void deviceWent(DeviceId id) {
        post(() -> devicesChanged |= devices.remove(id));
    }

    private void post(Runnable letter) {
        synchronized (mail) {
            mail.add(letter);
        }
    }

    @Override
    public long step() {
        if (closed) {
            return Long.MAX_VALUE;
        }
        try {
            readMail();
            if (driver == null && !startDriver()) {
                return startAtMs;
            }
            if (devicesChanged) {
                devicesChanged = false;
                driver().devicesChanged();
            }
            sendSteps();
            startJobs();
            return runTasks();
        } catch (Exception failed) {
            return driverFailed(failed);
        }
    }

    private Driver driver() {
        Driver running = driver;
        if (running == null) {
            throw new IllegalStateException("no driver is running for " + gateway);
        }
        return running;
    }

    private void readMail() {
        while (true) {
            Runnable letter;
            synchronized (mail) {
                letter = mail.poll();
            }
            if (letter == null) {
                return;
            }
            letter.run();
        }
    }

    private boolean startDriver() throws Exception {
        if (nowMs() < startAtMs) {
            return false;
        }
        Driver fresh = drivers.driverFor(gateway());
        driver = fresh;
        fresh.start(this);
        return true;
    }

    private void sendSteps() throws Exception {
        SiteState state = sites.state(Caller.CORE, site);
        GatewayQueue queue = state.queue(gateway);
        if (queue.inFlight().isEmpty()) {
            once.clear();
            return;
        }
        for (var entry : queue.inFlight().tailMap(lastPlace, false).entrySet()) {
            lastPlace = entry.getKey();
            Running running = state.executions().get(entry.getValue().execution());
            if (running != null) {
                send(running.step(entry.getValue().index()));
            }
        }
    }

    private void send(Step step) throws Exception {
        if (step.repeat() == DeviceType.Repeat.NEVER && !once.add(step.ref())) {
            return;
        }
        handed.put(step.ref(), step);
        switch (driver().send(step)) {
            case Transmission.Accepted ignored -> log.trace("{} took {}", gateway, step.ref());
            case Transmission.Done ignored -> report(new Report.StepSeen(step.ref(), Phase.COMPLETED, Failure.NONE));
            case Transmission.Failed failed -> report(new Report.StepSeen(step.ref(), Phase.FAILED, failed.failure()));
        }
    }

    private void cancel(Step.Ref step) {
        if (handed.remove(step) == null || driver == null) {
            return;
        }
        try {
            driver().cancel(step);
        } catch (Exception failed) {
            driverFailed(failed);
        }
    }

    private void startJobs() throws Exception {
        SiteState state = sites.state(Caller.CORE, site);
        if (state.jobs().isEmpty()) {
            handedJobs.clear();
            return;
        }
        for (Job job : state.jobs()) {
            if (job.open().contains(gateway) && handedJobs.add(job.id())) {
                driver().job(job, this);
            }
        }
    }

    /** Runs what is due; the time of what comes next. */
    private long runTasks() {
        while (true) {
            Timed next = timed.peek();
            if (next == null) {
                return Long.MAX_VALUE;
            }
            if (next.atMs() > nowMs()) {
                return next.atMs();
            }
            timed.remove();
            next.task().run();
        }
    }

    private long driverFailed(Exception failed) {
        log.warn("the driver of gateway {} failed ({}); it is started anew in {} ms", gateway, failed, pauseMs);
        log.debug("where the driver of gateway {} failed", gateway, failed);
        closeDriver();
        for (Step step : List.copyOf(handed.values())) {
            if (step.repeat() == DeviceType.Repeat.NEVER) {
                report(new Report.StepSeen(step.ref(), Phase.FAILED, Failure.OUTCOME_UNKNOWN));
            }
        }
        handed.clear();
        handedJobs.clear();
        lastPlace = 0;
        startAtMs = nowMs() + pauseMs;
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
        return startAtMs;
    }

    private void closeDriver() {
        Driver running = driver;
        driver = null;
        timed.clear();
        if (running != null) {
            try {
                running.close();
            } catch (Exception failed) {
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
    public long nowMs() {
        return clock.millis();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void at(long siteTimeMs, Runnable task) {
        timed.add(new Timed(siteTimeMs, tasks++, task));
    }

    @Override
    public void report(Report report) {
        if (closed) {
            return;
        }
        if (report instanceof Report.StepSeen step) {
            pauseMs = FIRST_PAUSE_MS;
            if (step.phase().ended()) {
                post(() -> handed.remove(step.step()));
            }
        }
        desk.tell(report);
    }
}

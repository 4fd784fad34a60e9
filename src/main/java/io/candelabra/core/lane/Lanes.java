package io.candelabra.core.lane;

import io.candelabra.core.access.Caller;
import io.candelabra.core.clock.Loop;
import io.candelabra.core.clock.SiteClock;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Job;
import io.candelabra.model.Phase;
import io.candelabra.model.SiteId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lanes, the desk and the ticker of every open site. What becomes durable wakes only the gateways that it touches.
 */
public final class Lanes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lanes.class);

    /** How long a driver may take to end, and again after it was interrupted. */
    private static final long PATIENCE_MS = 2_000;

    private final Sites sites;
    private final DriverSource drivers;
    private final SiteClock clock;
    private final SiteClock wall;
    private final long seed;
    private final Map<SiteId, SiteLanes> running = new ConcurrentHashMap<>();
    /** The end of the newest lane of each gateway. The next one begins then: two drivers never speak to one gateway. */
    private final Map<Served, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();

    private final Set<SiteId> waiting = new LinkedHashSet<>();
    /** Looks at the calls of all drivers; a lane whose driver hangs cannot look itself. */
    private final Loop watch;

    private boolean started;

    /**
     * @param clock site time
     * @param wall a clock at the wall's pace
     * @param seed of all chance in the field; each gateway has its own stream from it
     */
    public Lanes(Sites sites, DriverSource drivers, SiteClock clock, SiteClock wall, long seed) {
        this.sites = sites;
        this.drivers = drivers;
        this.clock = clock;
        this.wall = wall;
        this.seed = seed;
        this.watch = new Loop("watch of the lanes", this::look, wall);
    }

    private long look() {
        running.values().forEach(site -> {
            try {
                site.lanes.values().forEach(l -> l.lane().look());
            } catch (RuntimeException failed) {
                // such as a site that cannot be read just now; the others are looked at all the same
                log.warn("the drivers of site {} could not all be looked at", site.site, failed);
            }
        });
        return wall.millis() + DriverLife.LOOK_MS;
    }

    /**
     * For {@link Sites#whenOpened}: hears the site, and runs its lanes as soon as what a crash left open is settled.
     */
    public void opened(
            SiteId site, Consumer<Consumer<List<LoggedEvent>>> register, CompletableFuture<Boolean> settled) {
        register.accept(events -> heard(site, events));
        settled.whenComplete((some, failed) -> {
            if (failed == null) {
                run(site);
            } else {
                log.error("no lane of site {} runs: what was open could not be settled", site, failed);
            }
        });
    }

    /** From now on lanes run; those of sites that are open already begin. */
    public void start() {
        List<SiteId> sitesToRun;
        synchronized (waiting) {
            started = true;
            sitesToRun = List.copyOf(waiting);
            waiting.clear();
        }
        sitesToRun.forEach(this::run);
        watch.start();
    }

    private void run(SiteId site) {
        synchronized (waiting) {
            if (!started) {
                waiting.add(site);
                return;
            }
        }
        SiteLanes lanes = new SiteLanes(site);
        SiteLanes old = running.put(site, lanes);
        if (old != null) {
            // The writing thread may not wait for lanes that wait for it.
            old.stop();
            old.lanes.values().forEach(lane -> interruptLater(lane, () -> true));
        }
        lanes.start();
    }

    private void heard(SiteId site, List<LoggedEvent> events) {
        SiteLanes lanes = running.get(site);
        if (lanes != null) {
            lanes.heard(events);
        }
    }

    /**
     * Ends all lanes at once. A driver may finish what it is at; one that does not is interrupted, and one that does
     * not mind that is left behind: a server that cannot stop helps nobody.
     */
    @Override
    public void close() {
        watch.close();
        List<LaneLoop> lanes = running.values().stream()
                .flatMap(site -> site.lanes.values().stream())
                .toList();
        running.values().forEach(SiteLanes::stop);
        if (!ended(lanes)) {
            lanes.forEach(lane -> {
                if (!lane.lane().giveWay()) {
                    lane.loop().interrupt();
                }
            });
            if (!ended(lanes)) {
                lanes.stream()
                        .filter(lane -> !lane.ended().isDone())
                        .forEach(lane -> log.warn("{} does not end: it is left behind", lane.name()));
            }
        }
        running.values().forEach(SiteLanes::close);
        running.clear();
    }

    /**
     * A driver that waits for ever would keep the next one of its gateway from beginning: it is interrupted, and again
     * as long as it is in the way, since it may hang in what it does next, such as its close.
     *
     * @param still whether it still has to be, when patience is over
     */
    private static void interruptLater(LaneLoop lane, BooleanSupplier still) {
        CompletableFuture<Void> inTime = lane.ended().copy().orTimeout(PATIENCE_MS, TimeUnit.MILLISECONDS);
        inTime.whenComplete((ended, late) -> {
            if (late != null && still.getAsBoolean()) {
                log.info("the driver of {} does not give way: it is interrupted", lane.name());
                boolean inACall = lane.lane().giveWay();
                log.debug("it was in a call: {}", inACall);
                interruptLater(lane, still);
            }
        });
    }

    /** Waits until all have ended, or for as long as there is patience. */
    private static boolean ended(List<LaneLoop> lanes) {
        CompletableFuture<?>[] ends = lanes.stream().map(LaneLoop::ended).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            log.debug("some lanes have not ended within {} ms", PATIENCE_MS);
            return false;
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("the end of a lane is a fact, and cannot fail", impossible);
        }
    }

    /** @param ended completes when the lane has let go of its driver */
    private record LaneLoop(String name, Lane lane, Loop loop, CompletableFuture<Void> ended) {}

    private record Served(SiteId site, GatewayId gateway) {}

    private final class SiteLanes {
        private final SiteId site;
        private final ReportDesk desk;
        private final Loop deskLoop;
        private final Loop tickerLoop;
        private final Map<GatewayId, LaneLoop> lanes = new ConcurrentHashMap<>();

        SiteLanes(SiteId site) {
            this.site = site;
            this.desk = new ReportDesk(site, sites, wall);
            this.deskLoop = new Loop("desk " + site, desk, wall);
            Ticker ticker = new Ticker(site, sites, clock);
            this.tickerLoop = new Loop("ticker " + site, ticker, clock);
            ticker.wakeBy(tickerLoop::wake);
            desk.wakeBy(deskLoop::wake);
        }

        void start() {
            deskLoop.start();
            tickerLoop.start();
            SiteState state = sites.state(Caller.CORE, site);
            Map<GatewayId, List<DeviceId>> devices = new HashMap<>();
            for (Device device : state.devices()) {
                devices.computeIfAbsent(device.id().gateway(), g -> new ArrayList<>())
                        .add(device.id());
            }
            for (Gateway gateway : state.gateways()) {
                open(gateway.id(), devices.getOrDefault(gateway.id(), List.of()));
            }
        }

        private void open(GatewayId gateway, List<DeviceId> devices) {
            lanes.computeIfAbsent(gateway, g -> {
                Lane lane = new Lane(site, g, devices, sites, drivers, desk, clock, random(g));
                CompletableFuture<Void> ended = new CompletableFuture<>();
                String name = "lane " + site + " " + g;
                Loop loop = new Loop(name, lane, clock, () -> {
                    try {
                        lane.close();
                    } finally {
                        ended.complete(null);
                    }
                });
                Served served = new Served(site, g);
                CompletableFuture<Void> before = ends.put(served, ended);
                ended.thenRun(() -> ends.remove(served, ended));
                if (before == null) {
                    loop.start();
                } else {
                    before.thenRun(loop::start);
                }
                return new LaneLoop(name, lane, loop, ended);
            });
        }

        private RandomGenerator random(GatewayId gateway) {
            long mixed = seed * 0x9E3779B97F4A7C15L + (site.value() + "/" + gateway.value()).hashCode();
            return RandomGeneratorFactory.of("L64X128MixRandom").create(mixed);
        }

        void heard(List<LoggedEvent> events) {
            boolean due = false;
            for (LoggedEvent logged : events) {
                switch (logged.event()) {
                    case SiteEvent.StepMoved moved -> {
                        due |= moved.phase() == Phase.COMPLETED;
                        heard(moved);
                    }
                    case SiteEvent.ExecutionStarted ignored -> due = true;
                    case SiteEvent.ResourcePut ignored -> due = true;
                    case SiteEvent.JobMoved moved -> due |= heard(moved.job());
                    case SiteEvent.GatewayPut put -> {
                        LaneLoop lane = lanes.get(put.gateway().id());
                        if (lane == null) {
                            open(put.gateway().id(), List.of());
                        } else {
                            BooleanSupplier inTheWay = lane.lane().gatewayChanged(put.gateway());
                            lane.loop().wake();
                            if (inTheWay.getAsBoolean()) {
                                interruptLater(lane, inTheWay);
                            }
                        }
                    }
                    case SiteEvent.GatewayRemoved removed -> close(removed.gateway());
                    case SiteEvent.DevicePut put -> {
                        LaneLoop lane = lanes.get(put.device().id().gateway());
                        if (lane != null) {
                            lane.lane().deviceCame(put.device().id());
                            lane.loop().wake();
                        }
                    }
                    case SiteEvent.DeviceRemoved removed -> {
                        LaneLoop lane = lanes.get(removed.device().gateway());
                        if (lane != null) {
                            lane.lane().deviceWent(removed.device());
                            lane.loop().wake();
                        }
                    }
                    // nothing that a lane or the clock has to do with
                    case SiteEvent.StatesChanged ignored -> {}
                    case SiteEvent.AvailabilityChanged ignored -> {}
                    case SiteEvent.GatewayAliveChanged ignored -> {}
                    case SiteEvent.ResourceDeleted ignored -> {}
                    case SiteEvent.ExecutionMoved ignored -> {}
                    case SiteEvent.Noted ignored -> {}
                    case SiteEvent.HistoryErased ignored -> {}
                    case SiteEvent.AlertRaised ignored -> {}
                    case SiteEvent.AlertCleared ignored -> {}
                }
            }
            if (due) {
                tickerLoop.wake();
            }
        }

        private void heard(SiteEvent.StepMoved moved) {
            LaneLoop lane = lanes.get(moved.device().gateway());
            if (lane == null) {
                return;
            }
            if (moved.phase() == Phase.SENT) {
                lane.loop().wake();
            } else if (moved.failure() == Failure.CANCELLED) {
                lane.lane().cancelled(moved.step());
                lane.loop().wake();
            }
        }

        /**
         * Its beginning and its end concern the lanes; how far it is they know themselves. Whether something is due by
         * it.
         */
        private boolean heard(Job job) {
            if (job.phase() != Phase.RUNNING) {
                job.asked().forEach(this::wake);
            }
            return job.phase() == Phase.WAITING;
        }

        private void wake(GatewayId gateway) {
            LaneLoop lane = lanes.get(gateway);
            if (lane != null) {
                lane.loop().wake();
            }
        }

        private void close(GatewayId gateway) {
            LaneLoop lane = lanes.remove(gateway);
            if (lane != null) {
                // The writing thread may not wait: the lane ends on its own thread.
                lane.loop().stop();
                interruptLater(lane, () -> true);
            }
        }

        void stop() {
            desk.close();
            tickerLoop.stop();
            deskLoop.stop();
            lanes.values().forEach(l -> l.loop().stop());
        }

        /** After {@link #stop}: waits for the rooms that call no driver. */
        void close() {
            tickerLoop.close();
            deskLoop.close();
        }
    }
}

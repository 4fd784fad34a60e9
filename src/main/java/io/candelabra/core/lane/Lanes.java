package io.candelabra.core.lane;

import io.candelabra.core.clock.Loop;
import io.candelabra.core.clock.SiteClock;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.site.Sites;
import io.candelabra.model.DeviceId;
import io.candelabra.model.GatewayId;
import io.candelabra.model.SiteId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lanes, the desk and the ticker of every open site. What becomes durable wakes only the gateways that it touches.
 */
public final class Lanes implements DriverView, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lanes.class);

    private final Sites sites;
    private final DriverSource drivers;
    private final SiteClock clock;
    /** Site time without the moments at which somebody sets the clock back. */
    private final SiteClock steady;
    /** The same at the wall's pace. */
    private final SiteClock wall;

    private final long seed;
    private final Map<SiteId, SiteLanes> running = new ConcurrentHashMap<>();
    /** The end of the newest lane of each gateway. The next one begins then: two drivers never speak to one gateway. */
    private final Map<Served, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();

    private final Set<SiteId> waiting = new LinkedHashSet<>();
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
        this.steady = clock.steady();
        this.wall = wall.steady();
        this.seed = seed;
        this.watch = new Loop("watch of the lanes", this::look, this.wall);
    }

    private long look() {
        for (SiteLanes site : running.values()) {
            try {
                site.look();
            } catch (RuntimeException failed) {
                // such as a site that cannot be read just now; the others are looked at all the same
                log.warn("the drivers of site {} could not all be looked at", site.site(), failed);
            }
        }
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
                // before its lanes run: a driver would have to give way to settings that are the same
                LateSecrets.seal(sites, drivers, site).whenComplete((done, never) -> run(site));
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
        // drivers that wait in native code hold the carriers of virtual threads, and the watch is there to find them
        watch.startApart();
    }

    private void run(SiteId site) {
        SiteLanes lanes =
                new SiteLanes(site, sites, clock, wall, (gateway, devices, desk) -> lane(site, gateway, devices, desk));
        SiteLanes old;
        synchronized (waiting) {
            if (!started) {
                waiting.add(site);
                return;
            }
            old = running.put(site, lanes);
        }
        if (old != null) {
            old.makeRoom();
        }
        try {
            lanes.start();
        } catch (RuntimeException failed) {
            // such as a site that was closed a moment ago: its lanes run when it is loaded afresh
            log.error("no lane of site {} runs", site, failed);
        }
    }

    private RunningLane lane(SiteId site, GatewayId gateway, List<DeviceId> devices, ReportDesk desk) {
        Lane lane = new Lane(site, gateway, devices, sites, drivers, desk, clock, steady, random(site, gateway));
        RunningLane started = new RunningLane("lane " + site + " " + gateway, lane, clock, RunningLane.LATER);
        Served served = new Served(site, gateway);
        CompletableFuture<Void> ended = started.ended();
        CompletableFuture<Void> before = ends.put(served, ended);
        ended.thenRun(() -> ends.remove(served, ended));
        started.startAfter(before);
        return started;
    }

    private RandomGenerator random(SiteId site, GatewayId gateway) {
        long mixed = seed * 0x9E3779B97F4A7C15L + (site.value() + "/" + gateway.value()).hashCode();
        return RandomGeneratorFactory.of("L64X128MixRandom").create(mixed);
    }

    /**
     * Why the last driver of a gateway fell, as one line for people; empty while one runs. It is kept in memory: after a start
     * the first try tells it anew.
     */
    @Override
    public Optional<String> lastFall(SiteId site, GatewayId gateway) {
        return Optional.ofNullable(running.get(site)).flatMap(lanes -> lanes.lastFall(gateway));
    }

    @Override
    public DriverStart start(SiteId site, GatewayId gateway) {
        SiteLanes lanes = running.get(site);
        return lanes == null ? DriverStart.STARTING : lanes.start(gateway);
    }

    private void heard(SiteId site, List<LoggedEvent> events) {
        SiteLanes lanes = running.get(site);
        if (lanes != null) {
            lanes.heard(events);
        }
    }

    /**
     * Ends all lanes at once. A driver may finish what it is at, and its last words are stored; one that does not end is
     * interrupted, and one that does not mind that is left behind: a server that cannot stop helps nobody.
     */
    @Override
    public void close() {
        watch.stop();
        synchronized (waiting) {
            started = false;
        }
        running.values().forEach(SiteLanes::stop);
        List<RunningLane> lanes =
                running.values().stream().flatMap(site -> site.all().stream()).toList();
        if (!ended(lanes)) {
            running.values().forEach(site -> site.desk().hurry());
            lanes.forEach(RunningLane::interrupt);
            if (!ended(lanes)) {
                lanes.stream()
                        .filter(lane -> !lane.ended().isDone())
                        .forEach(lane -> log.warn("{} does not end: it is left behind", lane.name()));
            }
        }
        finishDesks();
        running.values().forEach(SiteLanes::close);
        running.clear();
        watch.close();
    }

    /** Waits until all have ended, or for as long as there is patience. */
    private static boolean ended(List<RunningLane> lanes) {
        CompletableFuture<?>[] ends = lanes.stream().map(RunningLane::ended).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(RunningLane.PATIENCE_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            log.debug("some lanes have not ended within {} ms", RunningLane.PATIENCE_MS);
            return false;
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("the end of a lane is a fact, and cannot fail", impossible);
        }
    }

    /** Waits until the last words of drivers are stored, or for as long as there is patience. */
    private void finishDesks() {
        long leftNs = TimeUnit.MILLISECONDS.toNanos(RunningLane.PATIENCE_MS);
        try {
            for (SiteLanes site : running.values()) {
                leftNs = site.desk().finish(leftNs);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private record Served(SiteId site, GatewayId gateway) {}
}

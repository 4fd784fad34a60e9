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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes, the desk and the ticker of one site that is open. */
final class SiteLanes {
    private static final Logger log = LoggerFactory.getLogger(SiteLanes.class);

    /** Makes the lane of a gateway, and starts it when the one before has ended. */
    interface Starter {
        RunningLane start(GatewayId gateway, List<DeviceId> devices, ReportDesk desk);
    }

    private final SiteId site;
    private final Sites sites;
    private final Starter starter;
    private final ReportDesk desk;
    private final Loop deskLoop;
    private final Loop tickerLoop;
    private final Map<GatewayId, RunningLane> lanes = new ConcurrentHashMap<>();
    private final DueNews dueNews = new DueNews();
    /** Held by whoever changes which lanes there are; never while a site is loaded, since the writing thread waits for it. */
    private final Object turn = new Object();
    /** The newest event that was heard. */
    private long heardSeq;
    /** The number of the last event of which the lanes know by the state from which they began. */
    private long begunSeq;

    private boolean begun;
    /** Nothing new begins. */
    private boolean over;

    /**
     * @param clock site time
     * @param steady passes at the wall's pace, and is never set back
     */
    SiteLanes(SiteId site, Sites sites, SiteClock clock, SiteClock steady, Starter starter) {
        this.site = site;
        this.sites = sites;
        this.starter = starter;
        this.desk = new ReportDesk(site, sites, steady);
        this.deskLoop = new Loop("desk " + site, desk, steady);
        Ticker ticker = new Ticker(site, sites, clock);
        this.tickerLoop = new Loop("ticker " + site, ticker, clock);
        ticker.wakeBy(tickerLoop::wake);
        desk.wakeBy(deskLoop::wake);
    }

    SiteId site() {
        return site;
    }

    ReportDesk desk() {
        return desk;
    }

    Collection<RunningLane> all() {
        return lanes.values();
    }

    DriverStart start(GatewayId gateway) {
        RunningLane lane = lanes.get(gateway);
        return lane == null ? DriverStart.STARTING : lane.lane().start();
    }

    Optional<String> lastFall(GatewayId gateway) {
        return Optional.ofNullable(lanes.get(gateway)).flatMap(one -> one.lane().lastFall());
    }

    /**
     * Begins from the state as it is on disk. What becomes durable meanwhile is heard on the writing thread: the state that
     * counts knows all that was heard before, and whatever comes after it the lanes hear.
     */
    void start() {
        while (!startFrom(sites.state(Caller.CORE, site))) {
            log.debug("site {} moved on before its lanes began", site);
        }
    }

    /** @return false where more than this state knows was heard by now: it has to be looked at again */
    private boolean startFrom(SiteState state) {
        Map<GatewayId, List<DeviceId>> devices = new HashMap<>();
        for (Device device : state.devices()) {
            devices.computeIfAbsent(device.id().gateway(), g -> new ArrayList<>())
                    .add(device.id());
        }
        synchronized (turn) {
            if (over) {
                return true;
            }
            if (state.seq() < heardSeq) {
                return false;
            }
            begun = true;
            begunSeq = state.seq();
            dueNews.begin(state);
            deskLoop.start();
            tickerLoop.start();
            for (Gateway gateway : state.gateways()) {
                open(gateway.id(), devices.getOrDefault(gateway.id(), List.of()));
            }
        }
        return true;
    }

    private void open(GatewayId gateway, List<DeviceId> devices) {
        if (!over) {
            lanes.computeIfAbsent(gateway, g -> starter.start(g, devices, desk));
        }
    }

    /** Looks at the calls of all drivers; a lane whose driver hangs cannot look itself. */
    void look() {
        lanes.values().forEach(RunningLane::look);
        List<LaneWatch> watches =
                lanes.values().stream().map(one -> one.lane().watch()).toList();
        LaneWatch.round(watches, desk::tellWithoutWaiting, this::wake);
    }

    /** Called on the writing thread, after the state has come to be so. */
    void heard(List<LoggedEvent> events) {
        synchronized (turn) {
            if (!events.isEmpty()) {
                heardSeq = events.getLast().seq();
            }
            if (begun) {
                hear(events);
            }
        }
    }

    private void hear(List<LoggedEvent> events) {
        boolean due = false;
        for (LoggedEvent logged : events) {
            if (logged.seq() <= begunSeq) {
                continue;
            }
            due |= dueNews.hear(logged.event());
            switch (logged.event()) {
                case SiteEvent.StepMoved moved -> heard(moved);
                case SiteEvent.JobMoved moved -> heard(moved.job());
                case SiteEvent.GatewayPut put -> {
                    RunningLane lane = lanes.get(put.gateway().id());
                    if (lane == null) {
                        open(put.gateway().id(), List.of());
                    } else {
                        lane.gatewayChanged(put.gateway());
                    }
                }
                case SiteEvent.GatewayRemoved removed -> {
                    RunningLane lane = lanes.remove(removed.gateway());
                    if (lane != null) {
                        // The writing thread may not wait: the lane ends on its own thread.
                        lane.makeRoom();
                    }
                }
                case SiteEvent.DevicePut put -> {
                    RunningLane lane = lanes.get(put.device().id().gateway());
                    if (lane != null) {
                        lane.lane().deviceCame(put.device().id());
                        lane.wake();
                    }
                }
                case SiteEvent.DeviceRemoved removed -> {
                    RunningLane lane = lanes.get(removed.device().gateway());
                    if (lane != null) {
                        lane.lane().deviceWent(removed.device());
                        lane.wake();
                    }
                }
                // nothing that a lane has to do with
                case SiteEvent.ExecutionStarted ignored -> {}
                case SiteEvent.ExecutionMoved ignored -> {}
                case SiteEvent.ResourcePut ignored -> {}
                case SiteEvent.StatesChanged ignored -> {}
                case SiteEvent.AvailabilityChanged ignored -> {}
                case SiteEvent.GatewayAliveChanged ignored -> {}
                case SiteEvent.ResourceDeleted ignored -> {}
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
        RunningLane lane = lanes.get(moved.device().gateway());
        if (lane == null) {
            return;
        }
        if (moved.phase() == Phase.SENT) {
            lane.wake();
        } else if (moved.failure() == Failure.CANCELLED) {
            lane.lane().cancelled(moved.step());
            lane.wake();
        }
    }

    /** Its beginning and its end concern the lanes; how far it is they know themselves. */
    private void heard(Job job) {
        if (job.phase() != Phase.RUNNING) {
            job.asked().forEach(this::wake);
        }
    }

    private void wake(GatewayId gateway) {
        RunningLane lane = lanes.get(gateway);
        if (lane != null) {
            lane.wake();
        }
    }

    /** The site was loaded afresh, and other lanes take the place of these. The writing thread may not wait for them. */
    void makeRoom() {
        synchronized (turn) {
            over = true;
            lanes.values().forEach(RunningLane::makeRoom);
        }
        desk.close();
        tickerLoop.stop();
        deskLoop.stop();
    }

    /** Nothing new begins; what drivers still say is heard. */
    void stop() {
        tickerLoop.stop();
        synchronized (turn) {
            over = true;
            lanes.values().forEach(RunningLane::stop);
        }
    }

    /** After {@link #stop}: ends the desk as well, and waits for the rooms that call no driver. */
    void close() {
        desk.close();
        tickerLoop.close();
        deskLoop.close();
    }
}

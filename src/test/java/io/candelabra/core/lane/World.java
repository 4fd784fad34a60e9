package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.Dialects;
import io.candelabra.core.access.Caller;
import io.candelabra.core.clock.SiteClock;
import io.candelabra.core.clock.Steady;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.Committer;
import io.candelabra.core.site.Leases;
import io.candelabra.core.site.Raw;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.core.site.SiteStore;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.DriverFactory;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.install.Foundation;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Phase;
import io.candelabra.model.Plan;
import io.candelabra.model.SiteId;
import io.candelabra.testing.Within;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/**
 * A site with its lanes, desk, ticker and committer in one thread: every step is taken by hand, in an order that a seed
 * chooses, at a time that the test sets. The store and the rooms are the real ones.
 */
public final class World implements AutoCloseable {
    /** Rooms of a test's own that live in the same time and fall with the same crash. */
    public interface Annex {
        /** The process begins; everything that was only in memory is gone. */
        void boot();

        /** One step, as chance has it. */
        void step();
    }

    /** More lanes than these have no more steps than these have, so that large worlds write and report as well. */
    private static final int LANE_SHARES = 8;

    public static final SiteId SITE = new SiteId("home");
    static final Cause TEST = new Cause("test", "somebody", "");

    private final SiteStore store;
    private final Function<Device, DeviceType> types;
    private final DriverSource source;
    private final SiteLimits limits;
    private final RandomGenerator chance;
    private final List<LoggedEvent> log = new ArrayList<>();
    private final Map<GatewayId, Lane> lanes = new TreeMap<>();
    private final List<Annex> annexes = new ArrayList<>();
    private long nowMs = 1_700_000_000_000L;
    private final Steady steady = new Steady(() -> Instant.ofEpochMilli(nowMs));
    private boolean settled;
    private Committer committer;
    private Sites sites;
    private ReportDesk desk;
    private Ticker ticker;
    private final DueNews dueNews = new DueNews();
    /** Site time at which the ticker, which sleeps, would next look by itself. */
    private long tickerMs;

    public World(
            SiteStore store, Function<Device, DeviceType> types, DriverFactory drivers, SiteLimits limits, long seed) {
        this(store, types, Lamps.source(drivers, DriverKinds.NONE), limits, seed);
    }

    /** The same with kinds of drivers that declare settings. */
    World(SiteStore store, Function<Device, DeviceType> types, DriverSource source, SiteLimits limits, long seed) {
        this.store = store;
        this.types = types;
        this.source = source;
        this.limits = limits;
        this.chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        boot();
    }

    /** Starts the rooms on the stored state, as after a crash: everything that was only in memory is gone. */
    public void boot() {
        InstantSource clock = () -> Instant.ofEpochMilli(nowMs);
        committer = new Committer(store);
        sites = new Sites(
                store,
                committer,
                clock,
                this::uuid,
                (state, device) -> types.apply(device),
                limits,
                Dialects.DECLARED.with(source.kinds()),
                Leases.ONE_NODE);
        lanes.clear();
        settled = false;
        desk = new ReportDesk(SITE, sites, SiteClock.real(clock));
        ticker = new Ticker(SITE, sites, clock);
        sites.whenOpened((site, register, done) -> {
            register.accept(this::heard);
            done.thenRun(() -> run(sites, clock));
        });
        sites.open(SITE);
        while (committer.step()) {
            // recovery becomes durable before any lane runs
        }
        annexes.forEach(Annex::boot);
    }

    /** The open work of a crash is settled on disk: lanes run, as they do again when the site was loaded afresh. */
    private void run(Sites opened, InstantSource clock) {
        if (opened != sites) {
            return;
        }
        settled = true;
        lanes.clear();
        desk = new ReportDesk(SITE, sites, SiteClock.real(clock));
        ticker = new Ticker(SITE, sites, clock);
        dueNews.begin(state());
        tickerMs = dueMs();
        state().gateways().forEach(g -> lane(g.id()));
    }

    public void annex(Annex more) {
        annexes.add(more);
        more.boot();
    }

    /** Writes all that waits. */
    public void commit() {
        while (committer.step()) {
            // one handful after the other
        }
    }

    private void lane(GatewayId gateway) {
        List<DeviceId> devices = state().devices().stream()
                .map(Device::id)
                .filter(d -> d.gateway().equals(gateway))
                .toList();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom")
                .create(gateway.value().hashCode());
        lanes.computeIfAbsent(
                gateway,
                g -> new Lane(
                        SITE, g, devices, sites, source, desk, () -> Instant.ofEpochMilli(nowMs), steady, random));
    }

    /** The watch looks at some lanes, so often. */
    void looks(int times, GatewayId... gateways) {
        for (int i = 0; i < times; i++) {
            LaneWatch.round(
                    Stream.of(gateways).map(this::laneOf).map(Lane::watch).toList(),
                    desk::tellWithoutWaiting,
                    gateway -> {});
        }
    }

    Lane laneOf(GatewayId gateway) {
        return Objects.requireNonNull(lanes.get(gateway), "a lane");
    }

    private long dueMs() {
        return state().work().nextDueMs().orElse(Long.MAX_VALUE);
    }

    /** What comes due sooner wakes the ticker: nobody else would. */
    private void hearsWhatIsDue(List<LoggedEvent> events) {
        boolean wakes = false;
        for (LoggedEvent logged : events) {
            wakes |= dueNews.hear(logged.event());
        }
        assertThat(wakes || dueMs() >= tickerMs)
                .as("the ticker hears of what is due by %s", events)
                .isTrue();
        tickerMs = dueMs();
    }

    private void heard(List<LoggedEvent> events) {
        log.addAll(events);
        if (settled) {
            hearsWhatIsDue(events);
        }
        for (LoggedEvent logged : events) {
            switch (logged.event()) {
                case SiteEvent.StepMoved moved
                when moved.phase() == Phase.FAILED && moved.failure() == Failure.CANCELLED -> {
                    Lane lane = lanes.get(moved.device().gateway());
                    if (lane != null) {
                        lane.cancelled(moved.step());
                    }
                }
                case SiteEvent.GatewayPut put -> {
                    Lane lane = lanes.get(put.gateway().id());
                    if (lane != null) {
                        lane.gatewayChanged(put.gateway());
                    }
                }
                default -> {}
            }
        }
    }

    String uuid() {
        return new UUID(chance.nextLong(), chance.nextLong()).toString();
    }

    public Sites sites() {
        return sites;
    }

    public SiteState state() {
        return sites.state(Caller.CORE, SITE);
    }

    /** Every event that became durable since the world began, across restarts. */
    public List<LoggedEvent> log() {
        return log;
    }

    public RandomGenerator chance() {
        return chance;
    }

    public long nowMs() {
        return nowMs;
    }

    public void pass(long ms) {
        nowMs += ms;
    }

    /** One step of one room, as chance has it; false where none of them had anything to do. */
    public void step() {
        int own = 3 + annexes.size();
        int room = chance.nextInt(own + Math.min(lanes.size(), LANE_SHARES));
        if (room == 0) {
            committer.step();
        } else if (room <= 2 && !settled) {
            // nothing may be sent to the field yet; a caller who looks loads the site afresh where it was closed
            state();
        } else if (room == 1) {
            desk.step();
        } else if (room == 2) {
            ticker.step();
        } else if (room < own) {
            annexes.get(room - 3).step();
        } else {
            int lane = lanes.size() <= LANE_SHARES ? room - own : chance.nextInt(lanes.size());
            new ArrayList<>(lanes.values()).get(lane).step();
        }
    }

    /** What was reported is stored; no lane does anything. */
    void settleDesk() {
        pass(ReportDesk.GATHER_MS);
        desk.step();
        commit();
    }

    /** Lets everything happen that can happen now. */
    public void settle() {
        for (int quiet = 0; quiet < 3; quiet++) {
            long before = state().seq();
            lanes.values().forEach(Lane::step);
            pass(ReportDesk.GATHER_MS);
            desk.step();
            ticker.step();
            while (committer.step()) {
                quiet = 0;
            }
            if (state().seq() != before) {
                quiet = 0;
            }
        }
    }

    public <A> CompletableFuture<A> ask(Command<A> command) {
        return sites.submitAsync(Caller.CORE, SITE, command, TEST);
    }

    /** Asks and lets the committer write; the answer, or what it was refused with. */
    public <A> A tell(Command<A> command) {
        return written(ask(command));
    }

    /** The same past all commands. */
    public <A> CompletableFuture<A> ask(Raw.Rule<A> rule) {
        return Raw.ask(sites, SITE, rule, TEST);
    }

    public <A> A tell(Raw.Rule<A> rule) {
        return written(ask(rule));
    }

    private <A> A written(CompletableFuture<A> answer) {
        while (!answer.isDone() && committer.step()) {
            // what was decided before comes first
        }
        return answer.join();
    }

    /** Does what waits for the disk by itself, while the committer is stepped here. */
    <A> A pumped(Supplier<A> what) {
        CompletableFuture<A> answer = CompletableFuture.supplyAsync(what);
        Within.reason("the answer is there", () -> {
            committer.step();
            return answer.isDone();
        });
        return answer.join();
    }

    ExecutionId start(Plan plan) {
        return tell(new Command.StartExecution(plan));
    }

    public void install(List<Gateway> gateways, List<Device> devices) {
        tell(Foundation.commands(List.of(), gateways, devices, List.of()));
        gateways.forEach(g -> lane(g.id()));
    }

    @Override
    public void close() {
        lanes.values().forEach(Lane::close);
    }
}

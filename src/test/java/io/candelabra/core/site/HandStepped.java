package io.candelabra.core.site;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Action;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.DeviceType.Repeat;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Plan;
import io.candelabra.model.SiteId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The door over a store, with a committer that the test steps by hand, a clock that it sets, and ids that it can foresee. */
public final class HandStepped {
    public static final SiteId SITE = new SiteId("home");
    public static final GatewayId GATEWAY = new GatewayId("1234-5678-9012");
    public static final Cause TEST = new Cause("test", "somebody", "r1");

    /** A lamp: {@code set} may be sent twice, {@code toggle} may not. */
    public static final DeviceType LAMP = new DeviceType(
            "test:Lamp",
            "ACTUATOR",
            "Light",
            "DimmableLight",
            true,
            List.of(),
            List.of(),
            List.of(
                    new CommandType(
                            "set",
                            List.of(new Parameter("value", State.Kind.NONE, Double.NaN, Double.NaN, List.of(), true)),
                            List.of(),
                            Repeat.SAFE),
                    new CommandType("toggle", List.of(), List.of(), Repeat.NEVER)),
            List.of(),
            List.of());

    private static final AtomicLong RUNS = new AtomicLong();

    private final long run;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong nowMs = new AtomicLong(1_700_000_000_000L);
    private final Committer committer;
    private final Sites sites;

    public HandStepped(SiteStore store) {
        this(store, RUNS.incrementAndGet());
    }

    /** @param run makes ids differ from those of another process */
    public HandStepped(SiteStore store, long run) {
        this(store, run, Leases.ONE_NODE);
    }

    /** @param declared what dialects say of the things that they alone keep */
    public HandStepped(SiteStore store, Declared declared) {
        this(store, RUNS.incrementAndGet(), Leases.ONE_NODE, declared);
    }

    /** @param leases says which sites this door may write */
    HandStepped(SiteStore store, long run, Leases leases) {
        this(store, run, leases, Declared.NOTHING);
    }

    private HandStepped(SiteStore store, long run, Leases leases, Declared declared) {
        this.run = run;
        committer = new Committer(store);
        sites = new Sites(
                store,
                committer,
                () -> Instant.ofEpochMilli(nowMs.get()),
                () -> new UUID(run, ids.incrementAndGet()).toString(),
                (state, device) -> LAMP,
                SiteLimits.LOCAL,
                declared,
                leases);
    }

    public Sites sites() {
        return sites;
    }

    public Committer committer() {
        return committer;
    }

    public long nowMs() {
        return nowMs.get();
    }

    public void pass(long ms) {
        nowMs.addAndGet(ms);
    }

    public SiteState state(SiteId site) {
        return sites.state(Caller.CORE, site);
    }

    public SiteState state() {
        return state(SITE);
    }

    public List<LoggedEvent> log(SiteId site, long afterSeq) {
        return sites.read(Caller.CORE, site, afterSeq, Integer.MAX_VALUE).events();
    }

    public <A> CompletableFuture<A> ask(SiteId site, Command<A> command) {
        return sites.submitAsync(Caller.CORE, site, command, TEST);
    }

    public <A> CompletableFuture<A> ask(Command<A> command) {
        return ask(SITE, command);
    }

    /** The same past all commands. */
    public <A> CompletableFuture<A> ask(SiteId site, Raw.Rule<A> rule) {
        return Raw.ask(sites, site, rule, TEST);
    }

    public <A> CompletableFuture<A> ask(Raw.Rule<A> rule) {
        return ask(SITE, rule);
    }

    public <A> A tell(SiteId site, Raw.Rule<A> rule) {
        CompletableFuture<A> answer = ask(site, rule);
        settle();
        return answer.join();
    }

    public <A> A tell(Raw.Rule<A> rule) {
        return tell(SITE, rule);
    }

    /** Writes all that waits. */
    public void settle() {
        while (committer.step()) {
            // one handful after the other
        }
    }

    /** Writes all that waits, and brings the rows and the history of the store up to date. */
    public void checkpoint() {
        sites.checkpoint();
        settle();
    }

    public <A> A tell(SiteId site, Command<A> command) {
        CompletableFuture<A> answer = ask(site, command);
        settle();
        return answer.join();
    }

    public <A> A tell(Command<A> command) {
        return tell(SITE, command);
    }

    /** A site with one gateway that answers, and so many lamps. */
    public void install(SiteId site, int lamps) {
        tell(site, edit(changes -> {
            changes.put(gateway(GATEWAY));
            for (int i = 0; i < lamps; i++) {
                changes.put(lamp(i));
            }
        }));
    }

    public static Gateway gateway(GatewayId id) {
        return new Gateway(id, "simulator", "", "", true, "Europe/Amsterdam", Map.of(), Map.of());
    }

    public static DeviceId lampId(int index) {
        return DeviceId.of("io", GATEWAY, Integer.toString(index));
    }

    public static Device lamp(int index) {
        return Device.of(
                lampId(index),
                LAMP.name(),
                "lamp " + index,
                States.of(State.of("core:OnOffState", "off"), State.of("core:LevelState", 0L)));
    }

    public static Raw.Rule<Boolean> edit(Consumer<Raw.Changes> what) {
        return (state, now) -> {
            Raw.Changes changes = new Raw.Changes(state);
            what.accept(changes);
            return changes.answer(true);
        };
    }

    public static Command<ExecutionId> start(String command, int... lamps) {
        List<Action> actions = new ArrayList<>();
        for (int lamp : lamps) {
            actions.add(new Action(lampId(lamp), List.of(DeviceCommand.of(command))));
        }
        return new Command.StartExecution(Plan.of("plan", actions));
    }
}

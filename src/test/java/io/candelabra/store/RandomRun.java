package io.candelabra.store;

import static io.candelabra.core.site.HandStepped.edit;

import io.candelabra.core.command.Command;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.execution.Running;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Action;
import io.candelabra.model.Alert;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Execution;
import io.candelabra.model.Failure;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Job;
import io.candelabra.model.JobKind;
import io.candelabra.model.Phase;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Commands of every kind, as a seed has them, with few ids, so that things come, change, go and come again. */
public final class RandomRun {
    private final RandomGenerator chance;
    private long made;

    public RandomRun(RandomGenerator chance) {
        this.chance = chance;
    }

    /** Asks for something; a refusal is part of the run. */
    public void ask(HandStepped world, SiteId site) {
        SiteState state = world.state(site);
        switch (chance.nextInt(14)) {
            case 0 -> world.ask(site, edit(c -> c.put(gateway())));
            case 1 -> world.ask(site, edit(c -> c.put(device())));
            case 2 -> world.ask(site, edit(c -> c.add(SiteEvent.DeviceRemoved.of(deviceId()))));
            case 3, 4 -> world.ask(site, edit(c -> c.put(resource(world.nowMs()))));
            case 5 -> {
                Resource.Ref ref = resource(world.nowMs()).ref();
                world.ask(site, edit(c -> c.delete(ref)));
            }
            case 6, 7 -> world.ask(site, new Command.StartExecution(plan()));
            case 8 -> world.ask(site, new Command.Hear(reports(state)));
            case 9 -> world.ask(site, new Command.Hear(progress(state)));
            case 10 -> {
                world.pass(chance.nextLong(5_000));
                world.ask(site, new Command.Tick());
            }
            case 11 -> world.ask(site, work(state));
            case 12 -> {
                Optional<GatewayId> gateway = chance.nextBoolean() ? Optional.of(gatewayId()) : Optional.empty();
                world.ask(site, new Command.CancelExecutions(Optional.empty(), gateway));
            }
            default -> world.ask(site, edit(c -> c.add(rare(world.nowMs()))));
        }
    }

    /** Long work begins, or is called off. */
    private Command<?> work(SiteState state) {
        Optional<Job> running = state.jobs().stream().findFirst();
        if (running.isPresent() && chance.nextInt(4) == 0) {
            return new Command.CancelJob(running.get().id());
        }
        JobKind kind = JobKind.ALL.get(chance.nextInt(JobKind.ALL.size()));
        Command.Target target =
                switch (chance.nextInt(3)) {
                    case 0 -> new Command.Target.EveryGateway();
                    case 1 -> new Command.Target.Gateways(List.of(gatewayId()));
                    default -> new Command.Target.OneDevice(deviceId());
                };
        return new Command.StartJob(kind.name(), target, Map.of("a", text()));
    }

    private SiteEvent rare(long nowMs) {
        return switch (chance.nextInt(5)) {
            case 0 -> new SiteEvent.HistoryErased(nowMs - chance.nextLong(5_000));
            case 1 -> new SiteEvent.GatewayRemoved(gatewayId());
            case 2 -> new SiteEvent.AlertCleared(alert(nowMs));
            case 3 -> new SiteEvent.Noted(new HistoryItem.DeviceEvent(id(), nowMs, deviceId(), "LAMP", text(), true));
            default -> new SiteEvent.Noted(new HistoryItem.Visit(id(), nowMs, text(), "overkiz", "::1"));
        };
    }

    private String id() {
        return "id-" + made++;
    }

    private GatewayId gatewayId() {
        return new GatewayId("gw-" + chance.nextInt(3));
    }

    private Gateway gateway() {
        Gateway gateway = HandStepped.gateway(gatewayId());
        return gateway.withAlive(chance.nextInt(8) > 0).withVendor("overkiz", "{\"label\":\"" + made++ + "\"}");
    }

    private DeviceId deviceId() {
        return DeviceId.of("io", gatewayId(), chance.nextInt(6) + (chance.nextInt(4) == 0 ? "#2" : ""));
    }

    private Device device() {
        DeviceId id = deviceId();
        return Device.of(id, "test:Lamp", text(), new States(states()))
                .withId("overkiz.oid", id.value().replace("://", "-"))
                .withVendor("overkiz", "{\"x\":[1,2]}");
    }

    private List<State> states() {
        return IntStream.rangeClosed(0, chance.nextInt(4)).mapToObj(this::state).toList();
    }

    private State state(int index) {
        return new State(
                "core:State" + index, State.Kind.values()[chance.nextInt(State.Kind.values().length)], value());
    }

    public Value value() {
        return switch (chance.nextInt(8)) {
            case 0 -> Value.NOTHING;
            case 1 -> Value.of(chance.nextLong());
            case 2 -> Value.of(chance.nextInt(100));
            case 3 -> Value.of(chance.nextDouble(-100, 100));
            case 4 -> Value.of((double) chance.nextInt(100));
            case 5 -> Value.of(chance.nextBoolean());
            case 6 -> new Value.Tree("{\"a\": [1.10, \"" + chance.nextInt(10) + "\"]}");
            default -> Value.of(text());
        };
    }

    private static final List<String> TEXTS = List.of(
            "",
            "kitchen",
            "café",
            "灯",
            "\uD83D\uDCA1",
            "half \uD83D",
            "line\nend\u2028\0",
            "\"quoted\\\"",
            "42",
            "true");

    private String text() {
        return TEXTS.get(chance.nextInt(TEXTS.size()));
    }

    private Resource resource(long nowMs) {
        String id = "r" + chance.nextInt(5);
        return switch (chance.nextInt(6)) {
            case 0 -> new Resource.Profile(text(), 52.5, -1e-7, "Europe/Amsterdam", Map.of("overkiz", "{}"));
            case 1 -> new Resource.Area(id, "r" + chance.nextInt(5), text(), 3, made++, nowMs, Map.of(), Map.of());
            case 2 -> new Resource.Scene(id, text(), plan().actions(), made++, nowMs, Map.of("a", "b"), Map.of());
            case 3 -> new Resource.DelayedStart(id, nowMs + chance.nextLong(8_000), plan(), "me", Cause.CLOCK);
            case 4 -> new Resource.Extra("overkiz", "pref", text(), "[" + made++ + "]");
            default -> new Resource.Group(id, text(), 1, List.of(deviceId()), List.of(), 0, made++, Map.of(), Map.of());
        };
    }

    private Plan plan() {
        List<Action> actions = new ArrayList<>();
        for (int i = chance.nextInt(3); i >= 0; i--) {
            DeviceId device = deviceId();
            if (actions.stream().noneMatch(a -> a.device().equals(device))) {
                actions.add(new Action(
                        device,
                        IntStream.rangeClosed(0, chance.nextInt(3))
                                .mapToObj(n -> command())
                                .toList()));
            }
        }
        return new Plan(
                text(),
                "",
                Plan.Kind.MANUAL,
                chance.nextInt(5) == 0,
                chance.nextInt(5) == 0,
                actions,
                Map.of("k", text()));
    }

    private DeviceCommand command() {
        return new DeviceCommand(
                chance.nextBoolean() ? "set" : "toggle",
                List.of(value(), value()),
                chance.nextInt(3) == 0 ? chance.nextLong(3_000) : 0,
                chance.nextInt(3),
                List.of(1));
    }

    private Alert alert(long nowMs) {
        Alert.Subject subject =
                switch (chance.nextInt(3)) {
                    case 0 -> Alert.Subject.of(deviceId().gateway());
                    case 1 -> Alert.Subject.of(text());
                    default -> Alert.Subject.of(deviceId());
                };
        return new Alert(subject, chance.nextBoolean() ? "LAMP" : "LOW_BATTERY", text(), nowMs);
    }

    private List<Report> reports(SiteState state) {
        List<Report> reports = new ArrayList<>();
        for (int i = chance.nextInt(5); i >= 0; i--) {
            reports.add(
                    switch (chance.nextInt(6)) {
                        case 0 -> new Report.AvailabilitySeen(deviceId(), chance.nextBoolean());
                        case 1 -> new Report.GatewaySeen(gatewayId(), chance.nextInt(4) > 0);
                        case 2 -> new Report.AlertSeen(alert(state.seq()), chance.nextBoolean());
                        default -> new Report.StatesSeen(deviceId(), states());
                    });
        }
        return reports;
    }

    /** Steps that are in flight go on, and jobs. */
    private List<Report> progress(SiteState state) {
        List<Report> reports = new ArrayList<>();
        for (Running running : state.executions()) {
            for (Step step : running.steps()) {
                if (step.inFlight() && chance.nextInt(3) > 0) {
                    reports.add(new Report.StepSeen(step.ref(), Phase.RUNNING, Failure.NONE));
                    reports.add(
                            chance.nextInt(4) > 0
                                    ? new Report.StepSeen(step.ref(), Phase.COMPLETED, Failure.NONE)
                                    : new Report.StepSeen(step.ref(), Phase.FAILED, Failure.NO_ANSWER));
                }
            }
        }
        for (Job job : state.jobs()) {
            for (GatewayId gateway : job.open()) {
                reports.add(
                        switch (chance.nextInt(3)) {
                            case 0 -> new Report.JobProgress(job.id(), gateway, chance.nextInt(101));
                            case 1 -> Report.JobSeen.done(job.id(), gateway, Map.of("found", text()));
                            default -> Report.JobSeen.failed(job.id(), gateway, Failure.BUSY, text());
                        });
            }
        }
        return reports;
    }

    /**
     * The items that history has to hold after these events, by the rules of the core and in the order in which they
     * came.
     */
    public static List<HistoryItem> historyOf(SiteId site, List<io.candelabra.core.event.LoggedEvent> log) {
        List<HistoryItem> items = new ArrayList<>();
        SiteState state = SiteState.empty(site);
        for (var logged : log) {
            SiteState before = state;
            state = state.after(logged.event(), logged.atMs());
            switch (logged.event()) {
                case SiteEvent.Noted noted -> items.add(noted.item());
                case SiteEvent.HistoryErased erased ->
                    items.removeIf(i -> i.isErasable() && i.atMs() < erased.beforeMs());
                case SiteEvent.ExecutionMoved moved -> {
                    if (moved.to().ended()) {
                        endedBy(moved, before, logged.atMs()).ifPresent(items::add);
                    }
                }
                case SiteEvent.JobMoved moved -> {
                    if (moved.job().phase().ended()) {
                        items.add(new HistoryItem.EndedJob(moved.job()));
                    }
                }
                default -> {}
            }
        }
        return items;
    }

    private static java.util.Optional<HistoryItem> endedBy(
            SiteEvent.ExecutionMoved moved, SiteState before, long atMs) {
        Running running = before.executions().find(moved.execution()).orElseThrow();
        Execution ended = running.execution().at(moved.to(), moved.failure(), atMs);
        return ended.plan().hidden()
                ? java.util.Optional.empty()
                : java.util.Optional.of(new HistoryItem.EndedExecution(ended, List.copyOf(running.steps())));
    }
}

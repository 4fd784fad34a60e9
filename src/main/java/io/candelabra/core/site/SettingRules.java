package io.candelabra.core.site;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Command.SettingOutcome;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.execution.GatewayQueue;
import io.candelabra.core.execution.Running;
import io.candelabra.core.state.Lookup;
import io.candelabra.core.state.Ordered;
import io.candelabra.core.state.SiteState;
import io.candelabra.core.view.View;
import io.candelabra.model.Action;
import io.candelabra.model.Alert;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Phase;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource.QueuedSettings;
import io.candelabra.model.Resource.QueuedSettings.Waiting;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Settings for devices that may be away. Waiting settings stand in the state, one of each command for a device. In the
 * same decision in which the device is back the setting is started, and it goes on waiting until the device has done
 * it. So does a setting that is started at once, since a device may go just then. A later setting of the same thing
 * replaces the waiting one, so nothing stale can arrive late.
 */
final class SettingRules {
    private SettingRules() {}

    static List<SettingOutcome> take(Draft draft, Caller caller, Command.Configure configure, Cause cause) {
        List<SettingOutcome> taken = new ArrayList<>(configure.settings().size());
        Map<GatewayId, Map<DeviceId, List<DeviceCommand>>> now = new LinkedHashMap<>();
        View seen = View.of(caller, draft.state());
        for (Command.Setting setting : configure.settings()) {
            taken.add(sort(draft, seen, configure, setting, cause, now));
        }
        Set<GatewayId> full = new HashSet<>();
        now.forEach((gateway, actions) -> {
            if (!start(draft, caller, configure.label(), actions, cause)) {
                full.add(gateway);
            }
        });
        for (int i = 0; i < taken.size(); i++) {
            Command.Setting setting = configure.settings().get(i);
            if (taken.get(i) == SettingOutcome.STARTED) {
                if (full.contains(setting.device().gateway())) {
                    taken.set(i, SettingOutcome.FULL);
                } else if (!configure.queue() || queue(draft, caller, setting, cause) == SettingOutcome.FULL) {
                    without(draft, setting.device(), setting.command().name());
                }
            }
        }
        return List.copyOf(taken);
    }

    private static SettingOutcome sort(
            Draft draft,
            View view,
            Command.Configure configure,
            Command.Setting setting,
            Cause cause,
            Map<GatewayId, Map<DeviceId, List<DeviceCommand>>> now) {
        SiteState state = draft.state();
        Optional<Device> device = view.device(setting.device());
        if (device.isEmpty()) {
            return SettingOutcome.UNKNOWN;
        }
        if (!view.controls(setting.device(), setting.command().name())) {
            throw new Refused(new Refused.Rights(Verb.CONTROL, view.site()));
        }
        if (draft.moment()
                .types()
                .of(state, device.get())
                .command(setting.command().name())
                .filter(known -> setting.command().parameters().size() >= known.required())
                .isEmpty()) {
            return SettingOutcome.UNSUPPORTED;
        }
        if (reachable(state, device.get())) {
            List<DeviceCommand> commands = now.computeIfAbsent(setting.device().gateway(), g -> new LinkedHashMap<>())
                    .computeIfAbsent(setting.device(), d -> new ArrayList<>());
            commands.removeIf(earlier -> earlier.name().equals(setting.command().name()));
            commands.add(setting.command());
            return SettingOutcome.STARTED;
        }
        return configure.queue() ? queue(draft, view.caller(), setting, cause) : SettingOutcome.UNREACHABLE;
    }

    private static boolean reachable(SiteState state, Device device) {
        return device.available()
                && state.gateway(device.id().gateway()).map(Gateway::alive).orElse(false);
    }

    private static SettingOutcome queue(Draft draft, Caller caller, Command.Setting setting, Cause cause) {
        Optional<QueuedSettings> old = queued(draft.state(), setting.device());
        if (old.isEmpty()
                && draft.state().count(QueuedSettings.class)
                        >= draft.moment().limits().resourcesPerKind()) {
            return SettingOutcome.FULL;
        }
        List<Waiting> waiting = new ArrayList<>(old.map(QueuedSettings::waiting).orElse(List.of()));
        waiting.removeIf(w -> w.command().name().equals(setting.command().name()));
        waiting.add(new Waiting(
                setting.command(), caller.name(), cause, draft.moment().nowMs()));
        draft.add(new SiteEvent.ResourcePut(new QueuedSettings(setting.device(), waiting), old.isEmpty()));
        return SettingOutcome.QUEUED;
    }

    private static Optional<QueuedSettings> queued(SiteState state, DeviceId device) {
        return state.resource(QueuedSettings.class, device.value());
    }

    /**
     * False where no more may wait at the gateway; nothing has happened then. Each setting of a device has an execution of its
     * own: a second step of one would wait for the first, and a setting that is asked for meanwhile would go before it.
     */
    private static boolean start(
            Draft draft, Caller caller, String label, Map<DeviceId, List<DeviceCommand>> actions, Cause cause) {
        List<List<Action>> rounds = new ArrayList<>();
        actions.forEach((device, commands) -> {
            for (int i = 0; i < commands.size(); i++) {
                if (rounds.size() == i) {
                    rounds.add(new ArrayList<>());
                }
                rounds.get(i).add(new Action(device, List.of(commands.get(i))));
            }
        });
        List<Plan> plans = rounds.stream().map(round -> Plan.of(label, round)).toList();
        try {
            Set<ExecutionId> fresh = Set.copyOf(ExecutionRules.start(draft, caller, plans, cause));
            Set<Key> set = new HashSet<>();
            actions.forEach((device, commands) -> commands.forEach(c -> set.add(new Key(device, c.name()))));
            dropOlder(draft, fresh, set);
            return true;
        } catch (Refused refused) {
            if (refused.reason() != Refused.Reason.LIMIT) {
                throw refused;
            }
            return false;
        }
    }

    private record Key(DeviceId device, String command) {}

    /**
     * An earlier setting of the same thing is over, though it may be on its way: a driver that is started anew, or a
     * server, would send it again behind the newer one.
     */
    private static void dropOlder(Draft draft, Set<ExecutionId> fresh, Set<Key> set) {
        Set<GatewayId> gateways = new HashSet<>();
        set.forEach(key -> gateways.add(key.device().gateway()));
        for (GatewayId gateway : gateways) {
            GatewayQueue queue = draft.state().queue(gateway);
            List<Step.Ref> open = new ArrayList<>(queue.inFlight().values());
            open.addAll(queue.waiting().values());
            boolean dropped = false;
            for (Step.Ref ref : open) {
                Running running = draft.state().executions().get(ref.execution());
                if (running != null && !fresh.contains(ref.execution())) {
                    Step step = running.step(ref.index());
                    boolean last = running.next(step).isEmpty();
                    if (last
                            && set.contains(
                                    new Key(step.device(), step.command().name()))) {
                        dropped |= ExecutionRules.overtake(draft, ref);
                    }
                }
            }
            if (dropped) {
                ExecutionRules.send(draft, gateway);
            }
        }
    }

    /** A command of this name does not wait any more. */
    private static void without(Draft draft, DeviceId device, String command) {
        queued(draft.state(), device).ifPresent(old -> {
            List<Waiting> rest = old.waiting().stream()
                    .filter(w -> !w.command().name().equals(command))
                    .toList();
            if (rest.isEmpty()) {
                draft.add(new SiteEvent.ResourceDeleted(old));
            } else if (rest.size() < old.waiting().size()) {
                draft.add(new SiteEvent.ResourcePut(new QueuedSettings(device, rest), false));
            }
        });
    }

    /** Devices and gateways are back: their waiting settings begin. */
    static void reached(Draft draft, Set<DeviceId> devices, Set<GatewayId> gateways) {
        List<QueuedSettings> due = new ArrayList<>();
        gateways.forEach(gateway -> due.addAll(draft.state().resources(Lookup.queuedAt(gateway))));
        for (DeviceId device : devices) {
            if (!gateways.contains(device.gateway())) {
                queued(draft.state(), device).ifPresent(due::add);
            }
        }
        beginAll(draft, due);
    }

    /** All of a gateway's at once, so that what waits there counts once against its limit. */
    private static void beginAll(Draft draft, List<QueuedSettings> due) {
        Map<GatewayId, List<QueuedSettings>> byGateway = new LinkedHashMap<>();
        for (QueuedSettings queued : due) {
            if (draft.state()
                    .device(queued.device())
                    .filter(d -> reachable(draft.state(), d))
                    .isPresent()) {
                byGateway
                        .computeIfAbsent(queued.device().gateway(), g -> new ArrayList<>())
                        .add(queued);
            }
        }
        byGateway
                .values()
                .forEach(all ->
                        Quarantine.each(draft, all, some -> begin(draft, some), (queued, why) -> one(draft, queued)));
    }

    /** One device's settings cannot be started together: those that can be are, the others will never be. */
    private static void one(Draft draft, QueuedSettings queued) {
        Quarantine.each(
                draft,
                queued.waiting(),
                some -> begin(draft, List.of(new QueuedSettings(queued.device(), some))),
                (waiting, why) -> {
                    without(draft, queued.device(), waiting.command().name());
                    Quarantine.setAsideForGood(
                            draft,
                            Alert.Subject.of(queued.device()),
                            "the setting " + waiting.command().name() + " that waited for the device",
                            why);
                });
    }

    private static void begin(Draft draft, List<QueuedSettings> some) {
        Waiting newest = some.getLast().waiting().getLast();
        Map<DeviceId, List<DeviceCommand>> actions = new LinkedHashMap<>();
        some.forEach(queued -> actions.put(
                queued.device(), queued.waiting().stream().map(Waiting::command).toList()));
        Caller owner = new Caller(newest.owner(), Caller.Kind.CORE, List.of(), "");
        start(draft, owner, "queued settings", actions, newest.cause());
    }

    /** A step went forward: the setting that waited for its end is done, or will never be. */
    static void moved(Draft draft, Step step, Phase phase, Failure failure) {
        if (!phase.ended() || phase == Phase.FAILED && mayWorkLater(failure)) {
            return;
        }
        boolean same = queued(draft.state(), step.device()).map(QueuedSettings::waiting).orElse(List.of()).stream()
                .anyMatch(w -> w.command().equals(step.command()));
        if (same) {
            without(draft, step.device(), step.command().name());
        }
    }

    private static boolean mayWorkLater(Failure failure) {
        return switch (failure) {
            case NO_ANSWER, GATEWAY_DOWN, OUTCOME_UNKNOWN, TIMED_OUT, BUSY, LOCKED, CANCELLED -> true;
            case NONE, SUPERSEDED, UNKNOWN_COMMAND, BAD_PARAMETER, BLOCKED, LOW_BATTERY, OTHER -> false;
        };
    }

    /** After a restart: settings of a device that is there begin, where they are not on their way already. */
    static void recover(Draft draft) {
        Ordered<String, QueuedSettings> waiting = draft.state().resources(QueuedSettings.class);
        if (waiting.isEmpty()) {
            return;
        }
        Set<Command.Setting> onTheWay = new HashSet<>();
        for (Running running : draft.state().executions()) {
            for (Step step : running.steps()) {
                if (!step.phase().ended()) {
                    onTheWay.add(new Command.Setting(step.device(), step.command()));
                }
            }
        }
        beginAll(
                draft,
                waiting.stream()
                        .filter(queued -> !queued.waiting().stream()
                                .allMatch(w -> onTheWay.contains(new Command.Setting(queued.device(), w.command()))))
                        .toList());
    }
}

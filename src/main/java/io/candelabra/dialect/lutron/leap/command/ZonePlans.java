package io.candelabra.dialect.lutron.leap.command;

import io.candelabra.core.command.Command;
import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.message.LeapRequest;
import io.candelabra.dialect.lutron.leap.message.Levels;
import io.candelabra.dialect.lutron.leap.route.LeapCall;
import io.candelabra.dialect.lutron.leap.view.InFlight;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.dialect.lutron.leap.view.Tuning;
import io.candelabra.dialect.lutron.leap.view.Zone;
import io.candelabra.model.Action;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceType;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Plan;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import io.candelabra.model.trait.Effects;
import io.candelabra.model.trait.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns commands of the language into plans in the words of the devices, and hands them in. */
public final class ZonePlans {
    /** How long a ramp by hand takes from one end to the other. */
    private static final double FULL_RAMP_MS = 4_000;

    private static final String TUNING = "ColorTuningStatus";

    private ZonePlans() {}

    /** The command in Quantum's update of a zone's status. Throws {@link LeapError} 400. */
    public static ZoneCommand ofStatus(Map<?, ?> status, Zone zone) {
        String path = "ZoneStatus/" + TUNING;
        Tuning tuning = status.containsKey(TUNING)
                ? Tuning.in(LeapRequest.object(status, TUNING, path), zone.tunable(), path)
                : Tuning.NONE;
        boolean level = status.containsKey("Level");
        if (!level && tuning.isNone()) {
            throw LeapError.invalid("ZoneStatus", "holds neither Level nor " + TUNING);
        }
        double percent = level ? Levels.percentOrText(status.get("Level"), "ZoneStatus/Level") : Double.NaN;
        return new ZoneCommand.GoTo(percent, OptionalLong.empty(), 0, tuning);
    }

    /** Starts the command for all zones in one execution. */
    public static Optional<ExecutionId> carryOut(LeapCall call, ZoneCommand command, List<Zone> zones) {
        List<Action> actions = new ArrayList<>(zones.size());
        for (Zone zone : zones) {
            List<DeviceCommand> commands = commands(zone, command);
            if (!commands.isEmpty()) {
                actions.add(new Action(zone.device().id(), commands));
            }
        }
        if (actions.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> marks =
                command instanceof ZoneCommand.Ramp ? Map.of(InFlight.RAMP, "1") : Map.<String, String>of();
        Plan plan = new Plan("", "", Plan.Kind.MANUAL, false, false, actions, marks);
        return Optional.of(call.submit(new Command.StartExecution(plan)));
    }

    /**
     * Carries a command out and gives the installation that its answer tells of. A level that is gone to is told from
     * the command; where a ramp stops only the field knows, so the answer to Stop waits for it.
     */
    public static LeapView answered(LeapCall call, ZoneCommand command, List<Zone> zones) {
        Optional<ExecutionId> started = carryOut(call, command, zones);
        return command instanceof ZoneCommand.Stop
                ? started.map(call::onceEnded).orElseGet(call::now)
                : call.now();
    }

    /** The commands of the zone's device; none if the device cannot do it. */
    public static List<DeviceCommand> commands(Zone zone, ZoneCommand command) {
        return switch (command) {
            case ZoneCommand.GoTo goTo -> goTo(zone, goTo);
            case ZoneCommand.Ramp ramp -> ramp(zone, ramp.up());
            case ZoneCommand.Stop ignored ->
                zone.type()
                        .command("stop")
                        .map(stop -> List.of(DeviceCommand.of(stop.name())))
                        .orElse(List.of());
        };
    }

    /** The zone as the answer tells it: at its target, also while a delay runs or a motor travels. */
    public static Zone told(Zone zone, ZoneCommand command) {
        if (!(command instanceof ZoneCommand.GoTo goTo)) {
            return zone;
        }
        States states = zone.states();
        for (DeviceCommand each : goTo(zone, goTo)) {
            states = states.with(Effects.applied(zone.type(), each, states));
        }
        return new Zone(zone.id(), zone.device(), zone.type(), zone.traits(), zone.control(), states);
    }

    private static List<DeviceCommand> goTo(Zone zone, ZoneCommand.GoTo goTo) {
        List<DeviceCommand> commands = new ArrayList<>();
        if (!Double.isNaN(goTo.level())) {
            level(zone, goTo.level())
                    .map(set -> faded(zone.type(), set, goTo.fadeMs()))
                    .ifPresent(commands::add);
        }
        goTo.tuning().kelvin().ifPresent(kelvin -> zone.traits()
                .find(Trait.ColorTemperature.class)
                .flatMap(t -> t.set((double) kelvin))
                .ifPresent(commands::add));
        goTo.tuning()
                .colour()
                .flatMap(colour -> zone.traits().find(Trait.Color.class).flatMap(t -> t.set(colour)))
                .ifPresent(commands::add);
        if (goTo.delayMs() > 0 && !commands.isEmpty()) {
            commands.set(0, delayed(commands.getFirst(), goTo.delayMs()));
        }
        return commands;
    }

    private static Optional<DeviceCommand> level(Zone zone, double percent) {
        boolean on = percent > 0;
        return switch (zone.control()) {
            case DIMMED, WHITE_TUNE, COLOR_TUNE ->
                zone.traits().find(Trait.Level.class).flatMap(t -> t.set(percent));
            case SWITCHED, RECEPTACLE -> zone.traits().find(Trait.OnOff.class).flatMap(t -> t.set(on));
            case CCO -> zone.traits().find(Trait.SwitchClosure.class).flatMap(t -> t.set(!on));
            case SHADE -> zone.traits().find(Trait.CoverPosition.class).flatMap(t -> t.set(percent));
        };
    }

    /** A ramp begins at the level that was told; a fade that is still on its way there is cut short. */
    private static List<DeviceCommand> ramp(Zone zone, boolean up) {
        double from = zone.level().orElse(0.0);
        double to = up ? 100 : 0;
        long ms = Math.round(Math.abs(to - from) / 100 * FULL_RAMP_MS);
        List<DeviceCommand> commands = new ArrayList<>();
        if (!zone.stored().level().equals(zone.level())) {
            level(zone, from)
                    .map(set -> faded(zone.type(), set, OptionalLong.of(0)))
                    .ifPresent(commands::add);
        }
        level(zone, to).map(set -> faded(zone.type(), set, OptionalLong.of(ms))).ifPresent(commands::add);
        return commands;
    }

    /** With the fade time, where the device's command takes one as its second parameter. */
    private static DeviceCommand faded(DeviceType type, DeviceCommand set, OptionalLong fadeMs) {
        boolean takes = type.command(set.name())
                .filter(known -> known.parameters().size() > 1
                        && known.parameters().get(1).name().equals("fadeMs"))
                .isPresent();
        if (!takes || fadeMs.isEmpty()) {
            return set;
        }
        return DeviceCommand.of(set.name(), set.parameters().getFirst(), Value.of(fadeMs.getAsLong()));
    }

    private static DeviceCommand delayed(DeviceCommand command, long delayMs) {
        return new DeviceCommand(
                command.name(), command.parameters(), delayMs, command.lockLevel(), command.sensitive());
    }
}

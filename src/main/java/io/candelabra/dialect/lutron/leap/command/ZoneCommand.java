package io.candelabra.dialect.lutron.leap.command;

import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.message.LeapRequest;
import io.candelabra.dialect.lutron.leap.message.LeapTime;
import io.candelabra.dialect.lutron.leap.message.Levels;
import io.candelabra.dialect.lutron.leap.view.ControlType;
import io.candelabra.dialect.lutron.leap.view.Tuning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A command to a command processor, read and checked against the kind of load that it is for. */
public sealed interface ZoneCommand {

    /**
     * Go to a level.
     *
     * @param level 0 to 100; NaN to leave it as it is
     * @param fadeMs how long the way shall take; empty for the device's own time
     * @param tuning white or colour to go to as well
     */
    record GoTo(double level, OptionalLong fadeMs, long delayMs, Tuning tuning) implements ZoneCommand {}

    /** Go up or down until told to stop. */
    record Ramp(boolean up) implements ZoneCommand {}

    /** Stay where it is. */
    record Stop() implements ZoneCommand {}

    /** Reads {@code {"Command":{…}}}. Throws {@link LeapError} 400. */
    static ZoneCommand of(LeapRequest request, ControlType control, Tuning.Range range) {
        Map<?, ?> command = request.object("Command");
        String type = LeapRequest.text(command, "CommandType", "Command/CommandType");
        return switch (type) {
            case "GoToLevel" -> goTo(level(command));
            case "GoToDimmedLevel" -> dimmed(command, control);
            case "GoToWhiteTuningLevel" -> tuned(command, control, range, "WhiteTuning");
            case "GoToSpectrumTuningLevel" -> tuned(command, control, range, "SpectrumTuning");
            case "GoToSwitchedLevel" -> words(command, control, ControlType.SWITCHED, "Switched", "On", "Off");
            case "GoToReceptacleLevel" -> words(command, control, ControlType.RECEPTACLE, "Receptacle", "On", "Off");
            case "GoToCCOLevel" -> words(command, control, ControlType.CCO, "CCO", "Open", "Closed");
            case "Raise", "Lower", "Stop" -> ramp(type, control);
            default -> throw LeapError.invalid("Command/CommandType", "is none that this resource knows");
        };
    }

    private static GoTo goTo(double level) {
        return new GoTo(level, OptionalLong.empty(), 0, Tuning.NONE);
    }

    private static ZoneCommand dimmed(Map<?, ?> command, ControlType control) {
        Map<?, ?> given = parameters(command, "DimmedLevelParameters");
        String path = "Command/DimmedLevelParameters";
        if (!control.dims()) {
            throw unfit(control);
        }
        Optional<Long> fadeMs = LeapTime.ms(given, "FadeTime", path);
        long delayMs = LeapTime.ms(given, "DelayTime", path).orElse(0L);
        return new GoTo(
                Levels.percent(given.get("Level"), path + "/Level"),
                fadeMs.map(OptionalLong::of).orElse(OptionalLong.empty()),
                delayMs,
                Tuning.NONE);
    }

    /**
     * A level, a white or a colour, or both at once. The white or the colour stands beside the level, or in
     * {@code ColorTuningStatus}.
     */
    private static ZoneCommand tuned(Map<?, ?> command, ControlType control, Tuning.Range range, String word) {
        String name = word + "LevelParameters";
        Map<?, ?> given = parameters(command, name);
        String path = "Command/" + name;
        if (!control.tunes()) {
            throw unfit(control);
        }
        String inside = "ColorTuningStatus";
        Tuning tuning = given.containsKey(inside)
                ? Tuning.in(LeapRequest.object(given, inside, path + "/" + inside), range, path + "/" + inside)
                : Tuning.in(given, range, path);
        boolean level = given.containsKey("Level");
        if (!level && tuning.isNone()) {
            throw LeapError.invalid(path, "holds neither a level nor a white or colour");
        }
        Optional<Long> fadeMs = LeapTime.ms(given, "FadeTime", path);
        return new GoTo(
                level ? Levels.percent(given.get("Level"), path + "/Level") : Double.NaN,
                fadeMs.map(OptionalLong::of).orElse(OptionalLong.empty()),
                LeapTime.ms(given, "DelayTime", path).orElse(0L),
                tuning);
    }

    private static ZoneCommand words(
            Map<?, ?> command, ControlType control, ControlType fit, String word, String high, String low) {
        Map<?, ?> given = parameters(command, word + "LevelParameters");
        String path = "Command/" + word + "LevelParameters";
        if (control != fit) {
            throw unfit(control);
        }
        if (given.containsKey("FadeTime")) {
            throw LeapError.invalid(path + "/FadeTime", "is for dimmed loads only");
        }
        String level = LeapRequest.text(given, word + "Level", path + "/" + word + "Level");
        if (!level.equals(high) && !level.equals(low)) {
            throw LeapError.invalid(path + "/" + word + "Level", "has to be " + high + " or " + low);
        }
        long delayMs = LeapTime.ms(given, "DelayTime", path).orElse(0L);
        return new GoTo(level.equals(high) ? 100 : 0, OptionalLong.empty(), delayMs, Tuning.NONE);
    }

    private static ZoneCommand ramp(String type, ControlType control) {
        if (!control.dims() && control != ControlType.SHADE) {
            throw unfit(control);
        }
        return type.equals("Stop") ? new Stop() : new Ramp(type.equals("Raise"));
    }

    private static Map<?, ?> parameters(Map<?, ?> command, String name) {
        return LeapRequest.object(command, name, "Command/" + name);
    }

    /** {@code "Parameter":[{"Type":"Level","Value":75}]}. */
    private static double level(Map<?, ?> command) {
        if (command.get("Parameter") instanceof List<?> list
                && list.size() == 1
                && list.getFirst() instanceof Map<?, ?> parameter
                && "Level".equals(parameter.get("Type"))) {
            return Levels.percent(parameter.get("Value"), "Command/Parameter/Value");
        }
        throw LeapError.invalid("Command/Parameter", "has to be a list of one level");
    }

    private static LeapError unfit(ControlType control) {
        return LeapError.invalid("Command/CommandType", "does not fit a load of the type " + control.word());
    }
}

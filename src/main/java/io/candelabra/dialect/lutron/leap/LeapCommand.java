package io.candelabra.dialect.lutron.leap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A command to a command processor, read and checked against the kind of load that it is for. */
sealed interface LeapCommand {

    /**
     * Go to a level.
     *
     * @param level 0 to 100; NaN to leave it as it is
     * @param fadeMs how long the way shall take; empty for the device's own time
     * @param kelvin white to go to as well; empty to leave it
     */
    record GoTo(double level, OptionalLong fadeMs, long delayMs, OptionalLong kelvin) implements LeapCommand {}

    /** Go up or down until told to stop. */
    record Ramp(boolean up) implements LeapCommand {}

    /** Stay where it is. */
    record Stop() implements LeapCommand {}

    /** Reads {@code {"Command":{…}}}. Throws {@link LeapError} 400. */
    static LeapCommand of(LeapRequest request, ControlType control) {
        Map<?, ?> command = request.object("Command");
        String type = LeapRequest.text(command, "CommandType", "Command/CommandType");
        return switch (type) {
            case "GoToLevel" -> goTo(level(command));
            case "GoToDimmedLevel" -> dimmed(command, control);
            case "GoToSwitchedLevel" -> words(command, control, ControlType.SWITCHED, "Switched", "On", "Off");
            case "GoToReceptacleLevel" -> words(command, control, ControlType.RECEPTACLE, "Receptacle", "On", "Off");
            case "GoToCCOLevel" -> words(command, control, ControlType.CCO, "CCO", "Open", "Closed");
            case "Raise", "Lower", "Stop" -> ramp(type, control);
            default -> throw LeapError.invalid("Command/CommandType", "is none that this resource knows");
        };
    }

    private static GoTo goTo(double level) {
        return new GoTo(level, OptionalLong.empty(), 0, OptionalLong.empty());
    }

    private static LeapCommand dimmed(Map<?, ?> command, ControlType control) {
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
                OptionalLong.empty());
    }

    private static LeapCommand words(
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
        return new GoTo(level.equals(high) ? 100 : 0, OptionalLong.empty(), delayMs, OptionalLong.empty());
    }

    private static LeapCommand ramp(String type, ControlType control) {
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

package io.candelabra.driver.leap;

import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A command in the words of a bridge.
 *
 * @param href what it is for, such as {@code /zone/5}
 * @param command what stands in the body under {@code Command}
 * @param fadeMs how long the way takes that was asked for
 * @param level whether a status has to tell what came of it
 */
record BridgeOrder(String href, Map<String, ?> command, long fadeMs, boolean level) {

    /**
     * @param words whether switched loads are told by words: Vive hubs are; others take a number for all
     * @return empty where the bridge has no such command
     */
    static Optional<BridgeOrder> of(DeviceCommand command, Device device, BridgeLayout layout, boolean words) {
        String href = BridgeLayout.href(device.id());
        Optional<BridgeControl> control = layout.control(device.id());
        if (control.isPresent()) {
            return zone(command, device, control.get(), words)
                    .map(body -> new BridgeOrder(href, body, fadeMs(command, control.get()), true));
        }
        if (device.id().address().startsWith("virtualbutton/")) {
            return command.name().equals("press")
                    ? Optional.of(new BridgeOrder(href, Map.of("CommandType", "PressAndRelease"), 0, false))
                    : Optional.empty();
        }
        return press(command.name()).flatMap(word -> layout.button(device.id(), (int) number(command, 0))
                .map(button -> new BridgeOrder(button, Map.of("CommandType", word), 0, false)));
    }

    private static Optional<String> press(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "press", "longHold" -> "PressAndHold";
                    case "release" -> "Release";
                    case "pressAndRelease" -> "PressAndRelease";
                    case "multiTap" -> "MultiTap";
                    default -> null;
                });
    }

    private static double number(DeviceCommand command, int index) {
        List<Value> given = command.parameters();
        double number = index < given.size() ? given.get(index).asNumber() : Double.NaN;
        return Double.isNaN(number) ? 0 : number;
    }

    private static String text(DeviceCommand command) {
        return command.parameters().isEmpty()
                ? ""
                : command.parameters().getFirst().asText();
    }

    private static long fadeMs(DeviceCommand command, BridgeControl control) {
        boolean fades = control.dims() && command.name().equals("setIntensity");
        return fades && command.parameters().size() > 1 ? Math.max(0, (long) number(command, 1)) : 0;
    }

    private static Optional<Map<String, ?>> zone(
            DeviceCommand command, Device device, BridgeControl control, boolean words) {
        return switch (control) {
            case DIMMED, WHITE_TUNE, COLOR_TUNE -> light(command);
            case SWITCHED -> on(command, device).map(on -> words ? word("Switched", on ? "On" : "Off") : to(on));
            case RECEPTACLE -> on(command, device).map(on -> words ? word("Receptacle", on ? "On" : "Off") : to(on));
            case CCO -> on(command, device).map(on -> word("CCO", on ? "Open" : "Closed"));
            case SHADE -> shade(command);
        };
    }

    private static Optional<Map<String, ?>> light(DeviceCommand command) {
        return Optional.ofNullable(
                switch (command.name()) {
                    case "on" -> level(100);
                    case "off" -> level(0);
                    case "setOnOff" -> level(text(command).equals("on") ? 100 : 0);
                    case "setIntensity" ->
                        command.parameters().size() > 1
                                ? Map.of(
                                        "CommandType",
                                        "GoToDimmedLevel",
                                        "DimmedLevelParameters",
                                        Map.of("Level", Math.round(number(command, 0)), "FadeTime", time((long)
                                                number(command, 1))))
                                : level(number(command, 0));
                    case "setColorTemperature" ->
                        Map.of(
                                "CommandType",
                                "GoToWhiteTuningLevel",
                                "WhiteTuningLevelParameters",
                                Map.of("WhiteTuningLevel", Map.of("Kelvin", Math.round(number(command, 0)))));
                    case "setHueAndSaturation" ->
                        Map.of(
                                "CommandType",
                                "GoToSpectrumTuningLevel",
                                "SpectrumTuningLevelParameters",
                                Map.of(
                                        "ColorTuningStatus",
                                        Map.of(
                                                "HSVTuningLevel",
                                                Map.of(
                                                        "Hue",
                                                        Math.round(number(command, 0)),
                                                        "Saturation",
                                                        Math.round(number(command, 1))))));
                    case "raise", "lower", "stop" -> move(command.name());
                    default -> null;
                });
    }

    private static Optional<Map<String, ?>> shade(DeviceCommand command) {
        return Optional.ofNullable(
                switch (command.name()) {
                    case "open", "up" -> level(100);
                    case "close", "down" -> level(0);
                    case "setClosure" -> level(100 - number(command, 0));
                    case "raise", "lower", "stop" -> move(command.name());
                    default -> null;
                });
    }

    /** Whether the load shall be on; a contact is open then. */
    private static Optional<Boolean> on(DeviceCommand command, Device device) {
        return switch (command.name()) {
            case "on", "open" -> Optional.of(true);
            case "off", "close" -> Optional.of(false);
            case "setOnOff" -> Optional.of(text(command).equals("on"));
            case "setSwitchClosure" -> Optional.of(text(command).equals("open"));
            case "toggle" ->
                Optional.of(!device.states().text("core:OnOffState").equals("on"));
            default -> Optional.empty();
        };
    }

    private static Map<String, ?> to(boolean on) {
        return level(on ? 100 : 0);
    }

    private static Map<String, ?> level(double level) {
        return Map.of(
                "CommandType", "GoToLevel", "Parameter", List.of(Map.of("Type", "Level", "Value", Math.round(level))));
    }

    private static Map<String, ?> word(String kind, String word) {
        return Map.of("CommandType", "GoTo" + kind + "Level", kind + "LevelParameters", Map.of(kind + "Level", word));
    }

    private static Map<String, ?> move(String name) {
        return Map.of("CommandType", name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
    }

    /** Bridges count fades in seconds. */
    private static String time(long ms) {
        long seconds = Math.round(ms / 1000.0);
        return String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}

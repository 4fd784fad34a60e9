package io.candelabra.dialect.lutron.leap.view;

import io.candelabra.model.Device;
import io.candelabra.model.Resource.SiteType;
import io.candelabra.model.State;
import java.util.Optional;
import java.util.Set;

/**
 * The word that {@code DeviceType} tells. Clients decide by it on the kind of a device and leave out kinds that they do
 * not know, so only words are told that they know. The words of a Vive hub itself are not public.
 */
public final class DeviceWord {
    /** The attribute that names a device's own word. */
    private static final String ATTRIBUTE = "candelabra:DeviceKind";

    /**
     * Words of the devices that are drawn or imported with one; another one gives way to the word for what the load
     * does.
     */
    private static final Set<String> KNOWN = Set.of(
            "WallDimmer",
            "PlugInDimmer",
            "InLineDimmer",
            "PowPak0-10V",
            "WhiteTune",
            "ColorTune",
            "SpectrumTune",
            "WallSwitch",
            "PlugInSwitch",
            "InLineSwitch",
            "PowPakSwitch",
            "PowPakCCO",
            "Shade",
            "QsWirelessShade",
            "Pico1Button",
            "Pico2Button",
            "Pico2ButtonRaiseLower",
            "Pico3Button",
            "Pico3ButtonRaiseLower",
            "Pico4Button",
            "RPSOccupancySensor",
            "RPSCeilingMountedOccupancySensor",
            "RPSWallMountedOccupancySensor",
            "RPSDaylightSensor");

    private DeviceWord() {}

    public static String of(LeapView now, Device device) {
        return device.attributes().stream()
                .filter(attribute -> attribute.name().equals(ATTRIBUTE))
                .map(State::value)
                .map(value -> value.asText())
                .filter(KNOWN::contains)
                .findFirst()
                .orElseGet(() -> byWhatItDoes(now, device));
    }

    private static String byWhatItDoes(LeapView now, Device device) {
        if (device.ids().containsKey(LeapView.BUTTON)) {
            return remote(Remote.of(device).names().size());
        }
        if (device.ids().containsKey(OccupancySensors.SENSOR)) {
            return "RPSOccupancySensor";
        }
        Optional<ControlType> control = now.zone(device).map(Zone::control);
        return control.map(DeviceWord::load).orElseGet(() -> withoutProtocol(SiteType.plainName(device.type())));
    }

    private static String withoutProtocol(String type) {
        return type.substring(type.indexOf(':') + 1);
    }

    private static String load(ControlType control) {
        return switch (control) {
            case DIMMED -> "WallDimmer";
            case SWITCHED -> "WallSwitch";
            case RECEPTACLE -> "PlugInSwitch";
            case CCO -> "PowPakCCO";
            case WHITE_TUNE -> "WhiteTune";
            case COLOR_TUNE -> "ColorTune";
            case SHADE -> "Shade";
        };
    }

    private static String remote(int buttons) {
        return switch (buttons) {
            case 1 -> "Pico1Button";
            case 2 -> "Pico2Button";
            case 3 -> "Pico3Button";
            case 4 -> "Pico4Button";
            default -> "Pico3ButtonRaiseLower";
        };
    }

    /**
     * The number that a remote of this word gives a button. A remote of two buttons lacks the middle one of three; one
     * of four counts from 1.
     *
     * @param index counts the buttons from 0
     */
    public static int buttonNumber(String word, int index) {
        return switch (word) {
            case "Pico2Button", "Pico2ButtonRaiseLower" -> index == 0 ? 0 : index + 1;
            case "Pico4Button" -> index + 1;
            default -> index;
        };
    }
}

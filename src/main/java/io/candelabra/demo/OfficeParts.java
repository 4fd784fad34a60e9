package io.candelabra.demo;

import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The first states and the attributes of the office's devices. */
final class OfficeParts {
    private OfficeParts() {}

    /** The same name gives the same UUID, on every machine. */
    static String uuid(String name) {
        return UUID.nameUUIDFromBytes(("meridian-house/" + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    static States dimmed(String name, long level, int watts) {
        return States.of(
                State.of("core:LightIntensityState", level),
                State.of("core:OnOffState", level > 0 ? "on" : "off"),
                State.of("core:ElectricPowerConsumptionState", watts * level / 100.0),
                State.of("core:NameState", name));
    }

    static States white(String name, long level, long kelvin, int watts) {
        return dimmed(name, level, watts).with(List.of(State.of("core:ColorTemperatureState", kelvin)));
    }

    static States switched(String name, boolean on, int watts) {
        return States.of(
                State.of("core:OnOffState", on ? "on" : "off"),
                State.of("core:ElectricPowerConsumptionState", on ? (double) watts : 0.0),
                State.of("core:NameState", name));
    }

    static States contact(String name, boolean closed) {
        return States.of(
                State.of("candelabra:SwitchClosureState", closed ? "closed" : "open"),
                State.of("core:OnOffState", closed ? "off" : "on"),
                State.of("core:NameState", name));
    }

    static States sensor(String name, long battery, boolean occupied) {
        return States.of(
                State.of("core:OccupancyState", occupied ? "personInside" : "noPersonInside"),
                State.of("candelabra:OccupancyTimeoutState", 900L),
                State.of("core:BatteryLevelState", (double) battery),
                State.of("core:BatteryState", battery < 10 ? "verylow" : battery < 25 ? "low" : "normal"),
                State.of("core:NameState", name));
    }

    static States daylight(String name, double lux) {
        return States.of(
                State.of("core:LuminanceState", lux),
                State.of("core:BatteryLevelState", 80.0),
                State.of("core:BatteryState", "normal"),
                State.of("core:NameState", name));
    }

    /** The actions of buttons, by their engraving: a level of the room's lights, or darker and brighter while held. */
    static String programs(String... engraved) {
        List<String> programs = new ArrayList<>();
        for (String button : engraved) {
            programs.add(
                    switch (button) {
                        case "On" -> "100";
                        case "Favorite" -> "50";
                        case "Presentation" -> "15";
                        case "Off" -> "0";
                        case "Raise" -> "+";
                        case "Lower" -> "-";
                        default -> throw new IllegalArgumentException("nobody knows what " + button + " does");
                    });
        }
        return String.join(",", programs);
    }

    static States remote(String name) {
        return States.of(
                State.of("candelabra:ButtonEventState", "release"),
                State.of("candelabra:LastButtonState", 1L),
                State.of("core:BatteryState", "normal"),
                State.of("core:NameState", name));
    }

    /** @param open 0 to 100; the motor counts the other way */
    static States shade(String name, long open) {
        return States.of(
                State.of("core:ClosureState", 100 - open),
                State.of("core:TargetClosureState", 100 - open),
                State.of("core:MovingState", false),
                State.of("core:OpenClosedState", open > 0 ? "open" : "closed"),
                State.of("core:Memorized1PositionState", 50L),
                State.of("candelabra:PresetState", 0L),
                State.of("core:NameState", name));
    }

    static States leg(String name, double hours) {
        return States.of(
                State.of("candelabra:LampHoursState", hours),
                State.of("core:LightIntensityState", 100L),
                State.of("core:OnOffState", "on"),
                State.of("core:NameState", name));
    }

    static List<State> attributes(String model, String kind, int number, int watts, double latitude, double longitude) {
        List<State> attributes = new ArrayList<>(List.of(
                State.of("candelabra:Latitude", latitude),
                State.of("candelabra:Longitude", longitude),
                State.of("core:Manufacturer", "Candelabra"),
                State.of("core:ModelName", model),
                State.of("candelabra:DeviceKind", kind),
                State.of("candelabra:SerialNumber", 4_200_000L + number),
                State.of("core:FirmwareRevision", "01.07.02")));
        if (watts > 0) {
            attributes.add(State.of("candelabra:Watts", (long) watts));
        }
        if (kind.equals("SwitchLeg")) {
            attributes.add(State.of("candelabra:LampLifeHours", 50_000L));
        }
        if (kind.equals("WhiteTune")) {
            attributes.add(State.of("core:MinimumColorTemperature", 2_700L));
            attributes.add(State.of("core:MaximumColorTemperature", 6_500L));
        }
        return attributes;
    }

    /** The commands that set a light of the office to a level in a scene; empty for a device that is no light. */
    static Optional<DeviceCommand> to(Device device, long level) {
        return switch (device.type()) {
            case "candelabra:DimmedZone", "candelabra:TunableWhiteZone" ->
                Optional.of(DeviceCommand.of("setIntensity", Value.of(level)));
            case "candelabra:SwitchedZone" -> Optional.of(DeviceCommand.of(level > 30 ? "on" : "off"));
            default -> Optional.empty();
        };
    }
}

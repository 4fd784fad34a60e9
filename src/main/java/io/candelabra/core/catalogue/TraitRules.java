package io.candelabra.core.catalogue;

import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.TraitType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Declares the traits of a type that leaves them open, by the standard names of its states; where several states would do, the first that
 * the type has counts. This is the one place where a trait is found by a name: the catalogue and imports come through here, and everybody
 * else reads the declarations.
 *
 * <p>A type that declares a trait keeps its own declaration. It can also say so in its properties: {@code candelabra:trait.Level} with the
 * name of the state, or with {@code none} where the type has no such trait.
 */
final class TraitRules {
    private static final String SAID = "candelabra:trait.";
    private static final String TARGET_CLOSURE = "core:TargetClosureState";

    private final DeviceType type;
    private final Map<String, TraitType> found = new LinkedHashMap<>();

    private TraitRules(DeviceType type) {
        this.type = type;
        type.traits().forEach(declared -> found.putIfAbsent(declared.trait(), declared));
    }

    /** The type with the declarations of all its traits. */
    static DeviceType declared(DeviceType type) {
        TraitRules rules = new TraitRules(type);
        rules.whatIsSet();
        rules.whatIsMeasured();
        return type.withTraits(List.copyOf(rules.found.values()));
    }

    private void whatIsSet() {
        words("OnOff", "core:OnOffState", List.of("on"), List.of("off"));
        number("Level", 1, 0, "core:LightIntensityState", "core:LevelState", "core:IntensityState");
        number("ColorTemperature", 1, 0, "core:ColorTemperatureState");
        color();
        cover(-1, 100, "core:ClosureState");
        cover(1, 0, "core:DeploymentState");
        number("CoverTilt", -1, 100, "core:SlateOrientationState", "core:SlatsOrientationState");
        if (!type.kind().equals("ACTUATOR")) {
            open("Contact", "core:OpenClosedState");
        } else if (!found.containsKey("CoverPosition")) {
            open("Opening", "core:OpenClosedState");
            open("Opening", "core:OpenClosedPedestrianState");
            open("Opening", "core:OpenClosedUnknownState");
            open("Opening", "core:OpenClosedValveState");
        }
        open("Contact", "core:ContactState");
        words("Lock", "core:LockedUnlockedState", List.of("locked"), List.of("unlocked"));
        words("SwitchClosure", "candelabra:SwitchClosureState", List.of("closed"), List.of("open"));
        number(
                "TargetTemperature",
                1,
                0,
                "core:TargetTemperatureState",
                "core:TargetRoomTemperatureState",
                "core:HeatingTargetTemperatureState",
                "core:TargetDHWTemperatureState",
                "core:ComfortRoomTemperatureState",
                "core:ComfortHeatingTargetTemperatureState");
        number("FanSpeed", 1, 0, "core:FanSpeedLevelState", "core:AirOutputLevelState");
        // the first word is the one that is set
        words("Armed", "internal:CurrentAlarmModeState", armed("total"), List.of("off"));
        words("Armed", "myfox:AlarmStatusState", armed("armed"), List.of("disarmed"));
        words("Armed", "core:ArmedState", armed("true"), List.of("false"));
    }

    private void whatIsMeasured() {
        words("Occupancy", "core:OccupancyState", List.of("personInside"), List.of("noPersonInside"));
        words("Smoke", "core:SmokeState", List.of("detected"), List.of("notDetected"));
        words("WaterLeak", "core:WaterDetectionState", List.of("detected"), List.of("notDetected"));
        words("Rain", "core:RainState", List.of("detected"), List.of("notDetected"));
        number("Power", 1, 0, "core:ElectricPowerConsumptionState");
        number("Energy", 0.001, 0, "core:ElectricEnergyConsumptionState");
        number("Temperature", 1, 0, "core:TemperatureState", "core:RoomTemperatureState");
        number("Humidity", 1, 0, "core:RelativeHumidityState", "core:HumidityState");
        number("Illuminance", 1, 0, "core:LuminanceState", "core:IlluminanceState");
        number("CarbonDioxide", 1, 0, "core:CO2ConcentrationState");
        number("WindSpeed", 1, 0, "core:WindSpeedState");
        number("Battery", 1, 0, "core:BatteryLevelState");
        low("core:BatteryState");
        low("core:BatteryDiscreteLevelState");
        number("LampHours", 1, 0, "candelabra:RunningHoursState", "candelabra:LampHoursState");
        number("Tilt", 1, 0, "candelabra:TiltAngleState");
        number("Signal", 1, 0, "candelabra:RadioStrengthState", "core:RSSILevelState");
        for (String state : List.of(
                "candelabra:ButtonEventState",
                "core:ButtonState",
                "core:OnOffButtonState",
                "core:RockerSwitchPushWayState",
                "core:ButtonActionsEventState",
                "core:CyclicButtonState")) {
            words("Button", state, List.of(), List.of());
        }
    }

    private void number(String trait, double factor, double offset, String... states) {
        moving(trait, factor, offset, "", states);
    }

    private void cover(double factor, double offset, String state) {
        moving("CoverPosition", factor, offset, type.has(TARGET_CLOSURE) ? TARGET_CLOSURE : "", state);
    }

    private void moving(String trait, double factor, double offset, String target, String... states) {
        for (String state : said(trait).map(List::of).orElse(List.of(states))) {
            if (type.has(state)) {
                boolean usual = List.of(states).contains(state);
                found.putIfAbsent(
                        trait, new TraitType(trait, state, usual ? target : "", factor, offset, List.of(), List.of()));
            }
        }
    }

    private void words(String trait, String state, List<String> yes, List<String> no) {
        String read = said(trait).orElse(state);
        if (type.has(read)) {
            found.putIfAbsent(trait, new TraitType(trait, read, "", 1, 0, yes, no));
        }
    }

    private void open(String trait, String state) {
        words(trait, state, List.of("open"), List.of("closed"));
    }

    private void low(String state) {
        words("LowBattery", state, List.of("low", "verylow", "critical"), List.of("normal", "full", "good", "medium"));
    }

    private void color() {
        if (type.has("core:ColorHueState") && type.has("core:ColorSaturationState")) {
            found.putIfAbsent(
                    "Color",
                    new TraitType(
                            "Color", "core:ColorHueState", "core:ColorSaturationState", 1, 0, List.of(), List.of()));
        }
    }

    private static List<String> armed(String set) {
        return switch (set) {
            case "total" -> List.of("total", "armed", "true", "partial", "partial1", "partial2");
            case "armed" -> List.of("armed", "total", "true", "partial", "partial1", "partial2");
            default -> List.of("true", "total", "armed", "partial", "partial1", "partial2");
        };
    }

    /** The state that a property of the type names for a trait. */
    private Optional<String> said(String trait) {
        return type.properties().stream()
                .filter(property -> property.name().equals(SAID + trait))
                .map(DeviceType.Property::value)
                .findFirst();
    }
}

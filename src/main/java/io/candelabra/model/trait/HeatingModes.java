package io.candelabra.model.trait;

import io.candelabra.model.DeviceType;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a heating device goes for follows from its mode and from what is set for that mode: who chooses eco moves the target
 * to the eco set point, and who changes the eco set point while eco is on moves the target as well.
 */
final class HeatingModes {
    private static final String TARGET = "core:TargetTemperatureState";
    private static final String COMFORT = "core:ComfortRoomTemperatureState";
    private static final String ECO = "core:EcoRoomTemperatureState";
    private static final String LEVEL = "io:TargetHeatingLevelState";
    private static final String LOWERING = "io:SetpointLoweringTemperatureInProgModeState";
    private static final String DEROGATION = "core:DerogationActivationState";
    private static final double FROST = 7;

    /** Set points of an electrical heater by the words of the pilot wire: the comfort levels lie one degree apart. */
    private static final Map<String, SetPoint> LEVELS = Map.of(
            "comfort", SetPoint.of(COMFORT),
            "comfort-1", new SetPoint(List.of(COMFORT), -1),
            "comfort-2", new SetPoint(List.of(COMFORT), -2),
            "eco", SetPoint.of(ECO),
            "frostprotection", new SetPoint(List.of(), FROST),
            "secured", new SetPoint(List.of(), FROST),
            "boost", SetPoint.of("core:MaximumHeatingTargetTemperatureState", "core:MaximumTargetTemperatureState"));

    private static final Map<String, SetPoint> SOMFY = Map.of(
            "comfort", SetPoint.of(COMFORT),
            "eco", SetPoint.of(ECO),
            "secured", SetPoint.of("core:SecuredPositionTemperatureState"));

    private static final Map<String, SetPoint> THERMOSTAT = Map.of(
            "atHomeMode", SetPoint.of("somfythermostat:AtHomeTargetTemperatureState"),
            "awayMode", SetPoint.of("somfythermostat:AwayModeTargetTemperatureState"),
            "freezeMode", SetPoint.of("somfythermostat:FreezeModeTargetTemperatureState"),
            "geofencingMode", SetPoint.of("somfythermostat:GeofencingModeTargetTemperatureState"),
            "manualMode", SetPoint.of("somfythermostat:ManualModeTargetTemperatureState"),
            "sleepingMode", SetPoint.of("somfythermostat:SleepingModeTargetTemperatureState"),
            "suddenDropMode", SetPoint.of("somfythermostat:SuddenDropModeTargetTemperatureState"));

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "io:CurrentHeatingModeState",
                    List.of(TARGET, "core:TargetRoomTemperatureState"),
                    Map.of(
                            "comfort", SetPoint.of(COMFORT),
                            "eco", SetPoint.of("core:EcoTargetTemperatureState"),
                            "frostprotection", SetPoint.of("core:FrostProtectionRoomTemperatureState"),
                            "away", SetPoint.of("io:AwayModeTargetTemperatureState"),
                            "awayMode", SetPoint.of("io:AwayModeTargetTemperatureState"),
                            "geofencingMode", SetPoint.of("io:GeofencingModeTargetTemperatureState"),
                            "manual", SetPoint.of("io:ManualModeTargetTemperatureState"),
                            "suddenDropMode", SetPoint.of("io:OpenWindowDetectedTargetTemperatureState"))),
            new Rule(LEVEL, List.of("io:EffectiveTemperatureSetpointState"), LEVELS),
            // with a programme the target stays what comfort is, and only the effective set point follows the level
            new Rule(
                    LEVEL,
                    List.of(TARGET),
                    LEVELS,
                    "core:OperatingModeState",
                    List.of("", "basic", "manual", "normal", "on", "off", "standby")),
            new Rule("ovp:HeatingTemperatureInterfaceSetPointModeState", List.of(TARGET), SOMFY),
            new Rule("io:HeatingTemperatureInterfaceSetPointModeState", List.of(TARGET), SOMFY),
            new Rule(
                    "somfythermostat:DerogationHeatingModeState",
                    List.of(TARGET, "core:DerogatedTargetTemperatureState"),
                    THERMOSTAT,
                    DEROGATION,
                    List.of("active")),
            new Rule("somfythermostat:HeatingModeState", List.of(TARGET), THERMOSTAT, DEROGATION, List.of("inactive")),
            new Rule(
                    "io:PassAPCHeatingProfileState",
                    List.of(TARGET),
                    Map.of(
                            "comfort", SetPoint.of("core:ComfortHeatingTargetTemperatureState"),
                            "eco", SetPoint.of("core:EcoHeatingTargetTemperatureState"),
                            "manu", SetPoint.of("core:HeatingTargetTemperatureState"),
                            "derogation",
                                    SetPoint.of(
                                            "core:DerogatedTargetTemperatureState",
                                            "core:HeatingTargetTemperatureState"))),
            new Rule(
                    "io:PassAPCDHWModeState",
                    List.of("core:TargetDHWTemperatureState"),
                    Map.of(
                            "comfort", SetPoint.of("core:ComfortTargetDHWTemperatureState"),
                            "eco", SetPoint.of("core:EcoTargetDHWTemperatureState"))),
            new Rule(
                    "zwave:ThermostatModeAliasState",
                    List.of(TARGET, "zwave:SetPointHeatingValueState"),
                    Map.of(
                            "comfort", SetPoint.of("core:ComfortTargetTemperatureState"),
                            "eco", SetPoint.of("core:EcoTargetTemperatureState"),
                            "frostprotection", SetPoint.of("core:FrostProtectionTargetTemperatureState"),
                            "holidays", SetPoint.of("core:HolidaysTargetTemperatureState"))));

    /** All that a target can depend on: whatever else changes asks for no look at the rules. */
    private static final Set<String> CAUSES = RULES.stream()
            .flatMap(rule -> Stream.concat(
                    Stream.of(rule.mode(), rule.whileState()),
                    rule.setPoints().values().stream().flatMap(setPoint -> setPoint.states().stream())))
            .collect(Collectors.toSet());

    private HeatingModes() {}

    /** A state that a mode sets. */
    record Followed(String state, Value value) {}

    /** What follows when these states are as {@code now} says; what is set there itself is left as it is. */
    static List<Followed> follow(DeviceType type, States before, Map<String, State> now) {
        if (now.keySet().stream().noneMatch(CAUSES::contains)) {
            return List.of();
        }
        List<Followed> followed = new ArrayList<>();
        for (Rule rule : RULES) {
            if (!type.has(rule.mode()) || !rule.holds(before, now)) {
                continue;
            }
            SetPoint setPoint = rule.setPoints().get(text(before, now, rule.mode()));
            boolean touched = now.containsKey(rule.mode()) || now.containsKey(rule.whileState());
            if (setPoint != null && (touched || setPoint.states().stream().anyMatch(now::containsKey))) {
                double goal = setPoint.value(before, now);
                for (String target : rule.targets()) {
                    if (!Double.isNaN(goal) && !now.containsKey(target)) {
                        followed.add(new Followed(target, SetPoints.within(target, Value.of(goal), before)));
                    }
                }
            }
        }
        return followed;
    }

    private static String text(States before, Map<String, State> now, String name) {
        State changed = now.get(name);
        return changed == null ? before.text(name) : changed.value().asText();
    }

    private static double number(States before, Map<String, State> now, String name) {
        State changed = now.get(name);
        return changed == null ? before.number(name) : changed.value().asNumber();
    }

    /**
     * The temperature of one mode.
     *
     * @param states those of which the first that is known is the set point; none for a fixed temperature
     * @param plus degrees added to it
     */
    private record SetPoint(List<String> states, double plus) {
        static SetPoint of(String... states) {
            return new SetPoint(List.of(states), 0);
        }

        double value(States before, Map<String, State> now) {
            if (states.isEmpty()) {
                return plus;
            }
            for (String state : states) {
                double known = number(before, now, state);
                // heaters that tell their lowering tell it as the eco temperature too: degrees below comfort
                if (state.equals(ECO) && known == number(before, now, LOWERING)) {
                    return number(before, now, COMFORT) - known;
                }
                if (!Double.isNaN(known)) {
                    return known + plus;
                }
            }
            return Double.NaN;
        }
    }

    /**
     * One state decides which set point the targets follow.
     *
     * @param whileState a state that has to be one of {@code whileWords}; empty for always. A state that is not known is an
     *     empty word
     */
    private record Rule(
            String mode,
            List<String> targets,
            Map<String, SetPoint> setPoints,
            String whileState,
            List<String> whileWords) {
        Rule(String mode, List<String> targets, Map<String, SetPoint> setPoints) {
            this(mode, targets, setPoints, "", List.of());
        }

        boolean holds(States before, Map<String, State> now) {
            return whileState.isEmpty() || whileWords.contains(text(before, now, whileState));
        }
    }
}

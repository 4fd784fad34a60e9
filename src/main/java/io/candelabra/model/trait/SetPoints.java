package io.candelabra.model.trait;

import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.util.List;

/**
 * The limits that a device itself reports for what it may be set to: a heater with a highest target of 28 °C that is told 45
 * stores 28, as the real one does.
 */
final class SetPoints {
    private static final List<Limit> LIMITS = List.of(
            new Limit(
                    "CoolingTargetTemperatureState",
                    List.of("core:MinimumCoolingTargetTemperatureState"),
                    List.of("core:MaximumCoolingTargetTemperatureState")),
            heating("TargetTemperatureState"),
            heating("RoomTemperatureState"),
            heating("TemperatureSetpointState"),
            new Limit(
                    "core:ExpectedNumberOfShowerState",
                    List.of("core:MinimalShowerManualModeState"),
                    List.of("core:MaximalShowerManualModeState")),
            new Limit("core:BoostModeDurationState", List.of(), List.of("io:BoostDurationMaxState")),
            new Limit("io:DryingDurationState", List.of(), List.of("io:DryingDurationMaxState")));

    private SetPoints() {}

    /** What a heater heats to, now or in one of its modes, all lies within the same limits. */
    private static Limit heating(String state) {
        return new Limit(
                state,
                List.of(
                        "core:MinimumHeatingTargetTemperatureState",
                        "core:MinimumTargetTemperatureState",
                        "core:MinSetpointState",
                        "core:MinimalTemperatureManualModeState",
                        "core:TargetTemperatureCurrentLowerBoundState"),
                List.of(
                        "core:MaximumHeatingTargetTemperatureState",
                        "core:MaximumTargetTemperatureState",
                        "core:MaxSetpointState",
                        "core:MaximalTemperatureManualModeState",
                        "core:TargetTemperatureCurrentUpperBoundState"));
    }

    /** A value within the limits that the states tell; what is no number, or a limit itself, is left as it is. */
    static Value within(String state, Value value, States states) {
        double wanted = value.asNumber();
        if (Double.isNaN(wanted)) {
            return value;
        }
        for (Limit limit : LIMITS) {
            if (state.endsWith(limit.state()) && !isLimit(state)) {
                double low = known(limit.lowest(), states);
                double high = known(limit.highest(), states);
                if (!(low > high)) {
                    return wanted < low ? Value.of(low) : wanted > high ? Value.of(high) : value;
                }
            }
        }
        return value;
    }

    private static boolean isLimit(String state) {
        return state.contains(":Maxim") || state.contains(":Minim");
    }

    /** The first that tells something: a limit of 0 means that the device has none. */
    private static double known(List<String> names, States states) {
        return names.stream()
                .mapToDouble(states::number)
                .filter(number -> number > 0)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** @param state how the name of the limited state ends */
    private record Limit(String state, List<String> lowest, List<String> highest) {}
}

package io.candelabra.driver.sustainder;

import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.ToldJson;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lighting control module (LCM) as its document tells it, field by field: what is odd is as if it were not there.
 *
 * @param online whether it can be reached; a module that says nothing of that can
 * @param mode such as {@code DIMSCHEME}; empty where it is none that is known
 * @param override the levels that it was set to, one for each of four channels; none where it follows its scheme
 * @param most the most that each channel is set to give; none where that is not told
 * @param scheme name of its dimming scheme or calendar; empty for none; absent where nothing is told of it
 * @param errors words in capitals
 * @param seenMs when it told its values; 0 where that is not told
 * @param sheet its details as JSON; empty for none
 */
record LcmSeen(
        String id,
        boolean online,
        String mode,
        List<Integer> override,
        List<Integer> most,
        Optional<String> scheme,
        List<String> errors,
        Map<Measured, Double> measured,
        Optional<String> pole,
        long seenMs,
        String model,
        String sheet) {
    static final int CHANNELS = 4;

    private static final Set<String> MODES = Set.of("DIMSCHEME", "OVERRIDE", "MOTION", "AMBIENT", "PREVIEW");
    private static final int MOST_ERRORS = 20;
    private static final int LONGEST = 100;
    private static final int LONGEST_SHEET = 4_000;

    /** A measured value: the field that has it, and the state that takes it. */
    enum Measured {
        POWER("latest_power_watt", "core:ElectricPowerConsumptionState", 1, 0, 100_000),
        ENERGY("latest_energy_kwh", "core:ElectricEnergyConsumptionState", 1_000, 0, 1e9),
        TEMPERATURE("temperature_internal", "core:TemperatureState", 1, -60, 120),
        AMBIENT("ambient", "core:LuminanceState", 1, 0, 200_000),
        TILT("relative_tilt_angle", "candelabra:TiltAngleState", 1, 0, 90),
        RUNNING_HOURS("latest_running_hours", "candelabra:RunningHoursState", 1, 0, 1e7);

        private final String field;
        private final String state;
        private final double factor;
        private final double least;
        private final double greatest;

        Measured(String field, String state, double factor, double least, double greatest) {
            this.field = field;
            this.state = state;
            this.factor = factor;
            this.least = least;
            this.greatest = greatest;
        }

        String state() {
            return state;
        }

        private OptionalDouble of(Map<String, @Nullable Object> told) {
            OptionalDouble value = NodeFacts.number(told.get(field));
            if (value.isEmpty() || value.getAsDouble() * factor < least || value.getAsDouble() * factor > greatest) {
                return OptionalDouble.empty();
            }
            // a thousand times 0.001 is not always one
            return OptionalDouble.of(Math.rint(value.getAsDouble() * factor * 1_000) / 1_000);
        }
    }

    /** Empty where the document names no module. */
    static Optional<LcmSeen> of(Map<String, @Nullable Object> told) {
        return NodeFacts.id(told.get("lcm_id")).map(id -> read(id, told));
    }

    private static LcmSeen read(String id, Map<String, @Nullable Object> told) {
        String mode = ToldJson.text(told, "lighting_mode");
        Map<Measured, Double> measured = new LinkedHashMap<>();
        for (Measured one : Measured.values()) {
            one.of(told).ifPresent(value -> measured.put(one, value));
        }
        return new LcmSeen(
                id,
                !ToldJson.text(told, "status").equalsIgnoreCase("offline"),
                MODES.contains(mode) ? mode : "",
                levels(told.get("override_light_level")),
                levels(told.get("light_level")),
                told.containsKey("dimming_calendar_name")
                        ? Optional.of(ToldJson.line(told, "dimming_calendar_name", LONGEST))
                        : Optional.empty(),
                errors(told),
                measured,
                told.containsKey("pole_number")
                        ? Optional.of(ToldJson.line(told, "pole_number", LONGEST))
                        : Optional.empty(),
                moment(ToldJson.text(told, "last_sensor_data_update")),
                ToldJson.line(told, "model", LONGEST),
                sheet(told));
    }

    /** One level stands for all channels. */
    private static List<Integer> levels(@Nullable Object told) {
        List<?> all = told instanceof List<?> list ? list : told == null ? List.of() : List.of(told);
        List<Integer> levels = new ArrayList<>();
        for (Object one : all) {
            OptionalDouble level = NodeFacts.number(one);
            if (level.isEmpty() || level.getAsDouble() < 0 || level.getAsDouble() > 100) {
                return List.of();
            }
            levels.add((int) Math.round(level.getAsDouble()));
        }
        if (levels.size() == 1) {
            return Collections.nCopies(CHANNELS, levels.getFirst());
        }
        return levels.size() == CHANNELS ? List.copyOf(levels) : List.of();
    }

    private static List<String> errors(Map<String, @Nullable Object> told) {
        List<?> all = told.get("error_types") instanceof List<?> list ? list : List.of();
        List<String> errors = new ArrayList<>();
        for (Object one : all) {
            if (one instanceof String word && word.matches("[A-Z][A-Z_]{0,39}") && errors.size() < MOST_ERRORS) {
                errors.add(word);
            }
        }
        return errors.stream().distinct().sorted().toList();
    }

    private static long moment(String text) {
        try {
            return text.isEmpty()
                    ? 0
                    : Math.max(0, OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException none) {
            // a time that cannot be read is as if it were not told
            return 0;
        }
    }

    /** The sheet of the asset department, without the time that changes all the while. */
    private static String sheet(Map<String, @Nullable Object> told) {
        Map<String, @Nullable Object> details =
                ToldJson.object(told.get("details")).orElse(Map.of());
        Map<String, @Nullable Object> kept = new LinkedHashMap<>(details);
        kept.remove("last_sensor_data_update");
        String text = kept.isEmpty() ? "" : Json.text(kept);
        return text.length() <= LONGEST_SHEET ? text : "";
    }
}

package io.candelabra.dialect.sustainder.lamps;

import io.candelabra.core.view.View;
import io.candelabra.dialect.sustainder.document.Hal;
import io.candelabra.dialect.sustainder.document.Times;
import io.candelabra.model.Resource.Area;
import io.candelabra.model.Resource.Group;
import io.candelabra.wire.json.KeptJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Lamps as documents: in full, and short within other documents. */
public final class LampDocuments {
    private static final List<String> DETAILS = List.of(
            "production_date",
            "driver_type",
            "lumen_output",
            "watt",
            "armature_color",
            "light_color",
            "clo",
            "optics",
            "dimming_scheme",
            "mounting_diameter",
            "guard",
            "tilt_angle",
            "cable_type",
            "cable_length",
            "optic_addon");

    private LampDocuments() {}

    /** All that is told of a lamp, without its node. */
    public static Hal full(String base, Lamp lamp) {
        @Nullable String seen = Times.of(lamp.seenMs());
        List<String> errors = lamp.errors();
        return Hal.at(base, "/lcms/" + lamp.lcmId())
                .link("lcms", "/lcms")
                .put("lcm_id", lamp.lcmId())
                .put("model", model(lamp))
                .put("status", status(lamp))
                .put("pole_number", lamp.poleNumber().isEmpty() ? null : lamp.poleNumber())
                .put("lighting_mode", lamp.mode())
                .put("override_light_level", lamp.overrideLevels())
                .put("light_level", lamp.maxLevels())
                .put("latest_energy_kwh", number(lamp, Sensor.ENERGY))
                .put("latest_energy_kwh_timestamp", when(lamp, Sensor.ENERGY, seen))
                .put("latest_power_watt", number(lamp, Sensor.POWER))
                .put("latest_power_watt_timestamp", when(lamp, Sensor.POWER, seen))
                .put("relative_tilt_angle", number(lamp, Sensor.TILT))
                .put("last_sensor_data_update", seen)
                .put("ambient", number(lamp, Sensor.AMBIENT))
                .put("temperature_internal", number(lamp, Sensor.TEMPERATURE))
                .put("latest_running_hours", number(lamp, Sensor.RUNNING_HOURS))
                .put("latest_running_hours_timestamp", when(lamp, Sensor.RUNNING_HOURS, seen))
                .put("dimming_calendar_name", lamp.scheme().orElse(null))
                .put("error_type", errors.isEmpty() ? null : errors.getFirst())
                .put("error_types", errors)
                .put("details", details(lamp, seen));
    }

    /** The part of a lamp that the document of a node embeds. */
    public static Hal brief(String base, Lamp lamp) {
        List<String> errors = lamp.errors();
        return Hal.at(base, "/lcms/" + lamp.lcmId())
                .link("lcms", "/lcms")
                .put("lcm_id", lamp.lcmId())
                .put("model", model(lamp))
                .put("status", status(lamp))
                .put("lighting_mode", lamp.mode())
                .put("override_light_level", lamp.overrideLevels())
                .put("light_level", lamp.maxLevels())
                .put("error_type", errors.isEmpty() ? null : errors.getFirst())
                .put("error_types", errors);
    }

    public static String status(Lamp lamp) {
        return lamp.online() ? "online" : "offline";
    }

    private static @Nullable String model(Lamp lamp) {
        return lamp.attribute("core:ModelName").map(a -> a.value().asText()).orElse(null);
    }

    static @Nullable Double number(Lamp lamp, Sensor sensor) {
        OptionalDouble value = lamp.number(sensor);
        return value.isPresent() ? value.getAsDouble() : null;
    }

    /** A value that was never measured has no time. */
    private static @Nullable String when(Lamp lamp, Sensor sensor, @Nullable String seen) {
        return lamp.number(sensor).isPresent() ? seen : null;
    }

    private static @Nullable Map<String, @Nullable Object> details(Lamp lamp, @Nullable String seen) {
        String sheet = lamp.device().vendor().get("sustainder");
        if (sheet == null || !(KeptJson.tree(sheet).orElse(null) instanceof Map<?, ?> kept)) {
            return null;
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        DETAILS.forEach(field -> result.put(field, kept.get(field)));
        result.put("last_sensor_data_update", seen);
        return result;
    }

    /** Labels of the area and of the street that a lamp is in; the street is where it stands, the area is around it. */
    static @Nullable String street(View view, Lamp lamp) {
        return area(view, lamp.device().area()).map(Area::label).orElse(null);
    }

    static @Nullable String quarter(View view, Lamp lamp) {
        return area(view, lamp.device().area())
                .flatMap(street -> area(view, street.parent()))
                .map(Area::label)
                .orElse(null);
    }

    private static Optional<Area> area(View view, String id) {
        return view.resource(Area.class, id);
    }

    static @Nullable String group(View view, Lamp lamp) {
        return view.resources(Group.class).stream()
                .filter(g -> g.ids().containsKey("sustainder"))
                .filter(g -> g.devices().contains(lamp.device().id()))
                .map(Group::label)
                .findFirst()
                .orElse(null);
    }
}

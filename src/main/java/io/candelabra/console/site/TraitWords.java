package io.candelabra.console.site;

import io.candelabra.console.request.ConsoleFault;
import io.candelabra.console.site.Documents.TraitSheet;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceType;
import io.candelabra.model.States;
import io.candelabra.model.trait.Trait;
import io.candelabra.model.trait.Traits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Traits by name, with values as JSON has them: a number, true or false, a word, or a colour as an object. */
final class TraitWords {
    private static final double STEPS = 1_000;

    private TraitWords() {}

    /** The smallest and the greatest value that can be set; absent where open. */
    private record Range(@Nullable Double min, @Nullable Double max) {
        private static final Range OPEN = new Range(null, null);

        boolean holds(double value) {
            return (min == null || value >= min) && (max == null || value <= max);
        }

        String words() {
            return "from " + (min == null ? "any number" : min) + " to " + (max == null ? "any number" : max);
        }
    }

    /** Such as {@code colorTemperature}. */
    static String name(Trait<?> trait) {
        String name = trait.getClass().getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    static Map<String, Object> values(Traits traits, States states) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Trait<?> trait : traits) {
            trait.get(states).ifPresent(value -> values.put(name(trait), plain(value)));
        }
        return values;
    }

    /** A number to three places: the rest is of the conversion between units. */
    private static Object plain(Object value) {
        return value instanceof Double number ? (Object) (Math.round(number * STEPS) / STEPS) : value;
    }

    static List<String> settable(Traits traits) {
        return traits.all().stream()
                .filter(TraitWords::isSettable)
                .map(TraitWords::name)
                .toList();
    }

    private static boolean isSettable(Trait<?> trait) {
        return switch (trait) {
            case Trait.Measure measure -> !measure.lens().command().isEmpty();
            case Trait.Answer answer -> Traits.settable(answer);
            case Trait.Color color -> !color.command().isEmpty();
            case Trait.Button ignored -> false;
        };
    }

    static TraitSheet sheet(DeviceType type, Trait<?> trait, States states) {
        Optional<Object> value = trait.get(states).map(TraitWords::plain);
        Optional<Object> target = trait.target(states).map(TraitWords::plain);
        Range range = trait instanceof Trait.Measure measure ? range(type, measure) : Range.OPEN;
        return new TraitSheet(
                name(trait),
                value.orElse(null),
                target.equals(value) ? null : target.orElse(null),
                unit(trait),
                isSettable(trait),
                range.min(),
                range.max());
    }

    /** What the command's parameter allows, in the unit of the core. */
    private static Range range(DeviceType type, Trait.Measure measure) {
        return type.command(measure.lens().command())
                .filter(command -> !command.parameters().isEmpty())
                .map(command -> command.parameters().getFirst())
                .map(parameter -> {
                    double one = parameter.min() * measure.lens().factor()
                            + measure.lens().offset();
                    double other = parameter.max() * measure.lens().factor()
                            + measure.lens().offset();
                    return new Range(finite(Math.min(one, other), one), finite(Math.max(one, other), other));
                })
                .orElse(Range.OPEN);
    }

    private static @Nullable Double finite(double bound, double open) {
        return Double.isFinite(bound) ? Double.valueOf(bound) : Double.isFinite(open) ? Double.valueOf(open) : null;
    }

    /**
     * The command that brings a device to a value of a trait.
     *
     * @throws ConsoleFault where the device has no such trait, or it cannot have the value
     */
    static DeviceCommand command(DeviceType type, Traits traits, String name, @Nullable Object value) {
        Trait<?> trait = traits.all().stream()
                .filter(each -> name(each).equals(name))
                .findFirst()
                .filter(TraitWords::isSettable)
                .orElseThrow(() -> ConsoleFault.invalid(
                        "trait", "has to be one that the device lets set: " + String.join(", ", settable(traits))));
        Optional<DeviceCommand> command =
                switch (trait) {
                    case Trait.Measure measure -> measure.set(number(type, measure, value));
                    case Trait.Answer answer -> {
                        if (!(value instanceof Boolean yes)) {
                            throw ConsoleFault.invalid("value", "has to be true or false");
                        }
                        yield answer.set(yes);
                    }
                    case Trait.Color color -> color.set(colour(value));
                    case Trait.Button ignored -> Optional.empty();
                };
        return command.orElseThrow(() -> ConsoleFault.invalid("trait", "cannot be set"));
    }

    private static double number(DeviceType type, Trait.Measure measure, @Nullable Object value) {
        Range range = range(type, measure);
        if (!(value instanceof Number number) || !range.holds(number.doubleValue())) {
            throw ConsoleFault.invalid("value", "has to be a number " + range.words());
        }
        return number.doubleValue();
    }

    private static Trait.HueSaturation colour(@Nullable Object value) {
        if (value instanceof Map<?, ?> parts
                && parts.get("hueDegrees") instanceof Number hue
                && parts.get("saturationPercent") instanceof Number saturation
                && hue.doubleValue() >= 0
                && hue.doubleValue() <= 360
                && saturation.doubleValue() >= 0
                && saturation.doubleValue() <= 100) {
            return new Trait.HueSaturation(hue.doubleValue(), saturation.doubleValue());
        }
        throw ConsoleFault.invalid(
                "value", "has to be an object with hueDegrees, 0 to 360, and saturationPercent, 0 to 100");
    }

    private static String unit(Trait<?> trait) {
        return switch (trait) {
            case Trait.Level ignored -> "%";
            case Trait.ColorTemperature ignored -> "K";
            case Trait.CoverPosition ignored -> "%";
            case Trait.CoverTilt ignored -> "%";
            case Trait.TargetTemperature ignored -> "°C";
            case Trait.FanSpeed ignored -> "%";
            case Trait.Power ignored -> "W";
            case Trait.Energy ignored -> "kWh";
            case Trait.Temperature ignored -> "°C";
            case Trait.Humidity ignored -> "%";
            case Trait.Illuminance ignored -> "lx";
            case Trait.CarbonDioxide ignored -> "ppm";
            case Trait.WindSpeed ignored -> "";
            case Trait.Battery ignored -> "%";
            case Trait.LampHours ignored -> "h";
            case Trait.Tilt ignored -> "°";
            case Trait.Signal ignored -> "";
            case Trait.Answer ignored -> "";
            case Trait.Color ignored -> "";
            case Trait.Button ignored -> "";
        };
    }
}

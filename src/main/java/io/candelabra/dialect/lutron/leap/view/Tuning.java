package io.candelabra.dialect.lutron.leap.view;

import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.message.LeapRequest;
import io.candelabra.model.trait.Trait.HueSaturation;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A white or a colour that a load is to show, as {@code WhiteTuningLevel} and {@code HSVTuningLevel} say it.
 *
 * @param kelvin temperature of the white; empty to leave it
 * @param colour hue in degrees from 0 to 360 and saturation in percent; empty to leave it
 */
public record Tuning(OptionalLong kelvin, Optional<HueSaturation> colour) {
    public static final Tuning NONE = new Tuning(OptionalLong.empty(), Optional.empty());

    private static final String WHITE = "WhiteTuningLevel";
    private static final String HSV = "HSVTuningLevel";

    public boolean isNone() {
        return kelvin.isEmpty() && colour.isEmpty();
    }

    /**
     * The whites and colours that a load can be tuned to.
     *
     * @param white the range of its white; empty where it cannot be tuned
     * @param colour whether it shows colours
     */
    public record Range(Optional<Whites> white, boolean colour) {
        static final Range NOTHING = new Range(Optional.empty(), false);

        /** The range that both share. */
        Range and(Range other) {
            Optional<Whites> both = white.flatMap(mine -> other.white.map(
                    theirs -> new Whites(Math.max(mine.min(), theirs.min()), Math.min(mine.max(), theirs.max()))));
            return new Range(both, colour && other.colour);
        }
    }

    /** Temperatures of white in kelvin, both ends included. */
    public record Whites(long min, long max) {}

    /**
     * Reads the white or the colour in an object; {@link #NONE} where it holds neither. Throws {@link LeapError} 400.
     *
     * @param path where the object stands in the request
     */
    public static Tuning in(Map<?, ?> object, Range range, String path) {
        if (object.containsKey(WHITE) && object.containsKey(HSV)) {
            throw LeapError.invalid(path, "holds both " + WHITE + " and " + HSV);
        }
        if (object.containsKey(WHITE)) {
            return new Tuning(OptionalLong.of(kelvin(object, range, path + "/" + WHITE)), Optional.empty());
        }
        if (object.containsKey(HSV)) {
            return new Tuning(OptionalLong.empty(), Optional.of(colour(object, range, path + "/" + HSV)));
        }
        return NONE;
    }

    private static long kelvin(Map<?, ?> object, Range range, String path) {
        Map<?, ?> white = LeapRequest.object(object, WHITE, path);
        Whites whites = range.white().orElseThrow(() -> LeapError.invalid(path, "cannot be set for this load"));
        return whole(white, "Kelvin", whites.min(), whites.max(), path);
    }

    private static HueSaturation colour(Map<?, ?> object, Range range, String path) {
        Map<?, ?> hsv = LeapRequest.object(object, HSV, path);
        if (!range.colour()) {
            throw LeapError.invalid(path, "cannot be set for this load");
        }
        return new HueSaturation(whole(hsv, "Hue", 0, 360, path), whole(hsv, "Saturation", 0, 100, path));
    }

    private static long whole(Map<?, ?> object, String name, long min, long max, String path) {
        if (object.get(name) instanceof Long number && number >= min && number <= max) {
            return number;
        }
        throw LeapError.invalid(path + "/" + name, "has to be a whole number from " + min + " to " + max);
    }
}

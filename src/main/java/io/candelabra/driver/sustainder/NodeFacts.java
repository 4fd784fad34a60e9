package io.candelabra.driver.sustainder;

import io.candelabra.wire.json.ToldJson;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the list of nodes tells of the node that a lamp is a service of.
 *
 * @param latitude NaN where it is not told, as is the longitude
 * @param gateway id of the gateway that it is reached by; may be empty
 */
record NodeFacts(String node, String name, double latitude, double longitude, String gateway) {
    static final NodeFacts NONE = new NodeFacts("", "", Double.NaN, Double.NaN, "");

    private static final Pattern ID = Pattern.compile("[0-9A-Za-z._-]{1,64}");
    private static final int LONGEST_NAME = 100;

    static NodeFacts of(Map<String, @Nullable Object> told) {
        double latitude = degrees(told.get("latitude"), 90);
        double longitude = degrees(told.get("longitude"), 180);
        boolean both = !Double.isNaN(latitude) && !Double.isNaN(longitude);
        return new NodeFacts(
                id(told.get("node_id")).orElse(""),
                ToldJson.line(told, "name", LONGEST_NAME),
                both ? latitude : Double.NaN,
                both ? longitude : Double.NaN,
                id(told.get("gateway_id")).orElse(""));
    }

    NodeFacts named(String other) {
        return new NodeFacts(node, other, latitude, longitude, gateway);
    }

    boolean placed() {
        return !Double.isNaN(latitude);
    }

    /** An id as the layer tells it, as text or number; empty where it is none. */
    static Optional<String> id(@Nullable Object told) {
        String text = told instanceof String word ? word : told instanceof Long number ? Long.toString(number) : "";
        return Optional.of(text).filter(id -> ID.matcher(id).matches());
    }

    /** A number that is told as such or as text. */
    static OptionalDouble number(@Nullable Object told) {
        if (told instanceof String text && text.length() <= 40) {
            try {
                return ToldJson.number(Double.valueOf(text.strip()));
            } catch (NumberFormatException word) {
                // a word where a number belongs is as if nothing stood there
                return OptionalDouble.empty();
            }
        }
        return ToldJson.number(told);
    }

    private static double degrees(@Nullable Object told, double most) {
        double degrees = number(told).orElse(Double.NaN);
        return Math.abs(degrees) <= most ? degrees : Double.NaN;
    }
}

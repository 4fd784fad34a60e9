package io.candelabra.dialect.overkiz.enduser;

import io.candelabra.dialect.overkiz.document.RequestBody;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.wire.json.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The location of a new setup, as it came in. What it leaves out is nothing in particular.
 *
 * @param fields by the names of the document, checked
 * @param latitude degrees, -90 to 90
 * @param longitude degrees, -180 to 180
 * @param timezone IANA zone
 */
record LocationFields(Map<String, @Nullable Object> fields, double latitude, double longitude, String timezone) {
    private static final List<String> TEXTS =
            List.of("city", "country", "postalCode", "addressLine1", "addressLine2", "twilightCity");
    private static final List<String> NUMBERS = List.of(
            "twilightMode", "summerSolsticeDuskMinutes", "winterSolsticeDuskMinutes", "dawnOffset", "duskOffset");
    private static final List<String> ANGLES = List.of("SOLAR", "CIVIL", "NAUTICAL", "ASTRONOMICAL");
    private static final int LONGEST = 200;
    private static final int LONGEST_TARIFFS = 4_000;
    private static final double POLE_DEGREES = 90;
    private static final double DATE_LINE_DEGREES = 180;

    /** The form of the location, for the documentation of the API. */
    record Form(
            @Nullable String city,
            @Nullable String country,
            @Nullable String postalCode,
            @Nullable String addressLine1,
            @Nullable String addressLine2,
            @Nullable String timezone,
            @Nullable Double longitude,
            @Nullable Double latitude,
            @Nullable Integer twilightMode,
            @Nullable String twilightAngle,
            @Nullable String twilightCity,
            @Nullable Integer summerSolsticeDuskMinutes,
            @Nullable Integer winterSolsticeDuskMinutes,
            @Nullable Boolean twilightOffsetEnabled,
            @Nullable Integer dawnOffset,
            @Nullable Integer duskOffset) {}

    /** @param location the object of the request; null for none */
    static LocationFields of(@Nullable Object location, long nowMs) {
        RequestBody body = RequestBody.of(location == null ? Map.of() : location);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("creationTime", nowMs);
        fields.put("lastUpdateTime", nowMs);
        TEXTS.forEach(name -> fields.put(name, text(body, name)));
        String zone = text(body, "timezone");
        fields.put("timezone", zone(zone.isEmpty() ? "UTC" : zone));
        double longitude = degrees(body, "longitude", DATE_LINE_DEGREES);
        double latitude = degrees(body, "latitude", POLE_DEGREES);
        fields.put("longitude", longitude);
        fields.put("latitude", latitude);
        NUMBERS.forEach(name -> body.number(name).ifPresent(number -> fields.put(name, number)));
        body.text("twilightAngle").ifPresent(angle -> {
            if (!ANGLES.contains(angle)) {
                throw OverkizFault.invalid(
                        "Invalid twilightAngle : one of " + String.join(", ", ANGLES) + " is needed");
            }
            fields.put("twilightAngle", angle);
        });
        if (body.fields().get("twilightOffsetEnabled") instanceof Boolean enabled) {
            fields.put("twilightOffsetEnabled", enabled);
        }
        Object tariffs = body.fields().get("tariffSettings");
        if (tariffs != null) {
            if (Json.text(RequestBody.of(tariffs).fields()).length() > LONGEST_TARIFFS) {
                throw OverkizFault.invalid("Invalid tariffSettings : too long");
            }
            fields.put("tariffSettings", tariffs);
        }
        return new LocationFields(fields, latitude, longitude, zone.isEmpty() ? "UTC" : zone);
    }

    private static String text(RequestBody body, String name) {
        String text = body.text(name).orElse("");
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw OverkizFault.invalid("Invalid " + name + " : at most " + LONGEST + " characters are needed");
        }
        return text;
    }

    private static String zone(String name) {
        try {
            return ZoneId.of(name).getId();
        } catch (DateTimeException unknown) {
            throw OverkizFault.invalid("Invalid timezone : the name of a zone such as Europe/Amsterdam is needed");
        }
    }

    private static double degrees(RequestBody body, String name, double most) {
        Object value = body.fields().get(name);
        double degrees =
                switch (value) {
                    case null -> 0;
                    case Number number -> number.doubleValue();
                    case String text -> number(text);
                    default -> Double.NaN;
                };
        if (!(Math.abs(degrees) <= most)) {
            throw OverkizFault.invalid("Invalid " + name + " : degrees are needed");
        }
        return degrees;
    }

    private static double number(String text) {
        try {
            return new BigDecimal(text).doubleValue();
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }
}

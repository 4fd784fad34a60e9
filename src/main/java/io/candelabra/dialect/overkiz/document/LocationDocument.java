package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.view.View;
import io.candelabra.model.Resource.Profile;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.Spread;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a setup is. A location that came in with a home goes out as it came in. Another site shows what its profile says.
 * Times are ms since 1970.
 *
 * @param longitude degrees; an imported home may have it as text, and so may {@code latitude}
 * @param twilightMode 2: dawn and dusk are reckoned from the place
 * @param dawnOffset minutes, as is {@code duskOffset}
 * @param imported the location as it came in; empty where there is none
 */
public record LocationDocument(
        @Nullable Long creationTime,
        @Nullable Long lastUpdateTime,
        @Nullable String city,
        @Nullable String country,
        @Nullable String postalCode,
        @Nullable String timezone,
        @Nullable Object longitude,
        @Nullable Object latitude,
        @Nullable Integer twilightMode,
        @Nullable String twilightAngle,
        @Nullable Boolean twilightOffsetEnabled,
        @Nullable Integer dawnOffset,
        @Nullable Integer duskOffset,
        @Nullable String countryCode,
        @Spread Map<String, @Nullable Object> imported) {
    private static final int TWILIGHT_BY_PLACE = 2;
    private static final String TWILIGHT_ANGLE = "CIVIL";

    public static LocationDocument of(View state) {
        Optional<Profile> profile = state.resource(Profile.class, "site");
        return profile.map(LocationDocument::kept).orElse(null) instanceof Map<?, ?> known
                ? imported(known)
                : of(profile);
    }

    /** All fields that it has, by their names. */
    Map<String, @Nullable Object> fields() {
        return VendorFields.object(Json.text(this));
    }

    private static @Nullable Object kept(Profile profile) {
        return VendorFields.object(profile.vendor(), VendorFields.DOCUMENT).get("location");
    }

    private static LocationDocument of(Optional<Profile> profile) {
        return new LocationDocument(
                0L,
                0L,
                profile.map(Profile::name).orElse(""),
                "",
                "",
                profile.map(Profile::timezone).orElse("UTC"),
                profile.map(Profile::longitude).orElse(0.0),
                profile.map(Profile::latitude).orElse(0.0),
                TWILIGHT_BY_PLACE,
                TWILIGHT_ANGLE,
                false,
                0,
                0,
                "",
                Map.of());
    }

    /**
     * All fields that the event of a changed location names. Text of which nothing is known is empty. The event tells the
     * twilight mode as text, and the document as a number.
     */
    public static Map<String, @Nullable Object> event(Profile profile) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("city", profile.name());
        fields.put("country", "");
        fields.put("postalCode", "");
        fields.put("timezone", profile.timezone());
        fields.put("addressLine1", "");
        fields.put("addressLine2", "");
        fields.put("dawnOffset", 0);
        fields.put("duskOffset", 0);
        fields.put("longitude", profile.longitude());
        fields.put("latitude", profile.latitude());
        fields.put("twilightMode", TWILIGHT_BY_PLACE);
        fields.put("twilightCity", "");
        fields.put("twilightAngle", TWILIGHT_ANGLE);
        if (kept(profile) instanceof Map<?, ?> known) {
            fields.replaceAll((field, value) -> known.get(field) == null ? value : known.get(field));
        }
        fields.compute("twilightMode", (field, mode) -> String.valueOf(mode));
        return fields;
    }

    private static LocationDocument imported(Map<?, ?> known) {
        Map<String, @Nullable Object> imported = new LinkedHashMap<>();
        known.forEach((field, value) -> imported.put(String.valueOf(field), value));
        return new LocationDocument(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, imported);
    }
}

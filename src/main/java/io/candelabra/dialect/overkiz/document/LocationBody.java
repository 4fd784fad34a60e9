package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Resource.Profile;
import io.candelabra.wire.json.Json;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A new location as it comes in. What is missing stays as it is. */
public record LocationBody(
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
        @Nullable Integer duskOffset,
        @Nullable TariffSettings tariffSettings) {
    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_TARIFFS = 100;
    private static final int DAY = 24 * 60;

    /** When energy costs how much, as clients keep it. */
    public record TariffSettings(
            @Nullable String tariffMode, @Nullable List<@Nullable Tariff> tariffs) {}

    public record Tariff(@Nullable String name, @Nullable String startTime) {}

    /** The same; refuses what no place has. */
    public LocationBody checked() {
        if (Stream.of(city, country, postalCode, addressLine1, addressLine2, twilightCity)
                .filter(Objects::nonNull)
                .anyMatch(text -> text.length() > LONGEST_TEXT)) {
            throw OverkizFault.invalid("Invalid location : a text is too long");
        }
        if (!isWithin(latitude, 90) || !isWithin(longitude, 180)) {
            throw OverkizFault.invalid("Invalid location : latitude is -90 to 90, longitude -180 to 180");
        }
        if (twilightAngle != null && SetupPlace.angle(twilightAngle).isEmpty()) {
            throw OverkizFault.invalid("Invalid twilightAngle : " + twilightAngle);
        }
        if (!isWithin(dawnOffset, DAY) || !isWithin(duskOffset, DAY)) {
            throw OverkizFault.invalid("Invalid location : offsets are at most a day");
        }
        if (tariffSettings != null
                && tariffSettings.tariffs() != null
                && tariffSettings.tariffs().size() > MOST_TARIFFS) {
            throw OverkizFault.invalid("No more than " + MOST_TARIFFS + " tariffs");
        }
        checkZone();
        return this;
    }

    private void checkZone() {
        try {
            if (timezone != null) {
                ZoneId.of(timezone);
            }
        } catch (DateTimeException noSuchZone) {
            throw OverkizFault.invalid("Invalid timezone : " + timezone);
        }
    }

    private static boolean isWithin(@Nullable Number value, int most) {
        return value == null || Math.abs(value.doubleValue()) <= most;
    }

    /** The profile at the new place. */
    public Command<?> change(View state, long nowMs) {
        Optional<Profile> there = state.resource(Profile.class, "site");
        Profile was = there.orElseGet(() -> new Profile("", 0, 0, "UTC", Map.of()));
        Map<String, @Nullable Object> location = new LinkedHashMap<>();
        LocationDocument.of(state).fields().forEach(location::put);
        VendorFields.object(Json.text(this)).forEach((field, value) -> {
            if (value != null) {
                location.put(field, value);
            }
        });
        location.put("lastUpdateTime", nowMs);
        Map<String, @Nullable Object> document =
                new LinkedHashMap<>(VendorFields.object(was.vendor(), VendorFields.DOCUMENT));
        document.put("location", location);
        Map<String, String> vendor = new HashMap<>(was.vendor());
        vendor.put(VendorFields.DOCUMENT, Json.text(document));
        return new Command.Put(
                new Profile(
                        was.name(),
                        latitude == null ? was.latitude() : latitude,
                        longitude == null ? was.longitude() : longitude,
                        timezone == null ? was.timezone() : timezone,
                        vendor),
                Expect.as(there));
    }
}

package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.schedule.SunAngle;
import io.candelabra.core.schedule.Timetable.Place;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Resource.Profile;
import io.candelabra.wire.http.Exchange;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a setup's days are lived, and what it calls dawn and dusk. Dawn and dusk are reckoned from the coordinates, whatever the
 * location's {@code twilightMode} says: the document gives no meaning to its numbers. An imported location that cannot be read counts as
 * the profile's.
 */
public final class SetupPlace {
    private static final int LAST_YEAR = 9_999;

    private SetupPlace() {}

    /** Without a profile: Greenwich. */
    public static Place of(View state) {
        Optional<Profile> profile = state.resource(Profile.class, "site");
        Map<?, ?> location = profile.map(p -> VendorFields.object(p.vendor(), VendorFields.DOCUMENT)
                                        .get("location"))
                                .orElse(null)
                        instanceof Map<?, ?> kept
                ? kept
                : Map.of();
        boolean shifted = Boolean.TRUE.equals(location.get("twilightOffsetEnabled"));
        return new Place(
                zone(profile.map(Profile::timezone).orElse("UTC")),
                profile.map(Profile::latitude).orElse(0.0),
                profile.map(Profile::longitude).orElse(0.0),
                angle(location.get("twilightAngle")).orElse(SunAngle.CIVIL),
                shifted ? minutes(location.get("dawnOffset")) : 0,
                shifted ? minutes(location.get("duskOffset")) : 0);
    }

    /** The date that a path names by {@code year}, {@code month} and {@code day}; refuses what is none. */
    public static LocalDate date(Exchange x) {
        int year = RequestBody.number("year", x.path("year"));
        try {
            if (year < 1 || year > LAST_YEAR) {
                throw new DateTimeException("the year is 1 to " + LAST_YEAR);
            }
            return LocalDate.of(
                    year, RequestBody.number("month", x.path("month")), RequestBody.number("day", x.path("day")));
        } catch (DateTimeException noSuchDay) {
            throw OverkizFault.invalid("Invalid date : " + noSuchDay.getMessage());
        }
    }

    /** The angle of a word; empty where it names none. */
    static Optional<SunAngle> angle(@Nullable Object word) {
        try {
            return word == null
                    ? Optional.empty()
                    : Optional.of(SunAngle.valueOf(String.valueOf(word).toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException noSuchAngle) {
            return Optional.empty();
        }
    }

    private static int minutes(@Nullable Object value) {
        return value instanceof Number number ? Math.clamp(number.longValue(), -1_440, 1_440) : 0;
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException noSuchZone) {
            return ZoneOffset.UTC;
        }
    }
}

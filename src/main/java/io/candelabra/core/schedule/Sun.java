package io.candelabra.core.schedule;

import io.candelabra.model.schedule.SunDay;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shredzone.commons.suncalc.SunTimes;

/**
 * The sun over one place: when its upper edge touches the horizon, as almanacs have it.
 *
 * @param latitude degrees north, @param longitude degrees east
 */
public record Sun(double latitude, double longitude, ZoneId zone) {
    /** Sunset and sunrise between midnight and midnight of a day of the place's calendar. */
    public SunDay on(LocalDate day) {
        ZonedDateTime start = day.atStartOfDay(zone);
        SunTimes times = SunTimes.compute()
                .on(start)
                .at(latitude, longitude)
                .limit(java.time.Duration.between(start, day.plusDays(1).atStartOfDay(zone)))
                .execute();
        return new SunDay(instant(times.getSet()), instant(times.getRise()));
    }

    private static Optional<java.time.Instant> instant(@Nullable ZonedDateTime time) {
        return Optional.ofNullable(time).map(ZonedDateTime::toInstant);
    }
}

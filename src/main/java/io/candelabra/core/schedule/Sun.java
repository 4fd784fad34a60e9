package io.candelabra.core.schedule;

import io.candelabra.model.schedule.SunDay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
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
    /**
     * The sunset that ends a day and the sunrise that began it. Around midsummer in the north the one may come after
     * midnight, the other before, so a day is taken from noon to noon.
     */
    public SunDay on(LocalDate day) {
        return new SunDay(
                instant(afterNoon(day).getSet()),
                instant(afterNoon(day.minusDays(1)).getRise()));
    }

    private SunTimes afterNoon(LocalDate day) {
        ZonedDateTime noon = day.atTime(LocalTime.NOON).atZone(zone);
        ZonedDateTime next = day.plusDays(1).atTime(LocalTime.NOON).atZone(zone);
        return SunTimes.compute()
                .on(noon)
                .at(latitude, longitude)
                .limit(Duration.between(noon, next))
                .execute();
    }

    private static Optional<Instant> instant(@Nullable ZonedDateTime time) {
        return Optional.ofNullable(time).map(ZonedDateTime::toInstant);
    }
}

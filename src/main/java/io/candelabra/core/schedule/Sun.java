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
                instant(afterNoon(day, SunAngle.SOLAR).getSet()),
                instant(afterNoon(day.minusDays(1), SunAngle.SOLAR).getRise()));
    }

    /** When the sun, on its way up, stands at an angle; empty where it does not in the night that ends with this day. */
    public Optional<Instant> dawn(LocalDate day, SunAngle angle) {
        return instant(afterNoon(day.minusDays(1), angle).getRise());
    }

    /** When the sun, on its way down, stands at an angle; empty where it does not in the night that begins with this day. */
    public Optional<Instant> dusk(LocalDate day, SunAngle angle) {
        return instant(afterNoon(day, angle).getSet());
    }

    private SunTimes afterNoon(LocalDate day, SunAngle angle) {
        ZonedDateTime noon = day.atTime(LocalTime.NOON).atZone(zone);
        ZonedDateTime next = day.plusDays(1).atTime(LocalTime.NOON).atZone(zone);
        return SunTimes.compute()
                .on(noon)
                .twilight(angle.twilight())
                .at(latitude, longitude)
                .limit(Duration.between(noon, next))
                .execute();
    }

    private static Optional<Instant> instant(@Nullable ZonedDateTime time) {
        return Optional.ofNullable(time).map(ZonedDateTime::toInstant);
    }
}

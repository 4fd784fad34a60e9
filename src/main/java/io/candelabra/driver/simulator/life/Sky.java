package io.candelabra.driver.simulator.life;

import io.candelabra.driver.simulator.field.Noise;
import io.candelabra.model.schedule.SunDay;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shredzone.commons.suncalc.SunTimes;

/**
 * The sun and the weather over the site, as functions of the moment: coarse, but day is day, noon is bright, winter is cold.
 * A driver is not told where its site lies; where no device tells either, the sun is that of 50 degrees north on the meridian
 * of the time zone.
 */
public final class Sky {
    private static final double LATITUDE = 50;
    private static final double HOUR_MS = 3_600_000;

    private ZoneId zone;
    private final long seed;
    private final double latitude;
    private final double longitude;

    /** Over a place in degrees; NaN where it is not known. */
    public Sky(String timezone, long seed, double latitude, double longitude) {
        this.zone = known(timezone);
        this.seed = seed;
        this.latitude = Math.toRadians(Double.isNaN(latitude) ? LATITUDE : latitude);
        this.longitude = longitude;
    }

    private static ZoneId known(String timezone) {
        try {
            return ZoneId.of(timezone);
        } catch (DateTimeException unknown) {
            // a gateway may come without a zone, or with one of the maker's own
            return ZoneOffset.UTC;
        }
    }

    public ZoneId zone() {
        return zone;
    }

    /** The site goes by another zone from now on. */
    public void zone(String timezone) {
        zone = known(timezone);
    }

    /** When the sun sets after noon of a day here, and rises before it, to the second. */
    public SunDay sun(LocalDate day) {
        return new SunDay(
                instant(afterNoon(day).getSet()),
                instant(afterNoon(day.minusDays(1)).getRise()));
    }

    private SunTimes afterNoon(LocalDate day) {
        ZonedDateTime noon = day.atTime(LocalTime.NOON).atZone(zone);
        double meridian = zone.getRules().getStandardOffset(noon.toInstant()).getTotalSeconds() / 240.0;
        return SunTimes.compute()
                .on(noon)
                .at(
                        Math.toDegrees(latitude),
                        // clocks beyond the date line are ahead by more than half a day
                        Double.isNaN(longitude) ? Math.IEEEremainder(meridian, 360) : longitude)
                .limit(Duration.between(
                        noon, day.plusDays(1).atTime(LocalTime.NOON).atZone(zone)))
                .execute();
    }

    private static Optional<Instant> instant(@Nullable ZonedDateTime time) {
        return Optional.ofNullable(time).map(ZonedDateTime::toInstant);
    }

    public ZonedDateTime local(long atMs) {
        return Instant.ofEpochMilli(atMs).atZone(zone);
    }

    /** Hours since local midnight, from 0 to 24. */
    public double hour(long atMs) {
        return local(atMs).toLocalTime().toSecondOfDay() / 3600.0;
    }

    /** Height of the sun's middle above the horizon, in degrees. */
    public double sunHeight(long atMs) {
        Instant at = Instant.ofEpochMilli(atMs);
        ZoneOffset meridian = Double.isNaN(longitude)
                ? zone.getRules().getStandardOffset(at)
                : ZoneOffset.ofTotalSeconds((int) Math.round(longitude * 240));
        ZonedDateTime solar = at.atZone(meridian);
        double declination = Math.toRadians(-23.44) * Math.cos(2 * Math.PI * (solar.getDayOfYear() + 10) / 365.25);
        double hourAngle = Math.toRadians(15 * (solar.toLocalTime().toSecondOfDay() / 3600.0 - 12));
        double sine = Math.sin(latitude) * Math.sin(declination)
                + Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle);
        return Math.toDegrees(Math.asin(sine));
    }

    /** Share of the sky that is covered, 0 to 1. */
    public double clouds(long atMs) {
        return Noise.wave(seed ^ 1, atMs / (6 * HOUR_MS));
    }

    public boolean rains(long atMs) {
        return clouds(atMs) > 0.6 && Noise.wave(seed ^ 2, atMs / HOUR_MS) > 0.6;
    }

    /** Light from the sky on open ground, in lux. */
    public double lux(long atMs) {
        double height = sunHeight(atMs);
        double clear = height <= 0
                ? 400 * Math.exp(height * 0.815)
                : 400 + 110_000 * Math.pow(Math.sin(Math.toRadians(height)), 1.2);
        return clear < 0.05 ? 0 : clear * (1 - 0.7 * clouds(atMs)) * (1 - 0.985 * storm(atMs));
    }

    /** Lux as sensors tell it, with two digits: nobody sees the third. */
    public static double twoDigits(double lux) {
        if (lux < 10) {
            return Math.rint(lux);
        }
        double digits = Math.pow(10, Math.floor(Math.log10(lux)) - 1);
        return Math.rint(lux / digits) * digits;
    }

    /** How much a thunderstorm darkens the sky, 0 to 1; it comes out of thick clouds and lasts an hour or so. */
    double storm(long atMs) {
        double thick = Math.clamp((clouds(atMs) - 0.55) / 0.15, 0, 1);
        return thick * Math.clamp((Noise.wave(seed ^ 7, atMs / HOUR_MS) - 0.75) / 0.15, 0, 1);
    }

    /** Outdoor temperature in degrees Celsius: the season, the hour, and the weather. */
    public double temperature(long atMs) {
        ZonedDateTime at = local(atMs);
        double season = 10 - 8 * Math.cos(2 * Math.PI * (at.getDayOfYear() - 20) / 365.25);
        double day = 4 * Math.cos(2 * Math.PI * (hour(atMs) - 15) / 24);
        return season + day + 8 * (Noise.wave(seed ^ 3, atMs / (24 * HOUR_MS)) - 0.5);
    }

    /** Relative humidity outdoors, in %. */
    public double humidity(long atMs) {
        double dry = 3 * Math.cos(2 * Math.PI * (hour(atMs) - 15) / 24);
        return Math.clamp(65 + 25 * clouds(atMs) - 4 * dry, 25, 100);
    }

    /** Wind in metres per second. */
    public double wind(long atMs) {
        double breeze = Noise.wave(seed ^ 4, atMs / (3 * HOUR_MS));
        return 1 + 9 * breeze * breeze + 2 * Noise.wave(seed ^ 5, atMs / (HOUR_MS / 12));
    }

    /** Air pressure in hectopascal. */
    public double pressure(long atMs) {
        return 998 + 30 * Noise.wave(seed ^ 6, atMs / (36 * HOUR_MS));
    }
}

package io.candelabra.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Sunset and sunrise by the low-precision series of Meeus' Astronomical Algorithms (chapters 25, 28 and 22), written for
 * tests alone, so that what the program says can be held against something that shares no line with it.
 */
public final class Almanac {
    /** The sun's upper edge at the horizon: half its disc, and what the air bends. */
    private static final double ZENITH = 90.833;

    private static final Instant J2000 = Instant.parse("2000-01-01T12:00:00Z");
    /** By how much the even time of astronomers is ahead of that of clocks in these years. */
    private static final double DELTA_T_S = 70;

    private Almanac() {}

    /** The sunrise nearest to the local solar noon of a date; empty where there is none. */
    public static Optional<Instant> sunrise(LocalDate date, double latitude, double longitude) {
        return event(date, latitude, longitude, -1);
    }

    public static Optional<Instant> sunset(LocalDate date, double latitude, double longitude) {
        return event(date, latitude, longitude, 1);
    }

    private static Optional<Instant> event(LocalDate date, double latitude, double longitude, int sign) {
        Instant noon = date.atTime(12, 0).toInstant(ZoneOffset.UTC).minusSeconds(Math.round(longitude * 240));
        Instant at = noon;
        // the sun moves on while it sets, so ask again at the moment found
        for (int round = 0; round < 6; round++) {
            double[] sun = sun(at);
            double latitudeR = Math.toRadians(latitude);
            double cosine = Math.cos(Math.toRadians(ZENITH)) / (Math.cos(latitudeR) * Math.cos(sun[0]))
                    - Math.tan(latitudeR) * Math.tan(sun[0]);
            if (cosine < -1 || cosine > 1) {
                return Optional.empty();
            }
            double hourAngle = Math.toDegrees(Math.acos(cosine));
            at = noon.plusMillis(Math.round((sign * hourAngle * 4 - sun[1]) * 60_000));
        }
        return Optional.of(at);
    }

    /** Declination in radians, and by how many minutes a sundial is ahead of a clock. */
    private static double[] sun(Instant at) {
        double seconds = Duration.between(J2000, at).toMillis() / 1_000.0 + DELTA_T_S;
        double t = seconds / 86_400 / 36_525;
        double meanLongitude = 280.46646 + t * (36_000.76983 + t * 0.0003032);
        double anomaly = Math.toRadians(357.52911 + t * (35_999.05029 - 0.0001537 * t));
        double eccentricity = 0.016708634 - t * (0.000042037 + 0.0000001267 * t);
        double centre = Math.sin(anomaly) * (1.914602 - t * (0.004817 + 0.000014 * t))
                + Math.sin(2 * anomaly) * (0.019993 - 0.000101 * t)
                + Math.sin(3 * anomaly) * 0.000289;
        double node = Math.toRadians(125.04 - 1_934.136 * t);
        double longitude = Math.toRadians(meanLongitude + centre - 0.00569 - 0.00478 * Math.sin(node));
        double obliquity =
                Math.toRadians(23 + (26 + (21.448 - t * (46.815 + t * 0.00059)) / 60) / 60 + 0.00256 * Math.cos(node));
        double declination = Math.asin(Math.sin(obliquity) * Math.sin(longitude));
        double y = Math.pow(Math.tan(obliquity / 2), 2);
        double mean = Math.toRadians(meanLongitude);
        double equation = y * Math.sin(2 * mean)
                - 2 * eccentricity * Math.sin(anomaly)
                + 4 * eccentricity * y * Math.sin(anomaly) * Math.cos(2 * mean)
                - 0.5 * y * y * Math.sin(4 * mean)
                - 1.25 * eccentricity * eccentricity * Math.sin(2 * anomaly);
        return new double[] {declination, 4 * Math.toDegrees(equation)};
    }
}

package io.candelabra.driver.simulator.building;

import io.candelabra.driver.simulator.field.Noise;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.driver.simulator.life.Sky;
import java.time.DayOfWeek;
import java.time.ZonedDateTime;

/** When people are about. Every day has its own plan, drawn from the seed; a weekend is another matter than a working day. */
final class People {
    private static final double MINUTE_MS = 60_000;

    private final Sky sky;
    private final long seed;

    People(Sky sky, long seed) {
        this.sky = sky;
        this.seed = seed;
    }

    private static boolean weekend(ZonedDateTime at) {
        return at.getDayOfWeek() == DayOfWeek.SATURDAY || at.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /** An hour of this day's plan: the usual one, earlier or later by up to some hours. */
    private double hour(ZonedDateTime day, int what, double usual, double spread) {
        long key = day.toLocalDate().toEpochDay() * 16 + what;
        return usual + spread * (2 * Noise.point(seed, key) - 1);
    }

    boolean awake(long atMs) {
        ZonedDateTime at = sky.local(atMs);
        double now = sky.hour(atMs);
        double up = hour(at, 1, weekend(at) ? 8.5 : 6.75, 0.5);
        return now >= up && now < hour(at, 2, 23, 0.75);
    }

    /** Somebody is at home, awake or not. */
    boolean home(long atMs) {
        ZonedDateTime at = sky.local(atMs);
        double now = sky.hour(atMs);
        if (weekend(at)) {
            boolean outing = Noise.point(seed, at.toLocalDate().toEpochDay() * 16 + 3) < 0.5;
            return !outing || now < hour(at, 4, 11, 1) || now > hour(at, 5, 15, 1.5);
        }
        return now < hour(at, 6, 8.25, 0.3) || now > hour(at, 7, 17.5, 0.75);
    }

    boolean atWork(long atMs) {
        ZonedDateTime at = sky.local(atMs);
        double now = sky.hour(atMs);
        return !weekend(at) && now > hour(at, 8, 8, 0.4) && now < hour(at, 9, 18, 0.6);
    }

    /** Whether a sensor sees somebody: people go from room to room every ten minutes or so. */
    boolean seenBy(Simulated sensor, long atMs) {
        boolean office = sensor.type().name().startsWith("candelabra:");
        boolean about = office ? atWork(atMs) : home(atMs) && awake(atMs);
        return about
                && Noise.wave(sensor.id().value().hashCode() ^ seed, atMs / (10 * MINUTE_MS)) > (office ? 0.4 : 0.55);
    }

    /** Whether a door or window stands open: for a few minutes, some times a day. */
    boolean opens(Simulated contact, long atMs) {
        long few = (long) (atMs / (4 * MINUTE_MS));
        return home(atMs) && awake(atMs) && Noise.point(contact.id().value().hashCode() ^ seed, few) > 0.96;
    }
}

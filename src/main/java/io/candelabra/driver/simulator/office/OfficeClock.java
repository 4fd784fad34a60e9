package io.candelabra.driver.simulator.office;

import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.driver.simulator.life.Agenda;
import io.candelabra.driver.simulator.life.Sky;
import io.candelabra.model.Value;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/**
 * The timeclock of an office: zones that go on at an hour of working days and off at another of every day, as
 * {@code clock=7.5-19}; one of the two may be missing. An event acts once, at its moment; missed events are not made up
 * for.
 */
final class OfficeClock {
    static final String CLOCK = "clock";

    private final Agenda agenda;
    private final Sky sky;
    private final OfficeLights lights;

    OfficeClock(Agenda agenda, Sky sky, OfficeLights lights) {
        this.agenda = agenda;
        this.sky = sky;
        this.lights = lights;
    }

    void begin(Simulated zone, long nowMs) {
        String[] hours = zone.note(CLOCK).split("-", -1);
        if (hours.length == 2) {
            begin(zone, hours[0], true, nowMs);
            begin(zone, hours[1], false, nowMs);
        }
    }

    private void begin(Simulated zone, String hourText, boolean on, long nowMs) {
        double hour = Value.of(hourText).asNumber();
        if (!Double.isNaN(hour)) {
            agenda.add(next(hour, on, nowMs), now -> {
                if (!lights.isLocked(zone)) {
                    lights.set(zone, on ? 100 : 0);
                }
                return next(hour, on, now);
            });
        }
    }

    private long next(double hour, boolean workingDays, long afterMs) {
        LocalDate day = sky.local(afterMs).toLocalDate();
        while (true) {
            LocalTime time = LocalTime.ofSecondOfDay(Math.clamp(Math.round(hour * 3600), 0, 86_399));
            long at = ZonedDateTime.of(day, time, sky.zone()).toInstant().toEpochMilli();
            if (at > afterMs && (!workingDays || day.getDayOfWeek().getValue() <= 5)) {
                return at;
            }
            day = day.plusDays(1);
        }
    }
}

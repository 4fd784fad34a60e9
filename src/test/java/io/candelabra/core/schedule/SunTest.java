package io.candelabra.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.model.schedule.SunDay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import net.e175.klaus.solarpositioning.DeltaT;
import net.e175.klaus.solarpositioning.SPA;
import net.e175.klaus.solarpositioning.SunriseResult;
import org.junit.jupiter.api.Test;

/** The sun sets and rises within a minute of what another algorithm says, on all days, up to 65 degrees. */
class SunTest {
    private record City(String name, double latitude, double longitude, String zone) {}

    private static final List<City> CITIES = List.of(
            new City("Amsterdam", 52.37, 4.89, "Europe/Amsterdam"),
            new City("Quito", -0.18, -78.47, "America/Guayaquil"),
            new City("Sydney", -33.87, 151.21, "Australia/Sydney"),
            new City("Anchorage", 61.22, -149.90, "America/Anchorage"),
            new City("Oulu", 65.0, 25.47, "Europe/Helsinki"),
            new City("Ushuaia", -54.80, -68.30, "America/Argentina/Ushuaia"));

    @Test
    void itAgreesWithAnIndependentAlgorithm() {
        for (City city : CITIES) {
            ZoneId zone = ZoneId.of(city.zone());
            Sun sun = new Sun(city.latitude(), city.longitude(), zone);
            for (LocalDate day = LocalDate.of(2026, 1, 1); day.getYear() == 2026; day = day.plusDays(3)) {
                SunDay ours = sun.on(day);
                ZonedDateTime noon = day.atTime(12, 0).atZone(zone);
                SunriseResult theirs =
                        SPA.calculateSunriseTransitSet(noon, city.latitude(), city.longitude(), DeltaT.estimate(day));
                if (theirs instanceof SunriseResult.RegularDay regular) {
                    agree(city, day, zone, ours.sunset(), regular.sunset());
                    agree(city, day, zone, ours.sunrise(), regular.sunrise());
                }
            }
        }
    }

    private static void agree(City city, LocalDate day, ZoneId zone, Optional<Instant> ours, ZonedDateTime theirs) {
        ZonedDateTime local = theirs.withZoneSameInstant(zone);
        if (!local.toLocalDate().equals(day) || local.getHour() == 0 || local.getHour() == 23) {
            // Around midnight they count by the calendar, and we by the night.
            return;
        }
        assertThat(ours).as("%s %s", city, day).isPresent();
        assertThat(Duration.between(ours.orElseThrow(), theirs.toInstant()).abs())
                .as("%s %s", city, day)
                .isLessThanOrEqualTo(Duration.ofSeconds(60));
    }

    /** Every fifth day of eighteen years, from pole circle to pole circle, against a series that is written down in the test. */
    @Test
    void itAgreesWithTheAlmanacUpTo65Degrees() {
        ZoneId zone = ZoneOffset.UTC;
        for (double latitude : new double[] {-65, -52, -33, 0, 24, 41, 52, 60, 65}) {
            Sun sun = new Sun(latitude, 0, zone);
            for (LocalDate day = LocalDate.of(2020, 1, 1); day.getYear() < 2038; day = day.plusDays(5)) {
                SunDay ours = sun.on(day);
                near(latitude, day, ours.sunset(), Almanac.sunset(day, latitude, 0));
                near(latitude, day, ours.sunrise(), Almanac.sunrise(day, latitude, 0));
                assertThat(ours.sunset()).as("at most 65 degrees").isPresent();
            }
        }
    }

    private static void near(double latitude, LocalDate day, Optional<Instant> ours, Optional<Instant> almanac) {
        assertThat(ours).as("%s at %s", day, latitude).isPresent();
        assertThat(Duration.between(ours.orElseThrow(), almanac.orElseThrow()).abs())
                .as("%s at %s", day, latitude)
                .isLessThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void whereItStaysUpOrDownItDoesNeither() {
        Sun tromso = new Sun(69.65, 18.96, ZoneId.of("Europe/Oslo"));
        assertThat(tromso.on(LocalDate.of(2026, 6, 21))).isEqualTo(SunDay.NEITHER);
        assertThat(tromso.on(LocalDate.of(2026, 12, 21))).isEqualTo(SunDay.NEITHER);
        assertThat(new Sun(0, 0, ZoneOffset.UTC).on(LocalDate.of(2026, 2, 28)).sunset())
                .isPresent();
    }
}

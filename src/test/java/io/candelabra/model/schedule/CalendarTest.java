package io.candelabra.model.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.schedule.Almanac;
import io.candelabra.core.schedule.Sun;
import io.candelabra.model.schedule.DimmingPlan.Anchor;
import io.candelabra.model.schedule.DimmingPlan.Moment;
import io.candelabra.model.schedule.DimmingPlan.Rule;
import io.candelabra.model.schedule.DimmingPlan.Step;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Every time zone that there is, around every change of its clocks from 2020 to 2037, with every kind of step: nothing is
 * missed, and nothing happens twice.
 */
class CalendarTest {
    private static final double LATITUDE = 45;
    private static final Function<LocalDate, SunDay> NO_SUN = day -> SunDay.NEITHER;

    /** The nights around a change of the clocks. */
    private record Change(ZoneId zone, ZoneOffsetTransition how) {
        LocalDate day() {
            return how.getDateTimeBefore().toLocalDate();
        }
    }

    private static List<Change> changes(boolean oneOfEachRules) {
        List<Change> changes = new ArrayList<>();
        Set<ZoneRules> known = new HashSet<>();
        for (String id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            ZoneId zone = ZoneId.of(id);
            if (oneOfEachRules && !known.add(zone.getRules())) {
                continue;
            }
            Instant until = Year.of(2038).atDay(1).atStartOfDay(zone).toInstant();
            ZoneOffsetTransition how = zone.getRules()
                    .nextTransition(Year.of(2020).atDay(1).atStartOfDay(zone).toInstant());
            while (how != null && how.getInstant().isBefore(until)) {
                changes.add(new Change(zone, how));
                how = zone.getRules().nextTransition(how.getInstant());
            }
        }
        return changes;
    }

    /** A step every half hour; each has a level of its own. */
    private static DimmingPlan halfHours() {
        List<Step> steps = new ArrayList<>();
        for (int half = 0; half < 48; half++) {
            steps.add(new Step(Anchor.CLOCK, half * 30, half));
        }
        return DimmingPlan.every(steps);
    }

    @Test
    void timesOfDayComeOnceEachWhateverTheClocksDo() {
        DimmingPlan plan = halfHours();
        List<Change> changes = changes(false);
        assertThat(changes).hasSizeGreaterThan(5_000);
        for (Change change : changes) {
            Map<LocalDateTime, Instant> came = new HashMap<>();
            for (LocalDate day = change.day().minusDays(2);
                    !day.isAfter(change.day().plusDays(1));
                    day = day.plusDays(1)) {
                Instant last = Instant.MIN;
                for (Moment moment : plan.night(day, change.zone(), NO_SUN)) {
                    if (!moment.at().isAfter(last)) {
                        throw new AssertionError("out of order: " + moment + " in " + change);
                    }
                    last = moment.at();
                    LocalTime time = LocalTime.of(moment.level() / 2, moment.level() % 2 * 30);
                    LocalDate date = time.getHour() >= 12 ? day : day.plusDays(1);
                    if (came.put(date.atTime(time), moment.at()) != null) {
                        throw new AssertionError("twice: " + moment + " in " + change);
                    }
                }
            }
            for (LocalDate day = change.day().minusDays(2);
                    !day.isAfter(change.day().plusDays(1));
                    day = day.plusDays(1)) {
                for (int half = 24; half < 72; half++) {
                    once(change, day.atStartOfDay().plusMinutes(half * 30L), came);
                }
            }
        }
    }

    /** By what the clock on the wall shows: the first time that it shows the step's time, or never where it skips it. */
    private static void once(Change change, LocalDateTime wall, Map<LocalDateTime, Instant> came) {
        List<ZoneOffset> offsets = change.zone().getRules().getValidOffsets(wall);
        Instant at = came.get(wall);
        if (offsets.isEmpty()) {
            // it holds for no moment: the next step is there when the clock goes on, or takes its place
            return;
        }
        Instant first = wall.toInstant(offsets.getFirst());
        if (!first.equals(at)) {
            throw new AssertionError(wall + " should come at " + first + " but came at " + at + " in " + change);
        }
    }

    @Test
    void aSkippedTimeAloneComesAsMuchLaterAsTheClocksSkip() {
        ZoneId zone = ZoneId.of("Europe/Amsterdam");
        DimmingPlan plan = DimmingPlan.every(List.of(new Step(Anchor.CLOCK, 150, 50)));
        assertThat(plan.night(LocalDate.of(2026, 3, 28), zone, NO_SUN))
                .containsExactly(new Moment(Instant.parse("2026-03-29T01:30:00Z"), 50));
        assertThat(plan.night(LocalDate.of(2026, 10, 24), zone, NO_SUN))
                .as("the first of the two")
                .containsExactly(new Moment(Instant.parse("2026-10-25T00:30:00Z"), 50));
    }

    @Test
    void theSunsStepsComeOnceEachNightWithinAMinuteOfTheAlmanac() {
        DimmingPlan plan =
                DimmingPlan.every(List.of(new Step(Anchor.SUNSET, -12, 100), new Step(Anchor.SUNRISE, 9, 0)));
        List<Change> changes = changes(true);
        assertThat(changes).hasSizeGreaterThan(1_000);
        for (Change change : changes) {
            double longitude = longitude(change);
            Map<LocalDate, SunDay> days = new HashMap<>();
            Sun sun = new Sun(LATITUDE, longitude, change.zone());
            LocalDate day = change.day().minusDays(1);
            for (int night = 0; night < 2; night++, day = day.plusDays(1)) {
                List<Moment> moments = plan.night(day, change.zone(), d -> days.computeIfAbsent(d, sun::on));
                assertThat(moments).as("%s", change).hasSize(2);
                near(change, moments.get(0), 100, Almanac.sunset(solar(day, change), LATITUDE, longitude), -12);
                near(
                        change,
                        moments.get(1),
                        0,
                        Almanac.sunrise(solar(day.plusDays(1), change), LATITUDE, longitude),
                        9);
            }
        }
    }

    /** Where the zone's clocks are right by the sun in winter. */
    private static double longitude(Change change) {
        int seconds = change.zone()
                .getRules()
                .getStandardOffset(change.how().getInstant())
                .getTotalSeconds();
        return Math.IEEEremainder(seconds / 240.0, 360);
    }

    /** Beyond the date line the sun has a date that is one behind. */
    private static LocalDate solar(LocalDate day, Change change) {
        int seconds = change.zone()
                .getRules()
                .getStandardOffset(change.how().getInstant())
                .getTotalSeconds();
        return day.minusDays(seconds > 12 * 3_600 ? 1 : 0);
    }

    private static void near(Change change, Moment moment, int level, Optional<Instant> almanac, int minutes) {
        assertThat(moment.level()).isEqualTo(level);
        Duration apart = Duration.between(almanac.orElseThrow().plusSeconds(minutes * 60L), moment.at());
        assertThat(apart.abs()).as("%s", change).isLessThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void whoGoesFromSwitchToSwitchMeetsEachOnceAndHoldsItsLevel() {
        DimmingPlan plan = DimmingPlan.every(List.of(
                new Step(Anchor.SUNSET, 0, 100),
                new Step(Anchor.CLOCK, 21 * 60, 75),
                new Step(Anchor.CLOCK, 150, 30),
                new Step(Anchor.CLOCK, 5 * 60, 90),
                new Step(Anchor.SUNRISE, 0, 0)));
        for (Change change : changes(true)) {
            Map<LocalDate, SunDay> days = new HashMap<>();
            Sun sun = new Sun(LATITUDE, longitude(change), change.zone());
            Function<LocalDate, SunDay> cached = d -> days.computeIfAbsent(d, sun::on);
            Map<Instant, Integer> expected = new LinkedHashMap<>();
            for (int night = -1; night <= 0; night++) {
                plan.night(change.day().plusDays(night), change.zone(), cached)
                        .forEach(moment -> expected.put(moment.at(), moment.level()));
            }
            Map<Instant, Integer> met = new LinkedHashMap<>();
            Instant now = change.day()
                    .minusDays(1)
                    .atTime(12, 0)
                    .atZone(change.zone())
                    .toInstant();
            while (met.size() < expected.size()) {
                Moment next = plan.nextAfter(now, change.zone(), cached).orElseThrow();
                now = next.at();
                met.put(now, next.level());
                assertThat(plan.levelAt(now, change.zone(), cached)).isEqualTo(next.level());
                assertThat(plan.levelAt(now.minusMillis(1), change.zone(), cached))
                        .as("until then the one before")
                        .isNotEqualTo(next.level());
            }
            assertThat(met).as("%s", change).isEqualTo(expected);
        }
    }

    @Test
    void everyNightFollowsTheRuleOfTheDayThatItBeginsOn() {
        List<Rule> rules = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            int level = day.getValue() * 10;
            rules.add(new Rule(
                    Set.of(day),
                    List.of(new Step(Anchor.CLOCK, 22 * 60, level), new Step(Anchor.CLOCK, 240, level + 1))));
        }
        DimmingPlan plan = new DimmingPlan(rules);
        for (Change change : changes(false)) {
            for (LocalDate day = change.day().minusDays(1); !day.isAfter(change.day()); day = day.plusDays(1)) {
                int level = day.getDayOfWeek().getValue() * 10;
                List<Moment> night = plan.night(day, change.zone(), NO_SUN);
                if (!night.stream().map(Moment::level).toList().equals(List.of(level, level + 1))) {
                    throw new AssertionError(night + " in " + change);
                }
                Instant three =
                        day.plusDays(1).atTime(3, 59).atZone(change.zone()).toInstant();
                if (three.isBefore(night.get(1).at()) && plan.levelAt(three, change.zone(), NO_SUN) != level) {
                    throw new AssertionError("another rule before morning in " + change);
                }
            }
        }
    }

    @Test
    void aSunThatSetsAfterMidnightEndsTheDayBefore() {
        // in Reykjavik the clocks are an hour and a half ahead of the sun
        ZoneId zone = ZoneId.of("Atlantic/Reykjavik");
        Sun sun = new Sun(64.13, -21.9, zone);
        DimmingPlan plan = DimmingPlan.DUSK_TO_DAWN;
        int afterMidnight = 0;
        for (LocalDate day = LocalDate.of(2026, 6, 1); day.isBefore(LocalDate.of(2026, 7, 20)); day = day.plusDays(1)) {
            List<Moment> night = plan.night(day, zone, sun::on);
            assertThat(night).as("%s", day).map(Moment::level).containsExactly(100, 0);
            Instant set = night.getFirst().at();
            assertThat(Duration.between(set, Almanac.sunset(day, 64.13, -21.9).orElseThrow())
                            .abs())
                    .isLessThanOrEqualTo(Duration.ofSeconds(60));
            afterMidnight += set.atZone(zone).toLocalDate().isAfter(day) ? 1 : 0;
            assertThat(plan.levelAt(set.plusSeconds(1_800), zone, sun::on)).isEqualTo(100);
            for (int hour = 5; hour < 23; hour++) {
                assertThat(plan.levelAt(day.atTime(hour, 0).atZone(zone).toInstant(), zone, sun::on))
                        .as("%s %d h", day, hour)
                        .isZero();
            }
        }
        assertThat(afterMidnight).isBetween(5, 30);
    }

    @Test
    void theLeapDayIsADayLikeOthers() {
        ZoneId zone = ZoneId.of("Europe/Amsterdam");
        Sun sun = new Sun(52.04, 5.3, zone);
        DimmingPlan plan = new DimmingPlan(List.of(
                new Rule(
                        Set.of(DayOfWeek.THURSDAY),
                        List.of(new Step(Anchor.SUNSET, 0, 80), new Step(Anchor.SUNRISE, 0, 0))),
                new Rule(Set.of(DayOfWeek.FRIDAY), List.of(new Step(Anchor.CLOCK, 0, 20)))));
        LocalDate leap = LocalDate.of(2024, 2, 29);
        List<Moment> night = plan.night(leap, zone, sun::on);
        assertThat(night).map(Moment::level).containsExactly(80, 0);
        assertThat(night.getFirst().at().atZone(zone).toLocalDate()).isEqualTo(leap);
        assertThat(night.getLast().at().atZone(zone).toLocalDate()).isEqualTo(LocalDate.of(2024, 3, 1));
        assertThat(plan.nextAfter(night.getLast().at(), zone, sun::on))
                .map(moment -> moment.at().atZone(zone).toLocalDateTime())
                .contains(LocalDateTime.of(2024, 3, 2, 0, 0));
        assertThat(plan.night(LocalDate.of(2028, 2, 28), zone, sun::on)).hasSize(2);
        assertThat(plan.night(LocalDate.of(2028, 2, 29), zone, sun::on)).hasSize(2);
    }

    @Test
    void ofStepsAtOneInstantTheLaterMeantCounts() {
        Instant six = Instant.parse("2026-06-01T18:00:00Z");
        Function<LocalDate, SunDay> sun =
                day -> new SunDay(Optional.of(six), Optional.of(Instant.parse("2026-06-02T04:00:00Z")));
        DimmingPlan plan = DimmingPlan.every(List.of(
                new Step(Anchor.SUNSET, 0, 100),
                new Step(Anchor.CLOCK, 18 * 60, 60),
                new Step(Anchor.CLOCK, 4 * 60, 10),
                new Step(Anchor.SUNRISE, 0, 0)));
        assertThat(plan.night(LocalDate.of(2026, 6, 1), ZoneOffset.UTC, sun))
                .as("one switch at six, one at four")
                .hasSize(2)
                .last()
                .isEqualTo(new Moment(Instant.parse("2026-06-02T04:00:00Z"), 0));
    }

    @Test
    void aSunsetThatComesAfterAFixedStepTakesItsPlace() {
        ZoneId zone = ZoneId.of("Europe/Amsterdam");
        Sun sun = new Sun(52.04, 5.3, zone);
        DimmingPlan plan =
                DimmingPlan.every(List.of(new Step(Anchor.SUNSET, 30, 100), new Step(Anchor.CLOCK, 22 * 60, 50)));
        assertThat(plan.night(LocalDate.of(2026, 6, 21), zone, sun::on))
                .singleElement()
                .satisfies(moment -> {
                    assertThat(moment.level()).as("the sun sets later than ten").isEqualTo(100);
                    assertThat(moment.at().atZone(zone).toLocalTime()).isAfter(LocalTime.of(22, 30));
                });
        assertThat(plan.night(LocalDate.of(2026, 12, 21), zone, sun::on))
                .map(Moment::level)
                .containsExactly(100, 50);
    }
}

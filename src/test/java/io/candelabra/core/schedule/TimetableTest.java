package io.candelabra.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.schedule.DayMoment.Kind;
import io.candelabra.core.schedule.DayRule.Edge;
import io.candelabra.core.schedule.Timetable.Clip;
import io.candelabra.core.schedule.Timetable.Coming;
import io.candelabra.core.schedule.Timetable.Place;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import net.e175.klaus.solarpositioning.DeltaT;
import net.e175.klaus.solarpositioning.SPA;
import net.e175.klaus.solarpositioning.SunriseResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes when by rules, at clock changes, in polar places, and beside a reckoning that knows nothing of the engine. */
class TimetableTest {
    private static final Set<DayOfWeek> ALL_DAYS = EnumSet.allOf(DayOfWeek.class);

    /** A moment by the clock alone. */
    private static DayMoment clock(String id, int hour, int minute) {
        return new DayMoment(id, Kind.CLOCK, hour * 60 + minute, 0, 0, OptionalInt.empty(), OptionalInt.empty());
    }

    @ParameterizedTest(name = "{0} {1} at {2}")
    @CsvSource({
        // left out: the first moment after the change
        "Europe/Amsterdam,     2027-03-28, 02:30, 2027-03-28T01:00:00Z",
        "America/New_York,     2027-03-14, 02:00, 2027-03-14T07:00:00Z",
        "Australia/Lord_Howe,  2027-10-03, 02:15, 2027-10-02T15:30:00Z",
        "America/Santiago,     2027-09-05, 00:10, 2027-09-05T04:00:00Z",
        // twice: the first of the two
        "Europe/Amsterdam,     2027-10-31, 02:30, 2027-10-31T00:30:00Z",
        "America/New_York,     2027-11-07, 01:30, 2027-11-07T05:30:00Z",
        "Australia/Lord_Howe,  2027-04-04, 01:45, 2027-04-03T14:45:00Z",
        // as ever
        "Asia/Kathmandu,       2027-07-01, 00:00, 2027-06-30T18:15:00Z",
        "Pacific/Kiritimati,   2027-07-01, 23:59, 2027-07-01T09:59:00Z",
    })
    void aTimeComesOnceADayAlsoWhereTheClockChanges(String zone, LocalDate day, String time, Instant expected) {
        String[] parts = time.split(":", 2);
        DayMoment moment = clock("m", Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        Timetable table = table(ZoneId.of(zone), rule("r", 1, moment));
        assertThat(table.on(day)).extracting(Coming::at).containsExactly(expected);
        assertThat(table.nextAfter(expected.minusMillis(1), 3).orElseThrow().at())
                .isEqualTo(expected);
        assertThat(table.nextAfter(expected, 3).orElseThrow().at())
                .isAfter(expected.plus(Duration.ofHours(22)))
                .isBefore(expected.plus(Duration.ofHours(26)));
    }

    @Test
    void whereTheSunDoesNotRiseNothingComesAtDawn() {
        Place longyearbyen = new Place(ZoneId.of("Arctic/Longyearbyen"), 78.22, 15.65, SunAngle.SOLAR, 0, 0);
        Timetable table = new Timetable(
                List.of(rule("r", 1, sun("dawn", Kind.DAWN, 0), clock("noon", 12, 0))), longyearbyen, "seed");
        for (String dark : List.of("2026-12-21", "2027-06-21")) {
            assertThat(table.on(LocalDate.parse(dark)))
                    .extracting(c -> c.moment().id())
                    .containsExactly("noon");
        }
        assertThat(longyearbyen.dusk(LocalDate.of(2026, 12, 21))).isEmpty();
        // from the darkest day the next dawn is weeks away, and is found
        Timetable dawns = new Timetable(List.of(rule("r", 1, sun("dawn", Kind.DAWN, 0))), longyearbyen, "seed");
        assertThat(dawns.nextAfter(Instant.parse("2026-12-21T12:00:00Z"), 400)
                        .orElseThrow()
                        .day())
                .isBetween(LocalDate.of(2027, 2, 10), LocalDate.of(2027, 2, 20));
        assertThat(dawns.nextAfter(Instant.parse("2026-12-21T12:00:00Z"), 20)).isEmpty();
    }

    @Test
    void theDeeperTheAngleTheEarlierDawnComes() {
        LocalDate day = LocalDate.of(2026, 12, 1);
        Optional<Instant> before = Optional.empty();
        for (SunAngle angle : SunAngle.values()) {
            Place place = new Place(ZoneId.of("Europe/Amsterdam"), 52.37, 4.89, angle, 7, 0);
            Instant dawn = place.dawn(day).orElseThrow();
            before.ifPresent(b ->
                    assertThat(Duration.between(dawn, b)).isBetween(Duration.ofMinutes(25), Duration.ofMinutes(50)));
            before = Optional.of(dawn);
        }
    }

    @Test
    void boundsMoveAMomentAndDropNone() {
        DayMoment early = new DayMoment("e", Kind.DAWN, 0, 0, 0, OptionalInt.of(9 * 60), OptionalInt.of(10 * 60));
        DayMoment late = new DayMoment("l", Kind.DUSK, 0, 30, 0, OptionalInt.empty(), OptionalInt.of(16 * 60));
        DayMoment crossed =
                new DayMoment("x", Kind.CLOCK, 12 * 60, 0, 0, OptionalInt.of(15 * 60), OptionalInt.of(14 * 60));
        List<Coming> day = table(ZoneId.of("Europe/Amsterdam"), rule("r", 1, early, late, crossed))
                .on(LocalDate.of(2026, 12, 1));
        assertThat(day)
                .extracting(c -> c.moment().id() + " " + c.at() + " " + c.clip())
                .containsExactly(
                        "e 2026-12-01T08:00:00Z " + Clip.NEVER_BEFORE,
                        "x 2026-12-01T13:00:00Z " + Clip.NEVER_AFTER,
                        "l 2026-12-01T15:00:00Z " + Clip.NEVER_AFTER);
    }

    @Test
    void aDrawIsTheSameForOneDayAndAnotherForTheNextAndReachesBothEnds() {
        DayMoment moment = new DayMoment("m", Kind.CLOCK, 12 * 60, 0, 4, OptionalInt.empty(), OptionalInt.empty());
        DayRule rule = rule("r", 1, moment);
        Timetable table = table(ZoneOffset.UTC, rule);
        Set<Integer> drawn = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            LocalDate day = LocalDate.of(2026, 12, 1).plusDays(i);
            Coming coming = table.on(day).getFirst();
            assertThat(coming).isEqualTo(table(ZoneOffset.UTC, rule).on(day).getFirst());
            assertThat(coming.at()).isEqualTo(coming.planned().plusSeconds(coming.drawnMinutes() * 60L));
            drawn.add(coming.drawnMinutes());
        }
        assertThat(drawn).containsExactlyInAnyOrder(-4, -3, -2, -1, 0, 1, 2, 3, 4);
    }

    @Test
    void theHigherRuleGoesFirstAFinalOneEndsThemAndOneDayComesOnce() {
        DayRule low = rule("low", 1, clock("m", 8, 0));
        DayRule high = rule("high", 9, clock("m", 9, 0));
        DayRule same = new DayRule(
                "same",
                "day high",
                2,
                0,
                false,
                Optional.empty(),
                Optional.empty(),
                ALL_DAYS,
                1,
                OptionalInt.empty(),
                OptionalInt.empty(),
                0,
                high.moments());
        LocalDate day = LocalDate.of(2026, 12, 1);
        Timetable all = table(ZoneOffset.UTC, low, same, high);
        assertThat(all.rulesOn(day)).extracting(DayRule::id).containsExactly("high", "same", "low");
        assertThat(all.on(day)).extracting(c -> c.rule().id()).containsExactly("low", "high");
        DayRule last = new DayRule(
                "last",
                "day last",
                5,
                0,
                true,
                Optional.empty(),
                Optional.empty(),
                ALL_DAYS,
                1,
                OptionalInt.empty(),
                OptionalInt.empty(),
                0,
                List.of());
        assertThat(table(ZoneOffset.UTC, low, last, high).rulesOn(day))
                .extracting(DayRule::id)
                .containsExactly("high", "last");
    }

    @ParameterizedTest(name = "{4}: {5}")
    @CsvSource({
        // a stretch of days
        "2026-12-01, 2026-12-24, 1, ,           2026-12-01, true",
        "2026-12-01, 2026-12-24, 1, ,           2026-12-24, true",
        "2026-12-01, 2026-12-24, 1, ,           2026-12-25, false",
        "2026-12-01, 2026-12-24, 1, ,           2026-11-30, false",
        // each year, and over the turn of the year
        "-05-01,     -09-30,     1, ,           2031-07-01, true",
        "-05-01,     -09-30,     1, ,           2031-10-01, false",
        "-11-15,     -02-31,     1, ,           2027-02-28, true",
        "-11-15,     -02-31,     1, ,           2027-03-01, false",
        "-11-15,     -02-31,     1, ,           2026-11-15, true",
        // every second week, by the weeks of Mondays
        "2026-12-02, ,           2, ,           2026-12-06, true",
        "2026-12-02, ,           2, ,           2026-12-07, false",
        "2026-12-02, ,           2, ,           2026-12-14, true",
        // a day of the week
        ",           ,           1, TUESDAY,    2026-12-01, true",
        ",           ,           1, TUESDAY,    2026-12-02, false",
    })
    void aRuleHoldsOnItsDays(
            String first, String last, int everyWeeks, DayOfWeek weekday, LocalDate day, boolean holds) {
        DayRule rule = new DayRule(
                "r",
                "d",
                0,
                0,
                false,
                edge(first),
                edge(last),
                weekday == null ? ALL_DAYS : Set.of(weekday),
                everyWeeks,
                OptionalInt.empty(),
                OptionalInt.empty(),
                0,
                List.of());
        assertThat(rule.holdsOn(day)).isEqualTo(holds);
    }

    @Test
    void outsideTheHoursOfItsRuleAMomentDoesNotCome() {
        List<DayMoment> moments = List.of(clock("3", 3, 0), clock("12", 12, 0), clock("23", 23, 0));
        DayRule day = hours(6, 22, moments);
        DayRule night = hours(22, 6, moments);
        LocalDate date = LocalDate.of(2026, 12, 1);
        assertThat(table(ZoneOffset.UTC, day).on(date))
                .extracting(c -> c.moment().id())
                .containsExactly("12");
        assertThat(table(ZoneOffset.UTC, night).on(date))
                .extracting(c -> c.moment().id())
                .containsExactly("3", "23");
    }

    /** Rules by chance, 400 days: walking from moment to moment gives what a reckoning minute by minute gives. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Amsterdam,    52.37,   4.89",
        "Australia/Lord_Howe, -31.55, 159.08",
        "America/Santiago,   -33.45, -70.66",
    })
    void aWalkOf400DaysIsWhatAPlainReckoningGives(String zoneName, double latitude, double longitude) {
        ZoneId zone = ZoneId.of(zoneName);
        Random random = new Random(zoneName.hashCode());
        List<DayRule> rules = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            LocalDate first = LocalDate.of(2026, 10, 1).plusDays(random.nextInt(200));
            Set<DayOfWeek> weekdays =
                    EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)), DayOfWeek.of(1 + random.nextInt(7)));
            rules.add(new DayRule(
                    "r" + i,
                    "d" + i,
                    random.nextInt(3),
                    i,
                    random.nextInt(4) == 0,
                    Optional.of(edge(first)),
                    Optional.of(edge(first.plusDays(random.nextInt(300)))),
                    weekdays,
                    1,
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    0,
                    List.of(
                            clock("t", random.nextInt(4), random.nextInt(60)),
                            sun("dusk", Kind.DUSK, random.nextInt(60) - 30))));
        }
        Timetable table = new Timetable(rules, new Place(zone, latitude, longitude, SunAngle.SOLAR, 0, 0), "s");
        LocalDate from = LocalDate.of(2026, 9, 1);
        Instant end = from.plusDays(400).atStartOfDay(zone).toInstant();
        List<Coming> walked = new ArrayList<>();
        Instant at = from.atStartOfDay(zone).toInstant();
        for (Optional<Coming> next = table.nextAfter(at, 500);
                next.isPresent() && next.get().at().isBefore(end);
                next = table.nextAfter(at, 500)) {
            at = next.get().at();
            Instant now = at;
            walked.addAll(table.between(now.minusMillis(1), now, 100));
        }
        List<String> plain = new ArrayList<>();
        for (LocalDate day = from; day.isBefore(from.plusDays(400)); day = day.plusDays(1)) {
            plain.addAll(plainly(rules, day, zone, latitude, longitude));
        }
        assertThat(walked.stream()
                        .filter(c -> c.moment().kind() == Kind.CLOCK)
                        .map(c -> c.rule().id() + " " + c.at()))
                .hasSizeGreaterThan(50)
                .containsExactlyInAnyOrderElementsOf(
                        plain.stream().filter(p -> !p.startsWith("sun ")).toList());
        List<Instant> dusks = plain.stream()
                .filter(p -> p.startsWith("sun "))
                .map(p -> Instant.parse(p.substring(4)))
                .sorted()
                .toList();
        List<Instant> walkedDusks = walked.stream()
                .filter(c -> c.moment().kind() == Kind.DUSK)
                .map(Coming::at)
                .sorted()
                .toList();
        assertThat(walkedDusks).hasSameSizeAs(dusks);
        for (int i = 0; i < dusks.size(); i++) {
            assertThat(Duration.between(dusks.get(i), walkedDusks.get(i)).abs()).isLessThan(Duration.ofSeconds(61));
        }
    }

    /** No zone rules, no order of the engine: each rule asks all others, and the clock is walked. */
    private static List<String> plainly(
            List<DayRule> rules, LocalDate day, ZoneId zone, double latitude, double longitude) {
        List<String> found = new ArrayList<>();
        for (DayRule rule : rules) {
            if (!plainlyHolds(rule, day)
                    || rules.stream().anyMatch(o -> o.isFinal() && plainlyHolds(o, day) && isBefore(o, rule))) {
                continue;
            }
            int minute = rule.moments().getFirst().minute();
            LocalDateTime wanted = day.atTime(minute / 60, minute % 60);
            Instant walk = wanted.toInstant(ZoneOffset.ofHours(14));
            while (walk.atZone(zone).toLocalDateTime().isBefore(wanted)) {
                walk = walk.plusSeconds(60);
            }
            found.add(rule.id() + " " + walk);
            ZonedDateTime noon = day.atTime(12, 0).atZone(zone);
            if (SPA.calculateSunriseTransitSet(noon, latitude, longitude, DeltaT.estimate(day))
                    instanceof SunriseResult.RegularDay regular) {
                found.add("sun "
                        + regular.sunset()
                                .toInstant()
                                .plusSeconds(60L * rule.moments().getLast().offsetMinutes()));
            }
        }
        return found;
    }

    private static boolean isBefore(DayRule one, DayRule other) {
        return one.priority() > other.priority()
                || one.priority() == other.priority() && one.createdMs() < other.createdMs();
    }

    private static boolean plainlyHolds(DayRule rule, LocalDate day) {
        return rule.weekdays().contains(day.getDayOfWeek())
                && !day.isBefore(date(rule.first().orElseThrow()))
                && !day.isAfter(date(rule.last().orElseThrow()));
    }

    private static LocalDate date(Edge edge) {
        return LocalDate.of(edge.year().orElseThrow(), edge.month(), edge.day());
    }

    private static Edge edge(LocalDate date) {
        return new Edge(OptionalInt.of(date.getYear()), date.getMonthValue(), date.getDayOfMonth());
    }

    private static Optional<Edge> edge(String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (!text.startsWith("-")) {
            return Optional.of(edge(LocalDate.parse(text)));
        }
        String[] parts = text.split("-", 3);
        return Optional.of(new Edge(OptionalInt.empty(), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
    }

    private static DayMoment sun(String id, Kind kind, int offset) {
        return new DayMoment(id, kind, 0, offset, 0, OptionalInt.empty(), OptionalInt.empty());
    }

    private static DayRule hours(int from, int to, List<DayMoment> moments) {
        return new DayRule(
                "r",
                "d",
                0,
                0,
                false,
                Optional.empty(),
                Optional.empty(),
                ALL_DAYS,
                1,
                OptionalInt.of(from * 60),
                OptionalInt.of(to * 60),
                0,
                moments);
    }

    private static DayRule rule(String id, int priority, DayMoment... moments) {
        return new DayRule(
                id,
                "day " + id,
                priority,
                0,
                false,
                Optional.empty(),
                Optional.empty(),
                ALL_DAYS,
                1,
                OptionalInt.empty(),
                OptionalInt.empty(),
                0,
                List.of(moments));
    }

    private static Timetable table(ZoneId zone, DayRule... rules) {
        return new Timetable(List.of(rules), new Place(zone, 52.37, 4.89, SunAngle.SOLAR, 0, 0), "seed");
    }
}

package io.candelabra.model.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.schedule.Sun;
import io.candelabra.model.schedule.DimmingPlan.Anchor;
import io.candelabra.model.schedule.DimmingPlan.Moment;
import io.candelabra.model.schedule.DimmingPlan.Rule;
import io.candelabra.model.schedule.DimmingPlan.Step;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The meaning of a plan in every night of the year, also where clocks are put forward and back. */
class DimmingPlanTest {
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final Sun SUN = new Sun(52.37, 4.89, AMSTERDAM);
    private static final List<Step> USUAL = List.of(
            new Step(Anchor.SUNSET, -12, 100),
            new Step(Anchor.CLOCK, 21 * 60, 75),
            new Step(Anchor.CLOCK, 5 * 60, 100),
            new Step(Anchor.SUNRISE, 9, 0));

    private static List<String> local(DimmingPlan plan, LocalDate day) {
        return plan.night(day, AMSTERDAM, SUN::on).stream()
                .map(m -> m.at().atZone(AMSTERDAM).toLocalTime().withSecond(0).withNano(0) + "@" + m.level())
                .toList();
    }

    @Test
    void aNightRunsFromNoonToNoon() {
        assertThat(local(DimmingPlan.every(USUAL), LocalDate.of(2026, 12, 21)))
                .containsExactly("16:17@100", "21:00@75", "05:00@100", "08:57@0");
    }

    @Test
    void aTimeBeforeTheSunsetThatItShouldFollowIsLeftOut() {
        assertThat(local(DimmingPlan.every(USUAL), LocalDate.of(2026, 6, 21)))
                .as("the sun sets at six past ten")
                .containsExactly("21:54@100", "05:00@100", "05:27@0");
        List<Step> late = List.of(
                new Step(Anchor.SUNSET, 0, 100), new Step(Anchor.CLOCK, 6 * 60, 50), new Step(Anchor.SUNRISE, 0, 0));
        assertThat(local(DimmingPlan.every(late), LocalDate.of(2026, 6, 21)))
                .as("it is day at six: nobody switches on again")
                .containsExactly("22:06@100", "05:18@0");
    }

    @Test
    void stepsCountByTheNightNotByTheList() {
        List<Step> mixed = List.of(USUAL.get(2), USUAL.get(3), USUAL.get(1), USUAL.get(0));
        LocalDate day = LocalDate.of(2026, 10, 1);
        assertThat(local(DimmingPlan.every(mixed), day)).isEqualTo(local(DimmingPlan.every(USUAL), day));
    }

    @Test
    void offsetsThatCrossLeaveNoDaylight() {
        List<Step> crossing = List.of(new Step(Anchor.SUNSET, 240, 100), new Step(Anchor.SUNRISE, -240, 0));
        assertThat(local(DimmingPlan.every(crossing), LocalDate.of(2026, 6, 21)))
                .containsExactly("01:18@0");
    }

    @Test
    void daysHavePlansOfTheirOwnAndOthersBurnFromDuskToDawn() {
        DimmingPlan plan = new DimmingPlan(List.of(
                new Rule(Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY), List.of(new Step(Anchor.CLOCK, 0, 30)))));
        LocalDate friday = LocalDate.of(2026, 11, 20);
        assertThat(friday.getDayOfWeek()).isEqualTo(DayOfWeek.FRIDAY);
        assertThat(local(plan, friday)).containsExactly("00:00@30");
        assertThat(local(plan, friday.plusDays(2))).hasSize(2).last().asString().endsWith("@0");
    }

    @Test
    void whereTheSunStaysUpOrDownItSwitchesNothing() {
        ZoneId oslo = ZoneId.of("Europe/Oslo");
        Sun tromso = new Sun(69.65, 18.96, oslo);
        DimmingPlan plan = DimmingPlan.every(USUAL);
        assertThat(plan.night(LocalDate.of(2026, 6, 21), oslo, tromso::on))
                .map(Moment::level)
                .containsExactly(75, 100);
        assertThat(plan.night(LocalDate.of(2026, 12, 21), oslo, tromso::on))
                .map(Moment::level)
                .containsExactly(75, 100);
    }

    @Test
    void theLevelHoldsUntilTheNextStep() {
        DimmingPlan plan = DimmingPlan.every(USUAL);
        LocalDate day = LocalDate.of(2026, 12, 21);
        assertThat(at(plan, day, "15:00")).isZero();
        assertThat(at(plan, day, "16:30")).isEqualTo(100);
        assertThat(at(plan, day, "23:59")).isEqualTo(75);
        assertThat(at(plan, day.plusDays(1), "04:59")).isEqualTo(75);
        assertThat(at(plan, day.plusDays(1), "05:00")).isEqualTo(100);
        assertThat(at(plan, day.plusDays(1), "12:00")).isZero();
    }

    private static int at(DimmingPlan plan, LocalDate day, String time) {
        return plan.levelAt(day.atTime(LocalTime.parse(time)).atZone(AMSTERDAM).toInstant(), AMSTERDAM, SUN::on);
    }

    @Test
    void theTextFormComesBackAsItWas() {
        DimmingPlan plan = new DimmingPlan(List.of(
                new Rule(Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY), USUAL),
                new Rule(Set.of(DayOfWeek.FRIDAY), List.of(new Step(Anchor.SUNRISE, 0, 0)))));
        assertThat(plan.text()).isEqualTo("17=sunset-12@100,21:00@75,05:00@100,sunrise+9@0;5=sunrise+0@0");
        assertThat(DimmingPlan.parse(plan.text())).contains(plan);
        assertThat(DimmingPlan.parse("")).contains(DimmingPlan.DUSK_TO_DAWN);
        for (String wrong :
                List.of("x", "8=21:00@5", "1=", "1=25:00@5", "1=21:00@101", "1=21:00", "1=sunset@5", "=1")) {
            assertThat(DimmingPlan.parse(wrong)).as(wrong).isEmpty();
        }
    }

    /** Days of every kind: short and long nights, and both days on which the clocks are set. */
    private static final List<LocalDate> DAYS = List.of(
            LocalDate.of(2026, 12, 21),
            LocalDate.of(2026, 6, 21),
            LocalDate.of(2026, 3, 28),
            LocalDate.of(2026, 3, 29),
            LocalDate.of(2026, 10, 24),
            LocalDate.of(2026, 10, 25),
            LocalDate.of(2026, 12, 31),
            LocalDate.of(2028, 2, 29));

    @Test
    void whatIsToComeIsTheRestOfTheNightAndWholeNightsAtEveryHour() {
        DimmingPlan plan = DimmingPlan.every(USUAL);
        for (LocalDate day : DAYS) {
            Instant end = day.plusDays(1).atStartOfDay(AMSTERDAM).toInstant();
            for (Instant at = day.atStartOfDay(AMSTERDAM).toInstant(); at.isBefore(end); at = at.plusSeconds(1_800)) {
                Instant now = at;
                LocalTime clock = now.atZone(AMSTERDAM).toLocalTime();
                LocalDate running = clock.isBefore(LocalTime.NOON) ? day.minusDays(1) : day;
                List<Moment> wanted = new ArrayList<>(plan.night(running, AMSTERDAM, SUN::on));
                wanted.removeIf(moment -> !moment.at().isAfter(now));
                wanted.addAll(plan.night(running.plusDays(1), AMSTERDAM, SUN::on));
                wanted.addAll(plan.night(running.plusDays(2), AMSTERDAM, SUN::on));
                assertThat(plan.toCome(now, 2, AMSTERDAM, SUN::on))
                        .as(day + " " + clock)
                        .isEqualTo(wanted);
            }
        }
    }

    @Test
    void aSwitchThatLeadsOutOfItsNightIsNotForgottenAtNoon() {
        LocalDate day = LocalDate.of(2026, 12, 21);
        DimmingPlan late =
                DimmingPlan.every(List.of(new Step(Anchor.SUNSET, 0, 100), new Step(Anchor.SUNRISE, 300, 0)));
        Instant afterNoon = day.atTime(12, 30).atZone(AMSTERDAM).toInstant();
        assertThat(late.toCome(afterNoon, 0, AMSTERDAM, SUN::on))
                .map(m ->
                        m.at().atZone(AMSTERDAM).toLocalDateTime().withSecond(0).withNano(0) + "@" + m.level())
                .containsExactly("2026-12-21T13:48@0", "2026-12-21T16:29@100", "2026-12-22T13:48@0");
    }
}

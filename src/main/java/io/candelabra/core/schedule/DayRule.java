package io.candelabra.core.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * On which days a day of a schedule holds.
 *
 * @param id of the rule
 * @param day id of the day that it brings. Where several rules bring one day, its moments come once
 * @param priority the higher goes before the lower; of two that are equal, the older goes first
 * @param isFinal whether the rules after it do not hold on a day on which it holds
 * @param weekdays on which it holds
 * @param everyWeeks 1 for each week; 2 for every second one, counted from the week of its first day, and so on. A rule
 *     without a first day holds in each week
 * @param fromMinute minute of the day: its moments that are planned earlier do not come. Where it is later than
 *     {@code toMinute}, the time goes over midnight
 * @param randomMinutes is added to that of each moment
 */
public record DayRule(
        String id,
        String day,
        int priority,
        long createdMs,
        boolean isFinal,
        Optional<Edge> first,
        Optional<Edge> last,
        Set<DayOfWeek> weekdays,
        int everyWeeks,
        OptionalInt fromMinute,
        OptionalInt toMinute,
        int randomMinutes,
        List<DayMoment> moments) {
    static final Comparator<DayRule> ORDER = Comparator.comparingInt(DayRule::priority)
            .reversed()
            .thenComparingLong(DayRule::createdMs)
            .thenComparing(DayRule::id);

    public DayRule {
        weekdays = Set.copyOf(weekdays);
        moments = List.copyOf(moments);
    }

    /**
     * The first or the last date. One without a year is meant in each year.
     *
     * @param month 1 to 12
     * @param day 1 to 31; in a month that has no such day the month's last is meant
     */
    public record Edge(OptionalInt year, int month, int day) {
        /** That date in its own year, or in the one that is handed in. */
        LocalDate in(int thisYear) {
            LocalDate month = LocalDate.of(year.orElse(thisYear), this.month, 1);
            return month.withDayOfMonth(Math.min(day, month.lengthOfMonth()));
        }
    }

    boolean holdsOn(LocalDate date) {
        return weekdays.contains(date.getDayOfWeek()) && isWithin(date) && isItsWeek(date);
    }

    private boolean isWithin(LocalDate date) {
        boolean begun =
                first.map(edge -> !date.isBefore(edge.in(date.getYear()))).orElse(true);
        boolean goesOn =
                last.map(edge -> !date.isAfter(edge.in(date.getYear()))).orElse(true);
        return isOverNewYear() ? begun || goesOn : begun && goesOn;
    }

    /** From November to February, say, in each year. */
    private boolean isOverNewYear() {
        int leapYear = 2028;
        return first.isPresent()
                && last.isPresent()
                && first.get().year().isEmpty()
                && last.get().year().isEmpty()
                && last.get().in(leapYear).isBefore(first.get().in(leapYear));
    }

    private boolean isItsWeek(LocalDate date) {
        if (everyWeeks <= 1 || first.isEmpty() || first.get().year().isEmpty()) {
            return true;
        }
        LocalDate start = monday(first.get().in(date.getYear()));
        return Math.floorMod(ChronoUnit.WEEKS.between(start, monday(date)), (long) everyWeeks) == 0;
    }

    private static LocalDate monday(LocalDate date) {
        return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** Whether a moment that is planned for this minute of the day comes. */
    boolean takes(int minute) {
        int from = fromMinute.orElse(0);
        int to = toMinute.orElse(24 * 60 - 1);
        return from <= to ? minute >= from && minute <= to : minute >= from || minute <= to;
    }
}

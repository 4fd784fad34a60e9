package io.candelabra.dialect.overkiz.setup.calendar;

import io.candelabra.core.schedule.DayMoment;
import io.candelabra.core.schedule.DayRule;
import io.candelabra.core.schedule.DayRule.Edge;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.ExtraKind;
import io.candelabra.dialect.overkiz.extra.ExtraDocument;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * On which days a calendar day holds. It is stored in this shape; on the wire it stands one level down, under the word of its
 * kind. The document shows fields and no sentence about most of them: what is said here of {@code period}, {@code dayMask}, {@code
 * dayType}, the hours and the random range is a reading of their names.
 *
 * @param finalRule whether rules of lower priority do not hold where it does
 * @param randomTimeRange minutes by which each start is moved at most, to either side, by a draw of each day
 * @param dayType type of the day that results, where it has one; otherwise the calendar day's own
 * @param startTimeHours starts before this time of the day do not come; the hours may go over midnight
 * @param startYear where it is missing, the dates are meant in each year
 * @param period 1 for each week, 2 for every second one from that of the first day …
 * @param presenceFilter {@code NO_FILTER}, the one word that is known
 * @param dayMask bit 0 for Monday up to bit 6 for Sunday; missing for all days
 */
public record CalendarRule(
        @Nullable Long creationTime,
        @Nullable Long lastUpdateTime,
        @Nullable Integer priority,
        @Nullable String calendarDayOID,
        @Nullable Boolean finalRule,
        @Nullable Integer randomTimeRange,
        @Nullable String dayType,
        @Nullable Boolean enabled,
        @Nullable String metadata,
        @Nullable Integer startTimeHours,
        @Nullable Integer startTimeMinutes,
        @Nullable Integer endTimeHours,
        @Nullable Integer endTimeMinutes,
        @Nullable CalendarDay localCalendarDay,
        @Nullable Integer startYear,
        @Nullable Integer startMonth,
        @Nullable Integer startDay,
        @Nullable Integer endYear,
        @Nullable Integer endMonth,
        @Nullable Integer endDay,
        @Nullable Integer period,
        @Nullable String presenceFilter,
        @Nullable Integer dayMask,
        @Nullable String oid)
        implements ExtraDocument<CalendarRule> {
    private static final String NO_FILTER = "NO_FILTER";
    private static final int LONGEST_METADATA = 10_000;
    private static final int DAY = 24 * 60;
    private static final int LAST_YEAR = 9_999;
    private static final int MOST_WEEKS = 520;

    /** The rule one level down, as the wire has it. */
    public record Wrapped(@Nullable CalendarRule weeklyCalendarRule) {
        /** Refuses where there is none. */
        static CalendarRule rule(@Nullable Wrapped wrapped) {
            if (wrapped == null || wrapped.weeklyCalendarRule() == null) {
                throw OverkizFault.missing("calendar rule: weeklyCalendarRule");
            }
            return wrapped.weeklyCalendarRule();
        }
    }

    public CalendarRule {
        priority = priority == null ? 0 : priority;
        finalRule = finalRule != null && finalRule;
        enabled = enabled == null || enabled;
        presenceFilter = presenceFilter == null ? NO_FILTER : presenceFilter;
    }

    private CalendarRule with(@Nullable CalendarDay day, @Nullable String under, long createdMs, long updatedMs) {
        return new CalendarRule(
                createdMs,
                updatedMs,
                priority,
                calendarDayOID,
                finalRule,
                randomTimeRange,
                dayType,
                enabled,
                metadata,
                startTimeHours,
                startTimeMinutes,
                endTimeHours,
                endTimeMinutes,
                day,
                startYear,
                startMonth,
                startDay,
                endYear,
                endMonth,
                endDay,
                period,
                presenceFilter,
                dayMask,
                under);
    }

    @Override
    public CalendarRule stored(String under, long createdMs, long updatedMs) {
        CalendarDay day = localCalendarDay;
        return with(
                day == null || day.oid() == null ? day : day.stored(day.oid(), createdMs, updatedMs),
                under,
                createdMs,
                updatedMs);
    }

    @Override
    public CalendarRule checked(Supplier<String> ids) {
        if ((calendarDayOID == null) == (localCalendarDay == null)) {
            throw OverkizFault.missing("calendar rule: calendarDayOID or localCalendarDay, one of them");
        }
        boolean numbers = CalendarDay.within(randomTimeRange, 0, DAY)
                && CalendarDay.within(period, 0, MOST_WEEKS)
                && CalendarDay.within(dayMask, 0, 255);
        if (!numbers || dayType != null && !CalendarDay.isWord(dayType)) {
            throw OverkizFault.invalid("Invalid calendar rule : randomTimeRange, period, dayMask or dayType");
        }
        if (!NO_FILTER.equals(presenceFilter)) {
            // nothing in a setup says who is at home, so another filter could not be kept
            throw OverkizFault.invalid("Unsupported presenceFilter : " + presenceFilter + ". Only NO_FILTER is known");
        }
        if (metadata != null && metadata.length() > LONGEST_METADATA) {
            throw OverkizFault.invalid("Metadata too long");
        }
        time(startTimeHours, startTimeMinutes);
        time(endTimeHours, endTimeMinutes);
        date(startYear, startMonth, startDay);
        date(endYear, endMonth, endDay);
        CalendarDay day = localCalendarDay;
        if (day != null) {
            CalendarDay whole = day.checked(ids);
            day = whole.stored(ids.get(), 0, 0);
        }
        return with(day, oid, 0, 0);
    }

    private static void time(@Nullable Integer hours, @Nullable Integer minutes) {
        boolean whole = (hours == null) == (minutes == null);
        if (!whole || !CalendarDay.within(hours, 0, 23) || !CalendarDay.within(minutes, 0, 59)) {
            throw OverkizFault.invalid("Invalid calendar rule : no time of the day");
        }
    }

    private static void date(@Nullable Integer year, @Nullable Integer month, @Nullable Integer day) {
        boolean whole = (month == null) == (day == null) && (year == null || month != null);
        if (!whole || !CalendarDay.within(year, 1, LAST_YEAR)) {
            throw OverkizFault.invalid("Invalid calendar rule : no date");
        }
        try {
            if (month != null && day != null) {
                // 29 February is a date in each year that has it
                LocalDate.of(year == null ? 2028 : year, month, day);
            }
        } catch (DateTimeException noSuchDay) {
            throw OverkizFault.invalid("Invalid calendar rule : no date, " + noSuchDay.getMessage());
        }
    }

    /** Refuses a rule that could never hold: its last day is before its first. */
    void checkTimes() {
        if (startYear != null && endYear != null && startMonth != null && endMonth != null) {
            LocalDate first = LocalDate.of(startYear, startMonth, startDay == null ? 1 : startDay);
            LocalDate last = LocalDate.of(endYear, endMonth, endDay == null ? 1 : endDay);
            if (last.isBefore(first)) {
                throw OverkizFault.invalid("Invalid calendar rule : it ends on " + last + ", before it starts");
            }
        }
    }

    @Override
    public void check(OverkizSession session, View state) {
        if (calendarDayOID != null
                && ExtraKind.CALENDAR_DAY.find(state, calendarDayOID).isEmpty()) {
            throw OverkizFault.noSuch(ExtraKind.CALENDAR_DAY.noun(), calendarDayOID);
        }
        if (localCalendarDay != null) {
            localCalendarDay.check(session, state);
        }
    }

    boolean isEnabled() {
        return Boolean.TRUE.equals(enabled);
    }

    /** What it is for the core. @param day the calendar day that it brings */
    DayRule rule(String id, CalendarDay day) {
        List<DayMoment> moments =
                day.starts().stream().flatMap(start -> start.moment().stream()).toList();
        return new DayRule(
                id,
                calendarDayOID == null ? id : calendarDayOID,
                priority == null ? 0 : priority,
                creationTime == null ? 0 : creationTime,
                Boolean.TRUE.equals(finalRule),
                edge(startYear, startMonth, startDay),
                edge(endYear, endMonth, endDay),
                weekdays(),
                period == null ? 1 : period,
                CalendarDay.minuteOfDay(startTimeHours, startTimeMinutes),
                CalendarDay.minuteOfDay(endTimeHours, endTimeMinutes),
                randomTimeRange == null ? 0 : randomTimeRange,
                moments);
    }

    private static Optional<Edge> edge(@Nullable Integer year, @Nullable Integer month, @Nullable Integer day) {
        return month == null || day == null
                ? Optional.empty()
                : Optional.of(new Edge(year == null ? OptionalInt.empty() : OptionalInt.of(year), month, day));
    }

    private Set<DayOfWeek> weekdays() {
        if (dayMask == null) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if ((dayMask >> day.ordinal() & 1) == 1) {
                days.add(day);
            }
        }
        return days;
    }
}

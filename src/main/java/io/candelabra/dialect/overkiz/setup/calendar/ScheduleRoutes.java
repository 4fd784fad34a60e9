package io.candelabra.dialect.overkiz.setup.calendar;

import io.candelabra.core.schedule.DayRule;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.RequestBody;
import io.candelabra.dialect.overkiz.document.SetupPlace;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.setup.calendar.CalendarDay.DayTimeTrigger;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What holds on a day, by the rules of the calendar. Days are of the setup's zone. Also a calendar that is switched off tells it. */
public final class ScheduleRoutes implements RouteSet {
    /** So many days are told at once. */
    private static final int MOST_DAYS = 400;
    /** The furthest day in days since 1970: 31 December 9999. */
    private static final int LAST_DAY = 2_932_896;

    private static final String WORK_DAY = "WORK_DAY";

    private final Supplier<String> ids;

    /** OIDs of what holds on a day; the rules in the order in which they go. */
    private record ScheduleOfDay(List<String> calendarDays, List<String> calendarRules) {}

    /** What is left out of a day view. @param priority rules of lower priority are left out */
    private record DayViewFilter(
            @Nullable List<String> calendarDaysOid,
            @Nullable List<String> calendarRulesOid,
            @Nullable List<String> timeTriggersId,
            @Nullable Integer priority) {}

    /** @param ids gives a fresh UUID in text form at each call */
    public ScheduleRoutes(Supplier<String> ids) {
        this.ids = ids;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/setup/calendar/schedule/{startDate}/{endDate}", this::getByStartDateAndEndDate)
                .get("/setup/calendar/schedule/{year}/{month}/{day}", this::getByYearAndMonthAndDay)
                .post("/setup/calendar/schedule/{year}/{month}/{day}/dayView", this::postByYearAndMonthAndDayDayView);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /setup/calendar/schedule/{year}/{month}/{day}", Bodies.answers(ScheduleOfDay.class),
                "POST /setup/calendar/schedule/{year}/{month}/{day}/dayView",
                        Bodies.answers(CalendarDay.class).taking(DayViewFilter.class));
    }

    /** By days since 1970, both ends included. */
    public Reply getByStartDateAndEndDate(Exchange x) {
        int start = RequestBody.number("startDate", x.path("startDate"));
        int end = RequestBody.number("endDate", x.path("endDate"));
        if (start < 0 || end < start || end > LAST_DAY || end - start >= MOST_DAYS) {
            throw OverkizFault.invalid(
                    "Invalid period : days since 1970, the end not before the start, at most " + MOST_DAYS + " days");
        }
        View state = OverkizSession.of(x).state();
        Calendar calendar = Calendar.of(state);
        Map<String, ScheduleOfDay> days = new LinkedHashMap<>();
        for (long day = start; day <= end; day++) {
            days.put(String.valueOf(day), calendar.on(LocalDate.ofEpochDay(day)));
        }
        return Reply.ok(days);
    }

    public Reply getByYearAndMonthAndDay(Exchange x) {
        return Reply.ok(Calendar.of(OverkizSession.of(x).state()).on(SetupPlace.date(x)));
    }

    /** One calendar day with all that starts on a date. It is stored nowhere. */
    public Reply postByYearAndMonthAndDayDayView(Exchange x) {
        LocalDate date = SetupPlace.date(x);
        DayViewFilter filter =
                x.body().length == 0 ? new DayViewFilter(null, null, null, null) : x.json(DayViewFilter.class);
        return Reply.status(201, Calendar.of(OverkizSession.of(x).state()).view(date, filter, ids.get()));
    }

    /** The calendar as one caller sees it. */
    private record Calendar(Map<String, CalendarRule> rules, Map<String, CalendarDay> days, Holding holding) {
        private interface Holding {
            List<DayRule> on(LocalDate date);
        }

        static Calendar of(View state) {
            return new Calendar(
                    CalendarPlan.rules(state), CalendarPlan.days(state), CalendarPlan.table(state)::rulesOn);
        }

        ScheduleOfDay on(LocalDate date) {
            Set<String> oids = new LinkedHashSet<>();
            List<String> holding = new ArrayList<>();
            for (DayRule rule : this.holding.on(date)) {
                holding.add(rule.id());
                String oid = day(rule).oid();
                oids.add(oid == null ? rule.day() : oid);
            }
            return new ScheduleOfDay(List.copyOf(oids), holding);
        }

        private CalendarDay day(DayRule rule) {
            CalendarDay stored = days.get(rule.day());
            CalendarRule own = rules.get(rule.id());
            CalendarDay local = own == null ? null : own.localCalendarDay();
            return local != null || stored == null ? none(local) : stored;
        }

        private static CalendarDay none(@Nullable CalendarDay day) {
            return day == null ? new CalendarDay(null, null, null, null, List.of(), null, null) : day;
        }

        CalendarDay view(LocalDate date, DayViewFilter filter, String oid) {
            Set<String> taken = new LinkedHashSet<>();
            List<DayTimeTrigger> triggers = new ArrayList<>();
            List<String> types = new ArrayList<>();
            for (DayRule rule : holding.on(date)) {
                CalendarDay day = day(rule);
                if (names(filter.calendarRulesOid(), rule.id())
                        || names(filter.calendarDaysOid(), day.oid())
                        || filter.priority() != null && rule.priority() < filter.priority()
                        || !taken.add(rule.day())) {
                    continue;
                }
                types.add(type(rule, day));
                day.starts().stream()
                        .filter(start -> !names(filter.timeTriggersId(), start.id()))
                        .map(DayTimeTrigger::new)
                        .forEach(triggers::add);
            }
            return new CalendarDay(
                    null, null, date.toString(), types.isEmpty() ? WORK_DAY : types.getFirst(), triggers, null, oid);
        }

        private String type(DayRule rule, CalendarDay day) {
            CalendarRule own = rules.get(rule.id());
            String said = own == null ? null : own.dayType();
            String type = said == null ? day.type() : said;
            return type == null ? WORK_DAY : type;
        }

        private static boolean names(@Nullable List<String> some, @Nullable String one) {
            return some != null && one != null && some.contains(one);
        }
    }
}

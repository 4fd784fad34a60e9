package io.candelabra.dialect.overkiz.setup.calendar;

import io.candelabra.core.access.Refused;
import io.candelabra.core.schedule.DayRule;
import io.candelabra.core.schedule.Timetable;
import io.candelabra.core.site.Declared;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.ActionGroupBody;
import io.candelabra.dialect.overkiz.document.ExtraKind;
import io.candelabra.dialect.overkiz.document.SetupPlace;
import io.candelabra.dialect.overkiz.setup.calendar.CalendarDay.TimeTrigger;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Extra;
import io.candelabra.wire.json.KeptJson;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The calendar of a setup for the core: its rules and days as a timetable, and what starts at a moment of it. */
public final class CalendarPlan implements Declared.Schedule {
    /** A calendar day stays while a rule brings it. */
    public static final Map<String, Declared.InUse> IN_USE = Map.of(ExtraKind.CALENDAR_DAY.path(), CalendarPlan::inUse);

    private static final Set<ExtraKind> PARTS =
            EnumSet.of(ExtraKind.CALENDAR_DAY, ExtraKind.CALENDAR_RULE, ExtraKind.CALENDAR_STATUS);

    /** Name of the one status. */
    static final String STATUS = "status";

    /** @param enabled whether what the calendar says is done */
    record Status(boolean enabled) {}

    private static Optional<String> inUse(View all, Extra day) {
        List<String> rules = new ArrayList<>();
        rules(all).forEach((oid, rule) -> {
            if (day.name().equals(rule.calendarDayOID())) {
                rules.add(oid);
            }
        });
        return rules.isEmpty() ? Optional.empty() : Optional.of("Calendar day is used by calendar rules : " + rules);
    }

    /** The rules that the caller sees, by OID; a text that has broken is no rule. */
    static Map<String, CalendarRule> rules(View state) {
        return read(state, ExtraKind.CALENDAR_RULE, CalendarRule.class);
    }

    /** The days that the caller sees, by OID. */
    static Map<String, CalendarDay> days(View state) {
        return read(state, ExtraKind.CALENDAR_DAY, CalendarDay.class);
    }

    private static <T> Map<String, T> read(View state, ExtraKind kind, Class<T> type) {
        Map<String, T> all = new LinkedHashMap<>();
        kind.all(state)
                .forEach(extra -> KeptJson.read(extra.json(), type).ifPresent(one -> all.put(extra.name(), one)));
        return all;
    }

    static boolean isEnabled(View state) {
        return ExtraKind.CALENDAR_STATUS
                .find(state, STATUS)
                .flatMap(extra -> KeptJson.read(extra.json(), Status.class))
                .map(Status::enabled)
                .orElse(true);
    }

    /** The calendar day that a rule brings; empty where it is gone. */
    static Optional<CalendarDay> day(View state, CalendarRule rule) {
        String oid = rule.calendarDayOID();
        return oid == null
                ? Optional.ofNullable(rule.localCalendarDay())
                : ExtraKind.CALENDAR_DAY
                        .find(state, oid)
                        .flatMap(extra -> KeptJson.read(extra.json(), CalendarDay.class));
    }

    @Override
    public boolean isMadeOf(Resource resource) {
        return resource instanceof Resource.Profile
                || resource instanceof Extra extra
                        && ExtraKind.of(extra).filter(PARTS::contains).isPresent();
    }

    @Override
    public Optional<Timetable> timetable(View all) {
        return isEnabled(all) && !ExtraKind.CALENDAR_RULE.all(all).isEmpty()
                ? Optional.of(table(all))
                : Optional.empty();
    }

    /** The timetable of all rules, whether or not the calendar is at work. */
    static Timetable table(View state) {
        Map<String, CalendarDay> days = days(state);
        List<DayRule> rules = new ArrayList<>();
        rules(state).forEach((oid, rule) -> {
            CalendarDay day = rule.calendarDayOID() == null ? rule.localCalendarDay() : days.get(rule.calendarDayOID());
            if (rule.isEnabled() && day != null) {
                rules.add(rule.rule(oid, day));
            }
        });
        return new Timetable(rules, SetupPlace.of(state), state.site().value());
    }

    @Override
    public Plan plan(View all, Timetable.Coming coming) {
        TimeTrigger start = ExtraKind.CALENDAR_RULE
                .find(all, coming.rule().id())
                .flatMap(extra -> KeptJson.read(extra.json(), CalendarRule.class))
                .flatMap(rule -> day(all, rule))
                .flatMap(day -> day.starts().stream()
                        .filter(one -> coming.moment().id().equals(one.id()))
                        .findFirst())
                .orElseThrow(() -> Refused.noSuch("calendar day", coming.rule().day()));
        ActionGroupBody own = start.localActionGroup();
        String oid = start.actionGroupOID();
        if (own != null) {
            return new Plan(own.name(), "", Plan.Kind.SCHEDULE, false, false, own.plan(), own.vendor());
        }
        Resource.Scene scene = OverkizIds.findActionGroup(all, oid == null ? "" : oid)
                .orElseThrow(() -> Refused.noSuch("scene", oid == null ? "" : oid));
        return new Plan(scene.label(), scene.id(), Plan.Kind.SCHEDULE, false, false, scene.actions(), scene.vendor());
    }
}

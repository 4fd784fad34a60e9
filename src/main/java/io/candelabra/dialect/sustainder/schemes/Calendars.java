package io.candelabra.dialect.sustainder.schemes;

import io.candelabra.core.view.View;
import io.candelabra.dialect.sustainder.request.Body;
import io.candelabra.dialect.sustainder.request.SustainderFault;
import io.candelabra.model.schedule.DimmingPlan;
import io.candelabra.model.schedule.DimmingPlan.Rule;
import io.candelabra.model.schedule.DimmingPlan.Step;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of a calendar's name in one request: a calendar or a scheme that was sent along, which are kept by the
 * lamps and nowhere else, or a known scheme.
 */
public final class Calendars {
    public static final int LONGEST_NAME = Scheme.LONGEST_NAME;

    private static final int MOST = 200;
    private static final int MOST_RULES = 7;

    private final Map<String, DimmingPlan> plans;
    private final Map<String, DimmingPlan> known;

    private Calendars(Map<String, DimmingPlan> plans, Map<String, DimmingPlan> known) {
        this.plans = plans;
        this.known = known;
    }

    /** Reads {@code dimming_schemes} and {@code calendars} of a body; refuses days and names that mean nothing. */
    public static Calendars of(Body body, View view) {
        Map<String, List<Step>> schemes = new LinkedHashMap<>();
        Map<String, DimmingPlan> known = new LinkedHashMap<>();
        for (Scheme scheme : Scheme.all(view)) {
            schemes.put(scheme.name(), scheme.steps());
            known.put(scheme.name(), scheme.plan());
        }
        Map<String, DimmingPlan> plans = new LinkedHashMap<>();
        for (Body scheme : body.optionalObjects("dimming_schemes", MOST)) {
            String name = scheme.text("dimming_scheme_name", LONGEST_NAME);
            List<Step> steps = Scheme.steps(scheme);
            schemes.put(name, steps);
            plans.put(name, DimmingPlan.every(steps));
        }
        for (Body calendar : body.optionalObjects("calendars", MOST)) {
            plans.put(calendar.text("calendar_name", LONGEST_NAME), plan(calendar, schemes));
        }
        return new Calendars(plans, known);
    }

    private static DimmingPlan plan(Body calendar, Map<String, List<Step>> schemes) {
        List<Rule> rules = new ArrayList<>();
        Set<DayOfWeek> covered = EnumSet.noneOf(DayOfWeek.class);
        for (Body rule : calendar.objects("dimming_scheme_rules", MOST_RULES)) {
            String name = rule.text("dimming_scheme_name", LONGEST_NAME);
            List<Step> steps = schemes.get(name);
            if (steps == null) {
                throw SustainderFault.field(rule.path("dimming_scheme_name"), "There is no scheme of this name.");
            }
            Set<DayOfWeek> days = days(rule);
            for (DayOfWeek day : days) {
                if (!covered.add(day)) {
                    throw SustainderFault.field(rule.path("days"), day + " is in another rule already.");
                }
            }
            rules.add(new Rule(days, steps));
        }
        return new DimmingPlan(rules);
    }

    private static Set<DayOfWeek> days(Body rule) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (Object day : rule.list("days", MOST_RULES)) {
            days.add(day(day).orElseThrow(() -> SustainderFault.field(
                    rule.path("days"), "Days are MONDAY to SUNDAY, MON to SUN, or 0 (Monday) to 6.")));
        }
        if (days.isEmpty()) {
            throw SustainderFault.field(rule.path("days"), "This list may not be empty.");
        }
        return days;
    }

    /** A name in English, its first three letters, or a number: 0 is Monday, and 7 is Sunday as in ISO 8601. */
    private static Optional<DayOfWeek> day(@Nullable Object given) {
        if (given instanceof Long number && number >= 0 && number <= 7) {
            return Optional.of(number == 7 ? DayOfWeek.SUNDAY : DayOfWeek.of(number.intValue() + 1));
        }
        if (given instanceof String word) {
            String upper = word.toUpperCase(Locale.ROOT);
            for (DayOfWeek day : DayOfWeek.values()) {
                if (day.name().equals(upper) || day.name().substring(0, 3).equals(upper)) {
                    return Optional.of(day);
                }
            }
        }
        return Optional.empty();
    }

    /** A scheme that is sent along comes before a known one of the same name. In the text form. */
    public Optional<String> plan(String name) {
        DimmingPlan plan = plans.containsKey(name) ? plans.get(name) : known.get(name);
        return Optional.ofNullable(plan).map(DimmingPlan::text);
    }
}

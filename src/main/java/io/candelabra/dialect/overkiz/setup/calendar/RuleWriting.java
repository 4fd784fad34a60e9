package io.candelabra.dialect.overkiz.setup.calendar;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.ActionGroupBody;
import io.candelabra.dialect.overkiz.document.ExtraKind;
import io.candelabra.dialect.overkiz.extra.Extras;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.setup.calendar.CalendarDay.TimeTrigger;
import io.candelabra.dialect.overkiz.setup.calendar.CalendarRule.Wrapped;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.model.Action;
import io.candelabra.wire.http.Exchange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Rules are stored here, one or several: all of a request or none. */
final class RuleWriting {
    static final Extras<CalendarRule> RULES = new Extras<>(ExtraKind.CALENDAR_RULE, CalendarRule.class);
    /** So many rules come in at once. */
    static final int MOST = 100;

    private final Supplier<String> ids;

    /** @param ids gives a fresh UUID in text form at each call */
    RuleWriting(Supplier<String> ids) {
        this.ids = ids;
    }

    /** Stores the rules under fresh OIDs; answers these in the order of the rules. */
    List<String> create(Exchange x, List<Wrapped> bodies) {
        OverkizSession session = OverkizSession.of(x);
        Map<String, CalendarRule> rules = new LinkedHashMap<>();
        read(x, bodies).forEach(rule -> rules.put(ids.get(), rule));
        RULES.create(session, rules, state -> check(x, session, state, List.copyOf(rules.values())));
        return List.copyOf(rules.keySet());
    }

    /** Replaces the rules that the bodies name. */
    void replace(Exchange x, List<Wrapped> bodies) {
        OverkizSession session = OverkizSession.of(x);
        List<CalendarRule> rules = read(x, bodies);
        if (rules.stream().map(CalendarRule::oid).distinct().count() < rules.size()) {
            throw OverkizFault.invalid("A calendar rule stands twice in the set");
        }
        RULES.replace(session, rules, state -> check(x, session, state, rules));
    }

    private List<CalendarRule> read(Exchange x, List<Wrapped> bodies) {
        if (bodies.isEmpty() || bodies.size() > MOST) {
            throw OverkizFault.invalid("A set has 1 to " + MOST + " calendar rules");
        }
        List<CalendarRule> rules =
                bodies.stream().map(body -> Wrapped.rule(body).checked(ids)).toList();
        if (isChecked(x)) {
            rules.forEach(CalendarRule::checkTimes);
        }
        return rules;
    }

    private static void check(Exchange x, OverkizSession session, View state, List<CalendarRule> rules) {
        for (CalendarRule rule : rules) {
            rule.check(session, state);
            if (isChecked(x)) {
                CalendarPlan.day(state, rule).ifPresent(day -> refuseContradictions(state, day));
            }
        }
    }

    /** Whether times are looked at; they are unless the request says no. */
    private static boolean isChecked(Exchange x) {
        return x.query("withTimeValidityChecks").filter("false"::equals).isEmpty();
    }

    /** Two starts at one minute that want different things of one device: which one wins would be chance. */
    private static void refuseContradictions(View state, CalendarDay day) {
        List<TimeTrigger> starts =
                day.starts().stream().filter(start -> !start.isBySun()).toList();
        for (int i = 0; i < starts.size(); i++) {
            for (TimeTrigger other : starts.subList(i + 1, starts.size())) {
                TimeTrigger one = starts.get(i);
                boolean together = CalendarDay.minuteOfDay(one.hours(), one.minutes())
                        .equals(CalendarDay.minuteOfDay(other.hours(), other.minutes()));
                if (together && contradict(actions(state, one), actions(state, other))) {
                    throw OverkizFault.invalid(String.format(
                            Locale.ROOT,
                            "Two starts at %02d:%02d want different things of one device",
                            one.hours(),
                            one.minutes()));
                }
            }
        }
    }

    private static boolean contradict(List<Action> some, List<Action> others) {
        return some.stream().anyMatch(one -> others.stream()
                .anyMatch(other ->
                        one.device().equals(other.device()) && !one.commands().equals(other.commands())));
    }

    private static List<Action> actions(View state, TimeTrigger start) {
        ActionGroupBody own = start.localActionGroup();
        if (own != null) {
            return own.plan();
        }
        String oid = start.actionGroupOID();
        return oid == null
                ? List.of()
                : OverkizIds.findActionGroup(state, oid)
                        .map(scene -> scene.actions())
                        .orElse(List.of());
    }
}

package io.candelabra.dialect.overkiz.setup.calendar;

import io.candelabra.dialect.overkiz.document.RequestBody;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.setup.calendar.CalendarRule.Wrapped;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Several calendar rules at once: all of a set are taken or none. */
public final class RuleSetRoutes implements RouteSet {
    private record NewCalendarRules(List<String> calendarRulesIds, List<String> calendarRulesOIDs) {}

    private final RuleWriting rules;

    /** @param ids gives a fresh UUID in text form at each call */
    public RuleSetRoutes(Supplier<String> ids) {
        this.rules = new RuleWriting(ids);
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/setup/calendar/ruleSet", this::post)
                .put("/setup/calendar/ruleSet", this::put)
                .post("/setup/calendar/ruleSet/_delete", this::postDelete);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of("POST /setup/calendar/ruleSet", Bodies.answers(NewCalendarRules.class));
    }

    public Reply post(Exchange x) {
        List<String> oids = rules.create(x, set(x));
        return Reply.status(201, new NewCalendarRules(oids, oids));
    }

    /** Answers 201, as the document has it. */
    public Reply put(Exchange x) {
        rules.replace(x, set(x));
        return Reply.bytes(201, Reply.JSON, new byte[0]);
    }

    /** Deletes the rules whose OIDs are listed. */
    public Reply postDelete(Exchange x) {
        List<?> oids = RequestBody.listOf(x);
        if (oids.isEmpty() || oids.size() > RuleWriting.MOST || !oids.stream().allMatch(String.class::isInstance)) {
            throw OverkizFault.invalid("A list of 1 to " + RuleWriting.MOST + " OIDs is needed");
        }
        RuleWriting.RULES.delete(
                OverkizSession.of(x), oids.stream().map(String::valueOf).toList());
        return Reply.noContent();
    }

    private static List<Wrapped> set(Exchange x) {
        return Arrays.asList(x.json(Wrapped[].class));
    }
}

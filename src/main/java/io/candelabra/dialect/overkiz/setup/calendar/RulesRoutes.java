package io.candelabra.dialect.overkiz.setup.calendar;

import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.setup.calendar.CalendarRule.Wrapped;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Calendar rules, one by one. A caller who sees a part of the setup only does not see them, since a rule may bring any device. */
public final class RulesRoutes implements RouteSet {
    private record NewCalendarRule(String calendarRuleId, String calendarRuleOID) {}

    private final RuleWriting rules;

    /** @param ids gives a fresh UUID in text form at each call */
    public RulesRoutes(Supplier<String> ids) {
        this.rules = new RuleWriting(ids);
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/setup/calendar/rules", this::get)
                .post("/setup/calendar/rules", this::post)
                .put("/setup/calendar/rules", this::put)
                .get("/setup/calendar/rules/{oid}", this::getByOid)
                .delete("/setup/calendar/rules/{oid}", this::deleteByOid);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /setup/calendar/rules", Bodies.listOf(Wrapped.class),
                "POST /setup/calendar/rules",
                        Bodies.answers(NewCalendarRule.class).taking(Wrapped.class),
                "PUT /setup/calendar/rules", Bodies.takes(Wrapped.class),
                "GET /setup/calendar/rules/{oid}", Bodies.answers(Wrapped.class));
    }

    public Reply get(Exchange x) {
        return Reply.ok(RuleWriting.RULES.all(OverkizSession.of(x)).stream()
                .map(Wrapped::new)
                .toList());
    }

    public Reply getByOid(Exchange x) {
        return Reply.ok(new Wrapped(RuleWriting.RULES.one(OverkizSession.of(x), x.path("oid"))));
    }

    public Reply post(Exchange x) {
        String oid = rules.create(x, List.of(x.json(Wrapped.class))).getFirst();
        return Reply.status(201, new NewCalendarRule(oid, oid));
    }

    public Reply put(Exchange x) {
        rules.replace(x, List.of(x.json(Wrapped.class)));
        return Reply.emptyOk();
    }

    public Reply deleteByOid(Exchange x) {
        RuleWriting.RULES.delete(OverkizSession.of(x), x.path("oid"));
        return Reply.noContent();
    }
}

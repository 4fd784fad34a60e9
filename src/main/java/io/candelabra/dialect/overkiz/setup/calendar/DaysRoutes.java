package io.candelabra.dialect.overkiz.setup.calendar;

import io.candelabra.dialect.overkiz.document.ExtraKind;
import io.candelabra.dialect.overkiz.extra.Extras;
import io.candelabra.dialect.overkiz.words.OverkizSession;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.Map;
import java.util.function.Supplier;

/** Calendar days: shown to those who see all of the setup, since a day may name any device. */
public final class DaysRoutes implements RouteSet {
    private static final Extras<CalendarDay> DAYS = new Extras<>(ExtraKind.CALENDAR_DAY, CalendarDay.class);

    /** The day that was kept. */
    private record NewCalendarDay(String calendarDayOID) {}

    private final Supplier<String> ids;

    /** @param ids gives a fresh UUID in text form at each call */
    public DaysRoutes(Supplier<String> ids) {
        this.ids = ids;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/setup/calendar/days", this::get)
                .post("/setup/calendar/days", this::post)
                .put("/setup/calendar/days", this::put)
                .get("/setup/calendar/days/{oid}", this::getByOid)
                .delete("/setup/calendar/days/{oid}", this::deleteByOid);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /setup/calendar/days", Bodies.listOf(CalendarDay.class),
                "POST /setup/calendar/days",
                        Bodies.answers(NewCalendarDay.class).taking(CalendarDay.class),
                "PUT /setup/calendar/days", Bodies.takes(CalendarDay.class),
                "GET /setup/calendar/days/{oid}", Bodies.answers(CalendarDay.class));
    }

    public Reply get(Exchange x) {
        return Reply.ok(DAYS.all(OverkizSession.of(x)));
    }

    public Reply getByOid(Exchange x) {
        return Reply.ok(DAYS.one(OverkizSession.of(x), x.path("oid")));
    }

    /** Keeps a day; answers 201 with its {@code calendarDayOID}. */
    public Reply post(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        CalendarDay day = x.json(CalendarDay.class).checked(ids);
        String oid = ids.get();
        DAYS.create(session, oid, day, state -> day.check(session, state));
        return Reply.status(201, new NewCalendarDay(oid));
    }

    /** Replaces the day that the body's {@code oid} names. */
    public Reply put(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        CalendarDay day = x.json(CalendarDay.class).checked(ids);
        DAYS.replace(session, day, state -> day.check(session, state));
        return Reply.emptyOk();
    }

    public Reply deleteByOid(Exchange x) {
        DAYS.delete(OverkizSession.of(x), x.path("oid"));
        return Reply.noContent();
    }
}

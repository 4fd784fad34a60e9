package io.candelabra.dialect.overkiz.setup.calendar;

import io.candelabra.dialect.overkiz.document.ExtraKind;
import io.candelabra.dialect.overkiz.extra.ExtraRoutes;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Routes;
import java.util.Map;
import java.util.function.Supplier;

/** Calendar days: a caller who sees a part of the setup only does not see them, since a day may name any device. */
public final class DaysRoutes extends ExtraRoutes<CalendarDay> {
    private record NewCalendarDay(String calendarDayOID) {}

    public DaysRoutes(Supplier<String> ids) {
        super(ExtraKind.CALENDAR_DAY, CalendarDay.class, NewCalendarDay::new, ids);
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
        return bodies("/setup/calendar/days", NewCalendarDay.class);
    }
}

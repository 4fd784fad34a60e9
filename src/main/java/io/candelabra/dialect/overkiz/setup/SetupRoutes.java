package io.candelabra.dialect.overkiz.setup;

import io.candelabra.core.schedule.Timetable;
import io.candelabra.core.site.Composed;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.document.LocationBody;
import io.candelabra.dialect.overkiz.document.LocationDocument;
import io.candelabra.dialect.overkiz.document.RenderedDevices;
import io.candelabra.dialect.overkiz.document.RenderedLists;
import io.candelabra.dialect.overkiz.document.SetupDocument;
import io.candelabra.dialect.overkiz.document.SetupPlace;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.model.Device;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The setup as a whole, its location and its features. */
public final class SetupRoutes implements RouteSet {
    private final RenderedDevices rendered;
    private final RenderedLists lists;
    private final InstantSource clock;

    public SetupRoutes(RenderedDevices rendered, RenderedLists lists, InstantSource clock) {
        this.clock = clock;
        this.rendered = rendered;
        this.lists = lists;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/setup", this::get)
                .get("/setup/location", this::getLocation)
                .put("/setup/location", this::putLocation)
                .get("/setup/dawnTime", this::getDawnTime)
                .get("/setup/dawnTime/{year}/{month}/{day}", this::getDawnTimeByYearAndMonthAndDay)
                .get("/setup/duskTime", this::getDuskTime)
                .get("/setup/duskTime/{year}/{month}/{day}", this::getDuskTimeByYearAndMonthAndDay)
                .get("/setup/features", this::getFeatures);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /setup", Bodies.answers(SetupDocument.class),
                "GET /setup/location", Bodies.answers(LocationDocument.class),
                "PUT /setup/location", Bodies.takes(LocationBody.class),
                "GET /setup/dawnTime", Bodies.answers(SunTime.class),
                "GET /setup/dawnTime/{year}/{month}/{day}", Bodies.answers(SunTime.class),
                "GET /setup/duskTime", Bodies.answers(SunTime.class),
                "GET /setup/duskTime/{year}/{month}/{day}", Bodies.answers(SunTime.class),
                "GET /setup/features", Bodies.listOf(SetupDocument.FeatureDocument.class));
    }

    /** The devices that the request names by {@code deviceURL}, which may stand in it several times; without one all that are listed. */
    public Reply get(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View state = session.state();
        boolean makers = x.query("withManufacturerData").filter("true"::equals).isPresent();
        List<String> urls = x.queries("deviceURL");
        if (makers || !urls.isEmpty()) {
            Stream<Device> devices = urls.isEmpty()
                    ? RenderedDevices.listed(session, state)
                    : urls.stream().distinct().map(url -> session.device(state, url));
            byte[] array = makers
                    ? rendered.arrayWithManufacturerData(session, state, devices)
                    : rendered.array(session, state, devices);
            return Reply.json(SetupDocument.setup(session, state, array));
        }
        return lists.get(
                        session,
                        state,
                        "setup",
                        () -> SetupDocument.setup(
                                session, state, rendered.array(session, state, RenderedDevices.listed(session, state))))
                .reply(x);
    }

    public Reply getLocation(Exchange x) {
        return Reply.ok(LocationDocument.of(OverkizSession.of(x).state()));
    }

    /** Fields that the body does not have stay as they are. What goes by the sun or by the clock of the place is planned anew. */
    public Reply putLocation(Exchange x) {
        LocationBody body = x.json(LocationBody.class).checked();
        OverkizSession.of(x).compose((state, now) -> Composed.of(body.change(state, now)));
        return Reply.emptyOk();
    }

    public Reply getDawnTime(Exchange x) {
        return sun(x, today(x), true);
    }

    public Reply getDawnTimeByYearAndMonthAndDay(Exchange x) {
        return sun(x, SetupPlace.date(x), true);
    }

    public Reply getDuskTime(Exchange x) {
        return sun(x, today(x), false);
    }

    public Reply getDuskTimeByYearAndMonthAndDay(Exchange x) {
        return sun(x, SetupPlace.date(x), false);
    }

    private LocalDate today(Exchange x) {
        return clock.instant()
                .atZone(SetupPlace.of(OverkizSession.of(x).state()).zone())
                .toLocalDate();
    }

    /** Where the sun does neither on that day, all fields are left out. */
    private static Reply sun(Exchange x, LocalDate day, boolean dawn) {
        Timetable.Place place = SetupPlace.of(OverkizSession.of(x).state());
        Optional<Instant> at = dawn ? place.dawn(day) : place.dusk(day);
        return Reply.ok(at.map(moment -> SunTime.of(moment, place.zone())).orElse(SunTime.NEVER));
    }

    /**
     * A time of the sun.
     *
     * @param utc ms since 1970
     * @param hours in the setup's zone, as are the minutes
     */
    private record SunTime(
            @Nullable Integer hours,
            @Nullable Integer minutes,
            @Nullable Long utc) {
        private static final SunTime NEVER = new SunTime(null, null, null);

        static SunTime of(Instant at, ZoneId zone) {
            ZonedDateTime local = at.atZone(zone);
            return new SunTime(local.getHour(), local.getMinute(), at.toEpochMilli());
        }
    }

    public Reply getFeatures(Exchange x) {
        return Reply.ok(SetupDocument.features(OverkizSession.of(x).state()));
    }
}

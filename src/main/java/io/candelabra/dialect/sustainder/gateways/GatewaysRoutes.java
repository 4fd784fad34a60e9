package io.candelabra.dialect.sustainder.gateways;

import io.candelabra.core.schedule.Sun;
import io.candelabra.core.view.View;
import io.candelabra.dialect.sustainder.document.ApiRoot;
import io.candelabra.dialect.sustainder.document.Hal;
import io.candelabra.dialect.sustainder.lamps.Coordinates;
import io.candelabra.dialect.sustainder.lamps.Lamps;
import io.candelabra.dialect.sustainder.lamps.NodeDocuments;
import io.candelabra.dialect.sustainder.request.ApiCaller;
import io.candelabra.dialect.sustainder.request.SustainderFault;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.schedule.SunDay;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gateways, and their sun. */
public final class GatewaysRoutes implements RouteSet {
    private static final int DAYS = 14;

    private final Lamps lamps;
    private final InstantSource siteClock;

    /** @param siteClock the time that sites live in */
    public GatewaysRoutes(Lamps lamps, InstantSource siteClock) {
        this.lamps = lamps;
        this.siteClock = siteClock;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/gateways", this::get)
                .get("/gateways/{gateway_id}", this::getByGatewayId)
                .get("/gateways/{gateway_id}/sunsetsunrise", this::getByGatewayIdSunsetsunrise);
    }

    private record Found(Lamps.Shown view, Gateway gateway) {}

    Reply get(Exchange x) {
        String base = ApiRoot.of(x);
        Lamps.Shown view = lamps.view(ApiCaller.of(x).named(x));
        List<Hal> all = visible(view).map(g -> document(base, g)).toList();
        return Hal.at(base, ApiCaller.of(x).within(view.application(), "/gateways"))
                .embed("gateways", Hal.documents(all))
                .total(all.size())
                .reply();
    }

    private static Stream<Gateway> visible(Lamps.Shown view) {
        return view.seen().gateways();
    }

    private static Hal document(String base, Gateway gateway) {
        String id = NodeDocuments.gatewayId(gateway);
        return Hal.at(base, "/gateways/" + id)
                .link("gateways", "/gateways")
                .put("gateway_id", id)
                .put("gateway_status", gateway.alive() ? "online" : "offline")
                .put("timezone", gateway.timezone());
    }

    private Found find(Exchange x) {
        String id = x.path("gateway_id");
        return lamps.searched(x).stream()
                .flatMap(view -> visible(view)
                        .filter(g -> NodeDocuments.gatewayId(g).equals(id))
                        .map(g -> new Found(view, g)))
                .findFirst()
                .orElseThrow(SustainderFault::notFound);
    }

    Reply getByGatewayId(Exchange x) {
        Found found = find(x);
        return document(ApiRoot.of(x), found.gateway())
                .link("sunsetsunrise", "/gateways/" + NodeDocuments.gatewayId(found.gateway()) + "/sunsetsunrise")
                .reply();
    }

    Reply getByGatewayIdSunsetsunrise(Exchange x) {
        Found found = find(x);
        Coordinates coordinates = coordinates(found);
        ZoneId zone = found.gateway().zone();
        LocalDate today = siteClock.instant().atZone(zone).toLocalDate();
        List<Map<String, @Nullable Object>> moments = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            moments.add(moments(today.plusDays(day), zone, coordinates));
        }
        return Hal.at(ApiRoot.of(x), "/gateways/" + NodeDocuments.gatewayId(found.gateway()) + "/sunsetsunrise")
                .embed("switch_moments", moments)
                .reply();
    }

    /** The gateway's coordinates; where it has none of its own, that of its first lamp. */
    private static Coordinates coordinates(Found found) {
        View view = found.view().seen();
        if (found.gateway().vendor().containsKey(Coordinates.OF_GATEWAY)) {
            return Coordinates.of(view, found.gateway());
        }
        Optional<Device> first = view.devices()
                .filter(d -> d.id().gateway().equals(found.gateway().id()))
                .findFirst();
        return first.map(d -> Coordinates.of(view, d)).orElseGet(() -> Coordinates.of(view, found.gateway()));
    }

    /** Sunset and sunrise of one day of the gateway's calendar; null where the sun does not set or not rise. */
    private static Map<String, @Nullable Object> moments(LocalDate day, ZoneId zone, Coordinates coordinates) {
        SunDay sun = new Sun(coordinates.latitude(), coordinates.longitude(), zone).on(day);
        Map<String, @Nullable Object> moment = new LinkedHashMap<>();
        moment.put("_total", null);
        moment.put("timestamp", day.toString());
        moment.put("sunset", sun.sunset().map(GatewaysRoutes::written).orElse(null));
        moment.put("sunrise", sun.sunrise().map(GatewaysRoutes::written).orElse(null));
        return moment;
    }

    private static String written(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

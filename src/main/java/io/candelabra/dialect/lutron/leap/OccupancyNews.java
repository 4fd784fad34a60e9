package io.candelabra.dialect.lutron.leap;

import io.candelabra.core.access.Caller;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Device;
import io.candelabra.model.trait.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Areas that became occupied or unoccupied, as messages of the language that nobody asked for. */
public final class OccupancyNews {

    /** @param message JSON of a push */
    public record News(String url, byte[] message) {}

    private final LeapTypes types;

    public OccupancyNews(Leap leap) {
        this.types = leap.types();
    }

    /**
     * What these changes make of areas with sensors. A sensor whose area stays occupied by another one is no news.
     *
     * @param area key of the area that is shown; empty for all
     */
    public List<News> of(SiteState state, String area, SiteEvent.StatesChanged changed) {
        Installation now = shown(state, area);
        List<News> news = new ArrayList<>();
        for (SiteEvent.DeviceStates change : changed.changes()) {
            Optional<Device> sensor = state.device(change.device())
                    .filter(d -> d.ids().containsKey(OccupancySensors.SENSOR) && now.shows(d));
            if (sensor.isPresent() && tells(now, sensor.get(), change)) {
                Area of = now.areaOf(sensor.get());
                boolean held = OccupancySensors.status(
                                now, OccupancySensors.in(now, of).filter(d -> !d.equals(sensor.get())))
                        .equals("Occupied");
                if (!held) {
                    news.add(news(now, of));
                }
            }
        }
        return news;
    }

    /** How it is now, in every area that can tell. */
    public List<News> all(SiteState state, String area) {
        Installation now = shown(state, area);
        return now.areas().stream()
                .filter(each -> OccupancySensors.in(now, each).findAny().isPresent())
                .map(each -> news(now, each))
                .toList();
    }

    private Installation shown(SiteState state, String area) {
        return new Installation(state, Caller.CORE.within(area), types, Accent.QUANTUM);
    }

    private static boolean tells(Installation now, Device sensor, SiteEvent.DeviceStates change) {
        return now.traits(sensor)
                .find(Trait.Occupancy.class)
                .filter(occupancy ->
                        change.states().stream().anyMatch(s -> s.name().equals(occupancy.state())))
                .isPresent();
    }

    private static News news(Installation now, Area area) {
        String url = area.href() + "/status";
        Fields status = Fields.at(url)
                .put("Area", Map.of("href", area.href(), "IsLeaf", area.isLeaf()))
                .put("OccupancyStatus", OccupancySensors.status(now, OccupancySensors.in(now, area)));
        LeapReply push = LeapReply.ok("OneAreaStatus", "AreaStatus", status).as(Verb.READ.response());
        return new News(url, push.encode(new LeapRequest.Head(Optional.of(url), Optional.empty())));
    }
}

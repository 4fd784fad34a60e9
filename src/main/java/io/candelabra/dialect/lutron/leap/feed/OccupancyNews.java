package io.candelabra.dialect.lutron.leap.feed;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.view.View;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.dialect.lutron.leap.message.LeapRequest;
import io.candelabra.dialect.lutron.leap.message.Verb;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.view.Area;
import io.candelabra.dialect.lutron.leap.view.LeapTypes;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.dialect.lutron.leap.view.OccupancySensors;
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

    public OccupancyNews(LeapTypes types) {
        this.types = types;
    }

    /**
     * The news that these changes make of areas with sensors. A sensor whose area stays occupied by another one is no
     * news.
     *
     */
    public List<News> of(View view, SiteEvent.StatesChanged changed) {
        LeapView now = shown(view);
        List<News> news = new ArrayList<>();
        for (SiteEvent.DeviceStates change : changed.changes()) {
            Optional<Device> sensor =
                    view.device(change.device()).filter(d -> d.ids().containsKey(OccupancySensors.SENSOR));
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
    public List<News> all(View view) {
        LeapView now = shown(view);
        return now.areas().stream()
                .filter(each -> OccupancySensors.in(now, each).findAny().isPresent())
                .map(each -> news(now, each))
                .toList();
    }

    private LeapView shown(View view) {
        return new LeapView(view, types, Envelope.QUANTUM);
    }

    private static boolean tells(LeapView now, Device sensor, SiteEvent.DeviceStates change) {
        return now.traits(sensor)
                .find(Trait.Occupancy.class)
                .filter(occupancy ->
                        change.states().stream().anyMatch(s -> s.name().equals(occupancy.state())))
                .isPresent();
    }

    private static News news(LeapView now, Area area) {
        String url = area.href() + "/status";
        LeapObject status = LeapObject.at(url)
                .put("Area", Map.of("href", area.href(), "IsLeaf", area.isLeaf()))
                .put("OccupancyStatus", OccupancySensors.status(now, OccupancySensors.in(now, area)));
        LeapReply push = LeapReply.ok("OneAreaStatus", "AreaStatus", status).as(Verb.READ.response());
        return new News(url, push.encode(new LeapRequest.Head(Optional.of(url), Optional.empty())));
    }
}

package io.candelabra.dialect.lutron.quantum;

import io.candelabra.core.access.Caller;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.view.View;
import io.candelabra.dialect.lutron.leap.feed.OccupancyNews;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.push.Pushes;
import java.util.List;

/** The messages to webhooks: areas that became occupied or unoccupied. Of each area only the newest counts. */
final class QuantumPushes implements Pushes {
    /** The kind of these subscriptions. */
    static final String OCCUPANCY = "occupancy";
    /** In a subscription's vendor part: the area that the server's binding is bound to. */
    static final String AREA = "area";

    private final OccupancyNews news;

    QuantumPushes(OccupancyNews news) {
        this.news = news;
    }

    @Override
    public String dialect() {
        return QuantumFace.DIALECT;
    }

    @Override
    public Mode mode(Subscription subscription) {
        return Mode.LATEST;
    }

    /** Sees the area that its server is bound to. */
    @Override
    public Caller caller(Subscription subscription) {
        return Caller.CORE.within(area(subscription));
    }

    @Override
    public List<Message> messages(Subscription subscription, LoggedEvent logged, View view) {
        return logged.event() instanceof SiteEvent.StatesChanged changed
                ? news.of(view, changed).stream().map(QuantumPushes::message).toList()
                : List.of();
    }

    @Override
    public List<Message> snapshot(Subscription subscription, View view) {
        return news.all(view).stream().map(QuantumPushes::message).toList();
    }

    private static String area(Subscription subscription) {
        return subscription.vendor().getOrDefault(AREA, "");
    }

    static Message message(OccupancyNews.News told) {
        return new Message(told.url(), told.message());
    }
}

package io.candelabra.push;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Resource.Subscription;
import java.util.List;

/** How one dialect tells a subscriber what happened. */
public interface Pushes {
    /** As subscriptions name it in {@link Subscription#dialect}. */
    String dialect();

    Mode mode(Subscription subscription);

    /**
     * The messages that an event leads to, in order; none for most events.
     *
     * @param state the site as it is now, which may be later than the event
     */
    List<Message> messages(Subscription subscription, LoggedEvent event, SiteState state);

    /** What a subscriber needs to know who missed events that are no longer kept. */
    List<Message> snapshot(Subscription subscription, SiteState state);

    /** What is owed to a subscriber. */
    enum Mode {
        /** Every message, in order for each thing. */
        STREAM,
        /** The newest message of each thing; one that waits is replaced by a later one. */
        LATEST
    }

    /**
     * One message.
     *
     * @param key the thing that it is about: messages of one thing stay in order
     * @param body JSON
     */
    record Message(String key, byte[] body) {}
}

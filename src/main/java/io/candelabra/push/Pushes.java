package io.candelabra.push;

import io.candelabra.core.access.Caller;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.view.View;
import io.candelabra.model.Resource.Subscription;
import java.util.List;

/** How one dialect tells a subscriber what happened. */
public interface Pushes {
    /** As subscriptions name it in {@link Subscription#dialect}. */
    String dialect();

    Mode mode(Subscription subscription);

    /** The caller through whose eyes a subscriber looks at the site. */
    default Caller caller(Subscription subscription) {
        return Caller.CORE;
    }

    /**
     * The messages that an event leads to, in order; none for most events.
     *
     * @param view the site as the subscriber sees it now, which may be later than the event
     */
    List<Message> messages(Subscription subscription, LoggedEvent event, View view);

    /** The messages for a subscriber who missed events that are no longer kept. */
    List<Message> snapshot(Subscription subscription, View view);

    /** How messages are owed to a subscriber. */
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

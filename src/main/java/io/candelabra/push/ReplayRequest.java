package io.candelabra.push;

/** A subscriber's request to be sent messages again. */
public sealed interface ReplayRequest {
    /** One message. @param id as in its header {@code webhook-id} */
    record Message(String id) implements ReplayRequest {}

    /**
     * All messages from a stretch of the log.
     *
     * @param fromMs site time of the first event, included
     * @param toMs site time of the last event, included
     * @param afterSeq only events after the one of this number; 0 for all
     */
    record Stretch(long fromMs, long toMs, long afterSeq) implements ReplayRequest {}

    /** The outcome of the request. */
    sealed interface Answer {}

    /**
     * It is being sent.
     *
     * @param messages how many
     * @param gap whether older events of the stretch were pruned from the log and are not among them
     * @param complete whether the stretch was read to its end; otherwise ask again for what comes after {@code lastSeq}
     * @param lastSeq number of the last event that was looked at
     */
    record Started(int messages, boolean gap, boolean complete, long lastSeq) implements Answer {}

    /**
     * There is nothing to send.
     *
     * @param gap whether events of the stretch were pruned from the log
     * @param complete whether the stretch was read to its end; otherwise ask again for what comes after {@code lastSeq}
     * @param lastSeq number of the last event that was looked at
     */
    record Nothing(boolean gap, boolean complete, long lastSeq) implements Answer {}

    /** No message of this subscription has such an id. */
    record Unknown() implements Answer {}

    /** The event is not in the log any more. */
    record Pruned() implements Answer {}

    /** It was not delivered yet: it comes by itself. */
    record OnItsWay() implements Answer {}

    /** An earlier request is still being served. */
    record Busy() implements Answer {}

    /** The subscription is switched off, or is not that any more. */
    record Off() implements Answer {}
}

package io.candelabra.push;

import io.candelabra.core.feed.Cursors;
import io.candelabra.model.Resource.Cursor;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.SiteId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the delivery of one subscription is, and how it fares.
 *
 * @param seq everything up to this event is delivered
 * @param failures how often in a row the receiver has failed; 0 while all is well
 * @param failingSinceMs wall time of the first of these failures; 0 while all is well
 */
record DeliveryState(long seq, int failures, long failingSinceMs) {
    /** Key in {@link Subscription#vendor}: number of the last event before the subscription was made. */
    static final String FROM = "from";

    private static final String PREFIX = "webhook/";
    /** A reader to whom nothing matters for so many events moves its position all the same, so that they can be pruned. */
    private static final long IDLE_STRIDE = 1_000;

    /** The id of the position of a subscription. */
    static String id(SiteId site, String subscription) {
        return PREFIX + site.value() + "/" + subscription;
    }

    /** The subscription that a position belongs to; empty if it is another reader's. */
    static Optional<String> subscription(Cursor cursor) {
        String prefix = id(cursor.site(), "");
        return Optional.of(cursor.id()).filter(id -> id.startsWith(prefix)).map(id -> id.substring(prefix.length()));
    }

    /** Differs from one setting of a subscription to the next: with the address that failed, its failures are forgotten. */
    private static String reader(Subscription subscription) {
        return PREFIX + Integer.toHexString(subscription.secretHandle().hashCode());
    }

    /** Where a subscription begins; with the oldest event where that cannot be read any more. */
    private static long from(Subscription subscription) {
        String from = subscription.vendor().getOrDefault(FROM, "0");
        return from.matches("[0-9]{1,18}") ? Long.parseLong(from) : 0;
    }

    /** How it stood when that was written; where the subscription begins, if nothing was. */
    static DeliveryState of(Subscription subscription, Optional<Cursor> kept) {
        long seq = Math.max(from(subscription), kept.map(Cursor::seq).orElse(0L));
        return kept.filter(cursor -> cursor.reader().equals(reader(subscription)))
                .map(same -> new DeliveryState(seq, same.failures(), same.failingSinceMs()))
                .orElseGet(() -> new DeliveryState(seq, 0, 0));
    }

    /** The position on disk, if it is of this setting of the subscription. */
    static @Nullable Cursor same(Subscription subscription, Optional<Cursor> kept) {
        return kept.filter(cursor -> cursor.reader().equals(reader(subscription)))
                .orElse(null);
    }

    Cursor cursor(SiteId site, Subscription subscription, long wallMs) {
        return new Cursor(
                id(site, subscription.id()), reader(subscription), site, seq, wallMs, failures, failingSinceMs);
    }

    /**
     * A place is written as soon as there is a reader, before anything is delivered: the log behind it is kept for its sake.
     *
     * @param acknowledgedSeq up to where it was when the receiver took something last
     */
    Cursors.Worth worth(long acknowledgedSeq) {
        return stored -> stored == null
                || stored.failures() != failures
                || acknowledgedSeq > stored.seq()
                || seq - stored.seq() >= IDLE_STRIDE;
    }
}

package io.candelabra.store.sql;

/** Where an event stands in the log of all sites: the site's key in the upper bits, its number in the lower 40. */
final class LogPosition {
    private static final int SEQ_BITS = 40;
    /** More than a million events a second for ten days. */
    static final long LAST_SEQ = (1L << SEQ_BITS) - 1;

    private LogPosition() {}

    static long of(long key, long seq) {
        if (seq < 0 || seq > LAST_SEQ || key < 0 || key >= 1L << (63 - SEQ_BITS)) {
            throw new IllegalArgumentException("no place in the log: site " + key + ", event " + seq);
        }
        return key << SEQ_BITS | seq;
    }

    static long seq(long place) {
        return place & LAST_SEQ;
    }
}

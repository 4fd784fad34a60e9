package io.candelabra.admin;

import io.candelabra.core.access.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an order.
 *
 * @param done whether it is done, and on disk
 * @param message why it is not; empty where it is
 * @param told what there is to show: a list of rows, or one
 */
public record Answer(boolean done, String message, @Nullable Object told) {
    /** @param told one row of names and values, or a list of rows */
    static Answer of(Object told) {
        return new Answer(true, "", told);
    }

    static Answer refused(String why) {
        return new Answer(false, why, null);
    }

    static Answer refused(Refused why) {
        return refused(why.sentence());
    }
}

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
        return refused(
                switch (why.detail()) {
                    case Refused.NoSuch none -> "there is no " + none.kind() + " " + none.id();
                    case Refused.NoSuchDevice none -> "there is no device " + none.device();
                    case Refused.NoSuchCommand none -> "there is no command " + none.command();
                    case Refused.BadParameter bad -> bad.sentence();
                    case Refused.SameDeviceTwice twice -> "a device is named twice: " + twice.device();
                    case Refused.Invalid wrong -> wrong.field() + ": " + wrong.why();
                    case Refused.Rights rights -> "an administrator may not " + rights.verb() + " in " + rights.site();
                    case Refused.QueueFull full -> full.gateway() + " is busy";
                    case Refused.TooMany many -> "there are " + many.limit() + " " + many.kind() + " already";
                    case Refused.Conflict conflict -> conflict.what();
                    case Refused.Busy busy -> busy.what();
                    case Refused.Changed ignored -> Refused.Changed.SENTENCE;
                    case Refused.Closed closed -> closed.site() + " cannot be read at the moment: " + closed.why();
                    case Refused.Unwritten unwritten ->
                        unwritten.site() + " cannot be written at the moment: " + unwritten.why();
                });
    }
}

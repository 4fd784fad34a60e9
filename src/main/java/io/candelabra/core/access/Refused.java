package io.candelabra.core.access;

import io.candelabra.model.DeviceId;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;

/**
 * The core's only refusal. It carries a detail from which each dialect says it in its exact words; nothing of what was
 * asked has happened.
 */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Detail detail;

    public Refused(Detail detail) {
        super(sentence(detail), null, false, false);
        this.detail = detail;
    }

    public static Refused noSuch(String kind, String id) {
        return new Refused(new NoSuch(kind, id));
    }

    public static Refused invalid(String field, String why) {
        return new Refused(new Invalid(field, why));
    }

    public Detail detail() {
        return detail;
    }

    /** One sentence for people who have no dialect; also the text of this exception. */
    public String sentence() {
        return sentence(detail);
    }

    private static String sentence(Detail detail) {
        return switch (detail) {
            case NoSuch none -> "there is no " + none.kind() + " " + none.id();
            case NoSuchDevice none -> "there is no device " + none.device();
            case NoSuchCommand none -> "the device " + none.device() + " has no command " + none.command();
            case BadParameter bad -> bad.sentence();
            case SameDeviceTwice twice -> "a device is named twice: " + twice.device();
            case Invalid wrong -> wrong.field() + ": " + wrong.why();
            case Rights rights -> "whoever asks may not " + rights.verb() + " in " + rights.site();
            case QueueFull full ->
                "the gateway " + full.gateway() + " is busy: " + full.limit() + " steps wait already";
            case TooMany many -> "no further " + many.kind() + ": there are " + many.limit() + " already";
            case Conflict conflict -> conflict.what();
            case Changed ignored -> Changed.SENTENCE;
            case Busy busy -> busy.what();
            case Closed closed -> closed.site() + " cannot be read at the moment: " + closed.why();
            case Unwritten unwritten -> unwritten.site() + " cannot be written at the moment: " + unwritten.why();
        };
    }

    public Reason reason() {
        return switch (detail) {
            case NoSuch ignored -> Reason.NOT_FOUND;
            case NoSuchDevice ignored -> Reason.NOT_FOUND;
            case NoSuchCommand ignored -> Reason.INVALID;
            case BadParameter ignored -> Reason.INVALID;
            case SameDeviceTwice ignored -> Reason.INVALID;
            case Invalid ignored -> Reason.INVALID;
            case Rights ignored -> Reason.FORBIDDEN;
            case QueueFull ignored -> Reason.LIMIT;
            case TooMany ignored -> Reason.LIMIT;
            case Conflict ignored -> Reason.CONFLICT;
            case Changed ignored -> Reason.BUSY;
            case Busy ignored -> Reason.BUSY;
            case Closed ignored -> Reason.UNAVAILABLE;
            case Unwritten ignored -> Reason.UNAVAILABLE;
        };
    }

    /** The kinds of refusal, for those who need no more. */
    public enum Reason {
        NOT_FOUND,
        FORBIDDEN,
        INVALID,
        CONFLICT,
        LIMIT,
        BUSY,
        UNAVAILABLE
    }

    /** The detail of a refusal. */
    public sealed interface Detail {}

    /** There is no such thing, or none that the caller may know of. {@code kind} is a small-letter word such as scene. */
    public record NoSuch(String kind, String id) implements Detail {}

    public record NoSuchDevice(DeviceId device) implements Detail {}

    public record NoSuchCommand(DeviceId device, String command) implements Detail {}

    /**
     * A parameter that the command cannot take.
     *
     * @param number which one, from 1; 0 where there are too few or too many
     * @param expected the allowed values, in words
     * @param given what came, shortened
     */
    public record BadParameter(DeviceId device, String command, int number, String expected, String given)
            implements Detail {
        /** One sentence for people. */
        public String sentence() {
            String which = number == 0 ? "" : "parameter " + number + " of ";
            return which + command + " : expected " + expected + ", got " + given;
        }
    }

    /** A plan may name each device once. */
    public record SameDeviceTwice(DeviceId device) implements Detail {}

    /** A field has a value that it cannot have. */
    public record Invalid(String field, String why) implements Detail {}

    public record Rights(Verb verb, SiteId site) implements Detail {}

    /** As many steps as the gateway takes are waiting there. */
    public record QueueFull(GatewayId gateway, int limit) implements Detail {}

    /** There are as many of these as there may be. */
    public record TooMany(String kind, int limit) implements Detail {}

    /** It contradicts a stored thing. */
    public record Conflict(String what) implements Detail {}

    /**
     * It was composed from a thing that another caller has changed meanwhile. {@code what} is the thing, such as a
     * resource's kind and id. The door composes it anew. A caller who gets to see this refusal may ask again.
     */
    public record Changed(String what) implements Detail {
        public static final String SENTENCE = "It was changed by somebody else just now";
    }

    /** Not just now; the same request may succeed later. */
    public record Busy(String what) implements Detail {}

    /** The site cannot be read, or its decisions came to nothing; it is loaded afresh. */
    public record Closed(SiteId site, String why) implements Detail {}

    /** There was no room for it, or writing is in doubt; the site can be read as before. */
    public record Unwritten(SiteId site, String why) implements Detail {}
}

package io.candelabra.model;

/**
 * The account, dialect and request behind an event: a cause travels from the request through every event to the driver's frame and to the webhook.
 *
 * @param dialect the way in: {@code overkiz}, {@code sustainder}, {@code vive}, {@code quantum}, {@code field}, {@code clock} …
 * @param who name of the caller
 * @param request trace id of the request; empty where there was none
 */
public record Cause(String dialect, String who, String request) {
    /** The field itself: a report that nobody asked for. */
    public static final Cause FIELD = new Cause("field", "", "");
    /** The clock: something came due. */
    public static final Cause CLOCK = new Cause("clock", "", "");
    /** The start of the server: what an older version of it has stored is brought up to date. */
    public static final Cause START = new Cause("start", "", "");
}

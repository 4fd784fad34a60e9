package io.candelabra.wire.http;

import io.candelabra.wire.json.JsonException;

/**
 * The body of the request is not the JSON that it should be: a fault of the client's. A {@link JsonException} that
 * comes from anywhere else is about text of our own, and a fault of ours.
 */
public final class UnreadableBody extends RuntimeException {

    private final JsonException.Kind kind;

    UnreadableBody(JsonException why) {
        super(why.getMessage(), why, false, false);
        this.kind = why.kind();
    }

    public JsonException.Kind kind() {
        return kind;
    }

    /** The fault of the body, fit to be shown to the client. */
    public String why() {
        return String.valueOf(getMessage());
    }
}

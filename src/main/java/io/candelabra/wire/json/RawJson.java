package io.candelabra.wire.json;

/**
 * JSON text that is passed on as it is: written verbatim, and read by keeping any value as its compact text. For parts
 * of a document that this server keeps but does not understand, and for text that was encoded before.
 *
 * @param text one complete JSON value; it is not checked when written
 */
public record RawJson(String text) {}

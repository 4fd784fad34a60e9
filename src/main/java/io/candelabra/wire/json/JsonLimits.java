package io.candelabra.wire.json;

/**
 * How much JSON is accepted before reading stops.
 *
 * @param maxDepth how many objects and arrays may stand in one another, 1 or more
 * @param maxStringLength longest text value, in characters
 * @param maxDocumentBytes longest document, in bytes
 */
public record JsonLimits(int maxDepth, int maxStringLength, int maxDocumentBytes) {

    /** For what clients send: depth 100, text of 1 Mi characters, documents of 16 MiB. */
    public static final JsonLimits WIRE = new JsonLimits(100, 1 << 20, 16 << 20);

    /** For what this server wrote itself: deep enough for any device, documents of 256 MiB. */
    public static final JsonLimits STORAGE = new JsonLimits(200, 64 << 20, 256 << 20);

    public JsonLimits {
        if (maxDepth < 1 || maxStringLength < 1 || maxDocumentBytes < 1) {
            throw new IllegalArgumentException("limits are 1 or more");
        }
    }
}

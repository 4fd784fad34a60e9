package io.candelabra.wire.json;

import org.jspecify.annotations.Nullable;

/**
 * JSON that could not be read or written. The message is plain English about the document, fit to be shown to a client:
 * no class names, and none of the document's own text but field names.
 */
public final class JsonException extends RuntimeException {

    /** The fault of the document. */
    public enum Kind {
        /** Not JSON: see {@link #line()} and {@link #column()}. */
        MALFORMED,
        /** JSON, but not of the expected shape: see {@link #path()}. */
        MISMATCH,
        /** Longer than the limits allow, as a whole or in one value. */
        TOO_LARGE,
        /** More objects and arrays in one another than the limits allow. */
        TOO_DEEP
    }

    private final Kind kind;
    private final String path;
    private final int line;
    private final int column;

    JsonException(Kind kind, String message, String path, int line, int column, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.path = path;
        this.line = line;
        this.column = column;
    }

    static JsonException malformed(String message, int line, int column, @Nullable Throwable cause) {
        return new JsonException(Kind.MALFORMED, message, "$", line, column, cause);
    }

    static JsonException tooLarge(String message) {
        return new JsonException(Kind.TOO_LARGE, message, "$", 0, 0, null);
    }

    static JsonException tooDeep(String message) {
        return new JsonException(Kind.TOO_DEEP, message, "$", 0, 0, null);
    }

    public Kind kind() {
        return kind;
    }

    /** Where in the document, such as {@code $.actions[0].commands[1].name}; {@code $} where that is not known. */
    public String path() {
        return path;
    }

    /** Line of the fault, counted from 1; 0 where it is not known. */
    public int line() {
        return line;
    }

    /** Column of the fault, counted from 1; 0 where it is not known. */
    public int column() {
        return column;
    }
}

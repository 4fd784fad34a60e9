package io.candelabra.wire.http;

/** A request that cannot be taken apart. Goes to {@link FaceErrors#badRequest}. */
public final class BadRequest extends RuntimeException {

    /** Which part of the request. */
    public enum Kind {
        /** A wrong percent escape, or bytes that are not UTF-8, in the path. */
        PATH,
        /** The same in the query. */
        QUERY,
        /** The same in a form body. */
        FORM,
        /** The request line, the headers or the framing of the body. */
        MESSAGE
    }

    private final Kind kind;

    BadRequest(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

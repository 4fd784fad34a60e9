package io.candelabra.wire.http;

/** A request that cannot be taken apart. Goes to {@link FaceErrors#badRequest}. */
public final class BadRequest extends RuntimeException {

    /** The faulty part of the request. */
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
    private final int status;

    BadRequest(Kind kind, String message) {
        this(kind, message, 400);
    }

    private BadRequest(Kind kind, String message, int status) {
        super(message, null, false, false);
        this.kind = kind;
        this.status = status;
    }

    /** 408: it did not come whole in its time. */
    static BadRequest tooSlow() {
        return new BadRequest(Kind.MESSAGE, "a body came too slowly", 408);
    }

    /** 400, or what fits better. */
    int status() {
        return status;
    }

    public Kind kind() {
        return kind;
    }
}

package io.candelabra.dialect.lutron.leap.message;

import io.candelabra.core.access.Refused;
import java.util.Optional;

/** A request that cannot be answered otherwise than by an exception response. The message is fit for the client. */
public final class LeapError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final StatusCode status;
    private final String field;

    private LeapError(StatusCode status, String message, String field) {
        super(message, null, false, false);
        this.status = status;
        this.field = field;
    }

    public LeapError(StatusCode status, String message) {
        this(status, message, "");
    }

    /** 400; {@code field} is the path of what is wrong, such as {@code Command/DimmedLevelParameters/Level}. */
    public static LeapError invalid(String field, String why) {
        return new LeapError(StatusCode.BAD_REQUEST, field + " " + why, field);
    }

    public static LeapError bad(String why) {
        return new LeapError(StatusCode.BAD_REQUEST, why);
    }

    public static LeapError unauthorized() {
        return new LeapError(StatusCode.UNAUTHORIZED, "You are not authorized to perform this request");
    }

    public static LeapError noSuch(String url) {
        return new LeapError(StatusCode.NOT_FOUND, "This resource does not exist : " + url);
    }

    public static LeapError notSupported() {
        return new LeapError(StatusCode.METHOD_NOT_ALLOWED, "This request is not supported");
    }

    /** The server itself failed, and has said in its log why. */
    public static LeapError broken() {
        return new LeapError(StatusCode.INTERNAL_SERVER_ERROR, "The server failed; the request was not carried out");
    }

    /** The core's refusal in this language. */
    public static LeapError of(Refused refused, String url) {
        return switch (refused.reason()) {
            case NOT_FOUND -> noSuch(url);
            case FORBIDDEN -> new LeapError(StatusCode.FORBIDDEN, "You are not permitted to perform this request");
            case INVALID ->
                refused.detail() instanceof Refused.Invalid invalid
                        ? LeapError.invalid(invalid.field(), invalid.why())
                        : notSupported();
            case CONFLICT -> bad("The request contradicts what is there");
            case LIMIT, BUSY, UNAVAILABLE ->
                new LeapError(StatusCode.SERVICE_UNAVAILABLE, "Not just now; the same request may succeed later");
        };
    }

    public StatusCode status() {
        return status;
    }

    /** Path of the field that is wrong; empty where it is no single one. */
    public Optional<String> field() {
        return field.isEmpty() ? Optional.empty() : Optional.of(field);
    }
}

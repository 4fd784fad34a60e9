package io.candelabra.wire.http;

/** A body that is longer than the listener takes. Goes to {@link FaceErrors#tooLarge}; the connection is closed then. */
public final class BodyTooLarge extends RuntimeException {

    BodyTooLarge(int maxBodyBytes) {
        super("the body is longer than " + maxBodyBytes + " bytes", null, false, false);
    }
}

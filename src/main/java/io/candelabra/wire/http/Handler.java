package io.candelabra.wire.http;

/** Answers one request. Whatever it throws goes to the face's {@link FaceErrors#onError}. */
@FunctionalInterface
public interface Handler {
    Reply handle(Exchange x) throws Exception;
}

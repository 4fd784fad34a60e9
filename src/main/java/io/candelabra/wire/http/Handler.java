package io.candelabra.wire.http;

/** Answers one request. Its exceptions go to the face's {@link FaceErrors#onError}. */
@FunctionalInterface
public interface Handler {
    Reply handle(Exchange x) throws Exception;
}

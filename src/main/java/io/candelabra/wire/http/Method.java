package io.candelabra.wire.http;

/** The methods that a face can be asked with. HEAD is served by the GET routes, OPTIONS by the face's hook. */
public enum Method {
    GET,
    POST,
    PUT,
    DELETE,
    PATCH,
    HEAD,
    OPTIONS,
    /** Any method that no face knows. */
    OTHER
}

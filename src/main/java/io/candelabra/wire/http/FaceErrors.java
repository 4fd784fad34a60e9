package io.candelabra.wire.http;

import java.util.Set;

/** A face's texts for errors. None of these methods may throw; where one does, the client gets a bare 500. */
public interface FaceErrors {

    /**
     * A handler or the filter threw. The face logs what deserves it: nothing else does. A body that is not the JSON
     * that it should be comes here as {@link UnreadableBody}; a JsonException is about text of our own, and our fault.
     */
    Reply onError(Exchange x, Throwable problem);

    /** No route of the face fits the path. */
    Reply noSuchResource(Exchange x);

    /** Routes fit the path, but none has the method; {@code allowed} is never empty. */
    Reply methodNotSupported(Exchange x, Set<Method> allowed);

    /** The request cannot be taken apart. For MESSAGE there may be no path and no headers to look at. */
    Reply badRequest(Exchange x, BadRequest.Kind kind);

    /** The body is longer than the listener takes. */
    Reply tooLarge(Exchange x);

    /** An OPTIONS request for a path that has routes. */
    default Reply options(Exchange x, Set<Method> allowed) {
        return Reply.noContent().header("Allow", Method.OPTIONS + ", " + Exchange.join(allowed));
    }
}

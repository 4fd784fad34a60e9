package io.candelabra.dialect.lutron.quantum;

import io.candelabra.wire.http.BadRequest;
import io.candelabra.wire.http.BodyTooLarge;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.FaceErrors;
import io.candelabra.wire.http.Method;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.UnreadableBody;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors below the language: HTTP status and a message. */
final class QuantumErrors implements FaceErrors {
    private static final Logger log = LoggerFactory.getLogger(QuantumErrors.class);

    @Override
    public Reply onError(Exchange x, Throwable problem) {
        return switch (problem) {
            case UnreadableBody body -> message(x, 400, "The message could not be read: " + body.why());
            case BodyTooLarge ignored -> tooLarge(x);
            case BadRequest bad -> badRequest(x, bad.kind());
            default -> {
                log.error("{} broke, trace {}", x.rawPath(), x.traceId(), problem);
                yield message(x, 500, "The server failed; trace " + x.traceId());
            }
        };
    }

    @Override
    public Reply noSuchResource(Exchange x) {
        return message(x, 404, "This resource does not exist");
    }

    @Override
    public Reply methodNotSupported(Exchange x, Set<Method> allowed) {
        return ResourceRoutes.covers(x.rawPath())
                ? message(x, 405, "This request is not supported").header("Allow", allowed(allowed))
                : message(x, 405, "Messages are sent by POST");
    }

    @Override
    public Reply badRequest(Exchange x, BadRequest.Kind kind) {
        return message(x, 400, "The request could not be read");
    }

    @Override
    public Reply tooLarge(Exchange x) {
        return message(x, 413, "The message is too long");
    }

    private static String allowed(Set<Method> methods) {
        return methods.stream().map(Method::name).sorted().collect(Collectors.joining(", "));
    }

    /** In the words of the address: where resources are read one by one, problem details. */
    static Reply message(Exchange x, int status, String text) {
        return ResourceRoutes.covers(x.rawPath())
                ? Problems.of(status, text)
                : Reply.status(status, Map.of("Message", text));
    }
}

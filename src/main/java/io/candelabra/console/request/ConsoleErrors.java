package io.candelabra.console.request;

import io.candelabra.core.access.Refused;
import io.candelabra.wire.http.BadRequest;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.FaceErrors;
import io.candelabra.wire.http.Method;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.UnreadableBody;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All errors of the console have one form, that of RFC 9457. */
public final class ConsoleErrors implements FaceErrors {
    private static final Logger log = LoggerFactory.getLogger(ConsoleErrors.class);
    private static final String PROBLEM = "application/problem+json";

    /**
     * A refusal.
     *
     * @param type names its kind, the same in every language: a client compares this
     * @param title the kind in words
     * @param detail what is wrong, and what to do
     * @param trace under which the server's log tells more
     */
    public record ProblemDetails(String type, String title, int status, String detail, String trace) {}

    @Override
    public Reply onError(Exchange x, Throwable problem) {
        return switch (problem) {
            case ConsoleFault fault -> reply(x, fault.status(), fault.title(), fault.detail());
            case Refused refused -> refused(x, refused);
            case UnreadableBody body -> reply(x, 400, "Not understood", "The body cannot be read: " + body.why() + ".");
            default -> {
                log.error("request {} failed", x.traceId(), problem);
                yield reply(x, 500, "Failed", "This went wrong; the server's log tells why under " + x.traceId() + ".");
            }
        };
    }

    private static Reply refused(Exchange x, Refused refused) {
        String sentence = sentence(refused.sentence());
        return switch (refused.reason()) {
            case NOT_FOUND -> reply(x, 404, "Not found", sentence);
            case FORBIDDEN -> reply(x, 403, "Not allowed", "Your account may not do this in this site.");
            case INVALID -> reply(x, 400, "Not understood", sentence);
            case CONFLICT -> reply(x, 409, "Contradicts what is there", sentence);
            case LIMIT -> reply(x, 429, "Too much", sentence);
            case BUSY -> reply(x, 409, "Busy", sentence);
            case UNAVAILABLE -> reply(x, 503, "Not available", sentence);
        };
    }

    private static String sentence(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
    }

    @Override
    public Reply noSuchResource(Exchange x) {
        return reply(
                x,
                404,
                "Not found",
                "There is nothing at this address; /console/api/openapi.json lists what there is.");
    }

    @Override
    public Reply methodNotSupported(Exchange x, Set<Method> allowed) {
        String methods = new TreeSet<>(allowed).stream().map(Method::name).collect(Collectors.joining(", "));
        return reply(x, 405, "Not possible here", "This address knows " + methods + ".")
                .header("Allow", methods);
    }

    @Override
    public Reply badRequest(Exchange x, BadRequest.Kind kind) {
        return reply(x, 400, "Not understood", "The request cannot be read.");
    }

    @Override
    public Reply tooLarge(Exchange x) {
        return reply(x, 413, "Too large", "The body is too large.");
    }

    private static Reply reply(Exchange x, int status, String title, String detail) {
        String type = "urn:candelabra:problem:" + title.toLowerCase(Locale.ROOT).replace(' ', '-');
        return Reply.status(status, new ProblemDetails(type, title, status, detail, x.traceId()))
                .as(PROBLEM);
    }
}

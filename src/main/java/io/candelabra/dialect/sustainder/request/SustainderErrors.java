package io.candelabra.dialect.sustainder.request;

import io.candelabra.core.access.Refused;
import io.candelabra.wire.http.BadRequest;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.FaceErrors;
import io.candelabra.wire.http.Method;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.UnreadableBody;
import io.candelabra.wire.json.JsonException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How this dialect says no: {@code detail} with a sentence, as {@code application/problem+json}. */
public final class SustainderErrors implements FaceErrors {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Logger log = LoggerFactory.getLogger(SustainderErrors.class);

    @Override
    public Reply onError(Exchange x, Throwable problem) {
        return switch (problem) {
            case SustainderFault fault -> reply(fault.status(), fault.detail(), fault.fields());
            case Refused refused -> refused(x, refused);
            case UnreadableBody body ->
                body.kind() == JsonException.Kind.TOO_LARGE
                        ? tooLarge(x)
                        : reply(400, "JSON parse error - " + body.why(), Map.of());
            default -> {
                log.error("{} a request for lamps failed", x.traceId(), problem);
                yield reply(500, "Something went wrong here; the log knows more under " + x.traceId() + ".", Map.of());
            }
        };
    }

    @Override
    public Reply noSuchResource(Exchange x) {
        return reply(404, "Not found.", Map.of());
    }

    @Override
    public Reply methodNotSupported(Exchange x, Set<Method> allowed) {
        String allow = allowed.stream().map(Method::name).sorted().collect(Collectors.joining(", "));
        return reply(405, "Method \"" + x.method() + "\" not allowed.", Map.of())
                .header("Allow", allow);
    }

    @Override
    public Reply badRequest(Exchange x, BadRequest.Kind kind) {
        return reply(400, "The " + kind.name().toLowerCase(Locale.ROOT) + " of the request cannot be read.", Map.of());
    }

    @Override
    public Reply tooLarge(Exchange x) {
        return reply(413, "The body of the request is too large.", Map.of());
    }

    private static Reply reply(int status, String detail, Map<String, List<String>> fields) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("status", status);
        body.put("detail", detail);
        fields.forEach(body::putIfAbsent);
        Reply reply = Reply.status(status, body).as(MEDIA_TYPE);
        return status == 401 ? reply.header("WWW-Authenticate", "JWT realm=\"api\"") : reply;
    }

    private static Reply refused(Exchange x, Refused refused) {
        return switch (refused.reason()) {
            case NOT_FOUND -> reply(404, "Not found.", Map.of());
            case FORBIDDEN -> reply(403, "You do not have permission to perform this action.", Map.of());
            case INVALID -> invalid(refused.detail());
            case CONFLICT -> reply(409, sentence(refused.detail()), Map.of());
            case LIMIT -> reply(429, sentence(refused.detail()), Map.of()).header("Retry-After", "5");
            case BUSY -> reply(429, sentence(refused.detail()), Map.of()).header("Retry-After", "5");
            case UNAVAILABLE -> {
                log.warn("{} refused: {}", x.traceId(), refused.detail());
                yield reply(503, "Nothing can be stored at the moment.", Map.of())
                        .header("Retry-After", "5");
            }
        };
    }

    private static Reply invalid(Refused.Detail detail) {
        return detail instanceof Refused.Invalid invalid
                ? reply(400, invalid.field() + ": " + invalid.why(), Map.of(invalid.field(), List.of(invalid.why())))
                : reply(400, sentence(detail), Map.of());
    }

    private static String sentence(Refused.Detail detail) {
        return switch (detail) {
            case Refused.Conflict conflict -> conflict.what();
            case Refused.Busy busy -> busy.what();
            case Refused.Changed ignored -> Refused.Changed.SENTENCE + ".";
            case Refused.TooMany many -> "There may be no more than " + many.limit() + " of " + many.kind() + ".";
            case Refused.QueueFull full -> "As many commands wait at a gateway as it takes: " + full.limit() + ".";
            case Refused.Invalid invalid -> invalid.field() + ": " + invalid.why();
            case Refused.NoSuchCommand none -> "A lamp does not know the command " + none.command() + ".";
            case Refused.BadParameter bad -> "A lamp cannot take " + bad.sentence() + ".";
            case Refused.SameDeviceTwice ignored -> "A lamp is named twice.";
            case Refused.NoSuch ignored -> "Not found.";
            case Refused.NoSuchDevice ignored -> "Not found.";
            case Refused.Rights ignored -> "You do not have permission to perform this action.";
            case Refused.Closed ignored -> "Nothing can be stored at the moment.";
            case Refused.Unwritten ignored -> "Nothing can be stored at the moment.";
        };
    }
}

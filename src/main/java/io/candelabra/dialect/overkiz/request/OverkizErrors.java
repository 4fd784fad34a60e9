package io.candelabra.dialect.overkiz.request;

import io.candelabra.core.access.Refused;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.wire.http.BadRequest;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.FaceErrors;
import io.candelabra.wire.http.Method;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.UnreadableBody;
import io.candelabra.wire.json.EvenNull;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How this dialect says no. The document names no error at all; codes, texts and status are those that clients were seen
 * to compare, word for word. The body is always {@code {"errorCode":…,"error":…}} as exactly {@code application/json};
 * only an outage is a page, which clients know as maintenance.
 */
public final class OverkizErrors implements FaceErrors {
    private static final Logger log = LoggerFactory.getLogger(OverkizErrors.class);

    private static final byte[] MAINTENANCE = ("<!DOCTYPE html><html><body>The server is down for maintenance."
                    + " Please try again later.</body></html>")
            .getBytes(StandardCharsets.UTF_8);

    /** How every error reads. */
    public record ErrorDocument(
            String errorCode, @EvenNull @Nullable String error) {}

    @Override
    public Reply onError(Exchange x, Throwable problem) {
        return switch (problem) {
            case OverkizFault fault -> reply(fault);
            case Refused refused -> refused(x, refused);
            case UnreadableBody body -> unreadable(body);
            default -> {
                log.error("{} an Overkiz request failed", x.traceId(), problem);
                yield reply(500, "UNSPECIFIED_ERROR", "Internal error, see the log at " + x.traceId());
            }
        };
    }

    @Override
    public Reply noSuchResource(Exchange x) {
        return reply(404, "INVALID_API_CALL", "No such resource");
    }

    @Override
    public Reply methodNotSupported(Exchange x, Set<Method> allowed) {
        String allow = allowed.stream().map(Method::name).sorted().collect(Collectors.joining(", "));
        return reply(400, "INVALID_API_CALL", "Request method '" + x.method() + "' not supported")
                .header("Allow", allow);
    }

    @Override
    public Reply badRequest(Exchange x, BadRequest.Kind kind) {
        return reply(400, "INVALID_API_CALL", "Unreadable " + kind.name().toLowerCase(java.util.Locale.ROOT));
    }

    @Override
    public Reply tooLarge(Exchange x) {
        return reply(413, "INVALID_API_CALL", "Request body too large");
    }

    /** An error as a reply. */
    public static Reply reply(OverkizFault fault) {
        return reply(fault.status(), fault.code(), fault.text());
    }

    private static Reply reply(int status, String code, @Nullable String text) {
        return Reply.status(status, new ErrorDocument(code, text));
    }

    private static Reply unreadable(UnreadableBody problem) {
        return switch (problem.kind()) {
            case MALFORMED, TOO_DEEP, MISMATCH ->
                reply(400, "INVALID_PARAMETER", "Bad parameters. (\"\"" + problem.why() + "\"\")");
            case TOO_LARGE -> reply(413, "INVALID_API_CALL", "Request body too large");
        };
    }

    private static Reply refused(Exchange x, Refused refused) {
        String setup = x.find(OverkizSession.KEY).map(OverkizSession::setupOid).orElse("");
        return switch (refused.detail()) {
            case Refused.NoSuch none ->
                switch (none.kind()) {
                    case "area" -> reply(OverkizFault.noSuch("place", none.id()));
                    case "scene" -> reply(OverkizFault.noSuchActionGroup(none.id()));
                    case "gateway" -> reply(OverkizFault.noSuchGateway(none.id(), setup));
                    default -> reply(OverkizFault.noSuch(none.kind(), none.id()));
                };
            case Refused.NoSuchDevice none ->
                reply(OverkizFault.noSuchDevice(none.device().value()));
            case Refused.NoSuchCommand none -> reply(OverkizFault.noSuchCommand(none.command()));
            case Refused.BadParameter bad -> reply(OverkizFault.invalid("Invalid " + bad.sentence()));
            case Refused.SameDeviceTwice twice ->
                reply(400, "DUPLICATE_FIELD_OR_VALUE", "Another action exists on the same device : " + twice.device());
            case Refused.Invalid invalid ->
                reply(OverkizFault.invalid("Invalid " + invalid.field() + " : " + invalid.why()));
            case Refused.Rights rights ->
                reply(OverkizFault.denied("Security exception : no right to " + rights.verb()));
            case Refused.QueueFull full ->
                reply(
                        400,
                        "EXEC_QUEUE_FULL",
                        "Execution queue is full on gateway: #" + full.gateway() + " (soft limit: " + full.limit()
                                + ")");
            case Refused.TooMany many ->
                many.kind().equals("execution")
                        ? busy("Too many executions")
                        : reply(OverkizFault.unspecified("No more than " + many.limit() + " of " + many.kind()));
            case Refused.Conflict conflict -> reply(OverkizFault.unspecified(conflict.what()));
            case Refused.Busy busy -> busy(busy.what());
            case Refused.Changed ignored -> busy(Refused.Changed.SENTENCE);
            case Refused.Closed closed -> {
                log.warn("{} site {} is closed: {}", x.traceId(), closed.site(), closed.why());
                yield maintenance();
            }
            case Refused.Unwritten ignored -> maintenance();
        };
    }

    private static Reply maintenance() {
        return Reply.bytes(503, "text/html; charset=utf-8", MAINTENANCE);
    }

    private static Reply busy(String why) {
        return reply(400, "RESOURCE_ACCESS_DENIED", "Server busy, please try again later. (" + why + ")");
    }
}

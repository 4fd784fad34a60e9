package io.candelabra.wire.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to a reply: picks the face, then the route, then lets filter and handler answer. Never throws. */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Logger ACCESS = LoggerFactory.getLogger("io.candelabra.wire.http.access");
    private static final Predicate<String> REQUEST_ID =
            Pattern.compile("[A-Za-z0-9._-]{1,64}").asMatchPredicate();

    private static final Map.Entry<String, String> NO_GUESS = Map.entry("X-Content-Type-Options", "nosniff");
    private static final Map.Entry<String, String> ASK_AGAIN = Map.entry("Cache-Control", "private, no-cache");
    private static final Map.Entry<String, String> NOT_KEPT = Map.entry("Cache-Control", "no-store");

    private final List<FaceRouter> faces;
    /** Odd, so that no two counts come to the same. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final long own;
    private final long first;
    private final AtomicLong requests = new AtomicLong();
    private final int maxBodyBytes;
    private final Function<Optional<String>, String> authority;

    /** @param authority host and port as links have them, by the client's name for the server */
    Dispatcher(
            List<Face> faces, RandomGenerator random, int maxBodyBytes, Function<Optional<String>, String> authority) {
        this.authority = authority;
        this.faces = faces.stream()
                .map(FaceRouter::of)
                .sorted(Comparator.comparingInt(
                                (FaceRouter face) -> face.prefix().size())
                        .reversed())
                .toList();
        long prefixes = this.faces.stream().map(FaceRouter::prefix).distinct().count();
        if (prefixes != this.faces.size()) {
            throw new IllegalArgumentException("two faces have one prefix");
        }
        this.own = random.nextLong();
        this.first = random.nextLong();
        this.maxBodyBytes = maxBodyBytes;
    }

    List<Route> routes() {
        return faces.stream().flatMap(face -> face.table().stream()).toList();
    }

    Reply answer(Incoming in) {
        return answer(in, null);
    }

    /** Answers a request that the HTTP library refused before it was routed. */
    Reply refuse(Incoming in, RuntimeException fault) {
        return answer(in, fault);
    }

    private Reply answer(Incoming in, @Nullable RuntimeException fault) {
        String traceId = traceId();
        List<String> raw = PercentText.segments(in.rawPath());
        List<String> clear = new ArrayList<>(raw.size());
        boolean readable = decode(raw, clear);
        Method method = method(in.method());
        FaceRouter router = face(clear);
        Reply reply;
        Optional<Route> route = Optional.empty();
        if (router == null) {
            reply = bare(fault == null ? (readable ? 404 : 400) : fault instanceof BodyTooLarge ? 413 : 400);
            if (fault != null) {
                reply = reply.header("Connection", "close");
            }
        } else {
            RouteMatch match = readable ? router.find(method, clear, raw) : new RouteMatch.Unreadable();
            Exchange x = new Exchange(in, method, match, traceId, maxBodyBytes, authority);
            route = x.route();
            reply = fault == null ? answer(router.face(), match, x) : spell(router.face(), x, fault);
        }
        if (ACCESS.isDebugEnabled()) {
            // the template and never the path itself: ids, queries and bodies may be secret
            ACCESS.debug(
                    "{} {} {} {} {}",
                    traceId,
                    router == null ? "-" : router.face().name(),
                    method,
                    route.map(Route::fullPath).orElse("-"),
                    reply.status());
        }
        return guarded(reply, Map.entry("x-request-id", requestId(in, traceId)));
    }

    /** Nothing is kept between us and who asked, unless a handler knows better; and nothing is guessed to be a page. */
    private static Reply guarded(Reply reply, Map.Entry<String, String> id) {
        boolean tagged = false;
        boolean said = false;
        for (Map.Entry<String, String> header : reply.headers()) {
            tagged |= header.getKey().equalsIgnoreCase("ETag");
            said |= header.getKey().equalsIgnoreCase("Cache-Control");
        }
        return reply.header(said ? List.of(NO_GUESS, id) : List.of(NO_GUESS, tagged ? ASK_AGAIN : NOT_KEPT, id));
    }

    private @Nullable FaceRouter face(List<String> clear) {
        for (FaceRouter face : faces) {
            if (face.covers(clear)) {
                return face;
            }
        }
        return null;
    }

    private static Reply answer(Face face, RouteMatch match, Exchange x) {
        Handler last = y -> {
            try {
                return serve(face.errors(), match, y);
            } catch (Throwable problem) {
                // spelled inside the filter, so that it may add its headers to this reply as well
                return spell(face, y, problem);
            }
        };
        try {
            return face.around().around(x, last);
        } catch (Throwable problem) {
            return spell(face, x, problem);
        }
    }

    private static Reply serve(FaceErrors errors, RouteMatch match, Exchange x) throws Exception {
        return switch (match) {
            case RouteMatch.Found found -> found.endpoint().handler().handle(x);
            case RouteMatch.OtherMethods(Set<Method> allowed)
            when x.method() == Method.OPTIONS -> errors.options(x, allowed);
            case RouteMatch.OtherMethods(Set<Method> allowed) -> errors.methodNotSupported(x, allowed);
            case RouteMatch.NoPath() -> errors.noSuchResource(x);
            case RouteMatch.Unreadable() -> errors.badRequest(x, BadRequest.Kind.PATH);
        };
    }

    private static Reply spell(Face face, Exchange x, Throwable problem) {
        try {
            return switch (problem) {
                // where the message is broken, nobody knows where the next one begins
                case BadRequest bad
                when bad.kind() == BadRequest.Kind.MESSAGE ->
                    face.errors()
                            .badRequest(x, bad.kind())
                            .withStatus(bad.status())
                            .header("Connection", "close");
                case BadRequest bad -> face.errors().badRequest(x, bad.kind());
                case BodyTooLarge _ -> face.errors().tooLarge(x).header("Connection", "close");
                default -> face.errors().onError(x, problem);
            };
        } catch (RuntimeException | Error second) {
            LOG.error("{} face {} could not spell an error", x.traceId(), face.name(), second);
            return bare(500);
        }
    }

    private static Reply bare(int status) {
        return Reply.empty(status);
    }

    private static boolean decode(List<String> raw, List<String> clear) {
        try {
            for (String segment : raw) {
                clear.add(PercentText.segment(segment));
            }
            return true;
        } catch (BadRequest wrong) {
            // the readable part still tells the face
            return false;
        }
    }

    private static Method method(String name) {
        return switch (name) {
            case "GET" -> Method.GET;
            case "POST" -> Method.POST;
            case "PUT" -> Method.PUT;
            case "DELETE" -> Method.DELETE;
            case "PATCH" -> Method.PATCH;
            case "HEAD" -> Method.HEAD;
            case "OPTIONS" -> Method.OPTIONS;
            default -> Method.OTHER;
        };
    }

    /**
     * An id names a request and keeps no secret: one half is this server's own, the other counts, spread over all bits
     * so that neighbours look different. Randomness for each would cost more than the rest of the routing.
     */
    private String traceId() {
        long spread = requests.incrementAndGet() * SPREAD;
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(own) + hex.toHexDigits(spread ^ first);
    }

    private static String requestId(Incoming in, String traceId) {
        List<String> told = in.headers("x-request-id");
        return told.isEmpty() || !REQUEST_ID.test(told.getFirst()) ? traceId : told.getFirst();
    }
}

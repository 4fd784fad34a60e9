package io.candelabra.ops;

import io.candelabra.wire.http.BadRequest;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Face;
import io.candelabra.wire.http.FaceErrors;
import io.candelabra.wire.http.Filter;
import io.candelabra.wire.http.Handler;
import io.candelabra.wire.http.Method;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The face at the root: {@code /}, {@code /health}, {@code /ready}, {@code /metrics}, {@code /openapi/NAME.json}, {@code /docs/NAME}. */
public final class OpsFace implements RouteSet {
    private static final Logger log = LoggerFactory.getLogger(OpsFace.class);

    private final Supplier<List<String>> troubles;
    private final Supplier<List<String>> warnings;
    private final Metrics metrics;
    private final Supplier<Map<String, Object>> faces;
    private final Function<String, Optional<byte[]>> openApi;
    private final RouteSet pages;
    private final Predicate<Exchange> wantsPage;
    private final Handler page;

    /**
     * @param troubles why the server is not ready, a sentence each; empty when it is
     * @param warnings troubles that need a person although the server is ready, a sentence each
     * @param faces what runs here and where, for {@code GET /}
     * @param openApi the description of a dialect by its name, as JSON
     * @param pages further pages at the root
     * @param wantsPage whether a request for {@code /} wants the page rather than JSON
     * @param page the page at {@code /}
     */
    public OpsFace(
            Supplier<List<String>> troubles,
            Supplier<List<String>> warnings,
            Metrics metrics,
            Supplier<Map<String, Object>> faces,
            Function<String, Optional<byte[]>> openApi,
            RouteSet pages,
            Predicate<Exchange> wantsPage,
            Handler page) {
        this.troubles = troubles;
        this.warnings = warnings;
        this.metrics = metrics;
        this.faces = faces;
        this.openApi = openApi;
        this.pages = pages;
        this.wantsPage = wantsPage;
        this.page = page;
    }

    public Face face() {
        return new Face("ops", "", List.of(this, pages), Filter.NONE, new Errors());
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/", this::root)
                .get("/health", x -> Reply.ok(Map.of("status", "alive")))
                .get("/ready", x -> ready())
                .get("/metrics", x -> Reply.bytes(200, Metrics.CONTENT_TYPE, metrics.scrape()))
                .get("/openapi/{file}", this::openApi)
                .get("/docs/{api}", this::docs);
    }

    private Reply root(Exchange x) throws Exception {
        return wantsPage.test(x) ? page.handle(x) : Reply.ok(faces.get()).header("Vary", "Accept");
    }

    private Reply ready() {
        List<String> why = troubles.get();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", why.isEmpty() ? "ready" : "not ready");
        if (!why.isEmpty()) {
            answer.put("troubles", why);
        }
        List<String> soon = warnings.get();
        if (!soon.isEmpty()) {
            answer.put("warnings", soon);
        }
        return Reply.status(why.isEmpty() ? 200 : 503, answer);
    }

    private Reply openApi(Exchange x) {
        String file = x.path("file");
        Optional<byte[]> description =
                file.endsWith(".json") ? openApi.apply(file.substring(0, file.length() - 5)) : Optional.empty();
        return description
                .map(Reply::json)
                .orElseGet(() -> Reply.status(404, message("There is no description of that name.")));
    }

    private Reply docs(Exchange x) {
        return openApi.apply(x.path("api"))
                .map(ReferencePage::of)
                .orElseGet(() -> Reply.status(404, message("There is no API of that name.")));
    }

    private static Map<String, String> message(String text) {
        return Map.of("message", text);
    }

    private static final class Errors implements FaceErrors {
        @Override
        public Reply onError(Exchange x, Throwable problem) {
            log.error("request {} failed", x.traceId(), problem);
            return Reply.status(500, message("This went wrong; the log tells why under " + x.traceId() + "."));
        }

        @Override
        public Reply noSuchResource(Exchange x) {
            return Reply.status(404, message("There is nothing here. GET / tells what is where."));
        }

        @Override
        public Reply methodNotSupported(Exchange x, Set<Method> allowed) {
            return Reply.status(405, message("This can only be read.")).header("Allow", "GET");
        }

        @Override
        public Reply badRequest(Exchange x, BadRequest.Kind kind) {
            return Reply.status(400, message("The request cannot be read."));
        }

        @Override
        public Reply tooLarge(Exchange x) {
            return Reply.status(413, message("The body is too large."));
        }
    }
}

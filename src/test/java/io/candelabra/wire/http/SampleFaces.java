package io.candelabra.wire.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Two faces for tests: one with an operation for whatever can go over the wire, one that can do nothing right. */
final class SampleFaces {

    private static final Attribute<String> WHO = Attribute.of("who", String.class);
    private static final AtomicInteger UNREAD = new AtomicInteger();

    private SampleFaces() {}

    record Named(String name, int level) {}

    static final class Operations implements RouteSet {
        @Override
        public void routes(Routes routes) {
            routes.get("/devices/{url}", x -> Reply.ok(List.of(x.path("url"), x.rawPath("url"))))
                    .get("/devices/{url}/states/{name}", x -> Reply.ok(List.of(x.path("url"), x.path("name"))))
                    .get("/echo", x -> Reply.ok(new String(x.body(), StandardCharsets.UTF_8)))
                    .post("/echo", x -> Reply.ok(new String(x.body(), StandardCharsets.UTF_8)))
                    .delete("/echo", x -> Reply.ok(new String(x.body(), StandardCharsets.UTF_8)))
                    .post("/length", x -> Reply.ok(x.body().length))
                    .post("/named", x -> Reply.ok(x.json(Named.class)))
                    .post("/tree", x -> Reply.ok(x.jsonTree()))
                    .post("/unread", _ -> Reply.ok(UNREAD.incrementAndGet()))
                    .get(
                            "/query",
                            x -> Reply.ok(List.of(x.queries("a"), x.query("b").orElse("none"))))
                    .post(
                            "/form",
                            x -> Reply.ok(List.of(
                                    x.form("user").orElse("none"),
                                    x.form("pass").orElse("none"))))
                    .get("/cookies", x -> Reply.ok(x.cookies("JSESSIONID")))
                    .get("/who", x -> Reply.ok(x.get(WHO)))
                    .get("/empty", _ -> Reply.emptyOk())
                    .delete("/nothing", _ -> Reply.noContent())
                    .get("/twice", _ -> Reply.ok(1).header("Set-Cookie", "a=1").header("Set-Cookie", "b=2"))
                    .get(
                            "/large",
                            _ -> Reply.bytes(
                                    200, "text/plain", "x".repeat(300_000).getBytes(StandardCharsets.UTF_8)))
                    .get(
                            "/stream",
                            _ -> Reply.stream("text/event-stream", out -> {
                                for (int i = 0; i < 3; i++) {
                                    out.write(("data: " + i + "\n\n").getBytes(StandardCharsets.UTF_8));
                                    out.flush();
                                }
                            }))
                    .get(
                            "/cut",
                            _ -> Reply.stream("text/plain", out -> {
                                out.write("begun".getBytes(StandardCharsets.UTF_8));
                                out.flush();
                                throw new IOException("the source dried up");
                            }))
                    .get("/boom", _ -> {
                        throw new IllegalStateException("secret-free words");
                    })
                    .get("/overflow", _ -> {
                        throw new StackOverflowError("deep");
                    });
        }
    }

    static List<Face> faces() {
        Filter filter = (x, next) -> {
            x.put(WHO, x.header("X-Who").orElse("nobody"));
            return next.handle(x).header("X-Filter", "seen");
        };
        Face api = new Face("api", "/api", List.of(new Operations()), filter, Listening.words("api"));
        Face broken = new Face(
                "broken",
                "/broken",
                List.of(new Operations()),
                (x, next) -> {
                    throw new IllegalArgumentException("the filter itself");
                },
                new FaceErrors() {
                    private final FaceErrors words = Listening.words("broken");

                    @Override
                    public Reply onError(Exchange x, Throwable problem) {
                        throw new IllegalStateException("cannot even spell it");
                    }

                    @Override
                    public Reply noSuchResource(Exchange x) {
                        return words.noSuchResource(x);
                    }

                    @Override
                    public Reply methodNotSupported(Exchange x, Set<Method> allowed) {
                        return words.methodNotSupported(x, allowed);
                    }

                    @Override
                    public Reply badRequest(Exchange x, BadRequest.Kind kind) {
                        return words.badRequest(x, kind);
                    }

                    @Override
                    public Reply tooLarge(Exchange x) {
                        return words.tooLarge(x);
                    }
                });
        return List.of(api, broken);
    }
}

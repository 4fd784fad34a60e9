package io.candelabra.dialect.sustainder;

import io.candelabra.testing.TestMachine;
import io.candelabra.wire.http.BadRequest;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Face;
import io.candelabra.wire.http.FaceErrors;
import io.candelabra.wire.http.Filter;
import io.candelabra.wire.http.Method;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.Routes;
import io.candelabra.wire.http.Server;
import io.candelabra.wire.http.ServerSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A subscriber: a real HTTPS server that keeps what it is told, and answers as it is told to. */
final class PushReceiver implements AutoCloseable {
    /** The messages that have come. */
    record Push(String path, String id, String authorization, String body, int status) {
        List<String> headers() {
            return List.of("Authorization: " + authorization);
        }
    }

    private final Server server;
    private final List<Push> pushes = new ArrayList<>();
    private int status = 200;
    private int shown;

    PushReceiver() {
        Face face = new Face("receiver", "", List.of(this::routes), Filter.NONE, new Errors());
        server = Server.start(ServerSettings.of(TestMachine.PUBLIC.serverContext(), new Random(1), List.of(face)));
    }

    private void routes(Routes routes) {
        routes.post("/{kind}", this::take);
    }

    private synchronized Reply take(Exchange x) {
        pushes.add(new Push(
                x.rawPath(),
                x.header("webhook-id").orElse(""),
                x.header("Authorization").orElse(""),
                new String(x.body(), StandardCharsets.UTF_8),
                status));
        notifyAll();
        return Reply.status(status, Map.of());
    }

    String origin() {
        return "https://localhost:" + server.port();
    }

    /** Answers with this status from now on. */
    synchronized void answer(int code) {
        status = code;
    }

    synchronized List<Push> all() {
        return List.copyOf(pushes);
    }

    /** The next so many pushes that were taken, waited for; ten seconds at most. */
    synchronized List<Push> await(int count) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (taken().size() < shown + count) {
            long leftMs = (end - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                throw new AssertionError("only these came: " + pushes);
            }
            try {
                wait(leftMs);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        List<Push> next = taken().subList(shown, shown + count);
        shown += count;
        return next;
    }

    private List<Push> taken() {
        return pushes.stream().filter(p -> p.status() < 300).toList();
    }

    @Override
    public void close() {
        server.close();
    }

    private static final class Errors implements FaceErrors {
        @Override
        public Reply onError(Exchange x, Throwable problem) {
            return Reply.status(500, String.valueOf(problem));
        }

        @Override
        public Reply noSuchResource(Exchange x) {
            return Reply.empty(404);
        }

        @Override
        public Reply methodNotSupported(Exchange x, Set<Method> allowed) {
            return Reply.empty(405);
        }

        @Override
        public Reply badRequest(Exchange x, BadRequest.Kind kind) {
            return Reply.empty(400);
        }

        @Override
        public Reply tooLarge(Exchange x) {
            return Reply.empty(413);
        }
    }
}

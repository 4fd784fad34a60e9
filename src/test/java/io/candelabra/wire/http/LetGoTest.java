package io.candelabra.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.testing.Within;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server answered with may be as large as a city. The HTTP library keeps each server that it ever made. */
class LetGoTest {

    @Test
    void aClosedServerHoldsNothingOfWhatItAnsweredWith(@TempDir Path folder) throws Exception {
        WeakReference<Object> held = answeredAndClosed(folder);
        Within.reason("a closed server's faces are let go", () -> {
            System.gc();
            return held.refersTo(null);
        });
    }

    private static WeakReference<Object> answeredAndClosed(Path folder) throws IOException, InterruptedException {
        Object city = new Object();
        RouteSet routes = all -> all.get("/city", _ -> Reply.ok(city.hashCode()));
        Face face = new Face("api", "/api", List.of(routes), (x, next) -> next.handle(x), Listening.words("api"));
        try (Listening listening = new Listening(folder, List.of(face), UnaryOperator.identity())) {
            assertThat(listening.body("/api/city")).isEqualTo(String.valueOf(city.hashCode()));
        }
        return new WeakReference<>(city);
    }
}

package io.candelabra.dialect.overkiz;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.testing.TestServer;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session of a person on the cloud face, for tests. */
final class OverkizCalls {
    private final TestServer server;
    private final String cookie;

    private OverkizCalls(TestServer server, String cookie) {
        this.server = server;
        this.cookie = cookie;
    }

    static OverkizCalls login(TestServer server, String user, String more) throws Exception {
        HttpRequest login = HttpRequest.newBuilder(URI.create(server.origin() + OverkizFace.CLOUD_PREFIX + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "userId=" + user.replace("@", "%40") + "&userPassword=" + TestServer.PASSWORD + more))
                .build();
        HttpResponse<Void> answer = server.client().send(login, BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(200);
        String header = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return new OverkizCalls(server, header.substring("JSESSIONID=".length(), header.indexOf(';')));
    }

    /** The same session with another server, such as the same one after a restart. */
    OverkizCalls on(TestServer other) {
        return new OverkizCalls(other, cookie);
    }

    /** The session as a header has it. */
    String cookie() {
        return "JSESSIONID=" + cookie;
    }

    HttpResponse<byte[]> call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.origin() + OverkizFace.CLOUD_PREFIX + path))
                .header("Cookie", "JSESSIONID=" + cookie)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return server.client().send(request, BodyHandlers.ofByteArray());
    }

    /** The answer to a call that has to work. */
    @Nullable
    Object answer(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = call(method, path, body);
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, new String(answer.body(), StandardCharsets.UTF_8))
                .isBetween(200, 299);
        return answer.body().length == 0 ? null : Json.tree(answer.body());
    }

    String text(String method, String path, String body, String field) throws IOException, InterruptedException {
        return answer(method, path, body) instanceof Map<?, ?> map ? String.valueOf(map.get(field)) : "";
    }

    /** Names of the events that a fetch brings. */
    List<String> fetch(String listener) throws IOException, InterruptedException {
        return answer("POST", "/events/" + listener + "/fetch", "") instanceof List<?> events
                ? events.stream()
                        .map(e -> e instanceof Map<?, ?> map ? String.valueOf(map.get("name")) : "")
                        .toList()
                : List.of();
    }
}

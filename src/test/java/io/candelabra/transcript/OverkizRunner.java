package io.candelabra.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.dialect.overkiz.OverkizFace;
import io.candelabra.testing.TestServer;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plays a transcript against a server and says where they differ. */
final class OverkizRunner {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TestServer server;
    private final Masks masks = new Masks();
    private final Map<String, String> cookies = new HashMap<>();
    private final Map<String, String> listeners = new HashMap<>();
    private final Map<String, List<@Nullable Object>> heard = new HashMap<>();

    OverkizRunner(TestServer server) {
        this.server = server;
    }

    void play(Transcript transcript) throws IOException, InterruptedException {
        // a listener hears what happens after it was registered
        for (Transcript.Call call : transcript.calls()) {
            if (!call.events().isEmpty()) {
                listen(call.as());
            }
        }
        for (Transcript.Call call : transcript.calls()) {
            play(call);
        }
    }

    private void play(Transcript.Call call) throws IOException, InterruptedException {
        String what = "line " + call.line() + ": " + call.method() + " " + call.path();
        HttpResponse<byte[]> answer = send(call.as(), call.method(), call.path(), call.headers(), call.body());
        assertThat(answer.statusCode())
                .as("%s: status; the body is %s", what, new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(call.status());
        for (String header : call.answerHeaders()) {
            String[] parts = header.split(": ", 2);
            String came = answer.headers().firstValue(parts[0]).orElse("<none>");
            String differs = parts[1].equals("<none>")
                    ? (came.equals("<none>") ? "" : parts[0] + " is there: " + came)
                    : masks.textDiffers(parts[0], parts[1], came);
            assertThat(differs).as(what).isEmpty();
        }
        assertThat(masks.differs(call.answer(), answer.body())).as(what).isEmpty();
        if (!call.events().isEmpty()) {
            await(what, call);
        }
    }

    private HttpResponse<byte[]> send(String as, String method, String path, List<String> headers, String body)
            throws IOException, InterruptedException {
        boolean local = as.equals("token") || as.equals("nobody-local");
        String prefix = local ? OverkizFace.LOCAL_PREFIX : OverkizFace.CLOUD_PREFIX;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.origin() + prefix + masks.fill(path)))
                .timeout(PATIENCE)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(masks.fill(body)));
        for (String header : headers) {
            String[] parts = header.split(": ", 2);
            request.header(parts[0], masks.fill(parts[1]));
        }
        switch (as) {
            case "token" -> request.header("Authorization", "Bearer " + server.token());
            case "nobody", "nobody-local" -> {
                // no proof
            }
            default -> request.header("Cookie", "JSESSIONID=" + cookie(as));
        }
        return server.client().send(request.build(), BodyHandlers.ofByteArray());
    }

    private String cookie(String as) throws IOException, InterruptedException {
        String known = cookies.get(as);
        if (known != null) {
            return known;
        }
        String form = "userId=" + URLEncoder.encode(as + "@candelabra.example", StandardCharsets.UTF_8)
                + "&userPassword=" + TestServer.PASSWORD;
        HttpResponse<byte[]> answer =
                send("nobody", "POST", "/login", List.of("Content-Type: application/x-www-form-urlencoded"), form);
        assertThat(answer.statusCode()).as("login as %s", as).isEqualTo(200);
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        String secret = cookie.substring("JSESSIONID=".length(), cookie.indexOf(';'));
        cookies.put(as, secret);
        return secret;
    }

    private void listen(String as) throws IOException, InterruptedException {
        if (!listeners.containsKey(as)) {
            HttpResponse<byte[]> answer = send(as, "POST", "/events/register", List.of(), "");
            assertThat(answer.statusCode()).as("register as %s", as).isEqualTo(200);
            listeners.put(as, String.valueOf(((Map<?, ?>) tree(answer)).get("id")));
            heard.put(as, new ArrayList<>());
        }
    }

    private static Object tree(HttpResponse<byte[]> answer) {
        Object tree = Json.tree(answer.body());
        assertThat(tree).isNotNull();
        return tree;
    }

    /** Fetches until every expected event has come, in order; events from before this call count as well. */
    private void await(String what, Transcript.Call call) throws IOException, InterruptedException {
        List<?> expected = (List<?>) Json.tree(Masks.quoted(call.events()));
        assertThat(expected).isNotNull();
        List<@Nullable Object> came = heard.get(call.as());
        long end = System.nanoTime() + PATIENCE.toNanos();
        int matched = 0;
        int looked = 0;
        String last = "nothing came";
        while (matched < expected.size()) {
            while (looked < came.size() && matched < expected.size()) {
                Object event = came.get(looked++);
                Masks tried = masks.copy();
                String differs = tried.differs("$", expected.get(matched), event);
                if (differs.isEmpty()) {
                    masks.take(tried);
                    matched++;
                } else if (name(event).equals(name(expected.get(matched)))) {
                    last = differs;
                }
            }
            if (matched < expected.size()) {
                assertThat(System.nanoTime())
                        .as(
                                "%s: event %d, %s, did not come; %s; came: %s",
                                what, matched + 1, expected.get(matched), last, came)
                        .isLessThan(end);
                HttpResponse<byte[]> answer =
                        send(call.as(), "POST", "/events/" + listeners.get(call.as()) + "/fetch", List.of(), "");
                assertThat(answer.statusCode()).as("fetch as %s", call.as()).isEqualTo(200);
                came.addAll((List<?>) tree(answer));
            }
        }
        came.subList(0, looked).clear();
    }

    private static String name(@Nullable Object event) {
        return event instanceof Map<?, ?> map ? String.valueOf(map.get("name")) : "";
    }
}

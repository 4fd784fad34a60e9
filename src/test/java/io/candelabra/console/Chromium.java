package io.candelabra.console;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.candelabra.testing.Within;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real browser, driven by the protocol of its own developer tools over the JDK's web socket: a test needs a handful of its methods,
 * and a library for browsers would bring two hundred megabytes into every first build.
 */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final long PATIENCE_S = 30;

    private final Process process;
    private final WebSocket socket;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, CompletableFuture<Map<String, Object>>> open = new ConcurrentHashMap<>();
    private final Map<String, Page> pages = new ConcurrentHashMap<>();

    private Chromium(Process process, String address) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address), new Ears())
                .join();
    }

    /** Starts one with a profile in a folder; the test is skipped where this machine has none. */
    static Chromium start(Path folder) throws IOException {
        String program = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("");
        assumeTrue(!program.isEmpty(), "skipped: there is no chromium on this machine");
        Path profile = Files.createDirectories(folder.resolve("profile"));
        Process process = new ProcessBuilder(
                        program,
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--lang=en",
                        "--ignore-certificate-errors",
                        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium.log").toFile())
                .start();
        Path told = profile.resolve("DevToolsActivePort");
        Within.reason(
                "the browser listens",
                () -> Files.exists(told) && Files.readString(told).lines().count() == 2);
        List<String> lines = Files.readAllLines(told);
        return new Chromium(process, "ws://127.0.0.1:" + lines.get(0) + lines.get(1));
    }

    /** A page of its own, which shares cookies with no other. */
    Page page() {
        Map<String, Object> context = send(null, "Target.createBrowserContext", Map.of());
        Map<String, Object> target = send(
                null,
                "Target.createTarget",
                Map.of("url", "about:blank", "browserContextId", context.get("browserContextId")));
        Map<String, Object> attached =
                send(null, "Target.attachToTarget", Map.of("targetId", target.get("targetId"), "flatten", true));
        Page page = new Page(String.valueOf(attached.get("sessionId")));
        pages.put(page.session, page);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            page.send(domain + ".enable", Map.of());
        }
        return page;
    }

    private Map<String, Object> send(@Nullable String session, String method, Map<String, Object> parameters) {
        return ask(session, method, parameters)
                .orTimeout(PATIENCE_S, TimeUnit.SECONDS)
                .join();
    }

    private CompletableFuture<Map<String, Object>> ask(
            @Nullable String session, String method, Map<String, Object> parameters) {
        long id = numbers.incrementAndGet();
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        open.put(id, answer);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("id", id);
        message.put("method", method);
        message.put("params", parameters);
        if (session != null) {
            message.put("sessionId", session);
        }
        synchronized (socket) {
            socket.sendText(Json.text(message), true).join();
        }
        return answer;
    }

    @SuppressWarnings("unchecked") // what is no object fails where it is used
    private static Map<String, Object> object(@Nullable Object tree) {
        return tree == null ? Map.of() : (Map<String, Object>) tree;
    }

    private void heard(Map<String, Object> message) {
        if (message.get("id") instanceof Long id) {
            CompletableFuture<Map<String, Object>> answer = open.remove(id);
            if (message.containsKey("error")) {
                answer.completeExceptionally(new IllegalStateException(String.valueOf(message.get("error"))));
            } else {
                answer.complete(object(message.get("result")));
            }
            return;
        }
        Page page = pages.get(String.valueOf(message.get("sessionId")));
        if (page != null) {
            page.heard(String.valueOf(message.get("method")), object(message.get("params")));
        }
    }

    /** Puts messages together, which come in parts. */
    private final class Ears implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                heard(object(Json.tree(whole.getBytes(StandardCharsets.UTF_8))));
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    /** One page. */
    final class Page {
        private final String session;
        private final List<String> faults = new CopyOnWriteArrayList<>();
        private final List<String> requests = new CopyOnWriteArrayList<>();

        private Page(String session) {
            this.session = session;
        }

        private Map<String, Object> send(String method, Map<String, Object> parameters) {
            return Chromium.this.send(session, method, parameters);
        }

        private void heard(String method, Map<String, Object> told) {
            switch (method) {
                case "Runtime.exceptionThrown" -> faults.add(Json.text(told.get("exceptionDetails")));
                case "Runtime.consoleAPICalled" -> {
                    if (List.of("error", "assert", "warning").contains(String.valueOf(told.get("type")))) {
                        faults.add(Json.text(told.get("args")));
                    }
                }
                case "Log.entryAdded" -> {
                    Map<String, Object> entry = object(told.get("entry"));
                    if ("error".equals(entry.get("level"))) {
                        faults.add(entry.get("text") + " " + entry.get("url"));
                    }
                }
                case "Network.requestWillBeSent" ->
                    requests.add(String.valueOf(object(told.get("request")).get("url")));
                case "Fetch.requestPaused" ->
                    // not waited for: this is the thread that hears the answer
                    ask(
                            session,
                            "Fetch.fulfillRequest",
                            Map.of("requestId", String.valueOf(told.get("requestId")), "responseCode", 503));
                default -> {}
            }
        }

        /** From now on whatever is asked for at such an address, with * for any text, is answered 503. */
        void refuse(String pattern) {
            send("Fetch.enable", Map.of("patterns", List.of(Map.of("urlPattern", pattern))));
        }

        /** Nothing is refused any more. */
        void refuseNothing() {
            send("Fetch.disable", Map.of());
        }

        /** Errors that the page's script threw or the browser told, such as a breach of the policy on contents. */
        List<String> faults() {
            return faults;
        }

        /** All addresses that the page asked for. */
        List<String> requests() {
            return requests;
        }

        void open(String address) {
            send("Page.navigate", Map.of("url", address));
        }

        /** The value of an expression; a promise is waited for. */
        @Nullable
        Object value(String expression) {
            Map<String, Object> answer = send(
                    "Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
            if (answer.containsKey("exceptionDetails")) {
                throw new AssertionError(Json.text(answer.get("exceptionDetails")));
            }
            return object(answer.get("result")).get("value");
        }

        /** Waits until an expression is true. */
        void until(String expression) {
            Within.reason(
                    () -> expression + "; the page shows " + value("document.body.innerText.slice(0, 2000)") + " "
                            + faults,
                    () -> Boolean.TRUE.equals(value("Boolean(" + expression + ")")));
        }

        void click(String selector) {
            until("document.querySelector(" + Json.text(selector) + ")");
            value("document.querySelector(" + Json.text(selector) + ").click()");
        }

        /** Writes into a field as a person does, for whoever hears its events. */
        void set(String selector, String text) {
            until("document.querySelector(" + Json.text(selector) + ")");
            value("(() => { const field = document.querySelector(" + Json.text(selector) + "); field.value = "
                    + Json.text(text) + "; for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind,"
                    + " {bubbles: true})); })()");
        }

        /** Presses at the first of some places, goes to the others, and lets go at the last. */
        void drag(List<double[]> places) {
            mouse("mousePressed", places.getFirst());
            for (double[] place : places) {
                mouse("mouseMoved", place);
                // a move is told with the next picture
                value("new Promise(later => requestAnimationFrame(() => later()))");
            }
            mouse("mouseReleased", places.getLast());
        }

        private void mouse(String kind, double[] place) {
            send(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            kind,
                            "x",
                            place[0],
                            "y",
                            place[1],
                            "button",
                            "left",
                            "buttons",
                            kind.equals("mouseReleased") ? 0 : 1,
                            "clickCount",
                            1));
        }

        void size(int width, int height) {
            send(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        }

        /** @param scheme light or dark */
        void prefers(String scheme) {
            send(
                    "Emulation.setEmulatedMedia",
                    Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        }

        void picture(Path file) throws IOException {
            String data = String.valueOf(
                    send("Page.captureScreenshot", Map.of("format", "png")).get("data"));
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode(data));
        }
    }

    /** Waits for its end: it writes into its profile until then. */
    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        send(null, "Browser.close", Map.of());
        process.onExit().orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
        all.forEach(
                child -> child.onExit().orTimeout(PATIENCE_S, TimeUnit.SECONDS).join());
    }
}

package io.candelabra.dialect.sustainder;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.ops.OpenApi;
import io.candelabra.testing.SchemaCheck;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every answer and every pushed message of the transcripts is as the description says, and good requests are too. The
 * server's answers are those of the transcripts; {@link TranscriptsTest} holds that.
 */
class OpenApiAnswersTest {
    private static final Map<?, ?> API =
            (Map<?, ?>) Json.tree(OpenApi.read("sustainder").orElseThrow());
    private static final Path FOLDER =
            Path.of(System.getProperty("candelabra.root", "")).resolve("src/test/resources/transcripts/sustainder");
    private static final Pattern REQUEST = Pattern.compile("(GET|POST|PUT|DELETE|PATCH) (/\\S*)");

    private final List<String> wrong = new ArrayList<>();
    private final Set<String> seen = new TreeSet<>();

    @Test
    void whatTheTranscriptsSayIsDescribed() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".http")).sorted().toList()) {
                read(file);
            }
        }
        assertThat(wrong).isEmpty();
        Set<String> described = new TreeSet<>();
        ((Map<?, ?>) API.get("paths")).forEach((path, verbs) -> ((Map<?, ?>) verbs)
                .keySet()
                .forEach(verb -> described.add(verb.toString().toUpperCase(Locale.ROOT) + " " + path)));
        assertThat(seen).as("operations with a good answer in a transcript").isEqualTo(described);
    }

    private void read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        for (int at = 0; at < lines.size(); at++) {
            Matcher request = REQUEST.matcher(lines.get(at));
            if (request.matches()) {
                call(FOLDER.relativize(file) + " line " + (at + 1), request, lines, at);
            } else if (lines.get(at).startsWith("PUSHED ")) {
                pushed(FOLDER.relativize(file) + " line " + (at + 1), text(lines, after(lines, at)));
            }
        }
    }

    /** The line after the next empty one. */
    private static int after(List<String> lines, int at) {
        int i = at;
        while (i < lines.size() && !lines.get(i).isEmpty()) {
            i++;
        }
        return i + 1;
    }

    private static String text(List<String> lines, int from) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < lines.size() && !lines.get(i).isEmpty(); i++) {
            text.append(lines.get(i)).append('\n');
        }
        return text.toString().strip();
    }

    private void call(String where, Matcher request, List<String> lines, int at) {
        int status = at;
        while (!lines.get(status).startsWith("HTTP ")) {
            status++;
        }
        String method = request.group(1);
        int code = Integer.parseInt(lines.get(status).substring("HTTP ".length()));
        Optional<Map.Entry<String, Map<?, ?>>> operation =
                operation(method, request.group(2).replaceAll("\\?.*", ""));
        if (operation.isEmpty()) {
            require(code == 404 || code == 405 || code == 401, where + " is answered and not described");
            return;
        }
        Map<?, ?> responses = (Map<?, ?>) operation.get().getValue().get("responses");
        Object response = responses.get(code < 400 ? Integer.toString(code) : "4XX");
        require(response != null, where + ": the answer " + code + " is not described");
        String answer = text(lines, after(lines, status));
        if (response instanceof Map<?, ?> described) {
            fits(where + " answer", answer, described);
        }
        if (code < 300) {
            seen.add(method + " " + operation.get().getKey());
            int head = after(lines, at);
            if (head < status && operation.get().getValue().get("requestBody") instanceof Map<?, ?> described) {
                fits(where + " request", text(lines, head), described);
            }
        }
    }

    private void fits(String where, String text, Map<?, ?> described) {
        if (described.get("content") instanceof Map<?, ?> content) {
            Object schema = ((Map<?, ?>) content.values().iterator().next()).get("schema");
            SchemaCheck.differences(API, tree(text), (Map<?, ?>) schema).forEach(d -> wrong.add(where + " " + d));
        } else {
            require(text.isEmpty(), where + " has a body that is not described");
        }
    }

    private static @Nullable Object tree(String text) {
        // what stands for a number stands without quotation marks
        String quoted = text.replaceAll("(?<=[:\\[,] ?)(<\\w+>)", "\"$1\"");
        return Json.tree(quoted.getBytes(StandardCharsets.UTF_8));
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }

    private void pushed(String where, String body) {
        boolean gateway = tree(body) instanceof Map<?, ?> map && map.containsKey("state_change");
        Map<?, ?> schemas = (Map<?, ?>) ((Map<?, ?>) API.get("components")).get("schemas");
        Map<?, ?> schema = (Map<?, ?>) schemas.get(gateway ? "GatewayMessage" : "LcmMessage");
        SchemaCheck.differences(API, tree(body), schema).forEach(d -> wrong.add(where + " message " + d));
    }

    /** The described operation of a call; literal words go before variables. */
    private static Optional<Map.Entry<String, Map<?, ?>>> operation(String method, String path) {
        Map.Entry<String, Map<?, ?>> best = null;
        for (Map.Entry<?, ?> known : ((Map<?, ?>) API.get("paths")).entrySet()) {
            String template = known.getKey().toString();
            String pattern = template.replaceAll("\\{[^}]*}", "[^/]+").replaceAll("/$", "") + "/?";
            Object verb = ((Map<?, ?>) known.getValue()).get(method.toLowerCase(Locale.ROOT));
            if (verb instanceof Map<?, ?> operation
                    && path.matches(pattern)
                    && (best == null || best.getKey().contains("{") && !template.contains("{"))) {
                best = Map.entry(template, operation);
            }
        }
        return Optional.ofNullable(best);
    }
}

package io.candelabra.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.Candelabra;
import io.candelabra.Settings;
import io.candelabra.testing.TestClient;
import io.candelabra.testing.TestMachine;
import io.candelabra.wire.http.Route;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The description {@code /openapi/NAME.json} of a running server is well formed, complete, and true of the golden
 * transcripts.
 */
class DescriptionsTest {
    private static final Path ROOT = Path.of(System.getProperty("candelabra.root", ""));
    private static final Set<String> VERBS = Set.of("get", "post", "put", "delete", "patch");

    @TempDir
    static Path folder;

    private static Candelabra server;
    private static TestClient http;

    @BeforeAll
    static void start() throws IOException {
        server = Candelabra.start(
                Settings.demo(folder.resolve("data")).onFreePorts().withLamps(0), TestMachine.outside());
        http = TestClient.trusting(folder.resolve("data/ca.pem"), server.https());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Map<String, Object> description(String name) throws Exception {
        TestClient.Answer answer = http.send("GET", "/openapi/" + name + ".json");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("application/json");
        return answer.object();
    }

    @ParameterizedTest
    @ValueSource(strings = {"overkiz", "sustainder", "quantum", "console"})
    void isWellFormed(String name) throws Exception {
        Map<String, Object> api = description(name);
        assertThat(api.get("openapi").toString()).matches("3\\.1\\.\\d+");
        assertThat(object(api.get("info"))).containsKeys("title", "version");
        assertThat(list(api.get("servers"))).isNotEmpty().allSatisfy(s -> assertThat(object(s))
                .containsKey("url"));
        Map<String, Object> components = object(api.get("components"));
        Set<String> proofs = object(components.get("securitySchemes")).keySet();
        object(components.get("securitySchemes"))
                .values()
                .forEach(scheme -> assertThat(object(scheme).get("type")).isIn("apiKey", "http"));
        Set<String> ids = new HashSet<>();
        Set<String> shapes = new HashSet<>();
        for (Map.Entry<String, Object> path : object(api.get("paths")).entrySet()) {
            assertThat(path.getKey()).startsWith("/");
            assertThat(shapes.add(shape(path.getKey())))
                    .as("paths that differ in the names of variables alone: " + path.getKey())
                    .isTrue();
            for (Map.Entry<String, Object> verb : object(path.getValue()).entrySet()) {
                assertThat(VERBS).contains(verb.getKey());
                Map<String, Object> operation = object(verb.getValue());
                assertThat(ids.add(operation.get("operationId").toString()))
                        .as("an id of its own: " + operation)
                        .isTrue();
                assertThat(list(operation.get("tags"))).isNotEmpty();
                assertThat(variables(operation)).isEqualTo(inBraces(path.getKey()));
                answersAreWellFormed(object(operation.get("responses")));
                for (Object alternative : list(operation.getOrDefault("security", List.of()))) {
                    assertThat(proofs).containsAll(object(alternative).keySet());
                }
            }
        }
        list(api.get("security"))
                .forEach(one -> assertThat(proofs).containsAll(object(one).keySet()));
        pointsAtWhatIsThere(api, api);
    }

    private static void answersAreWellFormed(Map<String, Object> answers) {
        assertThat(answers).isNotEmpty();
        answers.forEach((status, answer) -> {
            assertThat(status).matches("default|[1-5]XX|[1-5]\\d\\d");
            assertThat(object(answer).keySet()).containsAnyOf("$ref", "description");
        });
    }

    private static Set<String> variables(Map<String, Object> operation) {
        Set<String> names = new TreeSet<>();
        for (Object parameter : list(operation.getOrDefault("parameters", List.of()))) {
            assertThat(object(parameter)).containsKeys("name", "schema");
            if (object(parameter).get("in").equals("path")) {
                assertThat(object(parameter)).containsEntry("required", true);
                names.add(object(parameter).get("name").toString());
            } else {
                assertThat(object(parameter).get("in")).isIn("query", "header", "cookie");
            }
        }
        return names;
    }

    private static Set<String> inBraces(String path) {
        Set<String> names = new TreeSet<>();
        Pattern.compile("\\{([^}]*)}").matcher(path).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    private static void pointsAtWhatIsThere(Object tree, Map<String, Object> api) {
        if (tree instanceof Map<?, ?> fields) {
            if (fields.get("$ref") instanceof String reference) {
                assertThat(resolve(reference, api)).as(reference).isNotNull();
            }
            fields.values().forEach(value -> pointsAtWhatIsThere(value, api));
        } else if (tree instanceof List<?> all) {
            all.forEach(value -> pointsAtWhatIsThere(value, api));
        }
    }

    private static Object resolve(String reference, Map<String, Object> api) {
        assertThat(reference).startsWith("#/");
        Object at = api;
        for (String step : reference.substring(2).split("/")) {
            at = at == null ? null : object(at).get(step);
        }
        return at;
    }

    @Test
    void everyLiveRouteIsDescribedAndNoOther() throws Exception {
        Set<String> live = new TreeSet<>();
        for (Route route : server.routes()) {
            if (!route.face().equals("ops")) {
                live.add(route.method() + " " + shape(route.fullPath()));
            }
        }
        Set<String> described = new TreeSet<>();
        for (String name : List.of("overkiz", "sustainder", "quantum", "console")) {
            Map<String, Object> api = description(name);
            for (Object one : list(api.get("servers"))) {
                String base = object(one).get("url").toString().replaceFirst("/$", "");
                object(api.get("paths")).forEach((path, verbs) -> object(verbs)
                        .keySet()
                        .forEach(verb -> described.add(verb.toUpperCase(Locale.ROOT) + " " + shape(base + path))));
            }
        }
        assertThat(described).isEqualTo(live);
    }

    @Test
    void idsAreThoseOfTheOperationsTable() throws Exception {
        Set<String> known = new TreeSet<>();
        for (String row : Files.readAllLines(ROOT.resolve("docs/operations/overkiz.csv"))) {
            if (row.startsWith("operation,") || row.startsWith("extra,")) {
                known.add(row.split(",")[1]);
            }
        }
        Set<String> ids = new TreeSet<>();
        object(description("overkiz").get("paths")).values().forEach(verbs -> object(verbs)
                .values()
                .forEach(o -> ids.add(object(o).get("operationId").toString())));
        assertThat(known).containsAll(ids);
    }

    @ParameterizedTest
    @ValueSource(strings = {"overkiz", "sustainder", "quantum"})
    void everyOperationAndParameterSaysWhatItIs(String name) throws Exception {
        List<String> silent = new ArrayList<>();
        object(description(name).get("paths"))
                .forEach((path, verbs) -> object(verbs).forEach((verb, each) -> {
                    Map<String, Object> operation = object(each);
                    if (!operation.containsKey("summary")) {
                        silent.add(verb + " " + path);
                    }
                    for (Object parameter : list(operation.getOrDefault("parameters", List.of()))) {
                        if (!object(parameter).containsKey("description")) {
                            silent.add(
                                    verb + " " + path + " " + object(parameter).get("name"));
                        }
                    }
                }));
        assertThat(silent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"overkiz", "sustainder", "quantum", "console"})
    void peopleReadTheSameAsAPage(String name) throws Exception {
        TestClient.Answer page = http.send("GET", "/docs/" + name);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.contentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
        assertThat(page.body()).doesNotContain("<script", "src=", "http://");
        Map<String, Object> api = description(name);
        object(api.get("paths"))
                .values()
                .forEach(verbs -> object(verbs).values().forEach(o -> assertThat(page.body())
                        .contains("<h3 id=\"" + object(o).get("operationId") + "\">")));
        object(object(api.get("components")).getOrDefault("schemas", Map.of()))
                .keySet()
                .forEach(type -> assertThat(page.body()).contains("id=\"type-" + type + "\""));
        Set<String> links = new TreeSet<>();
        Matcher link = Pattern.compile("href=\"#([^\"]+)\"").matcher(page.body());
        while (link.find()) {
            links.add(link.group(1));
        }
        assertThat(links).allSatisfy(anchor -> assertThat(page.body()).contains("id=\"" + anchor + "\""));
    }

    @Test
    void answersOfTheTranscriptsAreAsDescribed() throws Exception {
        Map<String, Object> api = description("overkiz");
        Set<String> checked = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve("src/test/resources/transcripts/overkiz"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".http")).sorted().toList()) {
                for (Transcript.Call call :
                        Transcript.parse(Files.readString(file)).calls()) {
                    Map<String, Object> operation = operation(api, call);
                    if (operation == null || call.answer().isEmpty()) {
                        continue;
                    }
                    Object schema = schema(operation, call.status(), api);
                    if (schema != null) {
                        checked.add(operation.get("operationId").toString());
                        String where = file.getFileName() + " line " + call.line();
                        Object answer = Json.tree(quoted(call.answer()).getBytes(StandardCharsets.UTF_8));
                        differences(answer, object(schema), api, where + " $", wrong);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(checked)
                .as("what was checked")
                .contains(
                        "getSetup",
                        "getSetupDevices",
                        "postExecApply",
                        "getActionGroups",
                        "postEventsByListenerIdFetch");
    }

    /** Masks that stand for numbers or whole parts are texts from here on. */
    private static String quoted(String answer) {
        return answer.replaceAll("(?<=[:\\[,])(<[^>]*>)(?=[,}\\]])", "\"$1\"");
    }

    /** The operation that a call is; null where its path is none. Literal words go before variables. */
    private static Map<String, Object> operation(Map<String, Object> api, Transcript.Call call) {
        String path = call.path().replaceFirst("\\?.*", "");
        Map<String, Object> best = null;
        int variables = Integer.MAX_VALUE;
        for (Map.Entry<String, Object> known : object(api.get("paths")).entrySet()) {
            Object verb = object(known.getValue()).get(call.method().toLowerCase(Locale.ROOT));
            String pattern = "\\Q" + known.getKey().replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q") + "\\E";
            int count = inBraces(known.getKey()).size();
            if (verb != null && path.matches(pattern) && count < variables) {
                best = object(verb);
                variables = count;
            }
        }
        return best;
    }

    private static Object schema(Map<String, Object> operation, int status, Map<String, Object> api) {
        Object answer = object(operation.get("responses")).get(status < 300 ? "2XX" : "default");
        if (answer == null) {
            return null;
        }
        if (object(answer).get("$ref") instanceof String reference) {
            answer = resolve(reference, api);
        }
        Object content = object(answer).get("content");
        return content == null
                ? null
                : object(object(content).get("application/json")).get("schema");
    }

    private static void differences(
            Object value, Map<String, Object> schema, Map<String, Object> api, String where, List<String> wrong) {
        if (schema.get("$ref") instanceof String reference) {
            differences(value, object(resolve(reference, api)), api, where, wrong);
            return;
        }
        if (schema.get("anyOf") instanceof List<?> alternatives) {
            boolean fitsOne = alternatives.stream().anyMatch(alternative -> {
                List<String> missing = new ArrayList<>();
                differences(value, object(alternative), api, where, missing);
                return missing.isEmpty();
            });
            if (!fitsOne) {
                wrong.add(where + " is none of " + alternatives + ": " + value);
            }
            return;
        }
        boolean masked = value instanceof String text && text.matches("<[^>]*>");
        Object type = schema.get("type");
        if (type == null || masked || value == null) {
            return;
        }
        boolean fits =
                switch (type.toString()) {
                    case "object" -> value instanceof Map<?, ?>;
                    case "array" -> value instanceof List<?>;
                    case "string" -> value instanceof String;
                    case "boolean" -> value instanceof Boolean;
                    case "integer" -> value instanceof Long;
                    case "number" -> value instanceof Number;
                    default -> false;
                };
        if (!fits) {
            wrong.add(where + " is no " + type + ": " + value);
        } else if (value instanceof List<?> all) {
            all.forEach(item -> differences(item, object(schema.get("items")), api, where + "[]", wrong));
        } else if (value instanceof Map<?, ?> fields && schema.get("properties") != null) {
            for (Object required : list(schema.getOrDefault("required", List.of()))) {
                if (!fields.containsKey(required)) {
                    wrong.add(where + " has no " + required);
                }
            }
            object(schema.get("properties")).forEach((name, inner) -> {
                if (fields.containsKey(name)) {
                    differences(fields.get(name), object(inner), api, where + "." + name, wrong);
                }
            });
        }
    }

    private static String shape(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object tree) {
        return (Map<String, Object>) tree;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object tree) {
        return (List<Object>) tree;
    }
}

package io.candelabra.ops;

import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Method;
import io.candelabra.wire.http.Route;
import io.candelabra.wire.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Writes the description of an API (OpenAPI 3.1) from its live routes, so every served operation is in it. Requests and
 * answers are described where their records are known.
 */
public final class Description {
    private static final String VERSION = "1";
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final String title;
    private final List<Map<String, Object>> servers = new ArrayList<>();
    private final Map<String, Object> securitySchemes = new LinkedHashMap<>();
    private final List<Map<String, Object>> security = new ArrayList<>();
    private final Map<String, Map<String, Object>> paths = new TreeMap<>();
    private final Map<String, String> pathsByShape = new HashMap<>();
    private final Schemas schemas = new Schemas();
    private final Map<String, Bodies> bodies = new HashMap<>();
    private final Map<String, Told> told = new HashMap<>();
    private final Map<String, String> meanings = new HashMap<>();
    private final Set<String> described = new HashSet<>();
    private Optional<Map<String, Object>> error = Optional.empty();

    /**
     * What people are told of an operation.
     *
     * @param section where it stands in the document; empty for nowhere
     * @param summary what it does, in a few words
     * @param queries names of its parameters behind the question mark
     * @param events names of the events that it can cause
     * @param limit how often it may be called, as the limit's name; empty for none
     * @param deprecated whether another operation has taken its place
     */
    public record Told(
            String section,
            String summary,
            List<String> queries,
            List<String> events,
            String limit,
            boolean deprecated) {
        public Told {
            queries = List.copyOf(queries);
            events = List.copyOf(events);
        }

        /** A summary and nothing else. */
        public static Told inShort(String summary) {
            return new Told("", summary, List.of(), List.of(), "", false);
        }
    }

    /** The text of a description that is made at the first request for it. */
    public static Supplier<byte[]> onceAsked(Supplier<Description> maker) {
        Map<String, byte[]> made = new ConcurrentHashMap<>();
        return () -> made.computeIfAbsent(VERSION, version -> maker.get().write(version));
    }

    public Description(String title) {
        this.title = title;
    }

    /** @param url where the paths start, as seen from the host */
    public Description server(String url, String what) {
        servers.add(Map.of("url", url, "description", what));
        return this;
    }

    /** A proof that any of the calls takes; several are alternatives. */
    public Description proof(String name, Map<String, Object> scheme) {
        securitySchemes.put(name, scheme);
        security.add(Map.of(name, List.of()));
        return this;
    }

    /** Several proofs that a call takes together. */
    public Description proofs(Map<String, Map<String, Object>> schemes) {
        Map<String, Object> together = new LinkedHashMap<>();
        schemes.forEach((name, scheme) -> {
            securitySchemes.put(name, scheme);
            together.put(name, List.of());
        });
        security.add(together);
        return this;
    }

    /** How every error reads. */
    public Description errors(String mediaType, Class<?> body) {
        error = Optional.of(Map.of(
                "description", "it was refused", "content", Map.of(mediaType, Map.of("schema", schemas.of(body)))));
        return this;
    }

    /**
     * @param known by method and path, such as {@code POST /exec/apply}; for the routes that follow, and each of one of
     * them
     */
    public Description bodies(Map<String, Bodies> known) {
        bodies.putAll(known);
        return this;
    }

    /**
     * What is told of the routes that follow.
     *
     * @param operations by their id, such as {@code getSetup}
     * @param parameters what each means, by its name
     */
    public Description words(Map<String, Told> operations, Map<String, String> parameters) {
        told.putAll(operations);
        meanings.putAll(parameters);
        return this;
    }

    /**
     * One live route.
     *
     * @param path as it stands after the server's URL
     * @param open whether it takes no proof
     * @param built whether it does what it says; another only says that it is not supported
     */
    public Description route(Route route, String path, boolean open, boolean built) {
        String known = pathsByShape.computeIfAbsent(path.replaceAll("\\{[^}]*}", "{}"), shape -> path);
        Map<String, Object> operation = new LinkedHashMap<>();
        String id = operationId(route.method(), path);
        operation.put("operationId", id);
        operation.put("tags", List.of(tag(path)));
        Optional<Told> words = Optional.ofNullable(told.get(id));
        words.ifPresent(w -> {
            operation.put("summary", w.summary());
            if (w.deprecated()) {
                operation.put("deprecated", true);
            }
            if (!w.section().isEmpty()) {
                operation.put("x-section", w.section());
            }
            if (!w.limit().isEmpty()) {
                operation.put("x-limit", w.limit());
            }
            if (!w.events().isEmpty()) {
                operation.put("x-events", w.events());
            }
        });
        if (!built) {
            operation.put("description", "Not built yet.");
            operation.put("x-built", false);
        }
        List<Map<String, Object>> parameters = parameters(known);
        words.ifPresent(w -> w.queries().forEach(name -> parameters.add(parameter(name, "query", false))));
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        Optional<Bodies> body = Optional.ofNullable(bodies.get(route.method() + " " + path));
        described.add(route.method() + " " + path);
        body.flatMap(Bodies::takes)
                .ifPresent(type -> operation.put(
                        "requestBody",
                        Map.of(
                                "required",
                                true,
                                "content",
                                content(body.get().form() ? FORM : JSON, schemas.of(type)))));
        Map<String, Object> responses = new LinkedHashMap<>();
        if (built) {
            responses.put("2XX", answer(body));
        }
        error.ifPresent(e -> responses.put("default", Map.of("$ref", "#/components/responses/Error")));
        operation.put("responses", responses);
        if (open) {
            operation.put("security", List.of());
        }
        Object before = paths.computeIfAbsent(known, p -> new LinkedHashMap<>())
                .putIfAbsent(route.method().name().toLowerCase(Locale.ROOT), operation);
        if (before != null) {
            throw new IllegalArgumentException("two routes are " + route.method() + " " + path);
        }
        return this;
    }

    private Map<String, Object> answer(Optional<Bodies> body) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("description", "it was done");
        body.flatMap(Bodies::answers).ifPresent(type -> {
            Map<String, Object> schema = schemas.of(type);
            answer.put("content", content(JSON, body.get().list() ? Map.of("type", "array", "items", schema) : schema));
        });
        return answer;
    }

    private static Map<String, Object> content(String mediaType, Map<String, Object> schema) {
        return Map.of(mediaType, Map.of("schema", schema));
    }

    private List<Map<String, Object>> parameters(String path) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (segment.startsWith("{")) {
                parameters.add(parameter(segment.substring(1, segment.length() - 1), "path", true));
            }
        }
        return parameters;
    }

    private Map<String, Object> parameter(String name, String where, boolean required) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", where);
        parameter.put("required", required);
        Optional.ofNullable(meanings.get(name)).ifPresent(meaning -> parameter.put("description", meaning));
        parameter.put("schema", Map.of("type", "string"));
        return parameter;
    }

    /** The first word of a path that is neither a variable nor a version. */
    private static String tag(String path) {
        for (String segment : path.split("/")) {
            if (!segment.isEmpty() && !segment.startsWith("{") && !segment.matches("v\\d+")) {
                return segment;
            }
        }
        return "root";
    }

    /** Method and path as one word, as the tables of operations name them: {@code getSetupDevicesByDeviceURL}. */
    static String operationId(Method method, String path) {
        StringBuilder id = new StringBuilder(method.name().toLowerCase(Locale.ROOT));
        for (String segment : path.split("/")) {
            boolean variable = segment.startsWith("{");
            if (variable) {
                id.append("By");
            } else if (segment.startsWith("_")) {
                id.append("Do");
            }
            for (String word : segment.split("[^A-Za-z0-9]+")) {
                if (!word.isEmpty()) {
                    id.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
                }
            }
        }
        return id.toString();
    }

    /** The description as JSON. Throws where bodies are told of a route that there is not. */
    public byte[] write(String version) {
        if (!described.containsAll(bodies.keySet())) {
            Set<String> nowhere = new TreeSet<>(bodies.keySet());
            nowhere.removeAll(described);
            throw new IllegalStateException("bodies of no route: " + nowhere);
        }
        Map<String, Object> components = new LinkedHashMap<>();
        components.put("schemas", schemas.components());
        error.ifPresent(e -> components.put("responses", Map.of("Error", e)));
        components.put("securitySchemes", securitySchemes);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", title, "version", version));
        document.put("servers", servers);
        document.put("security", security);
        document.put("paths", paths);
        document.put("components", components);
        return Json.write(document);
    }
}

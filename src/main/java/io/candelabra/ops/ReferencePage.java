package io.candelabra.ops;

import io.candelabra.wire.http.Reply;
import io.candelabra.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The description of an API (OpenAPI) as a page for people: each operation with its parameters, bodies, events and limit, section
 * by section, then the types of the bodies. It holds no script and loads nothing.
 */
public final class ReferencePage {
    private static final String STYLE =
            "body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}"
                    + "h2{margin-top:2.5rem;border-bottom:1px solid}h3{margin:1.6rem 0 .2rem;font-size:1rem}"
                    + "code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}.verb{font-weight:700}"
                    + "dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.3rem 0 0 1rem}dd{margin:0}"
                    + ".badge{border:1px solid;border-radius:.6rem;padding:0 .5rem;font-size:.8rem;font-weight:400}"
                    + ":root{color-scheme:light dark}@media(max-width:40rem){dl{display:block}dd{margin-left:1rem}}";
    private static final String POLICY =
            "default-src 'none'; style-src 'sha256-" + hash(STYLE) + "'; base-uri 'none'; frame-ancestors 'none'";
    private static final String SCHEMAS = "#/components/schemas/";

    private final StringBuilder page = new StringBuilder();

    private ReferencePage() {}

    /** @param description an OpenAPI document, as JSON */
    public static Reply of(byte[] description) {
        ReferencePage page = new ReferencePage();
        page.write(map(Json.tree(description)));
        return Reply.bytes(200, "text/html; charset=utf-8", page.page.toString().getBytes(StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY);
    }

    private static String hash(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("this JDK cannot hash", broken);
        }
    }

    private void write(Map<String, Object> api) {
        String title = text(map(api.get("info")), "title");
        page.append(
                        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
                .append("<title>")
                .append(escaped(title))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n<h1>")
                .append(escaped(title))
                .append("</h1>\n");
        paragraph(text(map(api.get("info")), "description"));
        Map<String, List<Runnable>> sections = new LinkedHashMap<>();
        map(api.get("paths")).forEach((path, verbs) -> map(verbs).forEach((verb, call) -> {
            Map<String, Object> operation = map(call);
            sections.computeIfAbsent(section(operation), s -> new ArrayList<>())
                    .add(() -> operation(verb.toUpperCase(Locale.ROOT), path, operation));
        }));
        new TreeMap<>(sections).forEach((section, operations) -> {
            page.append("<h2>").append(escaped(section)).append("</h2>\n");
            operations.forEach(Runnable::run);
        });
        Map<String, Object> types = map(map(api.get("components")).get("schemas"));
        if (!types.isEmpty()) {
            page.append("<h2>Types</h2>\n");
            new TreeMap<>(types).forEach((name, schema) -> type(name, map(schema)));
        }
        page.append("</body></html>\n");
    }

    private static String section(Map<String, Object> operation) {
        String own = text(operation, "x-section");
        return own.isEmpty() && operation.get("tags") instanceof List<?> tags && !tags.isEmpty()
                ? String.valueOf(tags.getFirst())
                : own;
    }

    private void operation(String verb, String path, Map<String, Object> operation) {
        page.append("<h3 id=\"")
                .append(escaped(text(operation, "operationId")))
                .append("\"><code><span class=\"verb\">")
                .append(verb)
                .append("</span> ")
                .append(escaped(path))
                .append("</code>");
        badge(Boolean.TRUE.equals(operation.get("deprecated")), "deprecated");
        badge(Boolean.FALSE.equals(operation.get("x-built")), "not built yet");
        page.append("</h3>\n");
        paragraph(text(operation, "summary"));
        page.append("<dl>");
        list(operation.get("parameters")).forEach(each -> {
            Map<String, Object> parameter = map(each);
            String where = "query".equals(parameter.get("in")) ? "?" : "";
            line(where + text(parameter, "name"), escaped(text(parameter, "description")));
        });
        body(map(operation.get("requestBody")), "body");
        map(operation.get("responses")).forEach((status, answer) -> {
            if (!status.equals("default")) {
                body(map(answer), "answer " + status);
            }
        });
        words("events", operation.get("x-events"));
        if (!text(operation, "x-limit").isEmpty()) {
            line("limit", escaped(text(operation, "x-limit")));
        }
        page.append("</dl>\n");
    }

    private void badge(boolean shown, String text) {
        if (shown) {
            page.append(" <span class=\"badge\">").append(text).append("</span>");
        }
    }

    private void body(Map<String, Object> holder, String what) {
        map(holder.get("content"))
                .forEach((media, content) -> line(
                        what, escaped(media) + ": " + schema(map(map(content).get("schema")))));
    }

    private void words(String name, @Nullable Object words) {
        if (!list(words).isEmpty()) {
            line(
                    name,
                    escaped(String.join(
                            ", ", list(words).stream().map(String::valueOf).toList())));
        }
    }

    private void type(String name, Map<String, Object> schema) {
        page.append("<h3 id=\"type-")
                .append(escaped(name))
                .append("\"><code>")
                .append(escaped(name))
                .append("</code></h3>\n<dl>");
        List<?> required = list(schema.get("required"));
        map(schema.get("properties"))
                .forEach((property, of) -> line(
                        property,
                        schema(map(of))
                                + (required.contains(property) ? "" : ", may be missing")
                                + (text(map(of), "description").isEmpty()
                                        ? ""
                                        : ": " + escaped(text(map(of), "description")))));
        page.append("</dl>\n");
    }

    /** A schema in words, as HTML. */
    private static String schema(Map<String, Object> schema) {
        if (schema.get("$ref") instanceof String reference && reference.startsWith(SCHEMAS)) {
            String name = escaped(reference.substring(SCHEMAS.length()));
            return "<a href=\"#type-" + name + "\">" + name + "</a>";
        }
        if (schema.get("items") instanceof Map<?, ?> items) {
            return "list of " + schema(map(items));
        }
        if (!list(schema.get("enum")).isEmpty()) {
            return escaped(String.join(
                    " | ",
                    list(schema.get("enum")).stream().map(String::valueOf).toList()));
        }
        for (String choice : List.of("anyOf", "oneOf", "allOf")) {
            if (!list(schema.get(choice)).isEmpty()) {
                return String.join(
                        " or ",
                        list(schema.get(choice)).stream()
                                .map(each -> schema(map(each)))
                                .toList());
            }
        }
        Object type = schema.get("type");
        if (type instanceof List<?> several) {
            return escaped(
                    String.join(" or ", several.stream().map(String::valueOf).toList()));
        }
        return type == null ? "anything" : escaped(String.valueOf(type));
    }

    private void line(String name, String html) {
        page.append("<dt><code>")
                .append(escaped(name))
                .append("</code></dt><dd>")
                .append(html)
                .append("</dd>");
    }

    private void paragraph(String text) {
        if (!text.isEmpty()) {
            page.append("<p>").append(escaped(text)).append("</p>\n");
        }
    }

    private static String text(Map<String, Object> of, String name) {
        return of.get(name) instanceof String text ? text : "";
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    @SuppressWarnings("unchecked") // JSON objects have texts as keys
    private static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

package io.candelabra.dialect.sustainder.document;

import io.candelabra.wire.http.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HAL document: {@code _links}, {@code _embedded} where there is any, {@code _total}, then its own fields. Links are
 * absolute. {@code _total} is null but in lists that count.
 */
public final class Hal {
    public static final String MEDIA_TYPE = "application/hal+json";

    private final String base;
    private final Map<String, @Nullable Object> links = new LinkedHashMap<>();
    private final Map<String, List<?>> embedded = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    private @Nullable Integer total;

    private Hal(String base) {
        this.base = base;
    }

    /** A document that is itself at a path below the base, such as {@code /lcms}. */
    public static Hal at(String base, String selfPath) {
        return new Hal(base).link("self", selfPath);
    }

    public Hal link(String rel, String path) {
        links.put(rel, Map.of("href", base + path));
        return this;
    }

    /** A link with variables in braces. */
    public Hal template(String rel, String path) {
        Map<String, @Nullable Object> link = new LinkedHashMap<>();
        link.put("href", base + path);
        link.put("templated", true);
        links.put(rel, link);
        return this;
    }

    public Hal embed(String rel, List<?> documents) {
        embedded.put(rel, documents);
        return this;
    }

    public Hal total(int count) {
        total = count;
        return this;
    }

    public Hal put(String field, @Nullable Object value) {
        fields.put(field, value);
        return this;
    }

    public Hal putAll(Map<String, ? extends @Nullable Object> more) {
        fields.putAll(more);
        return this;
    }

    /** The document as a map in the order in which it is written. */
    public Map<String, @Nullable Object> document() {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("_links", links);
        if (!embedded.isEmpty()) {
            result.put("_embedded", embedded);
        }
        result.put("_total", total);
        result.putAll(fields);
        return result;
    }

    public Reply reply() {
        return reply(200);
    }

    public Reply reply(int status) {
        return Reply.status(status, document()).as(MEDIA_TYPE);
    }

    /** The documents of several, for embedding. */
    public static List<Map<String, @Nullable Object>> documents(List<Hal> all) {
        List<Map<String, @Nullable Object>> result = new ArrayList<>(all.size());
        all.forEach(one -> result.add(one.document()));
        return result;
    }
}

package io.candelabra.wire.http;

import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.JsonException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One request, as a filter and a handler see it. For one thread at a time. */
public final class Exchange {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final Incoming in;
    private final Method method;
    private final String traceId;
    private final int maxBodyBytes;
    private final Function<Optional<String>, String> authority;
    private final RouteMatch match;
    private final Map<Attribute<?>, Object> attributes = new IdentityHashMap<>();
    private byte @Nullable [] body;
    private @Nullable Map<String, List<String>> queries;
    private @Nullable Map<String, List<String>> forms;

    Exchange(
            Incoming in,
            Method method,
            RouteMatch match,
            String traceId,
            int maxBodyBytes,
            Function<Optional<String>, String> authority) {
        this.authority = authority;
        this.in = in;
        this.method = method;
        this.match = match;
        this.traceId = traceId;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** The method; HEAD for a HEAD request, although a GET route answers it. */
    public Method method() {
        return method;
    }

    /** Host and port of this server as links in the answer have them, such as {@code localhost:8443}. */
    public String authority() {
        return authority.apply(header("Host").or(() -> header(":authority")));
    }

    /** The path as it came, with the face's prefix, still escaped, without the query. */
    public String rawPath() {
        return in.rawPath();
    }

    /**
     * The query as it came, without the question mark; empty where there is none. May hold secrets: not to be logged.
     */
    public String rawQuery() {
        return in.rawQuery();
    }

    /** The route that fits; empty where none does. */
    public Optional<Route> route() {
        return match instanceof RouteMatch.Found found
                ? Optional.of(found.endpoint().route())
                : Optional.empty();
    }

    /** A path variable in clear. Throws NoSuchElementException where the route has no such variable. */
    public String path(String variable) {
        return found().value(variable);
    }

    /** A path variable as it came, still escaped. */
    public String rawPath(String variable) {
        return found().rawValue(variable);
    }

    private RouteMatch.Found found() {
        if (match instanceof RouteMatch.Found found) {
            return found;
        }
        throw new NoSuchElementException("no route fits");
    }

    /** The first value of a query parameter; empty text where it has no value. Throws {@link BadRequest}. */
    public Optional<String> query(String name) {
        return queries(name).stream().findFirst();
    }

    /** All values of a query parameter, in order. Throws {@link BadRequest}. */
    public List<String> queries(String name) {
        return queries().getOrDefault(name, List.of());
    }

    /** All query parameters, in order. Throws {@link BadRequest}. */
    public Map<String, List<String>> queries() {
        if (queries == null) {
            queries = PercentText.pairs(in.rawQuery(), BadRequest.Kind.QUERY);
        }
        return queries;
    }

    /** The first value of a form field; empty where the body's content type is not that of a form. */
    public Optional<String> form(String name) {
        return isForm() ? bodyAsForm().getOrDefault(name, List.of()).stream().findFirst() : Optional.empty();
    }

    /** Whether the body says that it is a form ({@value #FORM}). */
    public boolean isForm() {
        return header("Content-Type")
                .map(type -> type.toLowerCase(Locale.ROOT).startsWith(FORM))
                .orElse(false);
    }

    /** The body read as a form, whatever it says that it is. Throws {@link BadRequest} and {@link BodyTooLarge}. */
    public Map<String, List<String>> bodyAsForm() {
        if (forms == null) {
            forms = PercentText.pairs(new String(body(), StandardCharsets.UTF_8).strip(), BadRequest.Kind.FORM);
        }
        return forms;
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** All values of a header, whatever the case of its name. */
    public List<String> headers(String name) {
        return in.headers(name);
    }

    /** The first cookie of a name. */
    public Optional<String> cookie(String name) {
        return cookies(name).stream().findFirst();
    }

    /** All cookies of a name, in order: clients send several where paths or domains overlap. */
    public List<String> cookies(String name) {
        List<String> values = new ArrayList<>();
        for (String header : headers("Cookie")) {
            for (String pair : header.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
                    values.add(unquoted(pair.substring(equals + 1).strip()));
                }
            }
        }
        return values;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /**
     * The body, whatever the method and the content type; empty where there is none. Read at the first call; throws
     * {@link BodyTooLarge}, or {@link BadRequest} where it ends too early. Not a copy.
     */
    public byte[] body() {
        if (body == null) {
            body = in.body(maxBodyBytes);
        }
        return body;
    }

    /** The body as JSON, whatever it says that it is. Throws {@link UnreadableBody} too. */
    public <T> T json(Class<T> type) {
        return read(() -> Json.read(body(), type));
    }

    /** The body as {@link Json#tree} gives it. */
    public @Nullable Object jsonTree() {
        return read(() -> Json.tree(body()));
    }

    private static <T extends @Nullable Object> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (JsonException why) {
            throw new UnreadableBody(why);
        }
    }

    /** The other end of the connection. */
    public InetSocketAddress remoteAddress() {
        return in.remoteAddress();
    }

    /** Tells, also after this request, whether the connection that it came on is open. */
    public BooleanSupplier connectionOpen() {
        return in.connectionOpen();
    }

    /** Ends the connection that it came on, also after this request: for answers that go on, and that the client does not take. */
    public Runnable cutter() {
        return in.cutter();
    }

    /** The certificates that the client showed in the TLS handshake, its own first; empty if it showed none. */
    public List<X509Certificate> clientCertificates() {
        return in.clientCertificates();
    }

    /** Leaves a value for later code in this request. */
    public <T> void put(Attribute<T> key, T value) {
        attributes.put(key, value);
    }

    /** The value that was left under the key; throws NoSuchElementException if there is none. */
    public <T> T get(Attribute<T> key) {
        return find(key).orElseThrow(() -> new NoSuchElementException(key.toString()));
    }

    /** The value that was left under the key, if any. */
    public <T> Optional<T> find(Attribute<T> key) {
        return Optional.ofNullable(attributes.get(key)).map(key::cast);
    }

    /** This request's own id, 32 hexadecimal digits: for logs and causes. */
    public String traceId() {
        return traceId;
    }

    static String join(Collection<Method> methods) {
        return methods.stream().map(Method::name).sorted().collect(Collectors.joining(", "));
    }
}

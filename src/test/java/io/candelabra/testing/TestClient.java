package io.candelabra.testing;

import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A plain HTTPS client that sends what it is given: paths as they are, and no header of its own that could matter. */
public final class TestClient {
    private final HttpClient http;
    private final String base;
    private final Map<String, String> always;

    private TestClient(HttpClient http, String base, Map<String, String> always) {
        this.http = http;
        this.base = base;
        this.always = new LinkedHashMap<>(always);
    }

    /** @param base what every path is appended to */
    public static TestClient of(HttpClient http, String base) {
        return new TestClient(http, base, Map.of());
    }

    /** A client that trusts one root certificate, in a file. */
    public static TestClient trusting(Path root, String base) {
        return of(http(root), base);
    }

    /** A client that trusts one root. */
    public static HttpClient http(Path root) {
        try (InputStream in = Files.newInputStream(root)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "root", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return HttpClient.newBuilder().sslContext(tls).build();
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    /** The same client with a header that goes along with every request. */
    public TestClient with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(always);
        more.put(header, value);
        return new TestClient(http, base, more);
    }

    /** The answer. */
    public record Answer(int status, Map<String, List<String>> headers, String body) {
        /** The first value of a header, whose name is given in lower case. */
        public Optional<String> header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst();
        }

        public String contentType() {
            return header("content-type").orElse("");
        }

        public Object tree() {
            return Objects.requireNonNull(Json.tree(body.getBytes(StandardCharsets.UTF_8)), "a body was expected");
        }

        @SuppressWarnings("unchecked") // fails with the body in sight
        public Map<String, Object> object() {
            return (Map<String, Object>) tree();
        }

        @SuppressWarnings("unchecked")
        public List<Map<String, Object>> objects() {
            return (List<Map<String, Object>>) tree();
        }
    }

    /** A request without body and without content type. */
    public Answer send(String method, String path) throws IOException, InterruptedException {
        return send(method, path, "", "");
    }

    /** @param contentType empty for none */
    public Answer send(String method, String path, String contentType, String body)
            throws IOException, InterruptedException {
        BodyPublisher publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(30))
                .method(method, publisher);
        always.forEach(request::header);
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.headers().map(), response.body());
    }

    public Answer json(String method, String path, Object body) throws IOException, InterruptedException {
        return send(method, path, "application/json", Json.text(body));
    }

    public Answer form(String path, Map<String, String> fields) throws IOException, InterruptedException {
        return send("POST", path, "application/x-www-form-urlencoded", form(fields));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}

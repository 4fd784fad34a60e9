package io.candelabra.system;

import io.candelabra.wire.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Plain clients of the four dialects, made from what {@code demo.json} says: they know the server from outside alone. */
final class Clients {
    private final Map<String, Object> demo;
    private final SSLContext tls;
    private final HttpClient http;

    Clients(Map<String, Object> demo) throws Exception {
        this.demo = demo;
        this.tls = trusting(Path.of((String) demo.get("ca")));
        this.http = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    static Clients of(Path demoJson) throws Exception {
        return new Clients(Fields.object(Json.tree(Files.readAllBytes(demoJson))));
    }

    private static SSLContext trusting(Path root) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(root)) {
            store.setCertificateEntry(
                    "root", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private String text(String face, String name) {
        return String.valueOf(Fields.object(demo.get(face)).get(name));
    }

    record Answer(int status, String body, String requestId, Optional<String> cookie) {
        Object tree() {
            return Json.tree(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Answer call(String method, String uri, Map<String, String> headers, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri))
                .timeout(Duration.ofSeconds(10))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("x-request-id").orElse(""),
                response.headers().firstValue("set-cookie").map(c -> c.split(";")[0]));
    }

    /** A page of the server's own. */
    Answer get(String path) throws Exception {
        return call("GET", demo.get("https") + path, Map.of(), "");
    }

    // ---- Overkiz ----

    /** A call on the local face with the demo's token. */
    Answer overkizLocal(String method, String path, Object body) throws Exception {
        return call(
                method,
                text("overkiz", "localBase") + path,
                Map.of("Authorization", "Bearer " + text("overkiz", "token"), "Content-Type", "application/json"),
                body.equals("") ? "" : Json.text(body));
    }

    /** Logs in on the cloud face; the session's cookie. */
    String overkizLogin() throws Exception {
        String form = "userId=" + URLEncoder.encode(text("overkiz", "userId"), StandardCharsets.UTF_8)
                + "&userPassword=" + URLEncoder.encode(text("overkiz", "userPassword"), StandardCharsets.UTF_8);
        Answer answer = call(
                "POST",
                text("overkiz", "base") + "login",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                form);
        return answer.cookie().orElseThrow(() -> new IllegalStateException("no cookie: " + answer));
    }

    Answer overkizCloud(String cookie, String method, String path, Object body) throws Exception {
        return call(
                method,
                text("overkiz", "base") + path,
                Map.of("Cookie", cookie, "Content-Type", "application/json"),
                body.equals("") ? "" : Json.text(body));
    }

    static Map<String, Object> apply(String deviceUrl, String command, Object... parameters) {
        return Map.of(
                "label",
                "test",
                "actions",
                List.of(Map.of(
                        "deviceURL",
                        deviceUrl,
                        "commands",
                        List.of(Map.of("name", command, "parameters", List.of(parameters))))));
    }

    // ---- Sustainder ----

    Answer sustainder(String method, String path, Object body) throws Exception {
        String basic = Base64.getEncoder()
                .encodeToString((text("sustainder", "username") + ":" + text("sustainder", "password"))
                        .getBytes(StandardCharsets.UTF_8));
        return call(
                method,
                text("sustainder", "base") + path,
                Map.of("Authorization", "Basic " + basic, "Content-Type", "application/json"),
                body.equals("") ? "" : Json.text(body));
    }

    // ---- Quantum ----

    Answer quantum(String type, String url, Object body) throws Exception {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("CommuniqueType", type);
        envelope.put("Header", Map.of("Url", url, "ClientTag", "q"));
        if (!body.equals("")) {
            envelope.put("Body", body);
        }
        return call(
                "POST",
                text("quantum", "url"),
                Map.of(
                        "Authorization",
                        text("quantum", "deviceKey"),
                        "ApiKey",
                        text("quantum", "apiKey"),
                        "Content-Type",
                        "application/json; charset=utf-8"),
                Json.text(envelope));
    }

    // ---- Vive ----

    Vive vive() throws Exception {
        SSLSocket socket = (SSLSocket)
                tls.getSocketFactory().createSocket(text("vive", "host"), Integer.parseInt(text("vive", "leap")));
        socket.setSoTimeout(10_000);
        Vive vive = new Vive(socket);
        vive.ask("UpdateRequest", "/clientsetting", Map.of("ClientSetting", Map.of("ClientMajorVersion", 1)), "c");
        vive.ask(
                "UpdateRequest",
                "/login",
                Map.of(
                        "Login",
                        Map.of(
                                "ContextType",
                                "Application",
                                "LoginId",
                                text("vive", "username"),
                                "Password",
                                text("vive", "password"))),
                "l");
        return vive;
    }

    /** A LEAP connection. */
    static final class Vive implements AutoCloseable {
        private final SSLSocket socket;
        private final OutputStream out;
        private final BufferedReader in;
        private final List<Map<String, Object>> pushes = new ArrayList<>();

        Vive(SSLSocket socket) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
            this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** Asks, and waits for the answer with the same tag; pushes meanwhile are kept. */
        Map<String, Object> ask(String type, String url, Object body, String tag) throws IOException {
            Map<String, Object> message = new LinkedHashMap<>();
            message.put("CommuniqueType", type);
            message.put("Header", Map.of("Url", url, "ClientTag", tag));
            if (!body.equals("")) {
                message.put("Body", body);
            }
            out.write((Json.text(message) + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            while (true) {
                Map<String, Object> heard = read();
                String heardType = String.valueOf(heard.get("CommuniqueType"));
                boolean answer =
                        heardType.equals(type.replace("Request", "Response")) || heardType.equals("ExceptionResponse");
                if (answer && tag.equals(Fields.object(heard.get("Header")).get("ClientTag"))) {
                    return heard;
                }
                pushes.add(heard);
            }
        }

        /** The first message that was or is pushed and fits. */
        Map<String, Object> push(Predicate<Map<String, Object>> fits) throws IOException {
            for (Map<String, Object> heard : pushes) {
                if (fits.test(heard)) {
                    pushes.remove(heard);
                    return heard;
                }
            }
            while (true) {
                Map<String, Object> heard = read();
                if (fits.test(heard)) {
                    return heard;
                }
            }
        }

        private Map<String, Object> read() throws IOException {
            String line = in.readLine();
            if (line == null) {
                throw new IOException("the hub closed the connection");
            }
            return Fields.object(Json.tree(line.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** URL of a device of the demo's home that knows a command. */
    String deviceWith(String command) throws Exception {
        for (Object device :
                Fields.list(overkizLocal("GET", "setup/devices", "").tree())) {
            for (Object known : Fields.list(Fields.at(device, "definition", "commands"))) {
                if (command.equals(Fields.object(known).get("commandName"))) {
                    return (String) Fields.object(device).get("deviceURL");
                }
            }
        }
        throw new AssertionError("the demo's home has no device that knows " + command);
    }

    /** Number of a zone of the demo's office that dims. */
    int dimmedZone() throws Exception {
        try (Vive vive = vive()) {
            Object zones = Fields.at(vive.ask("ReadRequest", "/zone", "", "z"), "Body", "Zones");
            for (Object zone : Fields.list(zones)) {
                if ("Dimmed".equals(Fields.object(zone).get("ControlType"))) {
                    String href = (String) Fields.object(zone).get("href");
                    return Integer.parseInt(href.substring(href.lastIndexOf('/') + 1));
                }
            }
        }
        throw new AssertionError("the demo's office has no dimmed zone");
    }

    /** Reads JSON trees. */
    static final class Fields {
        private Fields() {}

        @SuppressWarnings("unchecked")
        static Map<String, Object> object(Object tree) {
            return (Map<String, Object>) tree;
        }

        @SuppressWarnings("unchecked")
        static List<Object> list(Object tree) {
            return (List<Object>) tree;
        }

        /** The value at a path of names and list places. */
        static Object at(Object tree, Object... path) {
            Object at = tree;
            for (Object step : path) {
                at = step instanceof Integer place
                        ? list(at).get(place)
                        : object(at).get(step);
            }
            return at;
        }
    }
}

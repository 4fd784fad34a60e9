package io.candelabra.wire.http;

import io.candelabra.testing.TestMachine;
import io.candelabra.wire.tls.CertificateAuthority;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocket;

/** A server at a free port, and clients that trust it. */
final class Listening implements AutoCloseable {

    final CertificateAuthority authority;
    final Server server;
    final HttpClient http1;
    final HttpClient http2;

    Listening(Path folder, List<Face> faces, UnaryOperator<ServerSettings> change) throws IOException {
        authority = TestMachine.authority(folder);
        server = Server.start(change.apply(ServerSettings.of(authority.serverContext(), new Random(1), faces)
                .withTimeouts(Duration.ofSeconds(20), Duration.ofMillis(500))));
        http1 = client(HttpClient.Version.HTTP_1_1);
        http2 = client(HttpClient.Version.HTTP_2);
    }

    private HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder()
                .sslContext(authority.clientContext())
                .version(version)
                .connectTimeout(Duration.ofSeconds(60))
                .build();
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + path))
                .timeout(Duration.ofSeconds(60));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http1.send(request.build(), BodyHandlers.ofString());
    }

    String body(String path) throws IOException, InterruptedException {
        return send(to(path)).body();
    }

    /** Sends bytes as they are and returns all that comes until the connection ends. */
    String raw(String request) throws IOException {
        try (SSLSocket socket =
                (SSLSocket) authority.clientContext().getSocketFactory().createSocket("127.0.0.1", server.port())) {
            // longer than the server waits for anything
            socket.setSoTimeout(40_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Sends a body of so many bytes, as far as it goes, and only then reads; empty where the connection was reset. */
    String written(String path, long bytes, boolean chunked) throws IOException {
        byte[] piece = new byte[64 << 10];
        String length = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + bytes;
        try (SSLSocket socket =
                (SSLSocket) authority.clientContext().getSocketFactory().createSocket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            try {
                out.write(
                        ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + length + "\r\n\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1));
                byte[] size = (Integer.toHexString(piece.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
                for (long sent = 0; sent < bytes; sent += piece.length) {
                    if (chunked) {
                        out.write(size);
                    }
                    out.write(piece);
                    if (chunked) {
                        out.write(new byte[] {'\r', '\n'});
                    }
                }
                if (chunked) {
                    out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                }
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (SocketException cut) {
                return "";
            }
        }
    }

    @Override
    public void close() {
        http1.close();
        http2.close();
        server.close();
    }

    /** Spells each error by one word, so that a test sees which hook was asked. */
    static FaceErrors words(String face) {
        return new FaceErrors() {
            @Override
            public Reply onError(Exchange x, Throwable problem) {
                return Reply.status(500, face + " error " + problem.getMessage());
            }

            @Override
            public Reply noSuchResource(Exchange x) {
                return Reply.status(404, face + " nothing");
            }

            @Override
            public Reply methodNotSupported(Exchange x, Set<Method> allowed) {
                return Reply.status(405, face + " not " + x.method() + " but " + Exchange.join(allowed));
            }

            @Override
            public Reply badRequest(Exchange x, BadRequest.Kind kind) {
                return Reply.status(400, face + " bad " + kind);
            }

            @Override
            public Reply tooLarge(Exchange x) {
                return Reply.status(413, face + " too large");
            }
        };
    }
}

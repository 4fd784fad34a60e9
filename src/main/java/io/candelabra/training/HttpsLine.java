package io.candelabra.training;

import io.candelabra.wire.json.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the server's HTTPS port that is kept alive, for one request at a time. It knows as much of HTTP/1.1 as
 * answers with a length need; the JDK's own client would bring hundreds of classes into the cache that no server uses.
 */
final class HttpsLine implements AutoCloseable {
    private static final int TIMEOUT_MS = 30_000;
    private static final int LONGEST_LINE = 16 << 10;
    private static final int LONGEST_BODY = 16 << 20;

    private final SSLSocket socket;
    private final InputStream in;
    private final String always;

    /**
     * An answer.
     *
     * @param headers by their names in lower case
     */
    record Answer(int status, Map<String, String> headers, byte[] body) {
        /** The body as JSON, also of an answer that came compressed. */
        @Nullable
        Object tree() throws IOException {
            if (!headers.containsKey("content-encoding")) {
                return Json.tree(body);
            }
            try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
                return Json.tree(plain.readNBytes(LONGEST_BODY));
            }
        }
    }

    /** @param headers sent with each request */
    HttpsLine(SSLContext trusted, URI server, Map<String, String> headers) throws IOException {
        StringBuilder lines = new StringBuilder("Host: " + server.getAuthority() + "\r\n");
        headers.forEach(
                (name, value) -> lines.append(name).append(": ").append(value).append("\r\n"));
        this.always = lines.toString();
        this.socket = (SSLSocket) trusted.getSocketFactory().createSocket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** A good answer to a GET; see {@link #send}. */
    Answer get(String path) throws IOException {
        return good("GET " + path, send("GET", path, "", ""));
    }

    /** A good answer to a POST of JSON; see {@link #send}. */
    Answer post(String path, @Nullable Object json) throws IOException {
        return good("POST " + path, send("POST", path, "application/json", json == null ? "" : Json.text(json)));
    }

    private static Answer good(String request, Answer answer) throws IOException {
        if (answer.status() < 200 || answer.status() > 299) {
            throw new IOException(request + " was answered " + answer.status() + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer;
    }

    /**
     * Sends a request and takes in the whole answer, whatever its status is.
     *
     * @param type of the body
     * @throws IOException where the connection ends, or an answer is longer than 16 MiB or tells no length
     */
    Answer send(String method, String path, String type, String body) throws IOException {
        byte[] entity = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.1\r\n" + always
                + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\nContent-Length: " + entity.length + "\r\n")
                + "\r\n";
        ByteArrayOutputStream all = new ByteArrayOutputStream(head.length() + entity.length);
        all.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(entity);
        socket.getOutputStream().write(all.toByteArray());
        int status = Integer.parseInt(line(), 9, 12, 10);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Answer(status, headers, body(status, headers.get("content-length")));
    }

    private byte[] body(int status, @Nullable String length) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        if (length == null || !length.matches("[0-9]{1,8}") || Integer.parseInt(length) > LONGEST_BODY) {
            throw new IOException("an answer of no length, or of too much: " + length);
        }
        byte[] body = in.readNBytes(Integer.parseInt(length));
        if (body.length < Integer.parseInt(length)) {
            throw new EOFException("the server ended the connection");
        }
        return body;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.length() > LONGEST_LINE) {
                throw new EOFException("the server ended the connection, or a line does not end");
            }
            line.append((char) b);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

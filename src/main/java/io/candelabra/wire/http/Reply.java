package io.candelabra.wire.http;

import io.candelabra.wire.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer: status, content type, headers and body. Immutable; a value is turned into JSON when the reply is made, so
 * that a value that cannot be written fails in the handler.
 */
public final class Reply {

    /** Exactly this, without a character set, as strict clients compare it. */
    public static final String JSON = "application/json";

    private static final String EVENTS = "text/event-stream";

    /** Writes a body piece by piece; {@code flush} sends the bytes so far. The stream is closed by the server. */
    @FunctionalInterface
    public interface BodyWriter {
        void writeTo(OutputStream out) throws IOException;
    }

    private static final byte[] NOTHING = new byte[0];

    private final int status;
    private final @Nullable String contentType;
    private final List<Map.Entry<String, String>> headers;
    private final byte[] bytes;
    private final @Nullable BodyWriter writer;

    private Reply(
            int status,
            @Nullable String contentType,
            List<Map.Entry<String, String>> headers,
            byte[] bytes,
            @Nullable BodyWriter writer) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("not a final status: " + status);
        }
        this.status = status;
        this.contentType = contentType;
        this.headers = headers;
        this.bytes = bytes;
        this.writer = writer;
    }

    /** 200 with the value as JSON. */
    public static Reply ok(@Nullable Object value) {
        return status(200, value);
    }

    /** 200 with an empty body that still says that it is JSON, as some operations of old do. */
    public static Reply emptyOk() {
        return new Reply(200, JSON, List.of(), NOTHING, null);
    }

    /** 204. */
    public static Reply noContent() {
        return empty(204);
    }

    /** Any status, no body, no content type. */
    public static Reply empty(int status) {
        return new Reply(status, null, List.of(), NOTHING, null);
    }

    /** Any status with the value as JSON. */
    public static Reply status(int status, @Nullable Object value) {
        return new Reply(status, JSON, List.of(), Json.write(value), null);
    }

    /** 200 with JSON that was encoded before. The array must not be changed afterwards. */
    public static Reply json(byte[] encoded) {
        return bytes(200, JSON, encoded);
    }

    /** Any status with bytes as they are. The array must not be changed afterwards. */
    public static Reply bytes(int status, String contentType, byte[] bytes) {
        return new Reply(status, contentType, List.of(), bytes, null);
    }

    /** Any status with plain UTF-8 text. */
    public static Reply text(int status, String text) {
        return bytes(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** 200 with a body that is written piece by piece. Where the writer throws, the connection is cut. */
    public static Reply stream(String contentType, BodyWriter writer) {
        return new Reply(200, contentType, List.of(), NOTHING, writer);
    }

    /** The same reply with one more header; a name may come several times, as Set-Cookie does. */
    public Reply header(String name, String value) {
        return header(List.of(Map.entry(name, value)));
    }

    /** The same reply with more headers. */
    Reply header(List<Map.Entry<String, String>> added) {
        for (Map.Entry<String, String> header : added) {
            String value = header.getValue();
            if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("a header value is one line");
            }
        }
        if (headers.isEmpty()) {
            return new Reply(status, contentType, added, bytes, writer);
        }
        List<Map.Entry<String, String>> more = new ArrayList<>(headers.size() + added.size());
        more.addAll(headers);
        more.addAll(added);
        return new Reply(status, contentType, Collections.unmodifiableList(more), bytes, writer);
    }

    /** The same reply with another content type. */
    public Reply as(String otherContentType) {
        return new Reply(status, otherContentType, headers, bytes, writer);
    }

    /** The same reply with another status: 4xx, where the face has no words of its own for what went wrong. */
    Reply withStatus(int otherStatus) {
        return new Reply(otherStatus, contentType, headers, bytes, writer);
    }

    /**
     * The same reply with its body written beforehand, for clients that know no pieces; a stream of events stays one.
     */
    Reply inOnePiece() {
        if (writer == null || EVENTS.equals(contentType)) {
            return this;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try {
            writer.writeTo(whole);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new Reply(status, contentType, headers, whole.toByteArray(), null);
    }

    public int status() {
        return status;
    }

    public Optional<String> contentType() {
        return Optional.ofNullable(contentType);
    }

    /** Headers in the order in which they were given, without the content type. */
    public List<Map.Entry<String, String>> headers() {
        return headers;
    }

    /** The body's bytes; empty for an empty and for a streamed body. Not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    Optional<BodyWriter> writer() {
        return Optional.ofNullable(writer);
    }
}

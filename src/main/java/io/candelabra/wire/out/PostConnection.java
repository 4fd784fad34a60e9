package io.candelabra.wire.out;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to one receiver; for one request at a time. Answers are read in bounds and thrown away. */
final class PostConnection {
    private static final Logger log = LoggerFactory.getLogger(PostConnection.class);
    private static final int LONGEST_HEAD = 16 << 10;
    private static final int LONGEST_BODY = 64 << 10;
    private static final int MOST_INTERIM = 10;

    private final Socket socket;
    private final InputStream in;
    private final InstantSource clock;
    private long endMs;
    private long usedMs;
    private boolean reusable;

    PostConnection(Socket socket, InstantSource clock) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 4096);
        this.clock = clock;
    }

    long usedMs() {
        return usedMs;
    }

    boolean reusable() {
        return reusable;
    }

    Outcome.Answered post(Target target, Map<String, String> headers, byte[] body, long until) throws IOException {
        endMs = until;
        reusable = false;
        StringBuilder head = new StringBuilder("POST ")
                .append(target.path())
                .append(" HTTP/1.1\r\nHost: ")
                .append(target.authority())
                .append("\r\nContent-Length: ")
                .append(body.length)
                .append("\r\n");
        headers.forEach((name, value) -> {
            if (value.chars().anyMatch(c -> c < 0x20 || c > 0x7E)) {
                throw new IllegalArgumentException("a header is one line of plain characters: " + name);
            }
            head.append(name).append(": ").append(value).append("\r\n");
        });
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[start.length + body.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        socket.getOutputStream().write(whole);
        socket.getOutputStream().flush();
        return answer();
    }

    private Outcome.Answered answer() throws IOException {
        int status = 100;
        Map<String, String> headers = Map.of();
        for (int i = 0; status >= 100 && status < 200 && i < MOST_INTERIM; i++) {
            status = status(line());
            headers = headers();
        }
        boolean whole = skipBody(status, headers);
        boolean asked =
                headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT).contains("close");
        reusable = whole && !asked;
        usedMs = clock.millis();
        return new Outcome.Answered(status, retryAfterMs(headers.get("retry-after")));
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-9][0-9][0-9](?: .*)?")) {
            throw new IOException("the answer is not HTTP/1");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            length += line.length();
            int colon = line.indexOf(':');
            if (length > LONGEST_HEAD || colon < 1) {
                throw new IOException("the head of the answer is too long or broken");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** Reads over the body; false where more may follow on this connection than is known. */
    private boolean skipBody(int status, Map<String, String> headers) throws IOException {
        if (status == 204 || status == 304) {
            return true;
        }
        if (headers.containsKey("transfer-encoding")) {
            return skipChunks();
        }
        String length = headers.get("content-length");
        if (length == null || !length.matches("[0-9]{1,9}")) {
            return false;
        }
        int bytes = Integer.parseInt(length);
        if (bytes > LONGEST_BODY) {
            return false;
        }
        skip(bytes);
        return true;
    }

    private boolean skipChunks() throws IOException {
        int left = LONGEST_BODY;
        while (true) {
            String size = line().split(";", 2)[0].strip();
            if (!size.matches("[0-9a-fA-F]{1,7}")) {
                return false;
            }
            int bytes = Integer.parseInt(size, 16);
            left -= bytes;
            if (left < 0) {
                return false;
            }
            skip(bytes);
            if (bytes == 0) {
                return headersEnd();
            }
            if (!line().isEmpty()) {
                return false;
            }
        }
    }

    private boolean headersEnd() throws IOException {
        headers();
        return true;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = next(); c != '\n'; c = next()) {
            if (line.length() > LONGEST_HEAD) {
                throw new IOException("a line of the answer is too long");
            }
            line.append((char) c);
        }
        boolean carriage = !line.isEmpty() && line.charAt(line.length() - 1) == '\r';
        return carriage ? line.substring(0, line.length() - 1) : line.toString();
    }

    private int next() throws IOException {
        if (in.available() == 0) {
            long left = endMs - clock.millis();
            if (left <= 0) {
                throw new SocketTimeoutException("the answer took too long");
            }
            socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
        }
        int c = in.read();
        if (c < 0) {
            throw new EOFException("the connection was closed before the answer ended");
        }
        return c;
    }

    /** Seconds, or a date. */
    private Optional<Long> retryAfterMs(@org.jspecify.annotations.Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        if (value.matches("[0-9]{1,7}")) {
            return Optional.of(Long.parseLong(value) * 1_000);
        }
        try {
            Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
            return Optional.of(
                    Math.max(0, Duration.between(clock.instant(), until).toMillis()));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            log.debug("a connection to a receiver could not be closed", failed);
        }
    }
}

package io.candelabra.wire.out;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
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
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to one far end; for one request at a time. Answers are read in bounds. */
final class HttpConnection {
    private static final Logger log = LoggerFactory.getLogger(HttpConnection.class);
    private static final int LONGEST_HEAD = 16 << 10;
    private static final int PART = 16 << 10;
    private static final int MOST_INTERIM = 10;
    private static final Set<String> BODILESS = Set.of("GET", "DELETE");

    private final Socket socket;
    private final InputStream in;
    private final InstantSource clock;
    private long endMs;
    private long usedMs;
    private boolean reusable;

    HttpConnection(Socket socket, InstantSource clock) throws IOException {
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

    /**
     * An answer.
     *
     * @param headers by their names in small letters
     * @param body as far as it was read
     * @param whole whether that is all of it
     */
    record Answer(int status, Map<String, String> headers, byte[] body, boolean whole) {}

    /**
     * The bounds within which an answer's body is read.
     *
     * @param most bytes
     * @param untilClosed whether to wait for the end of one that says no length, which is the end of the connection
     */
    record Reading(int most, boolean untilClosed) {
        /** For those who want to know the status alone: the connection can be used again where little follows. */
        static final Reading STATUS = new Reading(64 << 10, false);
    }

    Outcome.Answered post(Target target, Map<String, String> headers, byte[] body, long until) throws IOException {
        Answer answer = exchange("POST", target, headers, body, until, Reading.STATUS);
        return new Outcome.Answered(
                answer.status(), retryAfterMs(answer.headers().get("retry-after")));
    }

    Answer exchange(String method, Target target, Map<String, String> headers, byte[] body, long until, Reading reading)
            throws IOException {
        endMs = until;
        reusable = false;
        StringBuilder head = new StringBuilder(method)
                .append(' ')
                .append(target.path())
                .append(" HTTP/1.1\r\nHost: ")
                .append(target.authority())
                .append("\r\n");
        if (body.length > 0 || !BODILESS.contains(method)) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
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
        return answer(reading);
    }

    private Answer answer(Reading reading) throws IOException {
        int status = 100;
        Map<String, String> headers = Map.of();
        for (int i = 0; status >= 100 && status < 200 && i < MOST_INTERIM; i++) {
            status = status(line());
            headers = headers();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean ended = endsByItself(status, headers);
        boolean whole = ended ? read(status, headers, body, reading) : readToTheEnd(body, reading);
        boolean asked =
                headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT).contains("close");
        reusable = ended && whole && !asked;
        usedMs = clock.millis();
        return new Answer(status, headers, body.toByteArray(), whole);
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

    private static boolean endsByItself(int status, Map<String, String> headers) {
        return status == 204
                || status == 304
                || headers.containsKey("transfer-encoding")
                || headers.getOrDefault("content-length", "").matches("[0-9]{1,9}");
    }

    /** Reads the body; false where more may follow on this connection than is known, or than is wanted. */
    private boolean read(int status, Map<String, String> headers, ByteArrayOutputStream body, Reading reading)
            throws IOException {
        if (status == 204 || status == 304) {
            return true;
        }
        if (headers.containsKey("transfer-encoding")) {
            return readChunks(body, reading);
        }
        int bytes = Integer.parseInt(headers.getOrDefault("content-length", ""));
        if (bytes > reading.most()) {
            return false;
        }
        read(bytes, body);
        return true;
    }

    private boolean readToTheEnd(ByteArrayOutputStream body, Reading reading) throws IOException {
        if (!reading.untilClosed()) {
            return false;
        }
        byte[] part = new byte[PART];
        for (int got = some(part, PART); got >= 0; got = some(part, PART)) {
            body.write(part, 0, got);
            if (body.size() > reading.most()) {
                return false;
            }
        }
        return true;
    }

    private boolean readChunks(ByteArrayOutputStream body, Reading reading) throws IOException {
        while (true) {
            String size = line().split(";", 2)[0].strip();
            if (!size.matches("[0-9a-fA-F]{1,7}")) {
                return false;
            }
            int bytes = Integer.parseInt(size, 16);
            if (body.size() + bytes > reading.most()) {
                return false;
            }
            read(bytes, body);
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

    private void read(int bytes, ByteArrayOutputStream body) throws IOException {
        byte[] part = new byte[Math.min(bytes, PART)];
        int left = bytes;
        while (left > 0) {
            int got = some(part, Math.min(left, part.length));
            if (got < 0) {
                throw cutOff();
            }
            body.write(part, 0, got);
            left -= got;
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
        inTime();
        int c = in.read();
        if (c < 0) {
            throw cutOff();
        }
        return c;
    }

    private int some(byte[] into, int most) throws IOException {
        inTime();
        return in.read(into, 0, most);
    }

    /** However slowly it comes, the answer has the time of the whole request and no more. */
    private void inTime() throws IOException {
        if (in.available() == 0) {
            long left = endMs - clock.millis();
            if (left <= 0) {
                throw new SocketTimeoutException("the answer took too long");
            }
            socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
        }
    }

    private static EOFException cutOff() {
        return new EOFException("the connection was closed before the answer ended");
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

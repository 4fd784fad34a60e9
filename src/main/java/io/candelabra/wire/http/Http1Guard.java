package io.candelabra.wire.http;

import io.candelabra.wire.tls.OpenSockets;
import io.helidon.common.buffers.DataReader;
import java.io.ByteArrayOutputStream;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a connection and the HTTP library's reader: it follows the messages on the connection by the letter of
 * RFC 9112, makes unusual forms plain, refuses those that can be read in two ways, and holds clients to their time. The
 * package's page tells the faults of the library that it makes up for. For the connection's thread.
 */
final class Http1Guard implements Supplier<byte @Nullable []> {
    private static final byte[] NOTHING = new byte[0];
    /** Of a head that is too long this much is still read, so that the client hears why before the connection ends. */
    private static final int TAKEN_OF_LONG_HEAD = 128 << 10;

    /** A body came too slowly. */
    static final class TooSlow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooSlow() {
            super("a body came too slowly", null, false, false);
        }
    }

    private enum Stage {
        HEAD,
        BODY,
        CHUNKS,
        /** Nothing more is looked at. */
        OVER
    }

    private final DataReader in;
    private final OpenSockets sockets;
    private final SocketAddress remote;
    private final TimeLimits timeLimits;
    private final int maxLine;
    private final int maxHeaders;
    private byte[] head = NOTHING;
    private int size;
    private byte[] ahead = NOTHING;
    private Stage stage = Stage.HEAD;
    private ChunkLines chunks = new ChunkLines();
    private boolean fresh = true;
    private long left;
    private long came;
    private long since;
    private int seen;

    Http1Guard(
            DataReader in,
            OpenSockets sockets,
            SocketAddress remote,
            TimeLimits timeLimits,
            int maxLine,
            int maxHeaders) {
        this.in = in;
        this.sockets = sockets;
        this.remote = remote;
        this.timeLimits = timeLimits;
        this.maxLine = maxLine;
        this.maxHeaders = maxHeaders;
    }

    /** Some bytes for the library; null at the end. */
    @Override
    public byte @Nullable [] get() {
        while (true) {
            byte[] bytes = ahead.length > 0 ? ahead : pull();
            ahead = NOTHING;
            if (bytes == null) {
                return null;
            }
            byte[] out =
                    switch (stage) {
                        case HEAD -> head(bytes);
                        case BODY -> body(bytes);
                        case CHUNKS -> chunks(bytes);
                        case OVER -> null;
                    };
            if (out == null || out.length > 0) {
                return out;
            }
        }
    }

    private byte @Nullable [] pull() {
        try {
            long nanos = allowed();
            if (nanos > 0) {
                sockets.silence(remote, Math.max(1, nanos / 1_000_000));
            } else if (nanos < 0) {
                throw new TooSlow();
            } else {
                sockets.silence(remote, 0);
            }
            in.ensureAvailable();
            return in.readBytes(in.available());
        } catch (DataReader.InsufficientDataAvailableException end) {
            return null;
        } catch (RuntimeException broken) {
            boolean inBody = stage == Stage.BODY || stage == Stage.CHUNKS;
            throw inBody && waitedInVain(broken) ? new TooSlow() : broken;
        }
    }

    private static boolean waitedInVain(Throwable broken) {
        for (Throwable why = broken; why != null; why = why.getCause()) {
            if (why instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    /** How long the next byte may take, in ns; 0 for as long as the listener usually lets connections be silent. */
    private long allowed() {
        return switch (stage) {
            case HEAD ->
                size > 0
                        ? orNone(timeLimits.head().toNanos() - (System.nanoTime() - since))
                        : fresh ? timeLimits.firstByte().toNanos() : 0;
            case BODY, CHUNKS -> orNone(timeLimits.bodyNanos(came) - (System.nanoTime() - since));
            case OVER -> timeLimits.head().toNanos();
        };
    }

    private static long orNone(long nanos) {
        return nanos > 0 ? nanos : -1;
    }

    private byte @Nullable [] head(byte[] bytes) {
        if (size == 0) {
            since = System.nanoTime();
            seen = 0;
        }
        keep(bytes);
        // blank lines before a request are allowed, and mean nothing
        int begin = 0;
        while (begin + 1 < size && head[begin] == '\r' && head[begin + 1] == '\n') {
            begin += 2;
        }
        int from = Math.max(begin, seen - 3);
        int end = find(from, 4);
        boolean bare = isBare(begin, from, end < 0 ? size : end);
        seen = size;
        if (end < 0 && !bare && size <= Math.max(TAKEN_OF_LONG_HEAD, maxLine + maxHeaders)) {
            return NOTHING;
        }
        int whole = end < 0 ? size : end + 4;
        int lineEnd = find(begin, 2);
        int line = (lineEnd < 0 ? size : lineEnd) - begin;
        String text = new String(head, begin, whole - begin, StandardCharsets.ISO_8859_1);
        String firstLine = text.substring(0, line);
        RequestHead read;
        if (line > maxLine) {
            read = RequestHead.refused(firstLine, 414);
        } else if (bare || (!firstLine.endsWith(" HTTP/1.1") && !firstLine.endsWith(" HTTP/1.0"))) {
            read = RequestHead.refused(firstLine.lines().findFirst().orElse(""), 400);
        } else if (end < 0 || whole - begin - line > maxHeaders) {
            // also where blank lines alone have made it too long, and the request has only begun
            read = RequestHead.refused(firstLine, 431);
        } else {
            read = RequestHead.of(text);
        }
        ahead = Arrays.copyOfRange(head, whole, size);
        size = 0;
        head = NOTHING;
        fresh = false;
        sockets.proved(remote);
        after(read);
        return read.bytes();
    }

    private void keep(byte[] bytes) {
        if (size == 0) {
            head = bytes;
        } else {
            if (size + bytes.length > head.length) {
                head = Arrays.copyOf(head, Math.max(2 * head.length, size + bytes.length));
            }
            System.arraycopy(bytes, 0, head, size, bytes.length);
        }
        size += bytes.length;
    }

    /** Whether a line ends with a line feed alone, which other readers take for an end, or do not. */
    private boolean isBare(int begin, int from, int to) {
        for (int at = from; at < to; at++) {
            if (head[at] == '\n' && (at == begin || head[at - 1] != '\r')) {
                return true;
            }
        }
        return false;
    }

    /** Where a line ends (2), or all lines (4); negative where none does. */
    private int find(int from, int length) {
        for (int at = from; at + length <= size; at++) {
            if (head[at] == '\r'
                    && head[at + 1] == '\n'
                    && (length == 2 || (head[at + 2] == '\r' && head[at + 3] == '\n'))) {
                return at;
            }
        }
        return -1;
    }

    private void after(RequestHead read) {
        since = System.nanoTime();
        came = 0;
        left = read.length();
        chunks = new ChunkLines();
        stage = read.isLast() ? Stage.OVER : read.chunked() ? Stage.CHUNKS : left > 0 ? Stage.BODY : Stage.HEAD;
    }

    private byte[] body(byte[] bytes) {
        int now = (int) Math.min(left, bytes.length);
        ahead = Arrays.copyOfRange(bytes, now, bytes.length);
        came += now;
        left -= now;
        if (left == 0) {
            stage = Stage.HEAD;
        }
        return now == bytes.length ? bytes : Arrays.copyOf(bytes, now);
    }

    private byte[] chunks(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        int taken = chunks.take(bytes, 0, out);
        ahead = Arrays.copyOfRange(bytes, taken, bytes.length);
        came += taken;
        if (chunks.ended()) {
            stage = Stage.HEAD;
        } else if (chunks.isWrong()) {
            stage = Stage.OVER;
        }
        return out.toByteArray();
    }
}

package io.candelabra.dialect.lutron.vive;

import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.message.LeapRequest;
import io.candelabra.dialect.lutron.leap.message.StatusCode;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.wire.tls.TlsConnection;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The output to one client, line by line. Nothing is queued here: a client that does not take its lines keeps its
 * writer waiting, and news meanwhile waits in the log. A client that takes nothing for too long is told so as soon as
 * there is room again, and then nothing more; a client that never makes room is cut.
 */
final class Line {
    private static final Logger log = LoggerFactory.getLogger(Line.class);
    private static final byte[] END = {'\r', '\n'};
    /** One write may take so long; and as long again until what it led to could be told. */
    private static final long WRITE_WITHIN_MS = 20_000;

    private static final int DRAIN_BYTES = 8 << 20;
    private static final int DRAIN_MS = 1_000;

    private final TlsConnection socket;
    private long writes;
    /** Number of the write that is under way; 0 for none. */
    private volatile long writing;

    private volatile boolean tooSlow;
    private long watched;
    private long watchedSinceMs;

    Line(TlsConnection socket) {
        this.socket = socket;
    }

    /** Writes a message; by one thread at a time. Throws once the client was found too slow. */
    void send(byte[] message) throws IOException {
        writing = ++writes;
        try {
            if (!tooSlow) {
                write(socket, message);
            }
            if (tooSlow) {
                LeapError why =
                        new LeapError(StatusCode.SERVICE_UNAVAILABLE, "This connection reads too slowly; it is closed");
                write(socket, LeapReply.error(why).encode(new LeapRequest.Head(Optional.of("/"), Optional.empty())));
                socket.endOutput();
                throw new SocketException("it reads too slowly");
            }
        } finally {
            writing = 0;
        }
    }

    boolean tooSlow() {
        return tooSlow;
    }

    /** Why the connection should be cut; empty where it may stay. Called about every second, by one thread. */
    Optional<String> overdue(long nowMs) {
        long now = writing;
        if (tooSlow) {
            return nowMs - watchedSinceMs > WRITE_WITHIN_MS
                    ? Optional.of("it reads too slowly, and did not even take in that it does")
                    : Optional.empty();
        }
        if (now == 0 || now != watched) {
            watched = now;
            watchedSinceMs = nowMs;
        } else if (nowMs - watchedSinceMs > WRITE_WITHIN_MS) {
            log.info("a client reads too slowly: one message has been on its way for {} ms", nowMs - watchedSinceMs);
            watchedSinceMs = nowMs;
            tooSlow = true;
        }
        return Optional.empty();
    }

    static void write(TlsConnection socket, byte[] message) throws IOException {
        byte[] line = new byte[message.length + END.length];
        System.arraycopy(message, 0, line, 0, message.length);
        System.arraycopy(END, 0, line, message.length, END.length);
        socket.out().write(line);
        socket.out().flush();
    }

    /**
     * Reads what the client is still sending, for a moment: closing on unread bytes would take the last answer away from the
     * client.
     */
    static void drain(TlsConnection socket) throws IOException {
        socket.endOutput();
        byte[] some = new byte[16 << 10];
        int left = DRAIN_BYTES;
        InputStream in = socket.in();
        socket.silenceMs(DRAIN_MS);
        try {
            int read = in.read(some);
            while (read >= 0 && left > 0) {
                left -= read;
                read = in.read(some);
            }
        } catch (SocketTimeoutException quiet) {
            log.trace("nothing more comes");
        }
    }
}

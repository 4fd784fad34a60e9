package io.candelabra.wire.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Holds clients to their time with the bodies of HTTP/2: on such a connection others go on, so that no silence ends it,
 * and the library waits for a body for as long as the connection lives. Of HTTP/1 {@link Http1Guard} does the same.
 */
final class BodyWatch implements AutoCloseable {
    private static final int PIECE = 16 << 10;

    private final TimeLimits timeLimits;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("body-watch").factory());

    BodyWatch(TimeLimits timeLimits) {
        this.timeLimits = timeLimits;
    }

    /** Reads to the end, or so many bytes. Throws {@link BadRequest} with 408 where they come too slowly. */
    byte[] read(InputStream in, int most) throws IOException {
        long start = System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] piece = new byte[Math.min(most, PIECE)];
        while (body.size() < most) {
            long left = timeLimits.bodyNanos(body.size()) - (System.nanoTime() - start);
            int read = read(in, piece, Math.min(piece.length, most - body.size()), left);
            if (read < 0) {
                break;
            }
            body.write(piece, 0, read);
        }
        return body.toByteArray();
    }

    private int read(InputStream in, byte[] piece, int most, long nanos) throws IOException {
        if (nanos <= 0) {
            throw BadRequest.tooSlow();
        }
        Reading reading = new Reading(Thread.currentThread());
        Future<?> end = clock.schedule(reading::cut, nanos, TimeUnit.NANOSECONDS);
        int read;
        try {
            read = in.read(piece, 0, most);
        } catch (IOException | RuntimeException broken) {
            if (reading.over()) {
                throw BadRequest.tooSlow();
            }
            throw broken;
        } finally {
            end.cancel(false);
        }
        // the library tells the end of a body where its wait was interrupted
        if (reading.over()) {
            throw BadRequest.tooSlow();
        }
        return read;
    }

    /** One wait for bytes, which another thread may end. */
    private static final class Reading {
        private final Thread reader;
        private boolean over;
        private boolean cut;

        Reading(Thread reader) {
            this.reader = reader;
        }

        synchronized void cut() {
            if (!over) {
                cut = true;
                reader.interrupt();
            }
        }

        /** From now on it is not ended any more; answers whether it was. */
        synchronized boolean over() {
            if (cut && !over) {
                // the interrupt was meant for this wait alone
                Thread.interrupted();
            }
            over = true;
            return cut;
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

package io.candelabra.store.sql;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.InflaterInputStream;

/**
 * Packs bodies of the log, of which one event is much like the next: a busy site's shrink to a ninth, and what is not written
 * costs neither the disk nor SQLite. Packed bodies are in the format of zlib (RFC 1950), whose first byte begins no document.
 */
final class Packing implements AutoCloseable {
    /** Below, little is saved. */
    static final int LEAST = 512;

    /** The first byte of zlib's format with the window that Java uses. */
    private static final byte PACKED = 0x78;

    /** As quick as the quickest, and smaller. */
    private static final int LEVEL = 2;

    private final Deflater deflater = new Deflater(LEVEL);

    /** A body as it is to be stored: packed, or as it is where that is smaller. */
    synchronized byte[] pack(byte[] body) {
        if (body.length < LEAST) {
            return body;
        }
        byte[] packed = new byte[body.length];
        deflater.reset();
        deflater.setInput(body);
        deflater.finish();
        int length = deflater.deflate(packed);
        return deflater.finished() ? Arrays.copyOf(packed, length) : body;
    }

    /**
     * A body as it was before it was packed.
     *
     * @throws UncheckedIOException if it cannot be unpacked
     */
    static byte[] unpack(byte[] stored) {
        if (stored.length == 0 || stored[0] != PACKED) {
            return stored;
        }
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(stored))) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException("it cannot be unpacked: " + broken.getMessage(), broken);
        }
    }

    @Override
    public synchronized void close() {
        deflater.end();
    }
}

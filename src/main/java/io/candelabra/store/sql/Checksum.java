package io.candelabra.store.sql;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The checksum that stands beside every log entry, row and item of history: over what is stored and over where it belongs,
 * so that something changed is found, and something whole at a wrong place as well. 32 bits (CRC-32C), as a number from 0.
 */
final class Checksum {
    private static final int BYTES = 8;

    private final CRC32C crc = new CRC32C();

    Checksum number(long number) {
        for (int shift = Long.SIZE - BYTES; shift >= 0; shift -= BYTES) {
            crc.update((int) (number >>> shift));
        }
        return this;
    }

    Checksum text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** With their count, so that no part can lend bytes to its neighbour. */
    Checksum bytes(byte @Nullable [] bytes) {
        if (bytes == null) {
            // only a damaged file has none where there must be some: this fits no checksum of anything that was written
            return number(-1);
        }
        number(bytes.length);
        crc.update(bytes);
        return this;
    }

    long value() {
        return crc.getValue();
    }

    /** @param before the checksum of the log's row before; 0 for the first one, and for rows of older versions */
    static long ofLog(long place, long atMs, long before, byte[] body) {
        Checksum sum = new Checksum().number(place).number(atMs);
        return (before == 0 ? sum : sum.number(before)).bytes(body).value();
    }

    static long ofRow(long site, int kind, String id, byte[] body) {
        return new Checksum().number(site).number(kind).text(id).bytes(body).value();
    }

    static long ofItem(long site, int kind, String id, long atMs, byte[] body) {
        return new Checksum()
                .number(site)
                .number(kind)
                .text(id)
                .number(atMs)
                .bytes(body)
                .value();
    }
}

package io.candelabra.store.sql;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

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
    Checksum bytes(byte[] bytes) {
        number(bytes.length);
        crc.update(bytes);
        return this;
    }

    long value() {
        return crc.getValue();
    }

    static long ofLog(long place, long atMs, byte[] body) {
        return new Checksum().number(place).number(atMs).bytes(body).value();
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

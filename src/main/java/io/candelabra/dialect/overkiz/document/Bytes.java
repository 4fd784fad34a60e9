package io.candelabra.dialect.overkiz.document;

import java.util.ArrayList;
import java.util.List;

/** Pieces of a document that are joined in one go, so that each byte is copied once. */
final class Bytes {
    private final List<byte[]> parts = new ArrayList<>();
    private int length;

    Bytes add(byte[] part) {
        parts.add(part);
        length += part.length;
        return this;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    byte[] joined() {
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}

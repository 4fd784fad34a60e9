package io.candelabra.wire.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows a chunked body byte by byte and hands it on in its plainest form: sizes without signs, leading zeros and
 * extensions, no trailers. The library takes signs and any two bytes after a chunk, and refuses extensions and
 * trailers.
 */
final class ChunkLines {
    private static final Pattern SIZE = Pattern.compile("0*([0-9A-Fa-f]{1,16})([ \t]*;[^\r\n]*)?");
    private static final int MOST_ZEROS_AND_DIGITS = 16;
    private static final int LONGEST_LINE = 4 << 10;
    private static final int MOST_TRAILERS = 16 << 10;

    private enum Stage {
        SIZE,
        DATA,
        AFTER_DATA,
        TRAILERS,
        END,
        WRONG
    }

    private Stage stage = Stage.SIZE;
    private final StringBuilder line = new StringBuilder();
    private long left;
    private int trailers;

    /** Looks at bytes up to the end of the body; how many were of it. */
    int take(byte[] bytes, int from, ByteArrayOutputStream out) {
        int at = from;
        while (at < bytes.length && stage != Stage.END && stage != Stage.WRONG) {
            if (stage == Stage.DATA) {
                int now = (int) Math.min(left, bytes.length - at);
                out.write(bytes, at, now);
                at += now;
                left -= now;
                if (left == 0) {
                    stage = Stage.AFTER_DATA;
                }
            } else {
                lineByte((char) (bytes[at++] & 0xFF), out);
            }
        }
        return at - from;
    }

    private void lineByte(char next, ByteArrayOutputStream out) {
        line.append(next);
        int length = line.length();
        if (next != '\n') {
            if (length > LONGEST_LINE || (length > 1 && line.charAt(length - 2) == '\r')) {
                wrong(out);
            }
            return;
        }
        if (length < 2 || line.charAt(length - 2) != '\r') {
            wrong(out);
            return;
        }
        String whole = line.substring(0, length - 2);
        line.setLength(0);
        switch (stage) {
            case SIZE -> size(whole, out);
            case AFTER_DATA -> {
                if (whole.isEmpty()) {
                    write(out, "\r\n");
                    stage = Stage.SIZE;
                } else {
                    wrong(out);
                }
            }
            case TRAILERS -> {
                trailers += length;
                if (whole.isEmpty()) {
                    write(out, "\r\n");
                    stage = Stage.END;
                } else if (trailers > MOST_TRAILERS) {
                    wrong(out);
                }
            }
            case DATA, END, WRONG -> throw new IllegalStateException("no line is read in " + stage);
        }
    }

    private void size(String whole, ByteArrayOutputStream out) {
        Matcher size = SIZE.matcher(whole);
        int digits = size.matches() ? size.end(1) : MOST_ZEROS_AND_DIGITS + 1;
        if (digits > MOST_ZEROS_AND_DIGITS) {
            wrong(out);
            return;
        }
        left = Long.parseUnsignedLong(size.group(1), 16);
        // a size beyond any body is told as the longest that the library can read, and refused there
        if (left < 0 || left > Integer.MAX_VALUE) {
            left = Integer.MAX_VALUE;
        }
        write(out, Long.toHexString(left) + "\r\n");
        stage = left == 0 ? Stage.TRAILERS : Stage.DATA;
    }

    /** The library refuses this, in the words of the face. */
    private void wrong(ByteArrayOutputStream out) {
        write(out, stage == Stage.TRAILERS ? "x\r\n" : "\r\nx\r\n");
        stage = Stage.WRONG;
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    boolean ended() {
        return stage == Stage.END;
    }

    boolean isWrong() {
        return stage == Stage.WRONG;
    }
}

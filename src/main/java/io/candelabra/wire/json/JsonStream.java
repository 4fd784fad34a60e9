package io.candelabra.wire.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes JSON values out of a byte stream, one by one, whether or not anything stands between them. An object or array is
 * handed out as soon as its last byte is there; a bare number or word when something follows it or the stream ends. Only
 * as much is looked at as is needed to find the end of the value; whether it is JSON shows when it is read. For one
 * thread at a time.
 */
public final class JsonStream {

    private static final int LOOK_BYTES = 8192;

    private final InputStream in;
    private final int maxValueBytes;
    private final int maxDepth;
    private final byte[] look = new byte[LOOK_BYTES];
    private int lookAt;
    private int lookEnd;
    private byte[] value = new byte[512];
    private int length;

    /**
     * @param maxValueBytes longest value, in bytes
     * @param maxDepth how many objects and arrays may stand in one another
     */
    public JsonStream(InputStream in, int maxValueBytes, int maxDepth) {
        this.in = in;
        this.maxValueBytes = maxValueBytes;
        this.maxDepth = maxDepth;
    }

    /**
     * The next value's bytes; empty at the end of the stream. Blocks until a whole value is there. Throws
     * {@link JsonException} TOO_LARGE, TOO_DEEP, or MALFORMED where the stream ends inside a value or a closing bracket
     * comes without an opening one; after that the stream is of no more use.
     */
    public Optional<byte[]> next() throws IOException {
        length = 0;
        int first = skipBlanks();
        if (first < 0) {
            return Optional.empty();
        }
        if (first == '{' || first == '[') {
            structure();
        } else if (first == '"') {
            keep();
            string();
        } else if (first == '}' || first == ']') {
            throw JsonException.malformed("a closing bracket without an opening one", 0, 0, null);
        } else {
            word();
        }
        return Optional.of(Arrays.copyOf(value, length));
    }

    /** The next value as {@link Json#tree} gives it; empty at the end of the stream, and for a {@code null}. */
    public Optional<Object> nextTree() throws IOException {
        Optional<byte[]> bytes = next();
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        @Nullable Object tree = Json.tree(bytes.get());
        return Optional.ofNullable(tree);
    }

    private void structure() throws IOException {
        int depth = 0;
        do {
            int b = keep();
            switch (b) {
                case '{', '[' -> {
                    depth++;
                    if (depth > maxDepth) {
                        throw JsonException.tooDeep("nested deeper than " + maxDepth);
                    }
                }
                case '}', ']' -> depth--;
                case '"' -> string();
                default -> {}
            }
        } while (depth > 0);
    }

    /** The rest of a text, after its opening quotation mark. */
    private void string() throws IOException {
        int b = keep();
        while (b != '"') {
            if (b == '\\') {
                keep();
            }
            b = keep();
        }
    }

    private void word() throws IOException {
        int b = peek();
        while (b >= 0 && !isBlank(b) && "{}[]\",:".indexOf(b) < 0) {
            keep();
            b = peek();
        }
        if (length == 0) {
            throw JsonException.malformed("a comma or colon between values", 0, 0, null);
        }
    }

    private int skipBlanks() throws IOException {
        int b = peek();
        while (b >= 0 && isBlank(b)) {
            lookAt++;
            b = peek();
        }
        return b;
    }

    private static boolean isBlank(int b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private int keep() throws IOException {
        int b = peek();
        if (b < 0) {
            throw JsonException.malformed("the stream ended inside a value", 0, 0, null);
        }
        if (length == maxValueBytes) {
            throw JsonException.tooLarge("a value is longer than " + maxValueBytes + " bytes");
        }
        if (length == value.length) {
            value = Arrays.copyOf(value, Math.min(maxValueBytes, length * 2));
        }
        value[length++] = (byte) b;
        lookAt++;
        return b;
    }

    private int peek() throws IOException {
        if (lookAt == lookEnd) {
            lookAt = 0;
            lookEnd = Math.max(0, in.read(look, 0, look.length));
            if (lookEnd == 0) {
                return -1;
            }
        }
        return look[lookAt] & 0xff;
    }
}

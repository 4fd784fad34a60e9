package io.candelabra.driver.example;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads lines of text, however long those are that come: one that is too long is passed by, and the next one counts. */
final class Lines {
    /** In bytes, without the line break. */
    static final int LONGEST = 1_000;

    private final InputStream in;

    Lines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next line; null at the end. */
    @Nullable
    String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int length = 0;
        for (int one = in.read(); one >= 0; one = in.read()) {
            if (one != '\n') {
                length++;
                if (length <= LONGEST) {
                    line.write(one);
                }
            } else if (length <= LONGEST) {
                return line.toString(StandardCharsets.UTF_8).stripTrailing();
            } else {
                line.reset();
                length = 0;
            }
        }
        // what stands there without a line break was cut off
        return null;
    }
}

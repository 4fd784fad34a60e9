package io.candelabra.testing;

import java.util.Random;

/** Text in which nothing comes back, so that no packing makes it much smaller. */
public final class Noise {
    private Noise() {}

    /** Printable ASCII without quotation marks and backslashes; the same for the same seed. */
    public static String text(int length, long seed) {
        return new Random(seed)
                .ints('!', '~' + 1)
                .filter(c -> c != '"' && c != '\\')
                .limit(length)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

package io.candelabra.dialect.sustainder.words;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Moments as this dialect writes them: UTC to the second, such as {@code 2019-07-22T07:13:44Z}. */
public final class Times {
    private Times() {}

    /** Null for 0, which stands for unknown. */
    public static @Nullable String of(long ms) {
        return ms == 0
                ? null
                : Instant.ofEpochMilli(ms).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

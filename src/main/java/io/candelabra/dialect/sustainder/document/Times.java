package io.candelabra.dialect.sustainder.document;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moments as this dialect writes them: UTC to the second, such as {@code 2019-07-22T07:13:44Z}. */
public final class Times {
    private Times() {}

    /** A moment with its offset, such as {@link #of} writes it, in ms; empty where the text is none. */
    public static Optional<Long> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeParseException | ArithmeticException noMoment) {
            return Optional.empty();
        }
    }

    /** Null for 0, which stands for unknown. */
    public static @Nullable String of(long ms) {
        return ms == 0
                ? null
                : Instant.ofEpochMilli(ms).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

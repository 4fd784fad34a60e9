package io.candelabra.dialect.sustainder.words;

import io.candelabra.wire.http.Exchange;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The address below which this face is reached, as whoever asks wrote it: links must lead back the same way. */
public final class ApiRoot {
    public static final String PREFIX = "/v2";

    private static final Predicate<String> AUTHORITY = Pattern.compile(
                    "[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\\[[0-9a-fA-F:.]{2,45}](:[0-9]{1,5})?")
            .asMatchPredicate();

    private ApiRoot() {}

    /** Such as {@code https://localhost:8443/v2}. */
    public static String of(Exchange x) {
        String authority = x.header("Host")
                .or(() -> x.header(":authority"))
                .filter(AUTHORITY)
                .orElse("localhost");
        return "https://" + authority + PREFIX;
    }
}

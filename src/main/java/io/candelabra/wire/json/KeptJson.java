package io.candelabra.wire.json;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JSON texts that were stored with things. Each was JSON when it was stored, but whatever shows a thing shows it also where its
 * text has broken since, without what stood there: one broken text breaks no list. The log says so once for each text.
 */
public final class KeptJson {
    private static final Logger log = LoggerFactory.getLogger(KeptJson.class);
    private static final int MOST_TOLD = 1_000;
    private static final LinkedHashSet<Integer> TOLD = new LinkedHashSet<>();

    private KeptJson() {}

    /** The text as a record; empty where it is none. */
    public static <T> Optional<T> read(String text, Class<T> type) {
        try {
            return Optional.of(Json.read(text.getBytes(StandardCharsets.UTF_8), type));
        } catch (JsonException broken) {
            tell(text, broken);
            return Optional.empty();
        }
    }

    /** The text as {@link Json#tree} gives it; empty where it is null or no JSON. */
    public static Optional<Object> tree(String text) {
        try {
            return Optional.ofNullable(Json.tree(text.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonException broken) {
            tell(text, broken);
            return Optional.empty();
        }
    }

    /** The text, to be written as it is; where it is no JSON, as a text, which never breaks what stands around it. */
    public static RawJson raw(String text) {
        try {
            Json.tree(text.getBytes(StandardCharsets.UTF_8));
            return new RawJson(text);
        } catch (JsonException broken) {
            tell(text, broken);
            return new RawJson(Json.text(text));
        }
    }

    private static void tell(String text, JsonException broken) {
        synchronized (TOLD) {
            if (!TOLD.add(text.hashCode())) {
                return;
            }
            if (TOLD.size() > MOST_TOLD) {
                TOLD.removeFirst();
            }
        }
        log.warn(
                "a stored text of {} characters is not what it was, and is left out: {}",
                text.length(),
                broken.getMessage());
    }
}

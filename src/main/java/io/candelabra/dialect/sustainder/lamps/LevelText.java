package io.candelabra.dialect.sustainder.lamps;

import io.candelabra.dialect.sustainder.request.Body;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Levels of channels: as they are stored, {@code [100,80,80,0]}, and as clients give them. */
public final class LevelText {
    private LevelText() {}

    static List<Integer> read(String stored) {
        String inner = stored.startsWith("[") && stored.endsWith("]") ? stored.substring(1, stored.length() - 1) : "";
        List<Integer> result = new ArrayList<>();
        for (String part : inner.split(",")) {
            Body.asNumber(part).ifPresent(n -> result.add((int) Math.round(n)));
        }
        return result;
    }

    static String write(List<Integer> levels) {
        return levels.toString().replace(" ", "");
    }

    /**
     * The levels of a client: one number for all channels, or a list of one or of four; each 0 to 100. Empty where it
     * is anything else.
     */
    public static Optional<List<Integer>> given(@Nullable Object value) {
        List<?> list = value instanceof List<?> many ? many : value == null ? List.of() : List.of(value);
        if (list.size() != 1 && list.size() != Lamp.CHANNELS) {
            return Optional.empty();
        }
        List<Integer> result = new ArrayList<>();
        for (Object one : list) {
            Optional<Integer> level =
                    Body.asNumber(one).filter(n -> n >= 0 && n <= 100).map(n -> (int) Math.round(n));
            if (level.isEmpty()) {
                return Optional.empty();
            }
            result.add(level.get());
        }
        return Optional.of(result.size() == 1 ? Collections.nCopies(Lamp.CHANNELS, result.getFirst()) : result);
    }
}

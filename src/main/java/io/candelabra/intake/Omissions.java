package io.candelabra.intake;

import io.candelabra.model.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parts that are left out of a home while it is read, with the reasons: one odd member condemns nothing but itself.
 * A null is nothing anybody can use, so that nulls go first, wherever they stand but in values.
 */
final class Omissions {
    /** A file of nothing but odd things fills no memory and no screen. */
    private static final int MOST_NAMED = 1_000;

    private static final int MOST_SHOWN = 200;

    /** The part below is a value of the file's own making, and kept to the letter. */
    private static final Set<String> VALUES = Set.of("value", "parameters");

    private final List<ImportReport.LeftOut> leftOut = new ArrayList<>();
    /** Of lists that lost nulls: where each entry that is left stood. */
    private final Map<String, int[]> places = new HashMap<>();

    private int unnamed;

    void add(String place, String why) {
        if (leftOut.size() < MOST_NAMED) {
            leftOut.add(new ImportReport.LeftOut(shortened(place), shortened(why), 1));
        } else {
            unnamed++;
        }
    }

    private static String shortened(String text) {
        return text.length() <= MOST_SHOWN ? text : Label.clean(text.substring(0, MOST_SHOWN)) + "…";
    }

    /** In the order of the file; as the last, those that are too many to be listed. */
    List<ImportReport.LeftOut> all() {
        List<ImportReport.LeftOut> all = new ArrayList<>(leftOut);
        if (unnamed > 0) {
            all.add(new ImportReport.LeftOut("", "", unnamed));
        }
        return all;
    }

    /** Reads a member; where it is odd, it is left out and nothing of it stays. */
    <T> Optional<T> read(String place, Supplier<T> member) {
        try {
            return Optional.of(member.get());
        } catch (BadHome odd) {
            add(odd.path(), odd.why());
        } catch (IllegalArgumentException limit) {
            // a record of the model refuses a value that it cannot hold
            add(place, String.valueOf(limit.getMessage()));
        }
        return Optional.empty();
    }

    /** A tree without its nulls. */
    @Nullable
    Object withoutNulls(String place, @Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> whole = new LinkedHashMap<>();
            map.forEach((key, value) -> {
                String name = String.valueOf(key);
                if (value == null) {
                    add(place + "." + name, "null is no value");
                } else {
                    whole.put(name, VALUES.contains(name) ? value : withoutNulls(place + "." + name, value));
                }
            });
            return whole;
        }
        if (tree instanceof List<?> list) {
            List<@Nullable Object> whole = new ArrayList<>();
            int[] stood = new int[list.size()];
            for (int i = 0; i < stood.length; i++) {
                Object entry = list.get(i);
                String at = place + "[" + i + "]";
                if (entry == null) {
                    add(at, "null is no value");
                } else {
                    stood[whole.size()] = i;
                    whole.add(withoutNulls(at, entry));
                }
            }
            if (whole.size() < stood.length) {
                places.put(place, Arrays.copyOf(stood, whole.size()));
            }
            return whole;
        }
        return tree;
    }

    /** Where in the file an entry stands that is this one of the list without nulls. */
    int place(String list, int index) {
        int[] stood = places.get(list);
        return stood == null ? index : stood[index];
    }
}

package io.candelabra.driver.sustainder;

import io.candelabra.driver.sustainder.Brokerage.Ill;
import io.candelabra.wire.json.ToldJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list that the layer told.
 *
 * @param size of the list as it was told
 * @param objects those of its things that are documents
 */
record LcmList(int size, List<Map<String, @Nullable Object>> objects) {
    static final LcmList NONE = new LcmList(0, List.of());

    /** @throws Ill where this is no such list: half of it, or something else */
    static LcmList of(Map<String, @Nullable Object> told, String rel) throws Ill {
        Object list = ToldJson.object(told.get("_embedded")).orElse(Map.of()).get(rel);
        if (list instanceof List<?> all) {
            return new LcmList(all.size(), ToldJson.objects(list));
        }
        if (told.get("_links") != null && list == null) {
            // a list of none may leave it out
            return NONE;
        }
        throw new Ill("tells no list of " + rel);
    }

    boolean isEmpty() {
        return size == 0;
    }
}

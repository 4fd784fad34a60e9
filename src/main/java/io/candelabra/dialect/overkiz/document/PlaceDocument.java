package io.candelabra.dialect.overkiz.document;

import io.candelabra.wire.json.Spread;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place as it is shown, with all that is below it. Times are ms since 1970.
 *
 * @param lastUpdateTime null where it is not known
 * @param type number of what the place is, 200 for a home
 * @param kept what else came in with the place or was noted of it, such as {@code metadata}
 */
public record PlaceDocument(
        long creationTime,
        @Nullable Long lastUpdateTime,
        String label,
        int type,
        @Spread Map<String, @Nullable Object> kept,
        String oid,
        List<PlaceDocument> subPlaces) {}

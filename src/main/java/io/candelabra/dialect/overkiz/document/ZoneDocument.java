package io.candelabra.dialect.overkiz.document;

import io.candelabra.wire.json.Spread;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A zone as it is shown. Times are ms since 1970.
 *
 * @param lastUpdateTime null where it is not known
 * @param kept what else came in with the zone or was noted of it, such as {@code externalOID} and {@code metadata}
 * @param items the devices in it that the caller sees
 */
public record ZoneDocument(
        long creationTime,
        @Nullable Long lastUpdateTime,
        String label,
        int type,
        @Spread Map<String, @Nullable Object> kept,
        List<ZoneItem> items,
        String oid) {

    /** @param itemType {@code device}: there are no others */
    public record ZoneItem(String itemType, String deviceOID, String deviceURL) {}
}

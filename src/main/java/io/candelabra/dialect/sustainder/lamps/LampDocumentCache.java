package io.candelabra.dialect.sustainder.lamps;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.candelabra.core.view.View;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.RawJson;
import java.util.List;

/** Documents of lamps as text, kept as long as the lamp stays as it is: most of a list is the same the next time. */
public final class LampDocumentCache {
    private static final int MOST = 20_000;

    /** @param base and @param errors the parts of the text besides the device: its gateway may be down */
    private record Written(String base, List<String> errors, RawJson text) {}

    private final Lamps lamps;
    private final Cache<Device, Written> texts =
            Caffeine.newBuilder().weakKeys().maximumSize(MOST).build();

    public LampDocumentCache(Lamps lamps) {
        this.lamps = lamps;
    }

    /** The whole document of a lamp, as in {@link LampDocuments#full}. */
    public RawJson full(String base, View view, DeviceId id) {
        Device device = view.device(id).orElseThrow();
        Lamp lamp = lamps.lamp(view, device);
        List<String> errors = lamp.errors();
        Written kept = texts.getIfPresent(device);
        if (kept == null || !kept.base().equals(base) || !kept.errors().equals(errors)) {
            RawJson text = new RawJson(Json.text(LampDocuments.full(base, lamp).document()));
            kept = new Written(base, errors, text);
            texts.put(device, kept);
        }
        return kept.text();
    }
}

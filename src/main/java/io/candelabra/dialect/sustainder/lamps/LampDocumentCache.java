package io.candelabra.dialect.sustainder.lamps;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.candelabra.core.view.View;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.wire.json.PlainTree;
import io.candelabra.wire.json.RawJson;
import java.util.List;

/**
 * Documents of lamps as text, kept as long as the lamp stays as it is: most of a list is the same the next time.
 *
 * <p>Bound by bytes, as a number of lamps says nothing of the room they take. Whoever leafs through more lamps than fit still finds
 * a part of them: which documents stay is decided by how often they were asked for, and not by how long ago.
 */
public final class LampDocumentCache {
    /** Of rendered documents, whatever the number of sites: two thirds of a town of 100,000 lamps. */
    private static final long MOST_BYTES = 72L << 20;

    /** The size of an entry beside its text, about. */
    private static final int OVERHEAD = 120;

    /** @param base and @param errors the parts of the text besides the device: its gateway may be down */
    private record Written(String base, List<String> errors, RawJson text) {}

    private final Lamps lamps;
    private final Cache<Device, Written> texts;

    public LampDocumentCache(Lamps lamps) {
        this(lamps, MOST_BYTES);
    }

    LampDocumentCache(Lamps lamps, long mostBytes) {
        this.lamps = lamps;
        this.texts = Caffeine.newBuilder()
                .executor(Runnable::run)
                .weakKeys()
                .maximumWeight(mostBytes)
                .weigher((Device device, Written written) ->
                        written.text().text().length() + OVERHEAD)
                .build();
    }

    /** The whole document of a lamp, as in {@link LampDocuments#full}. */
    public RawJson full(String base, View view, DeviceId id) {
        Device device = view.device(id).orElseThrow();
        Lamp lamp = lamps.lamp(view, device);
        List<String> errors = lamp.errors();
        Written kept = texts.getIfPresent(device);
        if (kept == null || !kept.base().equals(base) || !kept.errors().equals(errors)) {
            RawJson text =
                    new RawJson(PlainTree.text(LampDocuments.full(base, lamp).document()));
            kept = new Written(base, errors, text);
            texts.put(device, kept);
        }
        return kept.text();
    }
}

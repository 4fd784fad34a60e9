package io.candelabra.dialect.lutron.leap.view;

import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.wire.json.KeptJson;
import java.util.Map;
import java.util.Optional;

/** The fields that these two dialects alone keep of a thing: JSON text in the thing's corner for this vendor. */
public final class LeapFields {
    private LeapFields() {}

    /** The fields of a gateway; none where its text is broken. */
    public static Map<?, ?> of(Gateway gateway) {
        return of(text(gateway));
    }

    /** The fields of a device; none where its text is broken. */
    public static Map<?, ?> of(Device device) {
        return of(device.vendor().getOrDefault(LeapView.VENDOR, ""));
    }

    /** The fields in a text; none where the text is empty or broken. */
    public static Map<?, ?> of(String json) {
        return read(json).orElse(Map.of());
    }

    /** The fields of a gateway; empty where its text is broken, so that a reader can tell that from a text that is not there. */
    public static Optional<Map<?, ?>> read(Gateway gateway) {
        return read(text(gateway));
    }

    private static String text(Gateway gateway) {
        return gateway.vendor().getOrDefault(LeapView.VENDOR, "");
    }

    /** The fields in a text; empty where it is broken. */
    public static Optional<Map<?, ?>> read(String json) {
        if (json.isEmpty()) {
            return Optional.of(Map.of());
        }
        return KeptJson.tree(json)
                .flatMap(tree -> tree instanceof Map<?, ?> fields ? Optional.<Map<?, ?>>of(fields) : Optional.empty());
    }
}

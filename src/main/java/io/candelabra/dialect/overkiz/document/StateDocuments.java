package io.candelabra.dialect.overkiz.document;

import io.candelabra.dialect.overkiz.words.OverkizValues;
import io.candelabra.model.Device;
import io.candelabra.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * States and attributes of devices: {@code name, type, value}, and what else came in with them, such as {@code
 * lastUpdateTime}, for as long as the value is the one that came in.
 */
public final class StateDocuments {
    private StateDocuments() {}

    public static List<Map<String, Object>> states(Device device) {
        return shown(device.states(), VendorFields.object(device.vendor(), VendorFields.STATE_REST));
    }

    public static List<Map<String, Object>> attributes(Device device) {
        return shown(device.attributes(), VendorFields.object(device.vendor(), VendorFields.ATTRIBUTE_REST));
    }

    /** A state by its name. */
    public static Optional<Map<String, Object>> state(Device device, String name) {
        return device.states()
                .find(name)
                .filter(state -> !state.driversOwn())
                .map(state -> shown(state, VendorFields.object(device.vendor(), VendorFields.STATE_REST)));
    }

    /** An attribute by its name. */
    public static Optional<Map<String, Object>> attribute(Device device, String name) {
        return attributes(device).stream()
                .filter(attribute -> name.equals(attribute.get("name")))
                .findFirst();
    }

    private static List<Map<String, Object>> shown(Iterable<State> states, Map<String, @Nullable Object> rests) {
        List<Map<String, Object>> result = new ArrayList<>();
        for (State state : states) {
            if (!state.driversOwn()) {
                result.add(shown(state, rests));
            }
        }
        return result;
    }

    private static Map<String, Object> shown(State state, Map<String, @Nullable Object> rests) {
        Map<String, Object> shown = OverkizValues.state(state);
        if (rests.get(state.name()) instanceof Map<?, ?> rest && holds(rest, state)) {
            rest.forEach((field, value) -> {
                if (!"value".equals(field) && value != null) {
                    shown.put(String.valueOf(field), value);
                }
            });
        }
        return shown;
    }

    private static boolean holds(Map<?, ?> rest, State state) {
        return !rest.containsKey("value") || OverkizValues.of(rest.get("value")).equals(state.value());
    }
}

package io.candelabra.dialect.overkiz.document;

import io.candelabra.dialect.overkiz.spelling.OverkizValues;
import io.candelabra.model.Device;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import io.candelabra.wire.json.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A state or an attribute of a device.
 *
 * @param type number of the data type: 1 whole, 2 real, 3 text, 6 flag, 10 array, 11 object …; 0 where the state is at nothing
 * @param value null where the state is at nothing
 * @param imported further fields that came in with an imported home, such as {@code lastUpdateTime}. They hold for as long as
 *     the value is the one that came in
 */
public record StateDocument(
        String name,
        int type,
        @Nullable Object value,
        @Spread Map<String, @Nullable Object> imported) {

    /** The states of a device that are no driver's own. */
    public static List<StateDocument> states(Device device) {
        return all(device.states(), VendorFields.object(device.vendor(), VendorFields.STATE_REST));
    }

    /** The attributes of a device that are no driver's own. */
    public static List<StateDocument> attributes(Device device) {
        return all(device.attributes(), VendorFields.object(device.vendor(), VendorFields.ATTRIBUTE_REST));
    }

    /** The state of a name; empty where the device has none. */
    public static Optional<StateDocument> state(Device device, String name) {
        return device.states()
                .find(name)
                .filter(state -> !state.driversOwn())
                .map(state -> of(state, VendorFields.object(device.vendor(), VendorFields.STATE_REST)));
    }

    /** The attribute of a name; empty where the device has none. */
    public static Optional<StateDocument> attribute(Device device, String name) {
        return attributes(device).stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst();
    }

    /** A state as an event tells it: the value is text on the cloud face. */
    public static StateDocument inEvent(State state, boolean local) {
        Value value = state.value();
        return of(state, local ? OverkizValues.nativeOf(value) : OverkizValues.textOf(value), Map.of());
    }

    private static List<StateDocument> all(Iterable<State> states, Map<String, @Nullable Object> imported) {
        List<StateDocument> all = new ArrayList<>();
        for (State state : states) {
            if (!state.driversOwn()) {
                all.add(of(state, imported));
            }
        }
        return all;
    }

    private static StateDocument of(State state, Map<String, @Nullable Object> imported) {
        Map<String, @Nullable Object> further = Map.of();
        if (imported.get(state.name()) instanceof Map<?, ?> rest && holds(rest, state)) {
            further = new LinkedHashMap<>();
            for (Map.Entry<?, ?> field : rest.entrySet()) {
                if (!"value".equals(field.getKey()) && field.getValue() != null) {
                    further.put(String.valueOf(field.getKey()), field.getValue());
                }
            }
        }
        return of(state, OverkizValues.nativeOf(state.value()), further);
    }

    private static StateDocument of(State state, @Nullable Object value, Map<String, @Nullable Object> further) {
        int type = value == null ? 0 : state.kind().code();
        return new StateDocument(state.name(), type, value, further);
    }

    private static boolean holds(Map<?, ?> rest, State state) {
        return !rest.containsKey("value") || OverkizValues.of(rest.get("value")).equals(state.value());
    }
}

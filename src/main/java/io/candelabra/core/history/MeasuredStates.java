package io.candelabra.core.history;

import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.StateType;
import io.candelabra.model.State;
import io.candelabra.model.trait.Trait;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is measured has a history: every state that is a number, of sensors and of devices that say what they measure; and of all other
 * devices power, energy and hours of burning, and the level of lamps that tell it.
 */
public final class MeasuredStates implements Recording {
    /** The attribute, or the property of a type, that says in which unit a device measures. */
    public static final String MEASURED_VALUE_TYPE = "core:MeasuredValueType";

    private static final int MOST_TYPES = 10_000;

    private final Sites sites;
    private final Map<String, Known> types = new ConcurrentHashMap<>();

    /**
     * What a type says.
     *
     * @param numbers its states that are numbers
     * @param measures whether it is measured whatever its devices say
     * @param own states that are recorded of a device that says nothing of measuring
     */
    private record Known(DeviceType type, Set<String> numbers, boolean measures, Set<String> own) {}

    public MeasuredStates(Sites sites) {
        this.sites = sites;
    }

    @Override
    public boolean records(SiteState site, Device device, String state) {
        DeviceType type = sites.typeOf(site, device);
        Known known = types.get(type.name());
        if (known == null || !known.type().equals(type)) {
            known = known(type);
            if (types.size() >= MOST_TYPES) {
                types.clear();
            }
            types.put(type.name(), known);
        }
        return known.own().contains(state) || known.numbers().contains(state) && (known.measures() || saysUnit(device));
    }

    private static boolean saysUnit(Device device) {
        for (State attribute : device.attributes()) {
            if (attribute.name().equals(MEASURED_VALUE_TYPE)) {
                return true;
            }
        }
        return false;
    }

    private Known known(DeviceType type) {
        Set<String> numbers = new HashSet<>();
        for (StateType state : type.states()) {
            if (state.shape() == StateType.Shape.CONTINUOUS) {
                numbers.add(state.name());
            }
        }
        boolean measures = type.uiClass().endsWith("Sensor")
                || type.properties().stream()
                        .anyMatch(property -> property.name().equals(MEASURED_VALUE_TYPE));
        Set<String> own = new HashSet<>();
        for (Trait<?> trait : sites.traits(type)) {
            if (isMeasured(trait, type)) {
                own.add(trait.state());
            }
        }
        return new Known(type, Set.copyOf(numbers), measures, Set.copyOf(own));
    }

    private static boolean isMeasured(Trait<?> trait, DeviceType type) {
        return trait instanceof Trait.Power
                || trait instanceof Trait.Energy
                || trait instanceof Trait.LampHours
                // a lamp that never answers has a level that nobody measured
                || trait instanceof Trait.Level
                        && type.feedback()
                        && type.uiClass().equals("Light");
    }
}

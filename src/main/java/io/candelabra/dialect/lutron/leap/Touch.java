package io.candelabra.dialect.lutron.leap;

import io.candelabra.model.DeviceId;
import java.util.Set;

/**
 * What may have changed since a look before: some devices, or anything.
 *
 * @param anything then {@code devices} says nothing
 */
public record Touch(boolean anything, Set<DeviceId> devices) {
    public static final Touch ALL = new Touch(true, Set.of());

    static Touch of(Set<DeviceId> devices) {
        return new Touch(false, Set.copyOf(devices));
    }

    boolean touches(DeviceId device) {
        return anything || devices.contains(device);
    }
}

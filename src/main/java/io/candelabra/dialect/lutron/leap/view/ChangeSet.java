package io.candelabra.dialect.lutron.leap.view;

import io.candelabra.model.DeviceId;
import java.util.Set;

/**
 * What may have changed since a look before: some devices, or anything.
 *
 * @param anything then {@code devices} says nothing
 */
public record ChangeSet(boolean anything, Set<DeviceId> devices) {
    public static final ChangeSet ALL = new ChangeSet(true, Set.of());

    public static ChangeSet of(Set<DeviceId> devices) {
        return new ChangeSet(false, Set.copyOf(devices));
    }

    public boolean touches(DeviceId device) {
        return anything || devices.contains(device);
    }
}

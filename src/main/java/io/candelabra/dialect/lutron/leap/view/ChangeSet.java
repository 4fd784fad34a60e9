package io.candelabra.dialect.lutron.leap.view;

import io.candelabra.model.DeviceId;
import java.util.Set;

/**
 * The changes since an earlier look: some devices, or anything.
 *
 * @param anything then {@code devices} says nothing
 */
public record ChangeSet(boolean anything, Set<DeviceId> devices) {
    public static final ChangeSet ALL = new ChangeSet(true, Set.of());

    public static ChangeSet of(Set<DeviceId> devices) {
        return new ChangeSet(false, Set.copyOf(devices));
    }

    public boolean covers(DeviceId device) {
        return anything || devices.contains(device);
    }
}

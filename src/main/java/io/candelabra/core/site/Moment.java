package io.candelabra.core.site;

import io.candelabra.core.state.SiteState;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceType;
import java.util.function.Supplier;

/**
 * What a rule may know besides the state: the time, fresh ids, the types of devices, the limits, and what dialects
 * declare of what they keep.
 *
 * @param nowMs site time
 * @param ids gives a fresh UUID in text form at each call
 */
record Moment(long nowMs, Supplier<String> ids, Types types, SiteLimits limits, Declared declared) {

    /** Finds the type of a device: the site's own types first, then the catalogue. */
    @FunctionalInterface
    public interface Types {
        DeviceType of(SiteState state, Device device);
    }
}

package io.candelabra.core.history;

import io.candelabra.core.state.SiteState;
import io.candelabra.model.Device;

/** Says of which states a history is kept. */
@FunctionalInterface
public interface Recording {
    boolean records(SiteState site, Device device, String state);
}

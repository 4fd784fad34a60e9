package io.candelabra.dialect.lutron.leap.view;

import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceType;
import io.candelabra.model.trait.Traits;
import java.util.IdentityHashMap;
import java.util.Map;

/** Types of devices with their traits, found once for each type. */
public final class LeapTypes {
    /** More than any catalogue; a bound all the same, since sites bring types of their own. */
    private static final int MOST = 5_000;

    private final Sites sites;
    private final Map<DeviceType, Traits> traits = new IdentityHashMap<>();

    public LeapTypes(Sites sites) {
        this.sites = sites;
    }

    public Sites sites() {
        return sites;
    }

    public DeviceType of(View view, Device device) {
        return sites.typeOf(view, device);
    }

    public synchronized Traits traits(DeviceType type) {
        if (traits.size() > MOST) {
            traits.clear();
        }
        return traits.computeIfAbsent(type, sites::traits);
    }
}

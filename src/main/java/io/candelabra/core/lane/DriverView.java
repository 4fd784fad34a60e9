package io.candelabra.core.lane;

import io.candelabra.model.GatewayId;
import io.candelabra.model.SiteId;
import java.util.Optional;

/** Looks at the drivers that run, for people. */
public interface DriverView {
    DriverStart start(SiteId site, GatewayId gateway);

    /** Why the last driver of a gateway fell; empty while one runs. */
    Optional<String> lastFall(SiteId site, GatewayId gateway);
}

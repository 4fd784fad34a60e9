package io.candelabra.driver.api;

import io.candelabra.model.Gateway;

/** Makes the driver for a gateway that names it; see {@link Gateway#driver}. */
@FunctionalInterface
public interface DriverFactory {
    Driver driverFor(Gateway gateway);
}

package io.candelabra.driver.api;

import io.candelabra.model.Gateway;

/** Makes the driver for a gateway; see {@link DriverKind}. */
@FunctionalInterface
public interface DriverFactory {
    Driver driverFor(Gateway gateway);
}

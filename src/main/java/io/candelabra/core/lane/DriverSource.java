package io.candelabra.core.lane;

import io.candelabra.core.secret.GatewaySeals;
import io.candelabra.driver.api.DriverFactory;
import io.candelabra.driver.api.DriverKinds;

/**
 * The source from which lanes take drivers.
 *
 * @param drivers makes the driver of a gateway; throws {@code CannotServe} where there is none for it
 * @param kinds declare the settings that drivers are given; a driver of a kind that is not among them is given none
 * @param seals opens secret settings
 */
public record DriverSource(DriverFactory drivers, DriverKinds kinds, GatewaySeals seals) {}

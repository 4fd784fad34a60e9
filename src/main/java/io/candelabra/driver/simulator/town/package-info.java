/**
 * The street lamps of a town: their plans, light and power, the mesh that leads to them, passers-by, and what breaks there.
 *
 * <p>Knows {@code field} and {@code life}. Start with {@link io.candelabra.driver.simulator.town.Town}, then
 * {@code StreetLampModel}.
 */
@NullMarked
package io.candelabra.driver.simulator.town;

import org.jspecify.annotations.NullMarked;

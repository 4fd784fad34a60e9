/**
 * Occupancy sensors, and the groups that they form by area.
 *
 * <p>Addresses such as {@code /occupancygroup/status}. Start with
 * {@link io.candelabra.dialect.lutron.leap.occupancy.OccupancyGroupRoutes}.
 */
@NullMarked
package io.candelabra.dialect.lutron.leap.occupancy;

import org.jspecify.annotations.NullMarked;

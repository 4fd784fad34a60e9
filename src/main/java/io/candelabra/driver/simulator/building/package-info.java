/**
 * The life of any building, be it a home or an office: people are about, rooms warm up and cool down, meters count,
 * sensors see all that.
 *
 * <p>Knows {@code field} and {@code life}, and neither the office nor the town: the driver says which devices are theirs. Start
 * with {@link io.candelabra.driver.simulator.building.Building}.
 */
@NullMarked
package io.candelabra.driver.simulator.building;

import org.jspecify.annotations.NullMarked;

/**
 * The life of devices without a command, in any site: the agenda of due looks, the habits that stand on it, the sun and
 * the weather, batteries, outages.
 *
 * <p>Knows {@code field} alone. A room for one kind of site (a building, an office, a town) brings habits and faults of its
 * own and hands them in. Start with {@link io.candelabra.driver.simulator.life.Habit}, then
 * {@link io.candelabra.driver.simulator.life.DayLife}.
 */
@NullMarked
package io.candelabra.driver.simulator.life;

import org.jspecify.annotations.NullMarked;

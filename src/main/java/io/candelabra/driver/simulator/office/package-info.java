/**
 * An office building: its staff, lights that are programmed to follow sensors and the clock, remotes, shades, and what breaks
 * there.
 *
 * <p>Knows {@code field} and {@code life}. Start with {@link io.candelabra.driver.simulator.office.Office}.
 */
@NullMarked
package io.candelabra.driver.simulator.office;

import org.jspecify.annotations.NullMarked;

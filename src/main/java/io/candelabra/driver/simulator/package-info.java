/**
 * Devices that are not there: the default driver, and the field of the demo.
 *
 * <p>An ordinary driver under the rule of all drivers: it knows {@code driver.api} and {@code model}, and nobody knows
 * that the field behind it is made up. Commands have the effects that their type declares, after the delay of a radio
 * and with the time that a motor takes. Everything else that happens (people, weather, meters, faults) is switched by
 * {@link io.candelabra.driver.simulator.Liveliness}. Time and chance come from the context alone, so one seed makes one
 * history.
 *
 * <p>Five rooms lie below the driver. {@code field} has the devices and the effects of commands; {@code life} stands on
 * it and has everything that happens without a command; {@code building}, {@code office} and {@code town} stand on
 * these two and do not know each other. Start with {@link io.candelabra.driver.simulator.SimulatorDriver}, which puts
 * them together.
 */
@NullMarked
package io.candelabra.driver.simulator;

import org.jspecify.annotations.NullMarked;

/**
 * Devices that are not there: the default driver, and the field of the demo.
 *
 * <p>An ordinary driver under the rule of all drivers: it knows {@code driver.api} and {@code model}, and nobody knows
 * that the field behind it is made up. Commands have the effects that their type declares, after the delay of a radio
 * and with the time that a motor takes; what happens besides (people, weather, meters, faults) is switched by
 * {@link io.candelabra.driver.simulator.Liveliness}. Time and chance come from the context alone, so one seed makes one
 * history. Start with {@link io.candelabra.driver.simulator.SimulatorDriver}, then {@code Field} and {@code Motions}.
 */
@NullMarked
package io.candelabra.driver.simulator;

import org.jspecify.annotations.NullMarked;

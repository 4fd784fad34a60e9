/**
 * The devices behind a simulated gateway, and what commands do to them: the ground on which all other rooms of the simulator
 * stand.
 *
 * <p>{@link io.candelabra.driver.simulator.field.Field} holds the devices and is the only place that reports them.
 * {@link io.candelabra.driver.simulator.field.Commands} takes a command from the gateway to the device, where
 * {@code Actuators} carry it out: some states change at once, motors take their time ({@code Motions}), and some commands
 * undo themselves later ({@code Timers}). Nothing here happens without a command.
 */
@NullMarked
package io.candelabra.driver.simulator.field;

import org.jspecify.annotations.NullMarked;

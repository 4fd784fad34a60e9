/**
 * Commands that move zones: how they read in a request, and which device commands they become.
 *
 * <p>{@link io.candelabra.dialect.lutron.leap.command.ZoneCommand} is checked against the kind of load;
 * {@link io.candelabra.dialect.lutron.leap.command.ZonePlans} turns it into one execution for all zones that it
 * concerns. Every command of this language that moves a level comes through here.
 */
@NullMarked
package io.candelabra.dialect.lutron.leap.command;

import org.jspecify.annotations.NullMarked;

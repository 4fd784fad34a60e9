/**
 * Commands that move zones: how they read in a request, and which device commands they become.
 *
 * <p>{@link io.candelabra.dialect.lutron.leap.command.ZoneCommand} is checked against the kind of load;
 * {@link io.candelabra.dialect.lutron.leap.command.ZonePlans} turns it into one execution for all zones that it
 * concerns. Whatever moves a level in this language comes through here.
 */
@NullMarked
package io.candelabra.dialect.lutron.leap.command;

import org.jspecify.annotations.NullMarked;

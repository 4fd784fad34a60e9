/**
 * Zones, groups of zones of one type, shades and switch legs: definitions, status and commands.
 *
 * <p>Addresses such as {@code /zone/5/status}. Start with {@link io.candelabra.dialect.lutron.leap.zone.ZoneRoutes}.
 */
@NullMarked
package io.candelabra.dialect.lutron.leap.zone;

import org.jspecify.annotations.NullMarked;

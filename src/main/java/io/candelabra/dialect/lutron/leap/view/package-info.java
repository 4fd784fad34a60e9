/**
 * A site as the language shows it: areas, zones, devices, remotes and sensors, each under a small number.
 *
 * <p>A core view comes in, which already shows only what the caller may see.
 * {@link io.candelabra.dialect.lutron.leap.view.LeapView} goes out; it puts its lists together when they are first
 * asked for. Nothing here knows a request. Start with {@link io.candelabra.dialect.lutron.leap.view.LeapView}, then
 * {@link io.candelabra.dialect.lutron.leap.view.Zone}.
 */
@NullMarked
package io.candelabra.dialect.lutron.leap.view;

import org.jspecify.annotations.NullMarked;

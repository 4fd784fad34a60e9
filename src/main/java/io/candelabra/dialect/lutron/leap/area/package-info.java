/**
 * Areas: their tree, their scenes, and figures of everything in them. The ids that outlive a renaming are here as well.
 *
 * <p>Addresses such as {@code /area/2/associatedzone}. An area lists zones, devices and shades in the words of their
 * own rooms. Start with {@link io.candelabra.dialect.lutron.leap.area.AreaRoutes}.
 */
@NullMarked
package io.candelabra.dialect.lutron.leap.area;

import org.jspecify.annotations.NullMarked;

/**
 * Overrides of levels: load shed and emergency, with the system's own resources.
 *
 * <p>An override remembers the levels from before in the same commit in which it begins, and gives them back when it
 * ends. Start with {@link io.candelabra.dialect.lutron.leap.override.LevelOverride}.
 */
@NullMarked
package io.candelabra.dialect.lutron.leap.override;

import org.jspecify.annotations.NullMarked;

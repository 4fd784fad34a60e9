/**
 * Groups of lamps, each lamp in one at most: made, shown, moved, dropped. Start with
 * {@link io.candelabra.dialect.sustainder.groups.GroupsRoutes}.
 */
@NullMarked
package io.candelabra.dialect.sustainder.groups;

import org.jspecify.annotations.NullMarked;

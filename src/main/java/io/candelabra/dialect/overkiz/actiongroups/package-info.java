/**
 * Action groups, which are the scenes of the core.
 *
 * <p>Bodies come in and go out in the words of {@code words.OverkizGroup}; what is executed is the work of {@code exec}. Read {@link io.candelabra.dialect.overkiz.actiongroups.ActionGroupsRoutes}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.actiongroups;

import org.jspecify.annotations.NullMarked;

/**
 * Action groups, which are the scenes of the core.
 *
 * <p>Bodies come in as {@code words.ActionGroupBody} and go out as {@code document.ActionGroupDocument}; {@code exec} executes them. Read {@link io.candelabra.dialect.overkiz.actiongroups.ActionGroupsRoutes}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.actiongroups;

import org.jspecify.annotations.NullMarked;

/**
 * The state of a site: the fold of its log.
 *
 * <p>Persistent maps share structure, so that a new state costs only its changes. A state comes from
 * {@link io.candelabra.core.state.SiteState#after}, or from the rows that a store kept of it, and from nothing else.
 */
@NullMarked
package io.candelabra.core.state;

import org.jspecify.annotations.NullMarked;

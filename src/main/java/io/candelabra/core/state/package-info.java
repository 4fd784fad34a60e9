/**
 * The state of a site: what the fold of its log leads to.
 *
 * <p>Persistent maps that share structure, so that a state costs what changed; a state only ever comes from
 * {@link io.candelabra.core.state.SiteState#after}, or from the rows that a store kept of it.
 */
@NullMarked
package io.candelabra.core.state;

import org.jspecify.annotations.NullMarked;

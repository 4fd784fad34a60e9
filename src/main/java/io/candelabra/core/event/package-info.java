/**
 * Every event of a site, as one sealed family, and the numbered entry of the log that carries it.
 *
 * <p>There are about a dozen events, not one per vendor's word: each dialect translates them. Start with
 * {@link io.candelabra.core.event.SiteEvent}.
 */
@NullMarked
package io.candelabra.core.event;

import org.jspecify.annotations.NullMarked;

package io.candelabra.core.event;

import io.candelabra.model.Cause;
import io.candelabra.model.SiteId;

/**
 * An event in its place in the log of its site.
 *
 * @param seq 1, 2, 3 … without gaps, given by the site's only writer
 * @param atMs site time, ms since 1970
 */
public record LoggedEvent(SiteId site, long seq, long atMs, Cause cause, SiteEvent event) {}

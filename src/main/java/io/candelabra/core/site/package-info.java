/**
 * The site: one writer, one log, one state; and the door through which everyone comes in.
 *
 * <p>{@link io.candelabra.core.site.Sites} is the door. It asks access once and hands the command to the
 * {@link io.candelabra.core.site.LocalSite}, whose pure rule ({@link io.candelabra.core.site.Decider}) turns it into
 * events on the <em>decided</em> head. The {@link io.candelabra.core.site.Committer} writes what is decided, for all sites
 * in turn, and moves the <em>durable</em> head, which is all that answers, readers and lanes ever see. {@link io.candelabra.core.site.SiteStore} is the seam to what
 * keeps it, {@link io.candelabra.core.site.Retention} says for how long the log is kept.
 */
@NullMarked
package io.candelabra.core.site;

import org.jspecify.annotations.NullMarked;

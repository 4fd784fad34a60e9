package io.candelabra.core.site;

import io.candelabra.model.SiteId;
import java.util.Optional;

/**
 * Says which sites this node may write. A site has one writer at a time; among several nodes the writer is the one that holds
 * the site's lease.
 *
 * <p>The lease is asked for before the site is taken over. Without it, two nodes that are asked for one site in turn would take
 * it from one another with each request, and each would find its own writing refused.
 */
@FunctionalInterface
public interface Leases {
    /** For a server of one node: every site is its own. */
    Leases ONE_NODE = site -> Optional.empty();

    /**
     * Takes or renews the lease of a site. It may block, for as long as asking a database takes.
     *
     * @return empty where this node holds the lease now, else the name of the node that holds it
     */
    Optional<String> heldElsewhere(SiteId site);
}

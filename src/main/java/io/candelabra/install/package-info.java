/**
 * The first contents of a server: the foundation of a site, homes from files, the first account.
 *
 * <p>Everything here is laid once and found again at the next start; it enters by the doors, as a dialect does. Nothing
 * here knows a dialect's words, a store or a socket. Start with {@link io.candelabra.install.Installation}.
 */
@NullMarked
package io.candelabra.install;

import org.jspecify.annotations.NullMarked;

/**
 * Webhooks of all dialects: readers of a site's log that send out what happened, and lose nothing.
 *
 * <p>A reader's place is on disk with each delivery that was acknowledged. A dialect says, as
 * {@link io.candelabra.push.Pushes}, which messages an event leads to; everything else is here: order, retries, signatures,
 * giving up. What must not come in: any word of a dialect, and sockets, which belong to {@code wire}. Start with
 * {@link io.candelabra.push.Webhooks}, then {@link io.candelabra.push.SubscriptionReader}.
 */
@NullMarked
package io.candelabra.push;

import org.jspecify.annotations.NullMarked;

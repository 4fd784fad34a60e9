/**
 * Webhooks of all dialects: readers of a site's log that send out events, and lose none.
 *
 * <p>A reader's position is on disk with each delivery that was acknowledged. A dialect says, as
 * {@link io.candelabra.push.Pushes}, which messages an event leads to; everything else is here: order, retries,
 * signatures, giving up. No word of a dialect may come in, and no socket, which belongs to {@code wire}. Start with
 * {@link io.candelabra.push.Webhooks}, then {@link io.candelabra.push.SubscriptionReader}.
 */
@NullMarked
package io.candelabra.push;

import org.jspecify.annotations.NullMarked;

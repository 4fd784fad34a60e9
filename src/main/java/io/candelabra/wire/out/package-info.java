/**
 * What the server sends to others by itself: HTTP requests to addresses that somebody else named.
 *
 * <p>Such an address is not to be trusted. It is resolved once, every address that it resolves to is checked, and the
 * connection goes to what was checked; there are no redirects. What may come in: requests as plain values. What must not:
 * any word of a dialect. Start with {@link io.candelabra.wire.out.Sender}, then
 * {@link io.candelabra.wire.out.AddressRules}.
 */
@NullMarked
package io.candelabra.wire.out;

import org.jspecify.annotations.NullMarked;

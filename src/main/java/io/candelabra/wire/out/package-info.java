/**
 * Requests and letters that the server sends by itself: HTTP to addresses that a client named, mail by the server that its owner named.
 *
 * <p>Such an address is not to be trusted. It is resolved once, every address that it resolves to is checked, and the
 * connection goes to a checked address; there are no redirects. Requests come in as plain values, without any word of a
 * dialect. Start with {@link io.candelabra.wire.out.Sender}, then {@link io.candelabra.wire.out.AddressRules}. For
 * letters start with {@link io.candelabra.wire.out.MailFolder}.
 */
@NullMarked
package io.candelabra.wire.out;

import org.jspecify.annotations.NullMarked;

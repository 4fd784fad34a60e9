/**
 * The Vive hub: the language of {@code leap} on a TLS socket, for at most ten clients.
 *
 * <p>What comes in: bytes of clients who prove themselves by name and password. What goes out: one compact line for each
 * answer and push. Start with {@link io.candelabra.dialect.lutron.vive.ViveHub}, then
 * {@link io.candelabra.dialect.lutron.vive.ViveConnection}.
 */
@NullMarked
package io.candelabra.dialect.lutron.vive;

import org.jspecify.annotations.NullMarked;

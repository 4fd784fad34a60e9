/**
 * The Vive hub: the language of {@code leap} on a TLS socket, for at most ten clients.
 *
 * <p>Bytes come in from clients that prove themselves by name and password, or by a certificate. One compact line goes
 * out for each answer and push. Start with {@link io.candelabra.dialect.lutron.vive.ViveHub}, then
 * {@link io.candelabra.dialect.lutron.vive.ViveConnection}.
 */
@NullMarked
package io.candelabra.dialect.lutron.vive;

import org.jspecify.annotations.NullMarked;

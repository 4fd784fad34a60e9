/**
 * Certificates and TLS sockets: an own root with the server certificate that it issues, contexts that speak TLS 1.2 and
 * 1.3 with modern ciphers only, and a listener for protocols that are not HTTP. A folder for the keys, names, a clock
 * and randomness come in. Whether a client is a caller of the core is decided elsewhere: a handler gets the
 * certificates. Read {@link io.candelabra.wire.tls.CertificateAuthority} first, then
 * {@link io.candelabra.wire.tls.TlsListener}.
 */
@NullMarked
package io.candelabra.wire.tls;

import org.jspecify.annotations.NullMarked;

/**
 * Certificates and TLS sockets: an own root with the server certificate that it issues, contexts that speak TLS 1.2
 * and 1.3 with modern ciphers only, and a listener for protocols that are not HTTP. What may come in: a folder for the
 * keys, names, a clock, randomness. What must not: who a client is to the core; a handler gets the certificates and
 * decides.
 * Read {@link io.candelabra.wire.tls.CertificateAuthority} first, then {@link io.candelabra.wire.tls.TlsListener}.
 */
@NullMarked
package io.candelabra.wire.tls;

import org.jspecify.annotations.NullMarked;

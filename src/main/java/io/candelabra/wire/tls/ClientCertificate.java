package io.candelabra.wire.tls;

/** Whether clients show certificates in the handshake. */
public enum ClientCertificate {
    NONE,
    /** Asked for; a client without one comes in all the same. A certificate that is shown must be trusted. */
    WANTED,
    /** A client without one is refused in the handshake. */
    NEEDED
}

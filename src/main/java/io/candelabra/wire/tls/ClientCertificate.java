package io.candelabra.wire.tls;

/** Whether clients show certificates in the handshake. */
public enum ClientCertificate {
    NONE,
    /** Asked for; who has none comes in without. One that is shown must be trusted. */
    WANTED,
    /** Who has none is refused in the handshake. */
    NEEDED
}

package io.candelabra.wire.tls;

import java.util.List;

/** The protocols and ciphers that are spoken: TLS 1.3 and 1.2, forward secret and authenticated ciphers only. */
public final class Ciphers {

    public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** For EC and RSA certificates alike, since pairing clients may bring RSA keys. */
    public static final List<String> SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private Ciphers() {}
}

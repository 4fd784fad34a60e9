package io.candelabra.admin;

import io.candelabra.dialect.lutron.vive.VivePorts;
import io.candelabra.wire.tls.CertificateAuthority;
import java.util.Optional;

/** The hubs that listen: one for each binding of Vive. */
public interface ViveHubs {
    /** The ports of a binding's hub; empty where it does not listen. */
    Optional<VivePorts> of(String binding);

    /**
     * Makes a binding's hub listen, if it does not.
     *
     * @throws io.candelabra.core.access.Refused where no port is left for it
     */
    VivePorts open(String binding, String site);

    /** Signs the certificates that programs show at pairing. */
    CertificateAuthority partners();
}

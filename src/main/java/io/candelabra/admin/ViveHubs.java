package io.candelabra.admin;

import io.candelabra.dialect.lutron.vive.VivePorts;
import io.candelabra.wire.tls.CertificateAuthority;
import java.util.List;
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

    /** The ports at which hubs listen, in the order in which they began to. */
    List<Integer> leapPorts();

    /** Signs the certificates that programs show at pairing. */
    CertificateAuthority partners();
}

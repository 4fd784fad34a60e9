package io.candelabra.dialect.lutron.vive;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.site.Sites;
import io.candelabra.dialect.lutron.leap.Leap;
import io.candelabra.wire.tls.CertificateAuthority;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** Both ports of a hub: the one that is spoken to, and the one on which programs are paired. */
public final class VivePorts implements AutoCloseable {

    /**
     * All that the ports need.
     *
     * @param leapPort port of the hub; 0 for any free one
     * @param pairingPort port of pairing; 0 for any free one
     * @param authority the server's own certificates
     * @param partners signs the certificates that programs have to show when they pair
     * @param binding id of the face binding that says which site is shown
     */
    public record Settings(
            String bindAddress,
            int leapPort,
            int pairingPort,
            CertificateAuthority authority,
            CertificateAuthority partners,
            String binding) {}

    private final CertificateAuthority partners;
    private final ViveIntegrations integrations;
    private final ViveHub hub;
    private final PairingPort pairing;

    private VivePorts(CertificateAuthority partners, ViveIntegrations integrations, ViveHub hub, PairingPort pairing) {
        this.partners = partners;
        this.integrations = integrations;
        this.hub = hub;
        this.pairing = pairing;
    }

    /**
     * Listens from now on.
     *
     * @param clock the wall's time
     * @param random cryptographically strong
     * @param threads runs everything on threads of its own, best virtual ones
     */
    public static VivePorts start(
            Settings settings,
            Leap leap,
            Sites sites,
            Accounts accounts,
            InstantSource clock,
            RandomGenerator random,
            Executor threads)
            throws IOException {
        ViveIntegrations integrations = new ViveIntegrations(accounts, clock, random);
        ViveHub hub = ViveHub.start(
                new ViveHub.Settings(
                        settings.bindAddress(),
                        settings.leapPort(),
                        settings.authority().serverContext(),
                        settings.binding()),
                leap,
                sites,
                accounts,
                integrations,
                clock,
                threads);
        try {
            PairingPort pairing = PairingPort.start(
                    new PairingPort.Settings(
                            settings.bindAddress(),
                            settings.pairingPort(),
                            settings.authority(),
                            List.of(settings.partners().root()),
                            settings.binding()),
                    integrations,
                    clock,
                    threads);
            return new VivePorts(settings.partners(), integrations, hub, pairing);
        } catch (IOException taken) {
            hub.close();
            throw taken;
        }
    }

    public int leapPort() {
        return hub.port();
    }

    public int pairingPort() {
        return pairing.port();
    }

    public ViveIntegrations integrations() {
        return integrations;
    }

    public CertificateAuthority partners() {
        return partners;
    }

    public ViveHub hub() {
        return hub;
    }

    public PairingPort pairing() {
        return pairing;
    }

    @Override
    public void close() throws IOException {
        pairing.close();
        hub.close();
    }
}

package io.candelabra.driver.mqtt;

import io.candelabra.wire.tls.PinnedTrust;
import java.security.KeyStore;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;

/** Trust in one certificate, in the shape that the library takes. */
final class PinnedTrustManagers extends TrustManagerFactory {

    PinnedTrustManagers(PinnedTrust trust) {
        super(new Managers(trust), trust.context().getProvider(), "pinned");
    }

    private static final class Managers extends TrustManagerFactorySpi {
        private final PinnedTrust trust;

        Managers(PinnedTrust trust) {
            this.trust = trust;
        }

        @Override
        protected void engineInit(KeyStore none) {
            // there is nothing to begin with: the certificate comes with the first connection
        }

        @Override
        protected void engineInit(ManagerFactoryParameters none) {
            // likewise
        }

        @Override
        protected TrustManager[] engineGetTrustManagers() {
            return new TrustManager[] {trust.manager()};
        }
    }
}

package io.candelabra.wire.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Puts keys and trust together. */
final class TlsContexts {

    private TlsContexts() {}

    static SSLContext server(ServerKey key, List<X509Certificate> trustedClients, SecureRandom random) {
        try {
            return context(new KeyManager[] {key}, trust(trustedClients), random);
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalStateException("no TLS", unusable);
        }
    }

    static SSLContext client(List<X509Certificate> trusted, SecureRandom random) {
        try {
            return context(new KeyManager[0], trust(trusted), random);
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalStateException("no TLS", unusable);
        }
    }

    static SSLContext client(List<X509Certificate> trusted, KeyAndCertificate shown, SecureRandom random) {
        try {
            return context(shows(shown), trust(trusted), random);
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalStateException("no TLS", unusable);
        }
    }

    /** What shows a certificate to a server that asks for one. */
    static KeyManager[] shows(KeyAndCertificate shown) throws GeneralSecurityException, IOException {
        KeyStore keys = empty();
        keys.setKeyEntry("own", shown.key(), new char[0], new X509Certificate[] {shown.certificate()});
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, new char[0]);
        return managers.getKeyManagers();
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, random);
        return context;
    }

    private static TrustManager[] trust(List<X509Certificate> trusted) throws GeneralSecurityException, IOException {
        KeyStore roots = empty();
        for (int i = 0; i < trusted.size(); i++) {
            roots.setCertificateEntry("root" + i, trusted.get(i));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(roots);
        return managers.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}

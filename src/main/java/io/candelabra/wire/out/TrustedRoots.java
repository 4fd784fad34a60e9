package io.candelabra.wire.out;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The certificate authorities that receivers' certificates may come from: the roots that the JDK knows, and those that
 * the owner added.
 */
public final class TrustedRoots {
    private TrustedRoots() {}

    /** The JDK's roots and more. */
    public static SSLContext and(List<X509Certificate> more) {
        try {
            List<X509Certificate> all = new java.util.ArrayList<>(defaults());
            all.addAll(more);
            return only(all);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this JDK cannot make a TLS context", broken);
        }
    }

    /** These roots and no others. */
    public static SSLContext only(List<X509Certificate> trusted) {
        try {
            KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
            roots.load(null, null);
            int number = 0;
            for (X509Certificate root : trusted) {
                roots.setCertificateEntry("root-" + number++, root);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(roots);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | java.io.IOException broken) {
            throw new IllegalStateException("this JDK cannot make a TLS context", broken);
        }
    }

    /** Reads certificates in PEM form. */
    public static List<X509Certificate> parse(byte[] pem) throws GeneralSecurityException {
        List<X509Certificate> found = new java.util.ArrayList<>();
        for (Certificate certificate :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
            found.add((X509Certificate) certificate);
        }
        return found;
    }

    private static List<X509Certificate> defaults() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (TrustManager trust : factory.getTrustManagers()) {
            if (trust instanceof X509TrustManager roots) {
                return Arrays.asList(roots.getAcceptedIssuers());
            }
        }
        return List.of();
    }
}

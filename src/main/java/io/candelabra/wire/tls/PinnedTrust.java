package io.candelabra.wire.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trust in one certificate: a far end that certifies itself, such as a box in the house, is the same one as long as it shows the same
 * certificate. Who has seen none yet believes the first.
 */
public final class PinnedTrust {
    private final TrustManager manager = new Pinned();
    private final SSLContext context;
    private volatile String pin;

    /** A far end shows another certificate than the one that it is known by. */
    public static final class OtherCertificate extends CertificateException {
        private static final long serialVersionUID = 1L;

        OtherCertificate() {
            super("it shows another certificate than before");
        }
    }

    /**
     * @param fingerprint SHA-256 of the certificate, as hexadecimal digits, with or without colons; empty to believe the first
     * @param random cryptographically strong
     */
    public PinnedTrust(String fingerprint, SecureRandom random) {
        this(fingerprint, Optional.empty(), random);
    }

    /**
     * The same for a far end that wants to know us as well.
     *
     * @param shown what we show where it asks for a certificate; empty for nothing
     */
    public PinnedTrust(String fingerprint, Optional<KeyAndCertificate> shown, SecureRandom random) {
        this.pin = plain(fingerprint);
        try {
            context = SSLContext.getInstance("TLS");
            KeyManager[] keys = shown.isPresent() ? TlsContexts.shows(shown.get()) : new KeyManager[0];
            context.init(keys, new TrustManager[] {manager}, random);
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalStateException("no TLS", unusable);
        }
    }

    /** Whether a text can be a fingerprint. */
    public static boolean isFingerprint(String text) {
        return plain(text).matches("[0-9a-f]{64}");
    }

    private static String plain(String fingerprint) {
        return fingerprint.replace(":", "").toLowerCase(Locale.ROOT);
    }

    public SSLContext context() {
        return context;
    }

    /** The same for a library that makes a context of its own. */
    public TrustManager manager() {
        return manager;
    }

    /** The fingerprint of the certificate that is believed: 64 hexadecimal digits; empty where none was seen yet. */
    public String fingerprint() {
        return pin;
    }

    private synchronized void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length == 0) {
            throw new CertificateException("it shows no certificate");
        }
        String shown = fingerprint(chain[0]);
        if (pin.isEmpty()) {
            pin = shown;
        } else if (!pin.equals(shown)) {
            throw new OtherCertificate();
        }
    }

    private static String fingerprint(X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** Extended, so that nobody puts a check of names around it. */
    private final class Pinned extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            throw new CertificateException("this is no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
                throws CertificateException {
            throw new CertificateException("this is no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("this is no server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

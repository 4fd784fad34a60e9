package io.candelabra.wire.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Certificates and keys as PEM text, in and out. */
public final class Pem {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    /** One certificate as PEM text, with a line end at the end. */
    public static String text(X509Certificate certificate) {
        try {
            return block("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException broken) {
            throw new IllegalArgumentException("a certificate that cannot be encoded", broken);
        }
    }

    /** A private key as PEM text (PKCS #8, not encrypted). A secret. */
    public static String text(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    /** All certificates of a PEM text, in order. Throws IllegalArgumentException where it holds anything else. */
    public static List<X509Certificate> certificates(String pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException broken) {
            throw new IllegalArgumentException("not certificates as PEM text", broken);
        }
    }

    /**
     * A private key, of an elliptic curve or RSA and not encrypted, with the first certificate of a text, which has to be its own.
     *
     * @throws IllegalArgumentException where they cannot be read, or are not of one another; the words hold nothing of the key
     */
    public static KeyAndCertificate keyAndCertificate(String keyPem, String certificatePem) {
        List<X509Certificate> certificates = certificates(certificatePem);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("no certificate as PEM text");
        }
        X509Certificate first = certificates.getFirst();
        try (PEMParser parser = new PEMParser(new StringReader(keyPem))) {
            PrivateKey key = key(parser);
            KeyAndCertificate both = new KeyAndCertificate(key, first);
            if (!both.fitTogether()) {
                throw new IllegalArgumentException("a certificate of another key");
            }
            return both;
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalArgumentException("no private key as PEM text");
        }
    }

    private static PrivateKey key(PEMParser parser) throws IOException {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
            if (next instanceof PEMKeyPair pair) {
                return converter.getPrivateKey(pair.getPrivateKeyInfo());
            }
            if (next instanceof PrivateKeyInfo info) {
                return converter.getPrivateKey(info);
            }
        }
        throw new IOException("no private key");
    }

    /** The bytes of the one block of a kind, such as {@code CERTIFICATE REQUEST}. */
    static byte[] bytes(String pem, String kind) {
        String begin = "-----BEGIN " + kind + "-----";
        String end = "-----END " + kind + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no " + kind.toLowerCase(Locale.ROOT) + " as PEM text");
        }
        return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    }

    static PrivateKey ecKey(String pem) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes(pem, "PRIVATE KEY")));
    }

    /** Writes a file whole or not at all; a secret one can be read by its owner only, from its first byte on. */
    static void write(Path file, String text, boolean secret) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(secret ? "rw-------" : "rw-r--r--"))
                }
                : new FileAttribute<?>[0];
        Files.createFile(fresh, attributes);
        Files.writeString(fresh, text, StandardCharsets.US_ASCII);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Bytes as the one block of a kind. */
    static String block(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n" + LINES.encodeToString(bytes) + "\n-----END " + kind + "-----\n";
    }
}

package io.candelabra.wire.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** Makes keys and certificates: EC on P-256, signed with SHA-256. */
record Issuer(SecureRandom random) {

    /** Clocks of clients may be behind ours. */
    private static final Duration SKEW = Duration.ofHours(24);

    KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    KeyAndCertificate root(Instant now, Duration validity) throws GeneralSecurityException {
        KeyPair keys = keys();
        BigInteger serial = serial();
        // no two roots have one name, so that a client which knows an older one does not try it
        X500Name name = name("Candelabra root " + serial.toString(16).substring(0, 8));
        X509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                name, serial, Date.from(now.minus(SKEW)), Date.from(now.plus(validity)), name, keys.getPublic());
        try {
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            certificate
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(keys.getPublic()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new KeyAndCertificate(keys.getPrivate(), signed(certificate, keys.getPrivate()));
    }

    X509Certificate server(KeyAndCertificate root, PublicKey key, List<String> names, Instant now, Duration validity)
            throws GeneralSecurityException {
        GeneralName[] alternatives = names.stream()
                .map(name -> new GeneralName(
                        CertificateAuthority.isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
        X509v3CertificateBuilder certificate =
                leaf(root, key, names.getFirst(), now, validity, KeyPurposeId.id_kp_serverAuth);
        try {
            certificate.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return signed(certificate, root.key());
    }

    /**
     * The key that a client wants a certificate for (PKCS #10 as PEM text).
     *
     * @throws IllegalArgumentException where the request is not signed with its own key, or the key is weak
     */
    static PublicKey requested(String requestPem) throws GeneralSecurityException {
        try {
            JcaPKCS10CertificationRequest request =
                    new JcaPKCS10CertificationRequest(Pem.bytes(requestPem, "CERTIFICATE REQUEST"));
            PublicKey key = request.getPublicKey();
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw new IllegalArgumentException("the request is not signed with its own key");
            }
            if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < 2048) {
                throw new IllegalArgumentException("the key is shorter than 2048 bits");
            }
            return key;
        } catch (IOException | OperatorCreationException | PKCSException unusable) {
            throw new GeneralSecurityException(unusable);
        }
    }

    X509Certificate client(KeyAndCertificate root, PublicKey key, String commonName, Instant now, Duration validity)
            throws GeneralSecurityException {
        return signed(leaf(root, key, commonName, now, validity, KeyPurposeId.id_kp_clientAuth), root.key());
    }

    private X509v3CertificateBuilder leaf(
            KeyAndCertificate root,
            PublicKey key,
            String commonName,
            Instant now,
            Duration validity,
            KeyPurposeId purpose)
            throws GeneralSecurityException {
        Instant rootEnds = root.certificate().getNotAfter().toInstant();
        Instant ends = now.plus(validity);
        X509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                new JcaX509CertificateHolder(root.certificate()).getSubject(),
                serial(),
                Date.from(now.minus(SKEW)),
                Date.from(ends.isBefore(rootEnds) ? ends : rootEnds),
                name(commonName),
                key);
        try {
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            return certificate
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose))
                    .addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            ids.createAuthorityKeyIdentifier(root.certificate().getPublicKey()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private X509Certificate signed(X509v3CertificateBuilder certificate, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(certificate.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .setSecureRandom(random)
                            .build(key)));
        } catch (OperatorCreationException unusable) {
            throw new GeneralSecurityException("a key that cannot sign", unusable);
        }
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .addRDN(BCStyle.O, "Candelabra")
                .build();
    }

    /** 127 random bits, the first of them set: positive, and never short. */
    private BigInteger serial() {
        return new BigInteger(126, random).setBit(126);
    }
}

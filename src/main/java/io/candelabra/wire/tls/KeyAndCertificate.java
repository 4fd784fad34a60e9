package io.candelabra.wire.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;

/** A private key and the certificate of its public half. */
public record KeyAndCertificate(PrivateKey key, X509Certificate certificate) {

    /** Whether the certificate is of this key: a signature of the one is proved by the other. */
    boolean fitTogether() throws GeneralSecurityException {
        byte[] any = certificate.getTBSCertificate();
        String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(any);
        byte[] signed = signing.sign();
        Signature proof = Signature.getInstance(algorithm);
        proof.initVerify(certificate.getPublicKey());
        proof.update(any);
        return proof.verify(signed);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "KeyAndCertificate[" + certificate.getSubjectX500Principal() + "]";
    }
}

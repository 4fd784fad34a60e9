package io.candelabra.wire.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A fresh key on P-256, and the request (PKCS #10) that asks an authority for its certificate.
 *
 * @param request as PEM text; no secret
 */
public record SigningRequest(PrivateKey key, String request) {

    /**
     * @param commonName what the certificate shall be called
     * @param random cryptographically strong
     */
    public static SigningRequest of(String commonName, SecureRandom random) {
        try {
            KeyPair keys = new Issuer(random).keys();
            var name = new X500NameBuilder(BCStyle.INSTANCE)
                    .addRDN(BCStyle.CN, commonName)
                    .build();
            byte[] request = new JcaPKCS10CertificationRequestBuilder(name, keys.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                    .getEncoded();
            return new SigningRequest(keys.getPrivate(), Pem.block("CERTIFICATE REQUEST", request));
        } catch (GeneralSecurityException | IOException | OperatorCreationException unusable) {
            throw new IllegalStateException("no signing request can be made", unusable);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SigningRequest";
    }
}

package io.candelabra.demo;

import io.candelabra.wire.tls.CertificateAuthority;
import io.candelabra.wire.tls.KeyAndCertificate;
import io.candelabra.wire.tls.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A certificate with which programs on this machine may try pairing, as a partner's program would show it.
 *
 * @param certificate PEM file
 * @param key PEM file that only its owner can read
 */
public record DemoPartner(Path certificate, Path key) {

    /** The files in a folder; made where they are not there yet. */
    public static DemoPartner in(Path folder, CertificateAuthority partners) throws IOException {
        Path certificate = folder.resolve("demo-partner.pem").toAbsolutePath();
        Path key = folder.resolve("demo-partner.key").toAbsolutePath();
        if (!Files.exists(certificate)) {
            KeyAndCertificate fresh = partners.issueClient("Candelabra demo partner");
            Files.deleteIfExists(key);
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(key, Pem.text(fresh.key()));
            // the certificate comes last: where it is, both are
            Files.writeString(certificate, Pem.text(fresh.certificate()));
        }
        return new DemoPartner(certificate, key);
    }
}

package io.candelabra.training;

import io.candelabra.wire.out.TrustedRoots;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * A running demo, and how to come in.
 *
 * @param https such as {@code https://localhost:8443}
 * @param root file of the certificate that its own are checked against
 * @param faces what {@code demo.json} says of each face, by the face's name
 */
public record TrainingTarget(URI https, Path root, Map<String, Map<String, Object>> faces) {

    /**
     * Trust in the root alone.
     *
     * @throws IllegalStateException where the file is not there, or holds no certificate
     */
    public static SSLContext trusting(Path root) {
        try {
            return TrustedRoots.only(TrustedRoots.parse(Files.readAllBytes(root)));
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException(root + " cannot be trusted", unreadable);
        }
    }

    HttpsLine open(Map<String, String> headers) throws IOException {
        return new HttpsLine(trusting(root), https, headers);
    }

    String text(String face, String entry) {
        return String.valueOf(faces.getOrDefault(face, Map.of()).get(entry));
    }

    int number(String face, String entry) {
        return Integer.parseInt(text(face, entry));
    }
}

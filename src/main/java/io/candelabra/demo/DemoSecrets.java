package io.candelabra.demo;

import io.candelabra.model.SiteId;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.JsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The demo's passwords and keys, made at its first start and kept in a file that only its owner can read: the server itself
 * keeps hashes alone, and the demo has to tell them again at every start.
 *
 * @param token bearer token of the local Overkiz face
 */
public record DemoSecrets(
        String demoPassword,
        String guestPassword,
        String neighbourPassword,
        String token,
        String quantumApiKey,
        String quantumDeviceKey,
        String vivePairingCode) {
    private static final String FILE = "demo-secrets.json";

    /**
     * Reads the folder's secrets, or makes them.
     *
     * @param known whether the passwords are those that the documentation names: only where nobody else can reach the server
     */
    public static DemoSecrets in(Path folder, boolean known, RandomGenerator random) throws IOException {
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            DemoSecrets kept = kept(file);
            if (known == kept.demoPassword().equals("candelabra-demo")) {
                return kept;
            }
        }
        DemoSecrets fresh = new DemoSecrets(
                known ? "candelabra-demo" : text(random),
                known ? "candelabra-guest" : text(random),
                known ? "candelabra-neighbour" : text(random),
                text(random),
                text(random),
                text(random),
                String.format(Locale.ROOT, "%08d", random.nextInt(100_000_000)));
        Path written = folder.resolve(FILE + ".new");
        Files.deleteIfExists(written);
        Files.createFile(written, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(written, Json.write(fresh));
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return fresh;
    }

    private static DemoSecrets kept(Path file) throws IOException {
        try {
            return Json.read(Files.readAllBytes(file), DemoSecrets.class);
        } catch (JsonException damaged) {
            throw new IOException(
                    file
                            + " is damaged: put it back from a backup; or remove it, and the demo makes new passwords and keys",
                    damaged);
        }
    }

    /** The token that opens an imported home on the local face: another for each, the same at every start. */
    String tokenFor(SiteId site) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] made = mac.doFinal(site.value().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(made);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String text(RandomGenerator random) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Never the secrets themselves: records are printed when something goes wrong. */
    @Override
    public String toString() {
        return "DemoSecrets[…]";
    }
}

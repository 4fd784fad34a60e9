package io.candelabra.core.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Random secrets, and their hashes, which are all that is kept. */
public final class Secrets {
    private static final int BYTES = 32;

    /** Never fed, only copied: a copy costs a tenth of asking the JDK's providers for another one. */
    private static final MessageDigest UNUSED = sha256();

    private Secrets() {}

    /** A fresh secret of 256 random bits, as 64 hexadecimal digits. */
    public static String fresh(RandomGenerator random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    /** The hash of a secret, by which it is kept and found: its SHA-256, as 64 hexadecimal digits. */
    public static String kept(String secret) {
        try {
            MessageDigest digest = (MessageDigest) UNUSED.clone();
            return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the SHA-256 of this JDK can be copied", impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}

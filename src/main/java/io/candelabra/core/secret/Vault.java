package io.candelabra.core.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals text with AES-256-GCM under keys that come from one root key. Sealed text is bound to its purpose: text that
 * was sealed for one thing cannot be opened as another.
 */
public final class Vault {
    /** Bytes of a root key. */
    public static final int KEY_BYTES = 32;

    private static final String FORMAT = "s1.";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final byte[] rootKey;
    private final RandomGenerator random;

    /**
     * @param rootKey {@value #KEY_BYTES} bytes
     * @param random must not be guessable outside tests
     */
    public Vault(byte[] rootKey, RandomGenerator random) {
        if (rootKey.length != KEY_BYTES) {
            throw new IllegalArgumentException("a root key has " + KEY_BYTES + " bytes");
        }
        this.rootKey = rootKey.clone();
        this.random = random;
    }

    /** Seals a text. Twice the same gives two different results. */
    public String seal(String purpose, String clear) {
        byte[] nonce = new byte[NONCE_BYTES];
        synchronized (random) {
            random.nextBytes(nonce);
        }
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, purpose, nonce).doFinal(clear.getBytes(StandardCharsets.UTF_8));
            byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return FORMAT + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this JDK cannot seal", broken);
        }
    }

    /**
     * Opens what {@link #seal} made for the same purpose.
     *
     * @throws CannotOpen if it was sealed for something else, under another root key, or was changed
     */
    public String open(String purpose, String sealed) {
        if (!sealed.startsWith(FORMAT)) {
            throw new CannotOpen();
        }
        try {
            byte[] whole = Base64.getUrlDecoder().decode(sealed.substring(FORMAT.length()));
            if (whole.length < NONCE_BYTES) {
                throw new CannotOpen();
            }
            byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
            byte[] clear =
                    cipher(Cipher.DECRYPT_MODE, purpose, nonce).doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
            return new String(clear, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
            throw new CannotOpen();
        }
    }

    /** A key of {@value #KEY_BYTES} bytes for one purpose; the same each time under the same root key. */
    public byte[] key(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(rootKey, "HmacSHA256"));
            return mac.doFinal(("candelabra key " + purpose).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this JDK cannot derive keys", broken);
        }
    }

    private Cipher cipher(int mode, String purpose, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key("seal " + purpose), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    /** It is not ours, not for this purpose, or damaged; nothing more is told. */
    public static final class CannotOpen extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotOpen() {
            super("a sealed text cannot be opened", null, false, false);
        }
    }
}

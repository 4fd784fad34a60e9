package io.candelabra.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Stands for a document at its gateway, so that the gateway's events need not carry it: another text has another mark.
 *
 * @param characters length of the document
 * @param hash the beginning of its SHA-256, as hexadecimal digits
 */
public record DocumentMark(int characters, String hash) {
    private static final int LETTERS = 16;
    private static final Pattern MARK = Pattern.compile("[0-9]{1,7} characters, [0-9a-f]{16}");

    /** The mark of a document. */
    public static DocumentMark of(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new DocumentMark(
                    text.length(), HexFormat.of().formatHex(hash).substring(0, LETTERS));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    public static boolean isOne(String text) {
        return MARK.matcher(text).matches();
    }

    /** As it stands at the gateway, such as {@code 1234 characters, 0123456789abcdef}. */
    @Override
    public String toString() {
        return characters + " characters, " + hash;
    }
}

package io.candelabra.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Stands for a document at its gateway, so that the gateway's events need not carry it: another text has another mark. */
public final class DocumentMark {
    private static final int LETTERS = 16;
    private static final Pattern MARK = Pattern.compile("[0-9]{1,7} characters, [0-9a-f]{16}");

    private DocumentMark() {}

    /** Such as {@code 1234 characters, 0123456789abcdef}. */
    public static String of(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return text.length() + " characters, "
                    + HexFormat.of().formatHex(hash).substring(0, LETTERS);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    public static boolean isOne(String text) {
        return MARK.matcher(text).matches();
    }
}

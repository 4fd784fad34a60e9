package io.candelabra.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids that a file lacks, made from its contents: the same for the same file, whenever and wherever it is imported. */
final class StableIds {
    private static final Pattern GATEWAY = Pattern.compile("\\d{4}-\\d{4}-\\d{4}");
    private static final Pattern LAST_GROUP = Pattern.compile(".*-\\d{4}");

    private StableIds() {}

    static boolean isGatewayId(String id) {
        return GATEWAY.matcher(id).matches();
    }

    /** A gateway id of the usual form; its last group is kept where it is not masked. */
    static String gateway(String seed, String was) {
        byte[] hash = hash(seed);
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            digits.append(Math.floorMod(hash[i], 10));
        }
        String last = LAST_GROUP.matcher(was).matches() ? was.substring(was.length() - 4) : digits.substring(8);
        return digits.substring(0, 4) + "-" + digits.substring(4, 8) + "-" + last;
    }

    static String uuid(String seed) {
        byte[] hash = hash(seed);
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = high << 8 | hash[i] & 0xff;
            low = low << 8 | hash[i + 8] & 0xff;
        }
        // version 8 (made in a way of our own) and the usual variant
        return new UUID(high & ~0xf000L | 0x8000L, low & ~(0b11L << 62) | 0b10L << 62).toString();
    }

    private static byte[] hash(String seed) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}

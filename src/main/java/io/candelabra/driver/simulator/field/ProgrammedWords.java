package io.candelabra.driver.simulator.field;

import java.util.Map;

/**
 * Facts of a device or a gateway that only this driver knows: its programming, and where it stands. Kept in the corner
 * that is this driver's own, as one text of words {@code key=value} with a space between.
 */
final class ProgrammedWords {
    private static final String CORNER = "simulator";

    private ProgrammedWords() {}

    /** The value of a word; empty where there is none. */
    static String of(Map<String, String> vendor, String key) {
        String text = vendor.getOrDefault(CORNER, "");
        int from = 0;
        while (from < text.length()) {
            int blank = text.indexOf(' ', from);
            int end = blank < 0 ? text.length() : blank;
            if (text.startsWith(key, from) && from + key.length() < end && text.charAt(from + key.length()) == '=') {
                return text.substring(from + key.length() + 1, end);
            }
            from = end + 1;
        }
        return "";
    }
}

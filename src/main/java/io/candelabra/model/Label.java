package io.candelabra.model;

import java.util.Optional;

/**
 * The name that people give a thing, in any language: one line of at most {@value #MOST} characters that every screen and every
 * log shows as it is. Characters that steer a screen (NUL, escape, line breaks), that turn the direction of writing, or that
 * stand for no character have no place in it.
 *
 * @param text the label
 */
public record Label(String text) {
    /** UTF-16 code units. */
    public static final int MOST = 1_000;

    public Label {
        fault(text).ifPresent(fault -> {
            throw new IllegalArgumentException("a label " + fault);
        });
    }

    /** Why a text can be no label, as the end of a sentence; empty where it can. */
    public static Optional<String> fault(String text) {
        if (text.length() > MOST) {
            return Optional.of("has at most " + MOST + " characters");
        }
        if (text.codePoints().anyMatch(Label::steers)) {
            return Optional.of("has no control characters, line breaks or direction marks");
        }
        return isBlank(text) ? Optional.of("has more than blanks") : Optional.empty();
    }

    /** The nearest text that can be a label. */
    public static String clean(String text) {
        if (fault(text).isEmpty()) {
            return text;
        }
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(MOST).forEach(point -> {
            if (!steers(point)) {
                clean.appendCodePoint(point);
            } else if (Character.isWhitespace(point)) {
                clean.append(' ');
            }
        });
        while (clean.length() > MOST) {
            clean.setLength(clean.offsetByCodePoints(clean.length(), -1));
        }
        return isBlank(clean.toString()) ? "" : clean.toString();
    }

    /** A text from outside as it may stand on a screen: what steers it is spelled out. */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (steers(point)) {
                shown.append("\\u{").append(Integer.toHexString(point)).append('}');
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }

    /** Blanks and nothing else: no screen shows such a name. The empty text is not one: it says that there is no name. */
    private static boolean isBlank(String text) {
        return !text.isEmpty()
                && text.codePoints().allMatch(point -> Character.isWhitespace(point) || Character.isSpaceChar(point));
    }

    private static boolean steers(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            // joiners shape letters of some scripts and make up emoji; the other marks of format turn the writing
            case Character.FORMAT ->
                point == 0x061C
                        || point == 0x200E
                        || point == 0x200F
                        || point >= 0x202A && point <= 0x202E
                        || point >= 0x2066 && point <= 0x2069
                        || point == 0xFEFF;
            default -> false;
        };
    }
}

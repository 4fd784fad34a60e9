package io.candelabra.wire.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes trees of maps, lists, texts and numbers to the same text as {@link Json#text}, without the library's search for who writes
 * what. For documents that are made by the thousand, such as those of a list.
 */
public final class PlainTree {
    private static final int ROOM = 1_024;

    private PlainTree() {}

    /** The value as compact text; whatever is none of these is written by the library. */
    public static String text(@Nullable Object value) {
        StringBuilder out = new StringBuilder(ROOM);
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case String text -> write(text, out);
            case Integer number -> out.append(number.intValue());
            case Long number -> out.append(number.longValue());
            case Double number when Double.isFinite(number) -> out.append(number.doubleValue());
            case Boolean yes -> out.append(yes.booleanValue());
            case RawJson raw -> out.append(raw.text());
            case Map<?, ?> map -> write(map, out);
            case List<?> list -> write(list, out);
            default -> out.append(Json.text(value));
        }
    }

    private static void write(Map<?, ?> map, StringBuilder out) {
        char before = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(before);
            before = ',';
            write(String.valueOf(entry.getKey()), out);
            out.append(':');
            write(entry.getValue(), out);
        }
        out.append(map.isEmpty() ? "{}" : "}");
    }

    private static void write(List<?> list, StringBuilder out) {
        char before = '[';
        for (Object value : list) {
            out.append(before);
            before = ',';
            write(value, out);
        }
        out.append(list.isEmpty() ? "[]" : "]");
    }

    /** Letters that need no escape are nearly all there are. */
    private static void write(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c > '~') {
                out.append(Json.text(text));
                return;
            }
        }
        out.append('"').append(text).append('"');
    }
}

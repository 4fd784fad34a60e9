package io.candelabra.store.sql;

import io.candelabra.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A place in a stored text, from which components are read in the order in which they are written: without spaces, each name as it is
 * declared, what is empty left out. Where anything else stands the text is odd from then on: what is read is worth nothing, all ends
 * soon, and {@link #isRead} says so at the end.
 */
final class RowText {
    /** Digits that a number surely holds. */
    private static final int DIGITS = 18;

    private final byte[] bytes;
    private final int end;
    private int at;
    private boolean first;
    private boolean odd;

    RowText(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private RowText(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    RowText part(int from, int to) {
        return new RowText(bytes, from, to);
    }

    byte[] bytes() {
        return bytes;
    }

    int at() {
        return at;
    }

    boolean matches(int from, int to, byte[] other) {
        return Arrays.equals(bytes, from, to, other, 0, other.length);
    }

    /** All of it was read, and nothing odd was met. */
    boolean isRead() {
        return !odd && at == end;
    }

    /** Something stands here that the library has to read. */
    void isOdd() {
        odd = true;
        at = end;
    }

    private int next() {
        return at < end ? bytes[at] : 0;
    }

    void expect(char one) {
        if (!skips(one)) {
            isOdd();
        }
    }

    boolean skips(char one) {
        if (next() != one) {
            return false;
        }
        at++;
        return true;
    }

    void begin() {
        expect('{');
        first = true;
    }

    /** The record is at its end, and this is what came of it. */
    <T> T endWith(T read) {
        expect('}');
        return read;
    }

    /** Whether the component of that name comes next; then its value does. */
    private boolean component(String name) {
        int from = at + (first ? 0 : 1);
        int after = from + name.length() + 3;
        if (after > end || !first && bytes[at] != ',' || bytes[from] != '"' || bytes[after - 2] != '"') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (bytes[from + 1 + i] != name.charAt(i)) {
                return false;
            }
        }
        if (bytes[after - 1] != ':') {
            return false;
        }
        at = after;
        first = false;
        return true;
    }

    /** A text that is never left out, such as an id. */
    String id(String name) {
        if (!component(name)) {
            isOdd();
        }
        return string();
    }

    /** A text; empty where it is left out. */
    String text(String name) {
        return component(name) ? string() : "";
    }

    boolean flag(String name) {
        return component(name) && flag();
    }

    long number(String name) {
        return component(name) ? whole() : 0;
    }

    /** A record of which every component is left out. */
    <T> T noneOf(String name, T none) {
        if (component(name)) {
            expect('{');
            expect('}');
        } else {
            isOdd();
        }
        return none;
    }

    /** Texts by their names. */
    Map<String, String> map(String name) {
        if (!component(name)) {
            return Map.of();
        }
        expect('{');
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        do {
            String key = string();
            expect(':');
            entries.add(Map.entry(key, string()));
        } while (skips(','));
        expect('}');
        // refuses a name that stands there twice
        return Map.ofEntries(entries.<Map.Entry<String, String>>toArray(Map.Entry[]::new));
    }

    /** Whether a list of that name comes next; then its first element does. */
    boolean beginsList(String name) {
        if (!component(name)) {
            return false;
        }
        expect('[');
        return true;
    }

    /** Whether one more element comes; what stands between the elements, and behind the last one, is passed by. */
    boolean hasElement(boolean isFirst) {
        if (isFirst) {
            return !odd;
        }
        if (skips(',')) {
            return true;
        }
        expect(']');
        return false;
    }

    /** Passes an array by, whatever it holds. Returns a hash of its text. */
    int skipElement() {
        int hash = 0;
        int depth = 0;
        boolean quoted = false;
        while (at < end) {
            byte one = bytes[at++];
            hash = 31 * hash + one;
            if (quoted) {
                if (one == '\\') {
                    at++;
                }
                quoted = one != '"';
            } else if (one == '"') {
                quoted = true;
            } else if (one == '[') {
                depth++;
            } else if (one == ']' && --depth == 0) {
                return hash;
            } else if (depth == 0) {
                break;
            }
        }
        isOdd();
        return hash;
    }

    private boolean flag() {
        if (next() == 't') {
            "true".chars().forEach(one -> expect((char) one));
            return true;
        }
        "false".chars().forEach(one -> expect((char) one));
        return false;
    }

    long whole() {
        int from = at;
        boolean less = skips('-');
        int digits = at;
        long number = 0;
        while (next() >= '0' && next() <= '9') {
            number = number * 10 + (bytes[at++] - '0');
        }
        int count = at - digits;
        if (count == 0 || count > 1 && bytes[digits] == '0' || less && number == 0) {
            isOdd();
        } else if (count > DIGITS) {
            // may be too large, and then the library reads it
            return Long.parseLong(new String(bytes, from, at - from, StandardCharsets.US_ASCII));
        }
        return less ? -number : number;
    }

    /** A value as {@link RowBodies} writes it; one that has not simply its own form is odd. */
    Value value() {
        return switch (next()) {
            case '"' -> RowBodies.value(string());
            case 't', 'f' -> Value.of(flag());
            case '[' -> {
                at++;
                String json = string();
                expect(']');
                yield new Value.Tree(json);
            }
            default -> number();
        };
    }

    private Value number() {
        int from = at;
        boolean real = false;
        while (at < end && bytes[at] != ']') {
            byte one = bytes[at++];
            real |= one == '.' || one == 'E';
            if (one != '.' && one != 'E' && one != '-' && (one < '0' || one > '9')) {
                isOdd();
                return Value.NOTHING;
            }
        }
        if (!real) {
            at = from;
            return Value.of(whole());
        }
        double number = Double.parseDouble(new String(bytes, from, at - from, StandardCharsets.US_ASCII));
        if (Double.isInfinite(number)) {
            isOdd();
        }
        return Value.of(number);
    }

    /** A text in quotation marks. What is not ASCII is written by its number. */
    String string() {
        expect('"');
        int from = at;
        while (at < end && bytes[at] != '"' && bytes[at] != '\\') {
            plain(bytes[at++]);
        }
        String begin = new String(bytes, from, at - from, StandardCharsets.US_ASCII);
        if (next() != '\\') {
            expect('"');
            return begin;
        }
        StringBuilder text = new StringBuilder(end - from).append(begin);
        while (at < end && bytes[at] != '"') {
            byte one = bytes[at++];
            text.append(one == '\\' ? escaped() : plain(one));
        }
        expect('"');
        return text.toString();
    }

    private char plain(byte one) {
        odd |= one < ' ';
        return (char) one;
    }

    private char escaped() {
        char one = (char) next();
        at++;
        return switch (one) {
            case '"', '\\', '/' -> one;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> byNumber();
            default -> {
                isOdd();
                yield ' ';
            }
        };
    }

    private char byNumber() {
        int number = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            odd |= digit < 0;
            number = number << 4 | digit & 0xF;
            at++;
        }
        return (char) number;
    }
}

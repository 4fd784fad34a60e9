package io.candelabra.wire.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes escaped text apart: paths, queries and forms. */
final class PercentText {

    private PercentText() {}

    /**
     * Splits a raw path at its slashes, before anything is decoded, so that an escaped slash stays inside its segment.
     * Several slashes are one, and one at the end means nothing: clients put paths together in all ways.
     */
    static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        int from = 0;
        for (int slash = rawPath.indexOf('/'); slash >= 0; slash = rawPath.indexOf('/', from)) {
            if (slash > from) {
                segments.add(rawPath.substring(from, slash));
            }
            from = slash + 1;
        }
        if (from < rawPath.length()) {
            segments.add(rawPath.substring(from));
        }
        return segments;
    }

    /** A path segment in clear; a plus is a plus. Throws {@link BadRequest} for wrong escapes. */
    static String segment(String raw) {
        return decode(raw, false, BadRequest.Kind.PATH);
    }

    /** Names and values of a query or a form; a plus is a blank, a name without {@code =} has an empty value. */
    static Map<String, List<String>> pairs(String raw, BadRequest.Kind kind) {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        for (int from = 0; from < raw.length(); ) {
            int end = raw.indexOf('&', from);
            end = end < 0 ? raw.length() : end;
            if (end > from) {
                int equals = raw.indexOf('=', from);
                boolean bare = equals < 0 || equals > end;
                String name = decode(raw.substring(from, bare ? end : equals), true, kind);
                String value = bare ? "" : decode(raw.substring(equals + 1, end), true, kind);
                pairs.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
            }
            from = end + 1;
        }
        return pairs;
    }

    private static String decode(String raw, boolean plusIsBlank, BadRequest.Kind kind) {
        if (raw.indexOf('%') < 0 && (!plusIsBlank || raw.indexOf('+') < 0) && isAscii(raw)) {
            return raw;
        }
        byte[] source = raw.getBytes(StandardCharsets.UTF_8);
        ByteBuffer clear = ByteBuffer.allocate(source.length);
        for (int i = 0; i < source.length; i++) {
            if (source[i] == '%') {
                int high = i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
                int low = i + 2 < source.length ? Character.digit(source[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw new BadRequest(kind, "a wrong percent escape");
                }
                clear.put((byte) (high << 4 | low));
                i += 2;
            } else {
                clear.put(plusIsBlank && source[i] == '+' ? (byte) ' ' : source[i]);
            }
        }
        try {
            CharBuffer text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(clear.flip());
            return text.toString();
        } catch (CharacterCodingException notText) {
            throw new BadRequest(kind, "escaped bytes that are not UTF-8");
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }
}

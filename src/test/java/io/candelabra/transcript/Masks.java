package io.candelabra.transcript;

import io.candelabra.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares an answer with the written one, and keeps the values that were bound on the way. */
final class Masks {
    private static final Pattern MASK = Pattern.compile("<(any:)?([a-zA-Z][a-zA-Z0-9]*)>");

    private final Map<String, @Nullable Object> bound = new HashMap<>();

    private Masks(Map<String, @Nullable Object> bound) {
        this.bound.putAll(bound);
    }

    Masks() {
        this(Map.of());
    }

    /** A copy, to try something without binding. */
    Masks copy() {
        return new Masks(bound);
    }

    void take(Masks tried) {
        bound.putAll(tried.bound);
    }

    /** A request's text with what was bound put in. */
    String fill(String text) {
        Matcher masks = MASK.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (masks.find()) {
            if (!bound.containsKey(masks.group(2))) {
                throw new IllegalArgumentException("nothing is bound to " + masks.group());
            }
            masks.appendReplacement(filled, Matcher.quoteReplacement(String.valueOf(bound.get(masks.group(2)))));
        }
        return masks.appendTail(filled).toString();
    }

    /** The difference, as a sentence with its place; empty where there is none. */
    String differs(String expected, byte[] came) {
        if (expected.isEmpty()) {
            return came.length == 0 ? "" : "a body where none is expected: " + new String(came, StandardCharsets.UTF_8);
        }
        String text = new String(came, StandardCharsets.UTF_8);
        if (!expected.startsWith("{") && !expected.startsWith("[")) {
            return textDiffers("the body", expected, text.strip());
        }
        return differs("$", Json.tree(quoted(expected)), Json.tree(came));
    }

    /** A mask may stand in place of any value. */
    static byte[] quoted(String json) {
        String whole = json.replaceAll("(?<![\"\\w>])<((any:)?[a-zA-Z][a-zA-Z0-9]*)>(?![\"\\w<])", "\"<$1>\"");
        return whole.getBytes(StandardCharsets.UTF_8);
    }

    String differs(String place, @Nullable Object expected, @Nullable Object came) {
        return switch (expected) {
            case String text -> valueDiffers(place, text, came);
            case Map<?, ?> map -> mapDiffers(place, map, came);
            case List<?> list -> listDiffers(place, list, came);
            case null -> came == null ? "" : place + " is " + came + ", not null";
            default -> expected.equals(came) ? "" : place + " is " + came + ", not " + expected;
        };
    }

    private String mapDiffers(String place, Map<?, ?> expected, @Nullable Object came) {
        if (!(came instanceof Map<?, ?> map)) {
            return place + " is " + came + ", not an object";
        }
        if (!map.keySet().equals(expected.keySet())) {
            return place + " has the fields " + new TreeSet<Object>(map.keySet()) + ", not "
                    + new TreeSet<Object>(expected.keySet());
        }
        for (Map.Entry<?, ?> entry : expected.entrySet()) {
            String differs = differs(place + "." + entry.getKey(), entry.getValue(), map.get(entry.getKey()));
            if (!differs.isEmpty()) {
                return differs;
            }
        }
        return "";
    }

    private String listDiffers(String place, List<?> expected, @Nullable Object came) {
        if (!(came instanceof List<?> list)) {
            return place + " is " + came + ", not a list";
        }
        if (list.size() != expected.size()) {
            return place + " has " + list.size() + " elements, not " + expected.size() + ": " + came;
        }
        for (int i = 0; i < list.size(); i++) {
            String differs = differs(place + "[" + i + "]", expected.get(i), list.get(i));
            if (!differs.isEmpty()) {
                return differs;
            }
        }
        return "";
    }

    private String valueDiffers(String place, String expected, @Nullable Object came) {
        Matcher mask = MASK.matcher(expected);
        if (!mask.matches()) {
            return came instanceof String text
                    ? textDiffers(place, expected, text)
                    : place + " is " + came + ", not the text " + expected;
        }
        if (mask.group(1) == null && mask.group(2).equals("any")) {
            return came == null ? place + " is null" : "";
        }
        if (mask.group(1) != null) {
            bound.put(mask.group(2), came);
            return came == null ? place + " is null" : "";
        }
        Object known = bound.get(mask.group(2));
        return known != null && known.equals(came) ? "" : place + " is " + came + ", not " + known;
    }

    /** Texts with masks inside. */
    String textDiffers(String place, String expected, String came) {
        Matcher masks = MASK.matcher(expected);
        StringBuilder pattern = new StringBuilder();
        List<String> names = new java.util.ArrayList<>();
        int end = 0;
        while (masks.find()) {
            pattern.append(Pattern.quote(expected.substring(end, masks.start())));
            end = masks.end();
            boolean binds = masks.group(1) != null;
            if (binds || masks.group(2).equals("any")) {
                pattern.append("(.+?)");
                names.add(binds ? masks.group(2) : "");
            } else {
                pattern.append(Pattern.quote(String.valueOf(bound.get(masks.group(2)))));
            }
        }
        pattern.append(Pattern.quote(expected.substring(end)));
        Matcher fits = Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(came);
        if (!fits.matches()) {
            return place + " is \"" + came + "\", not \"" + expected + "\"";
        }
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isEmpty()) {
                bound.put(names.get(i), fits.group(i + 1));
            }
        }
        return "";
    }
}

package io.candelabra.wire.http;

import io.candelabra.wire.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Names one form of a resource: the same content has the same tag, on every server and after every restart.
 *
 * @param text with its quotation marks, as it stands in a header
 */
public record EntityTag(String text) {
    private static final int BYTES = 12;

    /** The tag of a JSON value by its content, whatever the order of its fields. */
    public static EntityTag of(@Nullable Object body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Json.write(inOrder(body)));
            return new EntityTag('"' + HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES)) + '"');
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("every JDK has SHA-256", broken);
        }
    }

    /** The order of fields says nothing, and is not the same in every process. */
    private static @Nullable Object inOrder(@Nullable Object tree) {
        return switch (tree) {
            case Map<?, ?> fields -> {
                Map<String, @Nullable Object> sorted = new TreeMap<>();
                fields.forEach((name, value) -> sorted.put(String.valueOf(name), inOrder(value)));
                yield sorted;
            }
            case List<?> list -> {
                List<@Nullable Object> items = new ArrayList<>(list.size());
                list.forEach(item -> items.add(inOrder(item)));
                yield items;
            }
            case null, default -> tree;
        };
    }

    /**
     * Whether it is one of those in a header's values; {@code *} is any.
     *
     * @param weak whether tags that are marked as weak count too: to save reading again they do, to write they do not
     */
    public boolean isAmong(List<String> values, boolean weak) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .map(tag -> weak && tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals(text));
    }
}
